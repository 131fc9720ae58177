-- Searches are kept of more than the inventory. Each list has its own names, and its own search to open with.

set local search_path = didstock;

alter table saved_search
    add column list text not null default 'NUMBERS',
    add constraint saved_search_list_ck check (list in ('NUMBERS', 'CUSTOMERS')),
    add constraint saved_search_list_uk unique (operator_id, tenant_id, id, list);
drop index saved_search_name_uk;
create unique index saved_search_name_uk on saved_search (operator_id, tenant_id, user_id, list, lower(name));

alter table saved_search_use
    add column list text not null default 'NUMBERS',
    drop constraint saved_search_use_search_fk,
    add constraint saved_search_use_search_fk foreign key (operator_id, tenant_id, search_id, list)
        references saved_search (operator_id, tenant_id, id, list) on delete cascade;
drop index saved_search_use_search_ix;
create index saved_search_use_search_ix on saved_search_use (operator_id, tenant_id, search_id, list);
drop index saved_search_use_first_uk;
create unique index saved_search_use_first_uk on saved_search_use (operator_id, tenant_id, user_id, list) where opens_first;
