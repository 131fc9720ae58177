-- Searches of the inventory that users keep, and how each user likes the portal to look.

set local search_path = didstock;

create table saved_search (
    operator_id int not null,
    tenant_id int not null,
    id int not null default random(1, 2147483647),
    user_id int not null,
    name text not null,
    -- Whether the tenant's other users have it too.
    shared boolean not null default false,
    -- As the inventory's address says it, behind the question mark.
    query text not null,
    version int not null default 0,
    constraint saved_search_pk primary key (operator_id, tenant_id, id),
    constraint saved_search_user_fk foreign key (operator_id, tenant_id, user_id)
        references app_user (operator_id, tenant_id, user_id) on delete cascade,
    constraint saved_search_name_ck check (length(name) between 1 and 60),
    constraint saved_search_query_ck check (length(query) <= 4000)
);
create unique index saved_search_name_uk on saved_search (operator_id, tenant_id, user_id, lower(name));

-- What a user does with a search, an own one or one that others share. No row: nothing.
create table saved_search_use (
    operator_id int not null,
    tenant_id int not null,
    user_id int not null,
    search_id int not null,
    pinned boolean not null default false,
    opens_first boolean not null default false,
    constraint saved_search_use_pk primary key (operator_id, tenant_id, user_id, search_id),
    constraint saved_search_use_user_fk foreign key (operator_id, tenant_id, user_id)
        references app_user (operator_id, tenant_id, user_id) on delete cascade,
    constraint saved_search_use_search_fk foreign key (operator_id, tenant_id, search_id)
        references saved_search (operator_id, tenant_id, id) on delete cascade
);
create index saved_search_use_search_ix on saved_search_use (operator_id, tenant_id, search_id);
create unique index saved_search_use_first_uk on saved_search_use (operator_id, tenant_id, user_id) where opens_first;

create table user_setting (
    operator_id int not null,
    tenant_id int not null,
    user_id int not null,
    key text not null,
    value jsonb not null,
    constraint user_setting_pk primary key (operator_id, tenant_id, user_id, key),
    constraint user_setting_user_fk foreign key (operator_id, tenant_id, user_id)
        references app_user (operator_id, tenant_id, user_id) on delete cascade,
    constraint user_setting_key_ck check (length(key) between 1 and 60),
    constraint user_setting_value_ck check (length(value::text) <= 8000)
);

do $$
declare
    t text;
begin
    foreach t in array array ['saved_search', 'saved_search_use', 'user_setting'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy %I on %I to didstock_owner using (true) with check (true)', t || '_owner', t);
        execute format('create policy %I on %I to didstock_app
            using (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))
            with check (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))', t || '_mine', t);
        execute format('grant select, insert, update, delete on %I to didstock_app', t);
        execute format('grant select on %I to didstock_audit', t);
    end loop;
end
$$;
