-- The tree of tenants, the people who log in, and how a transaction is bound to one tenant.
-- operator_id leads every key: it is the distribution key on the day one machine is not enough.

set local search_path = didstock;

-- No function is anybody's to run unless it is granted; said for those to come, too.
alter default privileges for role didstock_owner revoke execute on functions from public;

-- ---------------------------------------------------------------------------------------------- bound context

create function bound_operator() returns int
    language plpgsql stable parallel safe
    set search_path = pg_catalog
as $$
declare
    bound text := nullif(current_setting('didstock.operator', true), '');
begin
    if bound is null then
        raise insufficient_privilege using message = 'no tenant is bound to this transaction';
    end if;
    return bound::int;
end
$$;

create function bound_tenant() returns int
    language plpgsql stable parallel safe
    set search_path = pg_catalog
as $$
declare
    bound text := nullif(current_setting('didstock.tenant', true), '');
begin
    if bound is null then
        raise insufficient_privilege using message = 'no tenant is bound to this transaction';
    end if;
    return bound::int;
end
$$;

-- ---------------------------------------------------------------------------------------------- tenant

create type tenant_kind as enum ('OPERATOR', 'RESELLER', 'CUSTOMER');
create type tenant_status as enum ('ACTIVE', 'SUSPENDED', 'CLOSED');

create table tenant (
    operator_id int not null,
    tenant_id int not null default random(1, 2147483647),
    parent_id int,
    kind tenant_kind not null,
    -- Names the operator's folder of settings; only operators have one.
    slug text,
    name text not null,
    path int[] not null,
    level smallint not null,
    status tenant_status not null default 'ACTIVE',
    currency char(3) not null,
    own_vendors boolean not null default false,
    may_draw boolean not null default false,
    release_to_home_batch boolean not null default false,
    max_numbers int,
    max_monthly_cost numeric(14, 5),
    max_reservations int,
    created_at timestamptz not null default now(),
    version int not null default 0,
    constraint tenant_pk primary key (operator_id, tenant_id),
    constraint tenant_parent_fk foreign key (operator_id, parent_id) references tenant (operator_id, tenant_id),
    constraint tenant_child_uk unique (operator_id, parent_id, tenant_id),
    constraint tenant_root_ck check ((kind = 'OPERATOR') = (parent_id is null)),
    constraint tenant_operator_ck check ((kind = 'OPERATOR') = (tenant_id = operator_id)),
    constraint tenant_slug_ck check ((kind = 'OPERATOR') = (slug is not null)),
    constraint tenant_level_ck check (level between 0 and 15),
    constraint tenant_name_ck check (length(btrim(name)) between 1 and 200),
    constraint tenant_currency_ck check (currency ~ '^[A-Z]{3}$'),
    constraint tenant_max_numbers_ck check (max_numbers >= 0),
    constraint tenant_max_monthly_cost_ck check (max_monthly_cost >= 0)
);
create unique index tenant_name_uk on tenant (operator_id, parent_id, lower(name));
-- The slug is the file system's name for an operator: unique over the installation.
create unique index tenant_slug_uk on tenant (slug) where slug is not null;

-- Place in the tree follows from the parent; nobody states it.
create function place_tenant() returns trigger
    language plpgsql
    set search_path = didstock
as $$
declare
    parent tenant;
begin
    if new.parent_id is null then
        new.path := array [new.tenant_id];
        new.level := 0;
        return new;
    end if;
    select * into parent from tenant t where t.operator_id = new.operator_id and t.tenant_id = new.parent_id;
    if parent.tenant_id is null or parent.kind = 'CUSTOMER' then
        raise check_violation using message = 'a tenant can only stand below an operator or a reseller';
    end if;
    new.path := parent.path || new.tenant_id;
    new.level := parent.level + 1;
    return new;
end
$$;
create trigger tenant_place before insert on tenant for each row execute function place_tenant();

-- ---------------------------------------------------------------------------------------------- user

create type user_role as enum ('OPERATOR_ADMIN', 'OPERATOR_VIEWER', 'RESELLER_ADMIN', 'RESELLER_VIEWER', 'CUSTOMER');
create type user_status as enum ('ACTIVE', 'DISABLED');

create table app_user (
    operator_id int not null,
    tenant_id int not null,
    user_id int not null default random(1, 2147483647),
    login text not null,
    display_name text not null,
    email text,
    role user_role not null,
    status user_status not null default 'ACTIVE',
    -- Argon2id; never granted to the application role for reading.
    password_hash text not null,
    locale text,
    theme text,
    demo boolean not null default false,
    created_at timestamptz not null default now(),
    last_login_at timestamptz,
    constraint app_user_pk primary key (operator_id, tenant_id, user_id),
    constraint app_user_tenant_fk foreign key (operator_id, tenant_id) references tenant (operator_id, tenant_id),
    constraint app_user_login_ck check (login = lower(login) and length(login) between 2 and 120)
);
create unique index app_user_login_uk on app_user (operator_id, login);

create table api_token (
    operator_id int not null,
    tenant_id int not null,
    token_id int not null default random(1, 2147483647),
    user_id int not null,
    name text not null,
    -- SHA-256 of the token, which has 256 random bits: no salt or slow hash is needed.
    token_hash bytea not null,
    read_only boolean not null default false,
    demo boolean not null default false,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz,
    constraint api_token_pk primary key (operator_id, tenant_id, token_id),
    constraint api_token_user_fk foreign key (operator_id, tenant_id, user_id)
        references app_user (operator_id, tenant_id, user_id) on delete cascade
);
create unique index api_token_hash_uk on api_token (operator_id, token_hash);
create index api_token_hash_ix on api_token (token_hash);

-- ---------------------------------------------------------------------------------------------- before a tenant is known

-- Failed logins by account and by source address; names no tenant's data, so it lies in infra.
create table infra.login_throttle (
    subject text not null,
    failures int not null,
    last_failure_at timestamptz not null,
    blocked_until timestamptz,
    constraint login_throttle_pk primary key (subject)
);

-- Finds who may log in under a name. Demo users exist only while the demo is on.
create function find_login(p_operator int, p_login text, p_demo boolean)
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
      and (p_demo or not u.demo)
$$;

-- Finds who a token speaks for; expired and revoked tokens are not found.
create function find_token(p_hash bytea, p_demo boolean)
    returns table (operator_id int, tenant_id int, user_id int, read_only boolean)
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select k.operator_id, k.tenant_id, k.user_id, k.read_only
    from api_token k
    where k.token_hash = p_hash
      and k.revoked_at is null
      and (k.expires_at is null or k.expires_at > now())
      and (p_demo or not k.demo)
$$;

-- Binds the transaction to an active user of an active tenant and tells what that user may now do.
-- No row: nothing was bound, and nothing can be read.
create function bind_actor(p_operator int, p_tenant int, p_user int)
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
          and o.status = 'ACTIVE';
    if found then
        perform set_config('didstock.operator', p_operator::text, true),
                set_config('didstock.tenant', p_tenant::text, true),
                set_config('didstock.user', p_user::text, true);
    end if;
end
$$;

-- Makes sure that the operator of a settings folder exists; returns its id.
create function register_operator(p_slug text, p_name text, p_currency char(3)) returns int
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    known int;
    fresh int := random(1, 2147483647);
begin
    select t.operator_id into known from tenant t where t.slug = p_slug;
    if known is not null then
        update tenant t set name = p_name
        where t.operator_id = known and t.tenant_id = known and t.name <> p_name;
        return known;
    end if;
    insert into tenant (operator_id, tenant_id, kind, slug, name, currency, own_vendors)
    values (fresh, fresh, 'OPERATOR', p_slug, p_name, p_currency, true);
    return fresh;
end
$$;

-- The first administrator of an operator: only while the operator has no user at all.
create function register_first_admin(p_operator int, p_login text, p_name text, p_hash text, p_demo boolean) returns int
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    fresh int;
begin
    if exists (select from app_user u where u.operator_id = p_operator) then
        return null;
    end if;
    insert into app_user (operator_id, tenant_id, login, display_name, role, password_hash, demo)
    values (p_operator, p_operator, lower(p_login), p_name, 'OPERATOR_ADMIN', p_hash, p_demo)
    returning user_id into fresh;
    return fresh;
end
$$;

alter function find_login(int, text, boolean) owner to didstock_entry;
alter function find_token(bytea, boolean) owner to didstock_entry;
alter function bind_actor(int, int, int) owner to didstock_entry;
alter function register_operator(text, text, char) owner to didstock_entry;
alter function register_first_admin(int, text, text, text, boolean) owner to didstock_entry;

-- ---------------------------------------------------------------------------------------------- policies and grants

alter table tenant enable row level security;
alter table tenant force row level security;
alter table app_user enable row level security;
alter table app_user force row level security;
alter table api_token enable row level security;
alter table api_token force row level security;

create policy tenant_owner on tenant to didstock_owner using (true) with check (true);
create policy tenant_entry on tenant to didstock_entry using (true) with check (true);
create policy tenant_chain on tenant to didstock_chain
    using (operator_id = (select bound_operator())) with check (false);
create policy tenant_seen on tenant for select to didstock_app
    using (operator_id = (select bound_operator())
        and (tenant_id = (select bound_tenant())
            or parent_id = (select bound_tenant())
            or (select bound_tenant()) = (select bound_operator())));
create policy tenant_added on tenant for insert to didstock_app
    with check (operator_id = (select bound_operator()) and parent_id = (select bound_tenant()));
create policy tenant_changed on tenant for update to didstock_app
    using (operator_id = (select bound_operator()) and parent_id = (select bound_tenant()))
    with check (operator_id = (select bound_operator()) and parent_id = (select bound_tenant()));

create policy app_user_owner on app_user to didstock_owner using (true) with check (true);
create policy app_user_entry on app_user to didstock_entry using (true) with check (true);
create policy app_user_mine on app_user to didstock_app
    using (operator_id = (select bound_operator())
        and (tenant_id = (select bound_tenant())
            or tenant_id in (select t.tenant_id from tenant t
                             where t.operator_id = (select bound_operator()) and t.parent_id = (select bound_tenant()))))
    with check (operator_id = (select bound_operator())
        and (tenant_id = (select bound_tenant())
            or tenant_id in (select t.tenant_id from tenant t
                             where t.operator_id = (select bound_operator()) and t.parent_id = (select bound_tenant()))));

create policy api_token_owner on api_token to didstock_owner using (true) with check (true);
create policy api_token_entry on api_token to didstock_entry using (true) with check (true);
create policy api_token_mine on api_token to didstock_app
    using (operator_id = (select bound_operator())
        and (tenant_id = (select bound_tenant())
            or tenant_id in (select t.tenant_id from tenant t
                             where t.operator_id = (select bound_operator()) and t.parent_id = (select bound_tenant()))))
    with check (operator_id = (select bound_operator())
        and (tenant_id = (select bound_tenant())
            or tenant_id in (select t.tenant_id from tenant t
                             where t.operator_id = (select bound_operator()) and t.parent_id = (select bound_tenant()))));

grant select on tenant to didstock_app, didstock_chain;
grant select, insert, update on tenant to didstock_entry;
grant update (version) on tenant to didstock_chain; -- to lock a row, never to change it: its policy's check is false
grant insert (operator_id, tenant_id, parent_id, kind, name, currency, own_vendors, may_draw, release_to_home_batch,
              max_numbers, max_monthly_cost, max_reservations) on tenant to didstock_app;
grant update (name, status, may_draw, release_to_home_batch, max_numbers, max_monthly_cost, max_reservations, version)
    on tenant to didstock_app;
grant select (operator_id, tenant_id, user_id, login, display_name, email, role, status, locale, theme, demo, created_at,
              last_login_at) on app_user to didstock_app;
grant insert on app_user to didstock_app;
grant update (display_name, email, role, status, password_hash, locale, theme, last_login_at) on app_user to didstock_app;
grant select, insert on app_user to didstock_entry;
grant select (operator_id, tenant_id, token_id, user_id, name, read_only, demo, created_at, expires_at, last_used_at,
              revoked_at) on api_token to didstock_app;
grant insert on api_token to didstock_app;
grant update (last_used_at, revoked_at, name) on api_token to didstock_app;
grant select on api_token to didstock_entry;
grant select, insert, update, delete on infra.login_throttle to didstock_app;

grant select on all tables in schema didstock to didstock_audit;

revoke execute on all functions in schema didstock from public;
grant execute on function bound_operator(), bound_tenant() to didstock_app, didstock_chain, didstock_entry, didstock_owner;
grant execute on function find_login(int, text, boolean), find_token(bytea, boolean), bind_actor(int, int, int),
    register_operator(text, text, char), register_first_admin(int, text, text, text, boolean) to didstock_app;
