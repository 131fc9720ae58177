-- What a tenant said the columns of its files mean, to be offered again for a file with the same header; and what a
-- checked file leaves open.

set local search_path = didstock;

create table upload_mapping (
    operator_id int not null,
    tenant_id int not null,
    -- SHA-256 of the names of the columns.
    header_hash bytea not null,
    -- What each column means, in their order; empty: nothing.
    meanings text[] not null,
    used_at timestamptz not null,
    constraint upload_mapping_pk primary key (operator_id, tenant_id, header_hash),
    constraint upload_mapping_tenant_fk foreign key (operator_id, tenant_id) references tenant (operator_id, tenant_id)
);

alter table upload_mapping enable row level security;
alter table upload_mapping force row level security;
create policy upload_mapping_owner on upload_mapping to didstock_owner using (true) with check (true);
create policy upload_mapping_mine on upload_mapping to didstock_app
    using (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))
    with check (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()));
grant select, insert, update, delete on upload_mapping to didstock_app;
grant select on upload_mapping to didstock_audit;

alter table upload
    -- What the sentence of the failure names, such as a limit.
    add column failure_arguments text[] not null default '{}',
    -- Names in the file that the tenant has nothing of, the first of them.
    add column unknown_vendor_batches text[] not null default '{}',
    add column unknown_groups text[] not null default '{}';
