-- Whether the people of customers and resellers below a suspended tenant are let in, to look after what they have and to
-- return it, is the operator's to say.

set local search_path = didstock;

alter table tenant add column let_in_below_suspended boolean not null default true;
comment on column tenant.let_in_below_suspended is 'Said by the operator''s file, for all its tenants; on its own row only';

-- Brings up to date what the operator's file says and the database has to know.
create function set_operator_rules(p_operator int, p_let_in_below_suspended boolean) returns void
    language sql volatile security definer
    set search_path = didstock, pg_temp
as $$
    update tenant t set let_in_below_suspended = p_let_in_below_suspended
    where t.operator_id = p_operator and t.tenant_id = p_operator
      and t.let_in_below_suspended <> p_let_in_below_suspended
$$;

-- Whether nobody who stands above a tenant keeps its people out. Read by whoever binds people, not by tenants.
create function let_in_from_above(p_operator int, p_path int[]) returns boolean
    language sql stable
    set search_path = didstock, pg_temp
as $$
    select o.let_in_below_suspended or not exists (
        select from tenant up
        where up.operator_id = p_operator and up.tenant_id = any (p_path[: cardinality(p_path) - 1])
          and up.status <> 'ACTIVE')
    from tenant o
    where o.operator_id = p_operator and o.tenant_id = p_operator
$$;

create or replace function find_login(p_operator int, p_login text, p_demo boolean)
    returns table (tenant_id int, user_id int, password_hash text, display_name text)
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select u.tenant_id, u.user_id, u.password_hash, u.display_name
    from app_user u
    join tenant t on t.operator_id = u.operator_id and t.tenant_id = u.tenant_id
    where u.operator_id = p_operator
      and u.login = lower(p_login)
      and u.status = 'ACTIVE'
      and t.status = 'ACTIVE'
      and let_in_from_above(t.operator_id, t.path)
      and (p_demo or not u.demo)
$$;

create or replace function bind_actor(p_operator int, p_tenant int, p_user int)
    returns table (role user_role, kind tenant_kind, parent_id int, tenant_name text, currency char(3), login text,
                   display_name text, own_vendors boolean)
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
begin
    return query
        select u.role, t.kind, t.parent_id, t.name, t.currency, u.login, u.display_name, t.own_vendors
        from app_user u
        join tenant t on t.operator_id = u.operator_id and t.tenant_id = u.tenant_id
        join tenant o on o.operator_id = t.operator_id and o.tenant_id = t.operator_id
        where u.operator_id = p_operator
          and u.tenant_id = p_tenant
          and u.user_id = p_user
          and u.status = 'ACTIVE'
          and t.status = 'ACTIVE'
          and o.status = 'ACTIVE'
          and (o.let_in_below_suspended or let_in_from_above(t.operator_id, t.path));
    if found then
        perform set_config('didstock.operator', p_operator::text, true),
                set_config('didstock.tenant', p_tenant::text, true),
                set_config('didstock.user', p_user::text, true);
    end if;
end
$$;

create or replace function refused_people(p_operators int[], p_tenants int[], p_users int[])
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
          and o.status = 'ACTIVE'
          and (o.let_in_below_suspended or let_in_from_above(t.operator_id, t.path)))
$$;

alter function set_operator_rules(int, boolean) owner to didstock_entry;
alter function let_in_from_above(int, int[]) owner to didstock_entry;
revoke execute on function set_operator_rules(int, boolean), let_in_from_above(int, int[]) from public;
grant execute on function set_operator_rules(int, boolean) to didstock_app;
