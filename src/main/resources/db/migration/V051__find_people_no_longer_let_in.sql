-- Screens stay open while their users are away from them: every few seconds each portal asks which of the people before its
-- open screens are no longer let in.

set local search_path = didstock;

-- Which of these people bind_actor would refuse: the three arrays run in parallel, one entry for each person.
create function refused_people(p_operators int[], p_tenants int[], p_users int[])
    returns table (operator_id int, tenant_id int, user_id int)
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select p.operator_id, p.tenant_id, p.user_id
    from unnest(p_operators, p_tenants, p_users) as p (operator_id, tenant_id, user_id)
    where not exists (
        select from app_user u
        join tenant t on t.operator_id = u.operator_id and t.tenant_id = u.tenant_id
        join tenant o on o.operator_id = t.operator_id and o.tenant_id = t.operator_id
        where u.operator_id = p.operator_id
          and u.tenant_id = p.tenant_id
          and u.user_id = p.user_id
          and u.status = 'ACTIVE'
          and t.status = 'ACTIVE'
          and o.status = 'ACTIVE')
$$;

alter function refused_people(int[], int[], int[]) owner to didstock_entry;
revoke execute on function refused_people(int[], int[], int[]) from public;
grant execute on function refused_people(int[], int[], int[]) to didstock_app;
