-- What was done (operations, history, activity) and how many there are of what (counts).
-- History, activity and counts are written by statement-level triggers on did_holding: they cannot be forgotten.

set local search_path = didstock;

create type operation_status as enum ('PREVIEWED', 'APPLIED', 'FAILED');

-- A bulk operation on a fixed selection: previewed, then applied once.
create table operation (
    operator_id int not null,
    tenant_id int not null,
    id uuid not null default uuidv7(),
    kind text not null,
    status operation_status not null,
    -- Given by whoever asks, so that a double click, a retry or a replay does it once.
    operation_key text,
    request jsonb not null,
    user_id int not null,
    login text not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    applied_at timestamptz,
    -- Identity and version of the target when it was previewed: a changed target voids the preview.
    target_id int,
    target_version int,
    would_change int not null default 0,
    changed int,
    result jsonb,
    constraint operation_pk primary key (operator_id, tenant_id, id),
    constraint operation_tenant_fk foreign key (operator_id, tenant_id) references tenant (operator_id, tenant_id)
);
create unique index operation_key_uk on operation (operator_id, tenant_id, operation_key) where operation_key is not null;
create index operation_created_ix on operation (operator_id, tenant_id, created_at);

-- The selection, in number order, 10,000 a chunk.
create table operation_chunk (
    operator_id int not null,
    tenant_id int not null,
    operation_id uuid not null,
    chunk int not null,
    numbers text[] not null,
    versions int[] not null,
    constraint operation_chunk_pk primary key (operator_id, tenant_id, operation_id, chunk),
    constraint operation_chunk_operation_fk foreign key (operator_id, tenant_id, operation_id)
        references operation (operator_id, tenant_id, id) on delete cascade
);

-- One row for each number, tenant and operation. A pair (before, after) is null and null when that did not change.
create table history (
    operator_id int not null,
    tenant_id int not null,
    operation_id uuid not null,
    number text collate "C" not null,
    at timestamptz not null,
    operation text not null,
    -- OPENED: the holding began. CLOSED: it ended.
    change text not null,
    by_tenant_id int not null,
    -- Who did it, told to their own tenant only.
    by_login text,
    before_state holding_state, after_state holding_state,
    before_until timestamptz, after_until timestamptz,
    before_child_id int, after_child_id int,
    before_batch_id int, after_batch_id int,
    before_group_id int, after_group_id int,
    before_description text, after_description text,
    before_in_use boolean, after_in_use boolean,
    before_recurring_cost numeric(14, 5), after_recurring_cost numeric(14, 5),
    before_recurring_revenue numeric(14, 5), after_recurring_revenue numeric(14, 5),
    currency char(3) not null,
    revenue_currency char(3),
    constraint history_pk primary key (operator_id, tenant_id, operation_id, number),
    constraint history_change_ck check (change in ('OPENED', 'CHANGED', 'CLOSED'))
);
create index history_number_ix on history (operator_id, tenant_id, number, at);

-- How many of a tenant's numbers an operation changed: what the Activity page lists. A chunk adds a row.
create table activity (
    operator_id int not null,
    tenant_id int not null,
    operation_id uuid not null,
    entry bigint generated always as identity,
    at timestamptz not null,
    operation text not null,
    change text not null,
    by_tenant_id int not null,
    by_login text,
    numbers int not null,
    constraint activity_pk primary key (operator_id, tenant_id, operation_id, entry)
);
create index activity_at_ix on activity (operator_id, tenant_id, at);

-- Counts by stored state. Statements append deltas; a background task folds them into the base.
create table holding_count (
    operator_id int not null,
    tenant_id int not null,
    status text not null,
    internal boolean not null,
    currency char(3) not null,
    revenue_currency char(3) not null,
    pricing_batch_id int not null,
    group_id int not null,
    child_id int not null,
    vendor_batch_id int not null,
    numbers bigint not null,
    recurring_cost numeric(20, 5) not null,
    recurring_revenue numeric(20, 5) not null,
    constraint holding_count_pk primary key (operator_id, tenant_id, status, internal, currency, revenue_currency,
        pricing_batch_id, group_id, child_id, vendor_batch_id)
);
create table holding_count_delta (
    operator_id int not null,
    tenant_id int not null,
    entry bigint generated always as identity,
    status text not null,
    internal boolean not null,
    currency char(3) not null,
    revenue_currency char(3) not null,
    pricing_batch_id int not null,
    group_id int not null,
    child_id int not null,
    vendor_batch_id int not null,
    numbers bigint not null,
    recurring_cost numeric(20, 5) not null,
    recurring_revenue numeric(20, 5) not null,
    constraint holding_count_delta_pk primary key (operator_id, tenant_id, entry)
);

-- Answers of the REST API to requests with an Idempotency-Key, replayed for 24 hours.
create table api_answer (
    operator_id int not null,
    tenant_id int not null,
    user_id int not null,
    idempotency_key text not null,
    request_hash bytea not null,
    status int,
    headers jsonb,
    body text,
    created_at timestamptz not null default now(),
    constraint api_answer_pk primary key (operator_id, tenant_id, user_id, idempotency_key),
    constraint api_answer_key_ck check (length(idempotency_key) between 1 and 255)
);

-- ---------------------------------------------------------------------------------------------- the triggers

-- Each thing a holding names must be its own tenant's, and a child must be a child. Locks what it finds, so that a
-- batch can't be deleted while numbers are being put into it.
create function check_holding_references() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
declare
    wrong record;
begin
    for wrong in
        select distinct n.operator_id, n.tenant_id, n.pricing_batch_id, n.group_id, n.vendor_batch_id, n.child_id
        from changed n
        where n.pricing_batch_id is not null or n.group_id is not null or n.vendor_batch_id is not null
           or n.child_id is not null
    loop
        if wrong.pricing_batch_id is not null then
            perform from pricing_batch b
            where b.operator_id = wrong.operator_id and b.tenant_id = wrong.tenant_id and b.id = wrong.pricing_batch_id
            for key share;
            if not found then
                raise foreign_key_violation using message = 'pricing batch is not there';
            end if;
        end if;
        if wrong.group_id is not null then
            perform from did_group g
            where g.operator_id = wrong.operator_id and g.tenant_id = wrong.tenant_id and g.id = wrong.group_id
            for key share;
            if not found then
                raise foreign_key_violation using message = 'DID group is not there';
            end if;
        end if;
        if wrong.vendor_batch_id is not null then
            perform from vendor_batch v
            where v.operator_id = wrong.operator_id and v.tenant_id = wrong.tenant_id and v.id = wrong.vendor_batch_id
            for key share;
            if not found then
                raise foreign_key_violation using message = 'vendor batch is not there';
            end if;
        end if;
        if wrong.child_id is not null then
            perform from tenant t
            where t.operator_id = wrong.operator_id and t.parent_id = wrong.tenant_id and t.tenant_id = wrong.child_id;
            if not found then
                raise foreign_key_violation using message = 'child is not there';
            end if;
        end if;
    end loop;
    return null;
end
$$;

create function bound_operation() returns uuid
    language plpgsql stable parallel safe
    set search_path = pg_catalog
as $$
declare
    bound text := nullif(current_setting('didstock.operation', true), '');
begin
    if bound is null then
        raise insufficient_privilege using message = 'no operation is bound to this transaction';
    end if;
    return bound::uuid;
end
$$;

-- The login of who acts, for rows of the acting tenant; others learn only which tenant it was.
create function acting_login(p_tenant int) returns text
    language sql stable parallel safe
as $$
    select case when p_tenant::text = current_setting('didstock.tenant', true)
                then nullif(current_setting('didstock.login', true), '') end
$$;

-- History is in the order in which the rows were locked: the time is taken when they have been written, since the
-- statement may have begun before one that it then waited for.
create function record_holdings_opened() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_at timestamptz := clock_timestamp();
begin
    insert into history (operator_id, tenant_id, operation_id, number, at, operation, change, by_tenant_id, by_login,
        after_state, after_until, after_child_id, after_batch_id, after_group_id, after_description, after_in_use,
        after_recurring_cost, after_recurring_revenue, currency, revenue_currency)
    select n.operator_id, n.tenant_id, bound_operation(), n.number, v_at,
        current_setting('didstock.operation_kind'), 'OPENED', bound_tenant(), acting_login(n.tenant_id),
        n.state, n.until, n.child_id, n.pricing_batch_id, n.group_id, nullif(n.description, ''), n.in_use,
        n.recurring_cost, n.recurring_revenue, n.currency, n.revenue_currency
    from changed n;
    insert into activity (operator_id, tenant_id, operation_id, at, operation, change, by_tenant_id, by_login, numbers)
    select n.operator_id, n.tenant_id, bound_operation(), v_at,
        current_setting('didstock.operation_kind'), 'OPENED', bound_tenant(), acting_login(n.tenant_id), count(*)
    from changed n
    group by n.operator_id, n.tenant_id;
    insert into holding_count_delta (operator_id, tenant_id, status, internal, currency, revenue_currency,
        pricing_batch_id, group_id, child_id, vendor_batch_id, numbers, recurring_cost, recurring_revenue)
    select n.operator_id, n.tenant_id, case when n.in_use then 'IN_USE' else n.state::text end,
        n.number_type = 'INTERNAL', n.currency, coalesce(n.revenue_currency, ''), coalesce(n.pricing_batch_id, 0),
        coalesce(n.group_id, 0), coalesce(n.child_id, 0), coalesce(n.vendor_batch_id, 0),
        count(*), sum(n.recurring_cost), sum(coalesce(n.recurring_revenue, 0))
    from changed n
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
    return null;
end
$$;

create function record_holdings_closed() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_at timestamptz := clock_timestamp();
begin
    insert into history (operator_id, tenant_id, operation_id, number, at, operation, change, by_tenant_id, by_login,
        before_state, before_until, before_child_id, before_batch_id, before_group_id, before_description,
        before_in_use, before_recurring_cost, before_recurring_revenue, currency, revenue_currency)
    select o.operator_id, o.tenant_id, bound_operation(), o.number, v_at,
        current_setting('didstock.operation_kind'), 'CLOSED', bound_tenant(), acting_login(o.tenant_id),
        o.state, o.until, o.child_id, o.pricing_batch_id, o.group_id, nullif(o.description, ''), o.in_use,
        o.recurring_cost, o.recurring_revenue, o.currency, o.revenue_currency
    from gone o;
    insert into activity (operator_id, tenant_id, operation_id, at, operation, change, by_tenant_id, by_login, numbers)
    select o.operator_id, o.tenant_id, bound_operation(), v_at,
        current_setting('didstock.operation_kind'), 'CLOSED', bound_tenant(), acting_login(o.tenant_id), count(*)
    from gone o
    group by o.operator_id, o.tenant_id;
    insert into holding_count_delta (operator_id, tenant_id, status, internal, currency, revenue_currency,
        pricing_batch_id, group_id, child_id, vendor_batch_id, numbers, recurring_cost, recurring_revenue)
    select o.operator_id, o.tenant_id, case when o.in_use then 'IN_USE' else o.state::text end,
        o.number_type = 'INTERNAL', o.currency, coalesce(o.revenue_currency, ''), coalesce(o.pricing_batch_id, 0),
        coalesce(o.group_id, 0), coalesce(o.child_id, 0), coalesce(o.vendor_batch_id, 0),
        -count(*), -sum(o.recurring_cost), -sum(coalesce(o.recurring_revenue, 0))
    from gone o
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
    return null;
end
$$;

create function record_holdings_changed() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_at timestamptz := clock_timestamp();
begin
    insert into history (operator_id, tenant_id, operation_id, number, at, operation, change, by_tenant_id, by_login,
        before_state, after_state, before_until, after_until, before_child_id, after_child_id,
        before_batch_id, after_batch_id, before_group_id, after_group_id, before_description, after_description,
        before_in_use, after_in_use, before_recurring_cost, after_recurring_cost,
        before_recurring_revenue, after_recurring_revenue, currency, revenue_currency)
    select n.operator_id, n.tenant_id, bound_operation(), n.number, v_at,
        current_setting('didstock.operation_kind'), 'CHANGED', bound_tenant(), acting_login(n.tenant_id),
        case when o.state <> n.state then o.state end, case when o.state <> n.state then n.state end,
        case when o.until is distinct from n.until then o.until end,
        case when o.until is distinct from n.until then n.until end,
        case when o.child_id is distinct from n.child_id then o.child_id end,
        case when o.child_id is distinct from n.child_id then n.child_id end,
        case when o.pricing_batch_id is distinct from n.pricing_batch_id then o.pricing_batch_id end,
        case when o.pricing_batch_id is distinct from n.pricing_batch_id then n.pricing_batch_id end,
        case when o.group_id is distinct from n.group_id then o.group_id end,
        case when o.group_id is distinct from n.group_id then n.group_id end,
        case when o.description <> n.description then o.description end,
        case when o.description <> n.description then n.description end,
        case when o.in_use <> n.in_use then o.in_use end, case when o.in_use <> n.in_use then n.in_use end,
        case when o.recurring_cost <> n.recurring_cost then o.recurring_cost end,
        case when o.recurring_cost <> n.recurring_cost then n.recurring_cost end,
        case when o.recurring_revenue is distinct from n.recurring_revenue then o.recurring_revenue end,
        case when o.recurring_revenue is distinct from n.recurring_revenue then n.recurring_revenue end,
        n.currency, coalesce(n.revenue_currency, o.revenue_currency)
    from changed n
    join gone o on o.operator_id = n.operator_id and o.tenant_id = n.tenant_id and o.number = n.number;
    insert into activity (operator_id, tenant_id, operation_id, at, operation, change, by_tenant_id, by_login, numbers)
    select n.operator_id, n.tenant_id, bound_operation(), v_at,
        current_setting('didstock.operation_kind'), 'CHANGED', bound_tenant(), acting_login(n.tenant_id), count(*)
    from changed n
    group by n.operator_id, n.tenant_id;
    insert into holding_count_delta (operator_id, tenant_id, status, internal, currency, revenue_currency,
        pricing_batch_id, group_id, child_id, vendor_batch_id, numbers, recurring_cost, recurring_revenue)
    select d.operator_id, d.tenant_id, d.status, d.internal, d.currency, d.revenue_currency, d.pricing_batch_id,
        d.group_id, d.child_id, d.vendor_batch_id, sum(d.sign), sum(d.sign * d.cost), sum(d.sign * d.revenue)
    from (
        select 1 as sign, n.operator_id, n.tenant_id, case when n.in_use then 'IN_USE' else n.state::text end as status,
            n.number_type = 'INTERNAL' as internal, n.currency, coalesce(n.revenue_currency, '') as revenue_currency,
            coalesce(n.pricing_batch_id, 0) as pricing_batch_id, coalesce(n.group_id, 0) as group_id,
            coalesce(n.child_id, 0) as child_id, coalesce(n.vendor_batch_id, 0) as vendor_batch_id,
            n.recurring_cost as cost, coalesce(n.recurring_revenue, 0) as revenue
        from changed n
        union all
        select -1, o.operator_id, o.tenant_id, case when o.in_use then 'IN_USE' else o.state::text end,
            o.number_type = 'INTERNAL', o.currency, coalesce(o.revenue_currency, ''),
            coalesce(o.pricing_batch_id, 0), coalesce(o.group_id, 0), coalesce(o.child_id, 0),
            coalesce(o.vendor_batch_id, 0), o.recurring_cost, coalesce(o.recurring_revenue, 0)
        from gone o) d
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
    having sum(d.sign) <> 0 or sum(d.sign * d.cost) <> 0 or sum(d.sign * d.revenue) <> 0;
    return null;
end
$$;

create trigger did_holding_inserted_references after insert on did_holding
    referencing new table as changed for each statement execute function check_holding_references();
create trigger did_holding_updated_references after update on did_holding
    referencing new table as changed for each statement execute function check_holding_references();
create trigger did_holding_opened after insert on did_holding
    referencing new table as changed for each statement execute function record_holdings_opened();
create trigger did_holding_changed after update on did_holding
    referencing old table as gone new table as changed for each statement execute function record_holdings_changed();
create trigger did_holding_closed after delete on did_holding
    referencing old table as gone for each statement execute function record_holdings_closed();

-- What numbers name can't be deleted; the other direction of check_holding_references.
create function refuse_deleting_used() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
begin
    if exists (
        select from gone g
        where case tg_table_name
            when 'pricing_batch' then exists (
                select from did_holding h
                where h.operator_id = g.operator_id and h.tenant_id = g.tenant_id and h.pricing_batch_id = g.id)
            -- No index leads to these, so the counts are asked: base and deltas of one snapshot are the truth.
            when 'did_group' then 0 <> (
                select coalesce(sum(c.numbers), 0)
                from (select operator_id, tenant_id, group_id, numbers from holding_count
                      union all
                      select operator_id, tenant_id, group_id, numbers from holding_count_delta) c
                where c.operator_id = g.operator_id and c.tenant_id = g.tenant_id and c.group_id = g.id)
            when 'vendor_batch' then 0 <> (
                select coalesce(sum(c.numbers), 0)
                from (select operator_id, tenant_id, vendor_batch_id, numbers from holding_count
                      union all
                      select operator_id, tenant_id, vendor_batch_id, numbers from holding_count_delta) c
                where c.operator_id = g.operator_id and c.tenant_id = g.tenant_id and c.vendor_batch_id = g.id)
        end)
    then
        raise foreign_key_violation using message = 'numbers still name it';
    end if;
    return null;
end
$$;
create trigger pricing_batch_deleted after delete on pricing_batch
    referencing old table as gone for each statement execute function refuse_deleting_used();
create trigger did_group_deleted after delete on did_group
    referencing old table as gone for each statement execute function refuse_deleting_used();
create trigger vendor_batch_deleted after delete on vendor_batch
    referencing old table as gone for each statement execute function refuse_deleting_used();

-- Folds one operator's deltas into the base. Two foldings at once leave each other's rows alone.
create function fold_holding_counts(p_operator int) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    folded bigint;
    bound_before text := coalesce(current_setting('didstock.operator', true), '');
begin
    perform set_config('didstock.operator', p_operator::text, true);
    with taken as (
        select d.operator_id, d.tenant_id, d.entry from holding_count_delta d
        where d.operator_id = p_operator
        order by d.tenant_id, d.entry
        limit 50000
        for update skip locked),
    gone as (
        delete from holding_count_delta d using taken t
        where d.operator_id = t.operator_id and d.tenant_id = t.tenant_id and d.entry = t.entry
        returning d.*),
    summed as (
        insert into holding_count as c (operator_id, tenant_id, status, internal, currency, revenue_currency,
            pricing_batch_id, group_id, child_id, vendor_batch_id, numbers, recurring_cost, recurring_revenue)
        select operator_id, tenant_id, status, internal, currency, revenue_currency, pricing_batch_id, group_id,
            child_id, vendor_batch_id, sum(numbers), sum(recurring_cost), sum(recurring_revenue)
        from gone
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
        order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
        on conflict on constraint holding_count_pk do update
        set numbers = c.numbers + excluded.numbers,
            recurring_cost = c.recurring_cost + excluded.recurring_cost,
            recurring_revenue = c.recurring_revenue + excluded.recurring_revenue)
    select count(*) into folded from gone;
    if folded > 0 then
        delete from holding_count c
        where c.operator_id = p_operator and c.numbers = 0 and c.recurring_cost = 0 and c.recurring_revenue = 0;
    end if;
    perform set_config('didstock.operator', bound_before, true);
    return folded;
end
$$;

-- Whose counts may have something to fold: every operator's.
create function operators_with_unfolded_counts() returns setof int
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select t.operator_id from tenant t where t.kind = 'OPERATOR'
$$;

-- ---------------------------------------------------------------------------------------------- policies and grants

do $$
declare
    name text;
begin
    foreach name in array array ['operation', 'operation_chunk', 'history', 'activity', 'holding_count',
        'holding_count_delta', 'api_answer']
    loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy %I on %I to didstock_owner using (true) with check (true)', name || '_owner', name);
        execute format('create policy %I on %I to didstock_chain using (operator_id = (select bound_operator()))'
            ' with check (operator_id = (select bound_operator()))', name || '_chain', name);
        execute format('create policy %I on %I to didstock_app'
            ' using (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))'
            ' with check (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))',
            name || '_mine', name);
        execute format('grant select on %I to didstock_app, didstock_audit', name);
    end loop;
end
$$;
grant insert, update, delete on operation, operation_chunk, api_answer to didstock_app;
grant insert on history, activity to didstock_chain;
grant select, insert, update, delete on holding_count, holding_count_delta to didstock_chain;

alter function check_holding_references() owner to didstock_chain;
alter function record_holdings_opened() owner to didstock_chain;
alter function record_holdings_closed() owner to didstock_chain;
alter function record_holdings_changed() owner to didstock_chain;
alter function refuse_deleting_used() owner to didstock_chain;
alter function fold_holding_counts(int) owner to didstock_chain;
alter function operators_with_unfolded_counts() owner to didstock_entry;

revoke execute on all functions in schema didstock from public;
grant execute on function bound_operation(), acting_login(int) to didstock_app, didstock_chain, didstock_owner;
grant execute on function fold_holding_counts(int), operators_with_unfolded_counts() to didstock_app;
