-- Reservations can be extended once and cancelled; who made one is remembered.

set local search_path = didstock;

-- Who reserved it: the holder, or the child that chose it from the offer.
alter table did_holding add column reserved_by_id int;
-- A reservation may be extended once.
alter table did_holding add column reservation_extended boolean not null default false;

-- RESERVE: keeps the caller's own numbers for one of its children or for a named prospect, until a time.
create or replace function reserve_numbers(p_numbers text[], p_until timestamptz, p_child int, p_prospect text,
                                           p_states holding_state[], p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_written bigint;
begin
    if p_child is not null then
        perform from tenant t
        where t.operator_id = v_operator and t.parent_id = v_me and t.tenant_id = p_child and t.status = 'ACTIVE';
        perform expect_written(case when found then 1 else 0 end, 1);
    end if;
    perform expect_written(case when p_until > p_now then 1 else 0 end, 1);
    perform lock_chain(p_numbers);
    update did_holding h
    set state = 'RESERVED', until = p_until, reserved_child_id = p_child, reserved_for = p_prospect,
        reserved_by_id = v_me, reservation_extended = false, version = h.version + 1
    where h.operator_id = v_operator and h.tenant_id = v_me and h.number = any (p_numbers)
      and h.child_id is null and not h.in_use
      and effective_state(h.state, h.until, p_now) = any (p_states);
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    return v_written;
end
$$;

-- EXTEND_RESERVATION: once, and never to an earlier time.
create function extend_reservations(p_numbers text[], p_until timestamptz, p_states holding_state[],
                                    p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_written bigint;
begin
    perform lock_chain(p_numbers);
    update did_holding h
    set until = p_until, reservation_extended = true, version = h.version + 1
    where h.operator_id = v_operator and h.tenant_id = v_me and h.number = any (p_numbers)
      and h.child_id is null and h.state = 'RESERVED'
      and effective_state(h.state, h.until, p_now) = any (p_states)
      and not h.reservation_extended and h.until < p_until;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    return v_written;
end
$$;

-- CANCEL_RESERVATION: free at once, in the batch where the number lay all the time.
create function cancel_reservations(p_numbers text[], p_states holding_state[], p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_written bigint;
begin
    perform lock_chain(p_numbers);
    update did_holding h
    set state = 'FREE', until = null, reserved_child_id = null, reserved_for = null, reserved_by_id = null,
        reservation_extended = false, version = h.version + 1
    where h.operator_id = v_operator and h.tenant_id = v_me and h.number = any (p_numbers)
      and h.child_id is null and h.state = 'RESERVED'
      and effective_state(h.state, h.until, p_now) = any (p_states);
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    return v_written;
end
$$;

do $$
declare
    signature regprocedure;
begin
    foreach signature in array array [
        'extend_reservations(text[], timestamptz, holding_state[], timestamptz)',
        'cancel_reservations(text[], holding_state[], timestamptz)']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
        execute format('grant execute on function %s to didstock_app', signature);
    end loop;
end
$$;
