-- View as: somebody of the operator sees the portal as a tenant sees it, because that tenant granted it for a time. It is
-- read-only, said to both, and over when the grant is.

set local search_path = didstock;

-- A tenant lets its operator look, until a time; taken back at any time. The tenant alone gives and takes it.
create table support_grant (
    operator_id int not null,
    tenant_id int not null,
    id int not null default random(1, 2147483647),
    given_at timestamptz not null,
    given_by text not null,
    until timestamptz not null,
    revoked_at timestamptz,
    revoked_by text,
    constraint support_grant_pk primary key (operator_id, tenant_id, id),
    constraint support_grant_tenant_fk foreign key (operator_id, tenant_id) references tenant (operator_id, tenant_id),
    constraint support_grant_until_ck check (until > given_at and until <= given_at + interval '30 days')
);
create index support_grant_until_ix on support_grant (operator_id, tenant_id, until);

-- That somebody of the operator views as the tenant, since when and until when. Written by begin_view and end_view alone.
create table support_view (
    operator_id int not null,
    tenant_id int not null,
    id uuid not null default uuidv7(),
    grant_id int not null,
    user_id int not null,
    login text not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    constraint support_view_pk primary key (operator_id, tenant_id, id),
    constraint support_view_grant_fk foreign key (operator_id, tenant_id, grant_id)
        references support_grant (operator_id, tenant_id, id)
);
create index support_view_open_ix on support_view (operator_id, tenant_id, user_id) where ended_at is null;

-- Whether the transaction is somebody's who views as another tenant.
create function is_viewing() returns boolean
    language sql stable parallel safe
    set search_path = pg_catalog
as $$
    select nullif(current_setting('didstock.viewer', true), '') is not null
$$;

-- Begins to view: for an administrator of the operator, with the tenant's grant. Both find it in their activity.
create function begin_view(p_tenant int, p_now timestamptz) returns boolean
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_grant int;
    v_login text := acting_login(bound_tenant());
begin
    if bound_tenant() <> v_operator or p_tenant = v_operator then
        raise insufficient_privilege using message = 'only the operator views as a tenant below it';
    end if;
    select g.id into v_grant
    from support_grant g
    where g.operator_id = v_operator and g.tenant_id = p_tenant and g.revoked_at is null and g.until > p_now
    order by g.until desc
    limit 1;
    if v_grant is null then
        return false;
    end if;
    insert into support_view (operator_id, tenant_id, id, grant_id, user_id, login, started_at)
    values (v_operator, p_tenant, bound_operation(), v_grant, current_setting('didstock.user')::int, v_login, p_now);
    insert into activity (operator_id, tenant_id, operation_id, at, operation, change, by_tenant_id, by_login, numbers)
    select v_operator, t, bound_operation(), p_now, 'VIEW_AS', 'VIEWED', v_operator, v_login, 0
    from unnest(array [v_operator, p_tenant]) t;
    return true;
end
$$;

-- Ends what the bound user views as the tenant.
create function end_view(p_tenant int, p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    ended bigint;
begin
    update support_view v set ended_at = p_now
    where v.operator_id = bound_operator() and v.tenant_id = p_tenant
      and v.user_id = current_setting('didstock.user')::int and v.ended_at is null
      and bound_tenant() = bound_operator();
    get diagnostics ended = row_count;
    return ended;
end
$$;

-- Whether this user of the operator may view as the tenant now: an active administrator, with a view begun and recorded,
-- and the grant it was begun by neither over nor taken back. A view is over after 12 hours in any case.
create function may_view(p_operator int, p_tenant int, p_user int, p_now timestamptz) returns boolean
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select exists (
        select from app_user u
        join tenant o on o.operator_id = u.operator_id and o.tenant_id = u.tenant_id
        join support_view v on v.operator_id = u.operator_id and v.tenant_id = p_tenant and v.user_id = u.user_id
        join support_grant g on g.operator_id = v.operator_id and g.tenant_id = v.tenant_id and g.id = v.grant_id
        join tenant t on t.operator_id = v.operator_id and t.tenant_id = v.tenant_id
        where u.operator_id = p_operator and u.tenant_id = p_operator and u.user_id = p_user
          and p_tenant <> p_operator
          and u.status = 'ACTIVE' and u.role = 'OPERATOR_ADMIN' and o.status = 'ACTIVE' and t.status <> 'CLOSED'
          and v.ended_at is null and v.started_at > p_now - interval '12 hours'
          and g.revoked_at is null and g.until > p_now)
$$;

-- Binds the transaction to a tenant for somebody of its operator who views as it: to read, nothing else.
-- No row: nothing was bound, and nothing can be read.
create function bind_viewer(p_operator int, p_tenant int, p_user int, p_now timestamptz)
    returns table (role user_role, kind tenant_kind, parent_id int, tenant_name text, currency char(3), login text,
                   display_name text, own_vendors boolean)
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
begin
    if not may_view(p_operator, p_tenant, p_user, p_now) then
        return;
    end if;
    return query
        select (case t.kind when 'CUSTOMER' then 'CUSTOMER' else 'RESELLER_VIEWER' end)::user_role, t.kind, t.parent_id,
            t.name, t.currency, u.login, u.display_name, t.own_vendors
        from tenant t
        join app_user u on u.operator_id = t.operator_id and u.tenant_id = t.operator_id and u.user_id = p_user
        where t.operator_id = p_operator and t.tenant_id = p_tenant;
    perform set_config('didstock.operator', p_operator::text, true),
            set_config('didstock.tenant', p_tenant::text, true),
            set_config('didstock.user', p_user::text, true),
            set_config('didstock.viewer', p_user::text, true),
            set_config('transaction_read_only', 'on', true);
end
$$;

-- Which of these people bind_viewer would refuse; the arrays run in parallel.
create function refused_viewers(p_operators int[], p_tenants int[], p_users int[], p_now timestamptz)
    returns table (operator_id int, tenant_id int, user_id int)
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select p.operator_id, p.tenant_id, p.user_id
    from unnest(p_operators, p_tenants, p_users) as p (operator_id, tenant_id, user_id)
    where not may_view(p.operator_id, p.tenant_id, p.user_id, p_now)
$$;

alter table support_grant enable row level security;
alter table support_grant force row level security;
alter table support_view enable row level security;
alter table support_view force row level security;

create policy support_grant_owner on support_grant to didstock_owner using (true) with check (true);
create policy support_grant_entry on support_grant to didstock_entry using (true) with check (false);
create policy support_grant_chain on support_grant to didstock_chain
    using (operator_id = (select bound_operator())) with check (false);
create policy support_grant_seen on support_grant for select to didstock_app
    using (operator_id = (select bound_operator())
        and (tenant_id = (select bound_tenant()) or (select bound_tenant()) = (select bound_operator())));
create policy support_grant_given on support_grant for insert to didstock_app
    with check (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant())
        and (select bound_tenant()) <> (select bound_operator()));
create policy support_grant_revoked on support_grant for update to didstock_app
    using (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))
    with check (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()));
create policy support_view_owner on support_view to didstock_owner using (true) with check (true);
create policy support_view_entry on support_view to didstock_entry using (true) with check (false);
create policy support_view_chain on support_view to didstock_chain
    using (operator_id = (select bound_operator())) with check (operator_id = (select bound_operator()));
create policy support_view_seen on support_view for select to didstock_app
    using (operator_id = (select bound_operator())
        and (tenant_id = (select bound_tenant()) or (select bound_tenant()) = (select bound_operator())));

-- Whoever views as a tenant sees none of its tokens.
create policy api_token_not_viewed on api_token as restrictive to didstock_app
    using (operator_id = (select bound_operator()) and not (select is_viewing()))
    with check (operator_id = (select bound_operator()) and not (select is_viewing()));

grant select on support_grant, support_view to didstock_app, didstock_audit, didstock_chain, didstock_entry;
grant insert on support_grant to didstock_app;
grant update (revoked_at, revoked_by) on support_grant to didstock_app;
grant insert, update (ended_at) on support_view to didstock_chain;

alter function begin_view(int, timestamptz) owner to didstock_chain;
alter function end_view(int, timestamptz) owner to didstock_chain;
alter function may_view(int, int, int, timestamptz) owner to didstock_entry;
alter function bind_viewer(int, int, int, timestamptz) owner to didstock_entry;
alter function refused_viewers(int[], int[], int[], timestamptz) owner to didstock_entry;
revoke execute on function is_viewing(), begin_view(int, timestamptz), end_view(int, timestamptz),
    may_view(int, int, int, timestamptz), bind_viewer(int, int, int, timestamptz),
    refused_viewers(int[], int[], int[], timestamptz) from public;
grant execute on function is_viewing(), begin_view(int, timestamptz), end_view(int, timestamptz),
    bind_viewer(int, int, int, timestamptz), refused_viewers(int[], int[], int[], timestamptz) to didstock_app;
grant execute on function is_viewing() to didstock_owner, didstock_chain, didstock_entry, didstock_audit;
