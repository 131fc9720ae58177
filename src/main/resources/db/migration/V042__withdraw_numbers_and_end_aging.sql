-- The operator takes numbers out of stock wherever they are, and ends a quarantine before its time.

set local search_path = didstock;

-- WITHDRAW: the only operation that takes numbers in use. Their accounts' use and every holding end now; the register
-- remembers them with the reason.
create function withdraw_numbers(p_numbers text[], p_reason text, p_states holding_state[], p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
    set enable_nestloop = on
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_written bigint;
begin
    perform expect_written(case when v_me = v_operator then 1 else 0 end, 1);
    perform lock_chain(p_numbers);
    select count(*) into v_written
    from did d
    join did_holding h on h.operator_id = d.operator_id and h.tenant_id = d.top_tenant_id and h.number = d.number
    where d.operator_id = v_operator and d.number = any (p_numbers) and d.top_tenant_id = v_me
      and effective_state(h.state, h.until, p_now) = any (p_states);
    perform expect_written(v_written, cardinality(p_numbers));
    delete from account_number n where n.operator_id = v_operator and n.number = any (p_numbers);
    with closed as (
        delete from did_holding h
        using did_holding deepest
        join tenant t on t.operator_id = deepest.operator_id and t.tenant_id = deepest.tenant_id
        where deepest.operator_id = v_operator and deepest.number = any (p_numbers) and deepest.child_id is null
          and h.operator_id = v_operator and h.number = deepest.number and h.tenant_id = any (t.path)
        returning h.operator_id, h.tenant_id, h.number, h.period_id),
    forgotten as (
        delete from did_key k using closed c
        where k.operator_id = c.operator_id and k.tenant_id = c.tenant_id and k.number = c.number),
    ended as (
        update holding_period p set to_at = greatest(p_now, p.from_at)
        from closed c
        where p.operator_id = c.operator_id and p.tenant_id = c.tenant_id and p.id = c.period_id and p.to_at is null)
    select count(distinct c.number) into v_written from closed c;
    perform expect_written(v_written, cardinality(p_numbers));
    update did d
    set in_use_since = null, aging_due = false, gone_at = p_now, gone_reason = p_reason
    where d.operator_id = v_operator and d.number = any (p_numbers);
    return v_written;
end
$$;

-- END_AGING: the operator's own numbers are free before their quarantine is over, in the batch where they lie.
create function end_aging(p_numbers text[], p_states holding_state[], p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_written bigint;
begin
    perform expect_written(case when v_me = v_operator then 1 else 0 end, 1);
    perform lock_chain(p_numbers);
    update did_holding h
    set state = 'FREE', until = null, version = h.version + 1
    where h.operator_id = v_operator and h.tenant_id = v_me and h.number = any (p_numbers)
      and h.child_id is null and h.state = 'AGING'
      and effective_state(h.state, h.until, p_now) = any (p_states);
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    update did d set aging_until = p_now
    where d.operator_id = v_operator and d.number = any (p_numbers);
    return v_written;
end
$$;

do $$
declare
    signature regprocedure;
begin
    foreach signature in array array [
        'withdraw_numbers(text[], text, holding_state[], timestamptz)',
        'end_aging(text[], holding_state[], timestamptz)']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
        execute format('grant execute on function %s to didstock_app', signature);
    end loop;
end
$$;
