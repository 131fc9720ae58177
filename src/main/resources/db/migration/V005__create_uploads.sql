-- Uploads: rows are staged in chunks, checked, reported, and only then imported.

set local search_path = didstock;

create type upload_status as enum ('STAGING', 'CHECKED', 'IMPORTING', 'IMPORTED', 'CANCELLED', 'FAILED');

create table upload (
    operator_id int not null,
    tenant_id int not null,
    id uuid not null default uuidv7(),
    file_name text not null,
    file_hash bytea,
    status upload_status not null,
    user_id int not null,
    login text not null,
    created_at timestamptz not null,
    imported_at timestamptz,
    operation_id uuid,
    mapping jsonb not null default '{}',
    -- Lines of the file, and those of them with a mistake; the counts below are numbers, of which a line may have many.
    rows_read int not null default 0,
    rows_refused int not null default 0,
    rows_valid int not null default 0,
    rows_known int not null default 0,
    rows_repeated int not null default 0,
    rows_imported int not null default 0,
    -- Came into stock between the check and the import.
    rows_skipped int not null default 0,
    -- All that were found; upload_problem keeps the first of them.
    problems int not null default 0,
    -- The vendor batches that the file names, as far as it can be imported.
    vendor_batch_ids int[] not null default '{}',
    -- Columns of the file whose names mean nothing here.
    unused_columns text[] not null default '{}',
    -- Staged entries, and where the import goes on.
    entries int not null default 0,
    next_entry int not null default 0,
    release_at_once boolean not null default false,
    failure text,
    constraint upload_pk primary key (operator_id, tenant_id, id),
    constraint upload_tenant_fk foreign key (operator_id, tenant_id) references tenant (operator_id, tenant_id)
);
create index upload_created_ix on upload (operator_id, tenant_id, created_at);

-- A number read from a file. entry counts the numbers of the file: a range on one line has several.
create table upload_line (
    operator_id int not null,
    tenant_id int not null,
    upload_id uuid not null,
    entry int not null,
    line int not null,
    number text collate "C" not null,
    vendor_batch_id int not null,
    activation_cost numeric(14, 5) not null,
    recurring_cost numeric(14, 5) not null,
    description text not null,
    released_at timestamptz,
    free_of_charge boolean not null,
    country char(2),
    area text,
    number_type text not null,
    number_class text not null,
    group_id int,
    frozen boolean not null,
    -- Already in stock, or twice in the file: reported, not imported.
    known boolean not null default false,
    constraint upload_line_pk primary key (operator_id, tenant_id, upload_id, entry)
);

-- Lines belong to an upload of the same tenant. Checked once for a statement: a check for each of a million lines
-- took as long as writing them.
create function check_upload_lines() returns trigger
    language plpgsql
    set search_path = didstock
as $$
begin
    if exists (
        select from (select distinct l.operator_id, l.tenant_id, l.upload_id from added l) l
        where not exists (
            select from upload u
            where u.operator_id = l.operator_id and u.tenant_id = l.tenant_id and u.id = l.upload_id)) then
        raise foreign_key_violation using message = 'upload is not there';
    end if;
    return null;
end
$$;
create trigger upload_line_upload after insert on upload_line
    referencing new table as added for each statement execute function check_upload_lines();

-- What is wrong with a file, by row and column.
create table upload_problem (
    operator_id int not null,
    tenant_id int not null,
    upload_id uuid not null,
    problem int not null,
    line int not null,
    column_name text not null,
    value text not null,
    code text not null,
    arguments text[] not null default '{}',
    constraint upload_problem_pk primary key (operator_id, tenant_id, upload_id, problem),
    constraint upload_problem_upload_fk foreign key (operator_id, tenant_id, upload_id)
        references upload (operator_id, tenant_id, id) on delete cascade
);

-- Which of these numbers the operator's stock already has: so much the uploader must learn, and no more. Whoever can't
-- upload learns nothing.
create function known_numbers(p_numbers text[]) returns setof text
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select d.number from did d
    where d.operator_id = bound_operator() and d.number = any (p_numbers) and d.gone_at is null
      and exists (
          select from tenant t
          where t.operator_id = bound_operator() and t.tenant_id = bound_tenant() and t.own_vendors)
$$;

-- Brings the staged rows of an upload into stock, entries p_from to p_to (exclusive), in number order. A number that
-- came into stock meanwhile is left alone. A number that was in stock before returns with its unexpired quarantine.
-- p_release: makes them free at once instead of frozen.
create function import_upload(p_upload uuid, p_from int, p_to int, p_release boolean, p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_numbers text[];
    v_agings timestamptz[];
    v_written bigint;
begin
    perform from tenant t where t.operator_id = v_operator and t.tenant_id = v_me and t.own_vendors;
    perform expect_written(case when found then 1 else 0 end, 1);
    with wanted as (
        select distinct l.number from upload_line l
        where l.operator_id = v_operator and l.tenant_id = v_me and l.upload_id = p_upload
          and l.entry >= p_from and l.entry < p_to and not l.known
        order by l.number),
    registered as (
        insert into did as d (operator_id, number, top_tenant_id, loaded_at)
        select v_operator, w.number, v_me, p_now from wanted w
        on conflict (operator_id, number) do update
            set top_tenant_id = excluded.top_tenant_id, loaded_at = excluded.loaded_at, gone_at = null,
                gone_reason = null, in_use_since = null, aging_due = false
            where d.gone_at is not null
        returning d.number, d.aging_until)
    select array_agg(r.number order by r.number), array_agg(r.aging_until order by r.number)
    into v_numbers, v_agings
    from registered r;
    if v_numbers is null then
        return 0;
    end if;
    with opened as (
        insert into did_holding (operator_id, tenant_id, number, state, until, group_id, description, released_at,
            held_since, activation_cost, recurring_cost, currency, vendor_batch_id, supply_label, country, area,
            number_type, number_class, free_of_charge)
        select l.operator_id, l.tenant_id, l.number,
            case when d.aging_until > p_now then 'AGING'::holding_state
                 when l.frozen or not p_release then 'FROZEN'
                 else 'FREE' end,
            case when d.aging_until > p_now then d.aging_until end,
            l.group_id, l.description, l.released_at, p_now, l.activation_cost, l.recurring_cost, b.currency,
            l.vendor_batch_id, b.supply_label, l.country, l.area, l.number_type, l.number_class, l.free_of_charge
        from upload_line l
        join vendor_batch b
            on b.operator_id = l.operator_id and b.tenant_id = l.tenant_id and b.id = l.vendor_batch_id
        join unnest(v_numbers, v_agings) as d (number, aging_until) on d.number = l.number
        where l.operator_id = v_operator and l.tenant_id = v_me and l.upload_id = p_upload
          and l.entry >= p_from and l.entry < p_to and not l.known
        order by l.number
        returning operator_id, tenant_id, period_id, number, activation_cost, recurring_cost, currency, free_of_charge)
    insert into holding_period (operator_id, tenant_id, id, number, from_at, origin, activation, recurring, currency,
        free_of_charge)
    select o.operator_id, o.tenant_id, o.period_id, o.number, p_now, 'STOCK', o.activation_cost, o.recurring_cost,
        o.currency, o.free_of_charge
    from opened o;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(v_numbers));
    insert into did_key (operator_id, tenant_id, number)
    select v_operator, v_me, n from unnest(v_numbers) n order by n;
    return cardinality(v_numbers);
end
$$;

do $$
declare
    name text;
begin
    foreach name in array array ['upload', 'upload_line', 'upload_problem']
    loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy %I on %I to didstock_owner using (true) with check (true)', name || '_owner', name);
        execute format('create policy %I on %I for select to didstock_chain using (operator_id = (select bound_operator()))',
            name || '_chain', name);
        execute format('create policy %I on %I to didstock_app'
            ' using (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))'
            ' with check (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))',
            name || '_mine', name);
        execute format('grant select, insert, update, delete on %I to didstock_app', name);
        execute format('grant select on %I to didstock_chain, didstock_audit', name);
    end loop;
end
$$;

revoke execute on function check_upload_lines() from public;

alter function known_numbers(text[]) owner to didstock_chain;
alter function import_upload(uuid, int, int, boolean, timestamptz) owner to didstock_chain;
revoke execute on function known_numbers(text[]), import_upload(uuid, int, int, boolean, timestamptz) from public;
grant execute on function known_numbers(text[]), import_upload(uuid, int, int, boolean, timestamptz) to didstock_app;
