-- Support access that the operator's file gives for all its tenants, unless a tenant refuses it. Each view by it has a grant like any other,
-- made when it begins and for as long as a view may last, so that it is recorded, seen and ended in the same way.

set local search_path = didstock;

alter table tenant add column support_standing boolean not null default false;
comment on column tenant.support_standing is 'Said by the operator''s file, for all its tenants; on its own row only';
alter table support_grant add column standing boolean not null default false;

-- That a tenant refuses what the operator's file gives.
create table support_refusal (
    operator_id int not null,
    tenant_id int not null,
    refused_at timestamptz not null,
    refused_by text not null,
    constraint support_refusal_pk primary key (operator_id, tenant_id),
    constraint support_refusal_tenant_fk foreign key (operator_id, tenant_id) references tenant (operator_id, tenant_id)
);
alter table support_refusal enable row level security;
alter table support_refusal force row level security;
create policy support_refusal_owner on support_refusal to didstock_owner using (true) with check (true);
create policy support_refusal_chain on support_refusal to didstock_chain
    using (operator_id = (select bound_operator())) with check (operator_id = (select bound_operator()));
create policy support_refusal_seen on support_refusal for select to didstock_app
    using (operator_id = (select bound_operator())
        and (tenant_id = (select bound_tenant()) or (select bound_tenant()) = (select bound_operator())));
create policy support_grant_standing on support_grant to didstock_chain
    using (operator_id = (select bound_operator()) and standing)
    with check (operator_id = (select bound_operator()) and standing);
grant select on support_refusal to didstock_app, didstock_audit;
grant select, insert, delete on support_refusal to didstock_chain;
grant insert, update (revoked_at, revoked_by) on support_grant to didstock_chain;

create function set_standing_support(p_operator int, p_standing boolean) returns void
    language sql volatile security definer
    set search_path = didstock, pg_temp
as $$
    update tenant t set support_standing = p_standing
    where t.operator_id = p_operator and t.tenant_id = p_operator and t.support_standing <> p_standing
$$;

-- Whether the operator's file lets the operator view as its tenants.
create function standing_support() returns boolean
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select coalesce(bool_or(o.support_standing), false) from tenant o
    where o.operator_id = bound_operator() and o.tenant_id = bound_operator()
$$;

-- Gives the bound operator a grant of a tenant by the operator's file, unless the tenant refuses. Waits for a tenant that is just refusing.
create function use_standing_support(p_tenant int, p_now timestamptz) returns boolean
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
begin
    if bound_tenant() <> v_operator or p_tenant = v_operator then
        raise insufficient_privilege using message = 'only the operator views as a tenant below it';
    end if;
    perform from tenant t where t.operator_id = v_operator and t.tenant_id = p_tenant for update;
    if not found or not standing_support() then
        return false;
    end if;
    insert into support_grant (operator_id, tenant_id, given_at, given_by, until, standing)
    select v_operator, p_tenant, p_now, '', p_now + interval '12 hours', true
    where not exists (
        select from support_refusal r where r.operator_id = v_operator and r.tenant_id = p_tenant);
    return found;
end
$$;

-- The bound tenant refuses what the operator's file gives, which ends every view by it; or no longer refuses.
create function refuse_standing_support(p_refused boolean, p_now timestamptz) returns void
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_login text := coalesce(acting_login(v_me), '');
begin
    if v_me = v_operator then
        raise insufficient_privilege using message = 'the operator gives itself no support access';
    end if;
    perform from tenant t where t.operator_id = v_operator and t.tenant_id = v_me for update;
    if not p_refused then
        delete from support_refusal r where r.operator_id = v_operator and r.tenant_id = v_me;
        return;
    end if;
    insert into support_refusal (operator_id, tenant_id, refused_at, refused_by)
    values (v_operator, v_me, p_now, v_login)
    on conflict do nothing;
    update support_grant g set revoked_at = p_now, revoked_by = v_login
    where g.operator_id = v_operator and g.tenant_id = v_me and g.standing and g.revoked_at is null and g.until > p_now;
end
$$;

alter function set_standing_support(int, boolean) owner to didstock_entry;
alter function standing_support() owner to didstock_chain;
alter function use_standing_support(int, timestamptz) owner to didstock_chain;
alter function refuse_standing_support(boolean, timestamptz) owner to didstock_chain;
revoke execute on function set_standing_support(int, boolean), standing_support(), use_standing_support(int, timestamptz),
    refuse_standing_support(boolean, timestamptz) from public;
grant execute on function set_standing_support(int, boolean), standing_support(), use_standing_support(int, timestamptz),
    refuse_standing_support(boolean, timestamptz) to didstock_app;
