-- Numbers that were given and come back by undoing it are kept again for the child for which they had been kept. Whether a
-- reservation was extended a number remembers while it is given out.

set local search_path = didstock;

create function reserve_again(p_operation uuid, p_numbers text[], p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_written bigint;
begin
    perform lock_chain(p_numbers);
    update did_holding h
    set state = 'RESERVED', until = z.before_until, reserved_child_id = z.after_child_id, reserved_for = null,
        reserved_by_id = v_me, version = h.version + 1
    from (
        select z.* from history z
        where z.operator_id = v_operator and z.tenant_id = v_me and z.operation_id = p_operation
          and z.number = any (p_numbers) and z.before_state = 'RESERVED' and z.before_until > p_now
          and z.after_child_id is not null
        offset 0) z
    where h.operator_id = z.operator_id and h.tenant_id = z.tenant_id and h.number = z.number
      and h.child_id is null and h.state = 'FREE';
    get diagnostics v_written = row_count;
    return v_written;
end
$$;

alter function reserve_again(uuid, text[], timestamptz) owner to didstock_chain;
revoke execute on function reserve_again(uuid, text[], timestamptz) from public;
grant execute on function reserve_again(uuid, text[], timestamptz) to didstock_app;
