-- An upload may change numbers that are in stock, in the columns that the uploader chose; and an import that a stopped node
-- left behind is found and goes on.

set local search_path = didstock;

alter table upload
    -- What an import also does, so that whoever goes on does the same.
    add column update_columns text[] not null default '{}',
    add column move_batches boolean not null default false,
    add column rows_updated int not null default 0,
    add column rows_unchanged int not null default 0,
    -- How many entries are imported in one transaction. The stretches start at multiples of it, and one is done when
    -- its lines are gone.
    add column stretch int not null default 10000,
    -- Whoever began the import: it goes on with this user's rights.
    add column started_by int,
    -- Until then somebody is believed to be importing it.
    add column worker_until timestamptz;

-- Null is what the file does not say: nothing of it changes on a number in stock.
alter table upload_line
    alter column description drop not null,
    alter column free_of_charge drop not null,
    alter column frozen drop not null,
    -- Country and area come from the number unless the file says them.
    add column says_country boolean not null default false,
    add column says_area boolean not null default false;

create index upload_importing_ix on upload (operator_id, tenant_id, id) where status = 'IMPORTING';

-- ---------------------------------------------------------------------------------------------- new numbers

create or replace function import_upload(p_upload uuid, p_from int, p_to int, p_release boolean, p_now timestamptz)
    returns bigint
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
                 when coalesce(l.frozen, false) or not p_release then 'FROZEN'
                 else 'FREE' end,
            case when d.aging_until > p_now then d.aging_until end,
            l.group_id, coalesce(l.description, ''), l.released_at, p_now, l.activation_cost, l.recurring_cost,
            b.currency, l.vendor_batch_id, b.supply_label, l.country, l.area, l.number_type, l.number_class,
            coalesce(l.free_of_charge, false)
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

-- ---------------------------------------------------------------------------------------------- numbers in stock

-- What a stretch of an upload says of numbers that the bound tenant loaded: each with all it would be afterwards, whether
-- that is a change, or why it can't be. Only the columns named count, and a blank leaves a number as it is.
-- Reads with the caller's own rights.
create function upload_changes(p_upload uuid, p_from int, p_to int, p_columns text[], p_move boolean)
    returns table (entry int, line int, number text, refusal text, argument text, changes boolean, repriced boolean,
                   uncovered boolean, currency char(3), revenue numeric, revenue_currency char(3), vendor_batch_id int,
                   supply_label text, activation numeric, recurring numeric, description text, released_at timestamptz,
                   group_id int, country char(2), area text, free_of_charge boolean, child_id int)
    language sql stable
as $$
    with said as materialized (
        select l.* from upload_line l
        where l.operator_id = bound_operator() and l.tenant_id = bound_tenant() and l.upload_id = p_upload
          and l.entry >= p_from and l.entry < p_to and l.known),
    meant as (
        select l.entry, l.line, l.number, h.child_id, h.currency as old_currency, b.currency as said_currency,
            h.vendor_batch_id as old_batch, h.recurring_revenue, h.revenue_currency,
            p_move and l.vendor_batch_id <> h.vendor_batch_id as moves,
            'VENDOR_COSTS' = any (p_columns) as costs,
            case when p_move then l.vendor_batch_id else h.vendor_batch_id end as vendor_batch_id,
            case when p_move and l.vendor_batch_id <> h.vendor_batch_id then b.supply_label else h.supply_label end
                as supply_label,
            case when p_move then b.currency else h.currency end as currency,
            case when 'VENDOR_COSTS' = any (p_columns) then l.activation_cost else h.activation_cost end as activation,
            case when 'VENDOR_COSTS' = any (p_columns) then l.recurring_cost else h.recurring_cost end as recurring,
            case when 'DESCRIPTION' = any (p_columns) then coalesce(l.description, h.description)
                 else h.description end as description,
            case when 'RELEASED' = any (p_columns) then coalesce(l.released_at, h.released_at)
                 else h.released_at end as released_at,
            case when 'GROUP' = any (p_columns) then coalesce(l.group_id, h.group_id) else h.group_id end as group_id,
            case when 'COUNTRY' = any (p_columns) and l.says_country then l.country else h.country end as country,
            case when 'AREA' = any (p_columns) and l.says_area then l.area else h.area end as area,
            case when 'FREE_OF_CHARGE' = any (p_columns) and h.number_type <> 'INTERNAL'
                 then coalesce(l.free_of_charge, h.free_of_charge) else h.free_of_charge end as free_of_charge,
            h.activation_cost as old_activation, h.recurring_cost as old_recurring, h.description as old_description,
            h.released_at as old_released, h.group_id as old_group, h.country as old_country, h.area as old_area,
            h.free_of_charge as old_free
        from said l
        join did_holding h
            on h.operator_id = l.operator_id and h.tenant_id = l.tenant_id and h.number = l.number
            -- Only whoever loaded a number has it in a vendor batch.
            and h.vendor_batch_id is not null
        join vendor_batch b
            on b.operator_id = l.operator_id and b.tenant_id = l.tenant_id and b.id = l.vendor_batch_id),
    judged as (
        select m.*,
            (m.activation, m.recurring, m.currency, m.free_of_charge)
                is distinct from (m.old_activation, m.old_recurring, m.old_currency, m.old_free) as repriced,
            case when m.costs and not p_move and m.said_currency <> m.old_currency then 'UPDATE_OTHER_CURRENCY'
                 when m.currency <> m.old_currency and m.child_id is not null then 'UPDATE_CURRENCY_WHILE_GIVEN'
                 when m.currency <> m.old_currency and not m.costs then 'UPDATE_CURRENCY_WITHOUT_COSTS'
                 when m.free_of_charge <> m.old_free and m.child_id is not null then 'UPDATE_FREE_WHILE_GIVEN'
            end as refusal
        from meant m)
    select j.entry, j.line, j.number, j.refusal, j.old_currency::text,
        j.refusal is null and (j.repriced or j.moves
            or (j.description, j.released_at, j.group_id, j.country, j.area)
                is distinct from (j.old_description, j.old_released, j.old_group, j.old_country, j.old_area)),
        j.repriced,
        j.refusal is null and j.child_id is not null and not j.free_of_charge and j.recurring <> j.old_recurring
            and j.revenue_currency = j.currency and j.recurring_revenue < j.recurring,
        j.currency, j.recurring_revenue, j.revenue_currency, j.vendor_batch_id, j.supply_label, j.activation,
        j.recurring, j.description, j.released_at, j.group_id, j.country, j.area, j.free_of_charge, j.child_id
    from judged j
$$;

-- Writes what upload_changes tells. Country and area change on the whole chain, the supply label on the holding right
-- below, all else on the caller's own; each row once. A new cost begins a new period. Returns how many numbers changed.
create function update_from_upload(p_upload uuid, p_from int, p_to int, p_columns text[], p_move boolean,
                                   p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_numbers text[];
    v_written bigint;
begin
    select array_agg(c.number order by c.number) into v_numbers
    from upload_changes(p_upload, p_from, p_to, p_columns, p_move) c
    where c.changes;
    if v_numbers is null then
        return 0;
    end if;
    perform lock_chain(v_numbers);
    -- Judged again now that nobody else can change them.
    with wanted as materialized (
        select * from upload_changes(p_upload, p_from, p_to, p_columns, p_move) c
        where c.changes and c.number = any (v_numbers)),
    changed as (
        update did_holding h
        set vendor_batch_id = case when h.tenant_id = v_me then w.vendor_batch_id else h.vendor_batch_id end,
            supply_label = case when h.tenant_id in (v_me, w.child_id) then w.supply_label else h.supply_label end,
            currency = case when h.tenant_id = v_me then w.currency else h.currency end,
            activation_cost = case when h.tenant_id = v_me then w.activation else h.activation_cost end,
            recurring_cost = case when h.tenant_id = v_me then w.recurring else h.recurring_cost end,
            description = case when h.tenant_id = v_me then w.description else h.description end,
            released_at = case when h.tenant_id = v_me then w.released_at else h.released_at end,
            group_id = case when h.tenant_id = v_me then w.group_id else h.group_id end,
            country = w.country, area = w.area, free_of_charge = w.free_of_charge,
            period_id = case when h.tenant_id = v_me and w.repriced then uuidv7() else h.period_id end,
            version = h.version + 1
        from wanted w
        join chain_of(v_operator, v_me, v_numbers) c on c.number = w.number
        where h.operator_id = v_operator and h.tenant_id = c.tenant_id and h.number = w.number
          and (h.tenant_id = v_me
            or (h.country, h.area) is distinct from (w.country, w.area)
            or h.tenant_id = w.child_id and h.supply_label is distinct from w.supply_label)
        returning h.tenant_id, h.number, old.period_id as old_period, new.period_id as new_period,
            h.activation_cost, h.recurring_cost, h.currency, h.free_of_charge),
    ended as (
        update holding_period p set to_at = greatest(p_now, p.from_at)
        from changed x
        where x.old_period <> x.new_period
          and p.operator_id = v_operator and p.tenant_id = x.tenant_id and p.id = x.old_period and p.to_at is null
        returning p.payee_id, p.to_at, p.origin, p.home_batch_id, x.number, x.new_period),
    begun as (
        insert into holding_period (operator_id, tenant_id, id, number, payee_id, from_at, origin, home_batch_id,
            activation, recurring, currency, free_of_charge)
        select v_operator, v_me, e.new_period, e.number, e.payee_id, e.to_at, e.origin, e.home_batch_id,
            x.activation_cost, x.recurring_cost, x.currency, x.free_of_charge
        from ended e
        join changed x on x.new_period = e.new_period)
    select count(*) into v_written from changed x where x.tenant_id = v_me;
    return v_written;
end
$$;

-- ---------------------------------------------------------------------------------------------- imports left behind

grant select on upload to didstock_entry;
grant update (status, failure, worker_until) on upload to didstock_entry;
create policy upload_entry on upload to didstock_entry using (true) with check (true);

-- Imports that nobody works on any more, each with the user who began it. Whoever is told takes it over for a while.
create function take_forgotten_imports(p_now timestamptz, p_until timestamptz)
    returns table (operator_id int, tenant_id int, user_id int, upload_id uuid)
    language sql volatile security definer
    set search_path = didstock, pg_temp
as $$
    update upload u set worker_until = p_until
    from (
        select f.operator_id, f.tenant_id, f.id from upload f
        where f.status = 'IMPORTING' and (f.worker_until is null or f.worker_until <= p_now)
        limit 10
        for update skip locked) f
    where u.operator_id = f.operator_id and u.tenant_id = f.tenant_id and u.id = f.id
    returning u.operator_id, u.tenant_id, coalesce(u.started_by, u.user_id), u.id
$$;

-- Ends an import whose user may not go on with it; what came in stays.
create function end_forgotten_import(p_operator int, p_tenant int, p_upload uuid, p_reason text) returns void
    language sql volatile security definer
    set search_path = didstock, pg_temp
as $$
    update upload u set status = 'CANCELLED', failure = p_reason, worker_until = null
    where u.operator_id = p_operator and u.tenant_id = p_tenant and u.id = p_upload and u.status = 'IMPORTING'
$$;

alter function update_from_upload(uuid, int, int, text[], boolean, timestamptz) owner to didstock_chain;
alter function take_forgotten_imports(timestamptz, timestamptz) owner to didstock_entry;
alter function end_forgotten_import(int, int, uuid, text) owner to didstock_entry;
revoke execute on function upload_changes(uuid, int, int, text[], boolean),
    update_from_upload(uuid, int, int, text[], boolean, timestamptz),
    take_forgotten_imports(timestamptz, timestamptz), end_forgotten_import(int, int, uuid, text) from public;
grant execute on function upload_changes(uuid, int, int, text[], boolean) to didstock_app, didstock_chain;
grant execute on function update_from_upload(uuid, int, int, text[], boolean, timestamptz),
    take_forgotten_imports(timestamptz, timestamptz), end_forgotten_import(int, int, uuid, text) to didstock_app;
