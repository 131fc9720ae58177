-- Files that people took along: who, when, what, how many rows, and which search found them. Each stands in Activity.

set local search_path = didstock;

-- Written by record_download alone; never changed.
create table download (
    operator_id int not null,
    tenant_id int not null,
    id uuid not null,
    at timestamptz not null,
    format text not null,
    -- As the address of the list says it; null: rows that were ticked, or no search that an address could hold.
    search text,
    user_id int not null,
    login text not null,
    constraint download_pk primary key (operator_id, tenant_id, id),
    constraint download_tenant_fk foreign key (operator_id, tenant_id) references tenant (operator_id, tenant_id),
    constraint download_format_ck check (format ~ '^[A-Z]{3,5}$'),
    constraint download_search_ck check (length(search) <= 4000)
);

-- One file of the bound tenant's, taken by the bound user under the bound operation, which says of what.
create function record_download(p_format text, p_rows bigint, p_search text, p_now timestamptz) returns void
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
begin
    insert into download (operator_id, tenant_id, id, at, format, search, user_id, login)
    values (v_operator, v_me, bound_operation(), p_now, p_format, p_search, current_setting('didstock.user')::int,
        acting_login(v_me));
    insert into activity (operator_id, tenant_id, operation_id, at, operation, change, by_tenant_id, by_login, numbers)
    values (v_operator, v_me, bound_operation(), p_now, current_setting('didstock.operation_kind'), 'DOWNLOADED', v_me,
        acting_login(v_me), least(p_rows, 2147483647)::int);
end
$$;

alter table download enable row level security;
alter table download force row level security;
create policy download_owner on download to didstock_owner using (true) with check (true);
create policy download_chain on download to didstock_chain
    using (operator_id = (select bound_operator())) with check (operator_id = (select bound_operator()));
create policy download_mine on download to didstock_app
    using (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))
    with check (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()));
grant select on download to didstock_app, didstock_audit;
grant insert on download to didstock_chain;

alter function record_download(text, bigint, text, timestamptz) owner to didstock_chain;
revoke execute on function record_download(text, bigint, text, timestamptz) from public;
grant execute on function record_download(text, bigint, text, timestamptz) to didstock_app;
