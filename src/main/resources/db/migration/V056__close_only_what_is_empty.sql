-- A tenant is closed only when nothing hangs on it: also what its parent does not see, children of its own and numbers that
-- it loaded itself, is counted.

set local search_path = didstock;

create function closing_obstacles(p_child int) returns table (children bigint, numbers bigint)
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select
        (select count(*) from tenant below
         where below.operator_id = t.operator_id and below.parent_id = t.tenant_id and below.status <> 'CLOSED'),
        (select count(*) from did_holding h where h.operator_id = t.operator_id and h.tenant_id = t.tenant_id)
    from tenant t
    where t.operator_id = bound_operator() and t.parent_id = bound_tenant() and t.tenant_id = p_child
$$;

alter function closing_obstacles(int) owner to didstock_chain;
revoke execute on function closing_obstacles(int) from public;
grant execute on function closing_obstacles(int) to didstock_app;
