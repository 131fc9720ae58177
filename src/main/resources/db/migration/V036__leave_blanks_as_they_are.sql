-- A row about a number in stock may leave its fees and its vendor batch blank, too: blank means as it is. An upload may freeze
-- numbers and free them again. And an import that fails each time is not tried for ever.

set local search_path = didstock;

alter table upload_line
    alter column vendor_batch_id drop not null,
    alter column activation_cost drop not null,
    alter column recurring_cost drop not null,
    -- Only what is in stock may leave them blank.
    add constraint upload_line_new_ck check (known or vendor_batch_id is not null and activation_cost is not null
        and recurring_cost is not null);

drop function upload_changes(uuid, int, int, text[], boolean);

-- What a stretch of an upload says of numbers that the bound tenant loaded: each with all it would be afterwards, whether
-- that is a change, or why it can't be. Only the columns named count, and a blank leaves a number as it is.
-- Reads with the caller's own rights.
create function upload_changes(p_upload uuid, p_from int, p_to int, p_columns text[], p_move boolean)
    returns table (entry int, line int, number text, refusal text, argument text, changes boolean, repriced boolean,
                   uncovered boolean, currency char(3), revenue numeric, revenue_currency char(3), vendor_batch_id int,
                   supply_label text, activation numeric, recurring numeric, description text, released_at timestamptz,
                   group_id int, country char(2), area text, free_of_charge boolean, child_id int,
                   state holding_state)
    language sql stable
as $$
    with said as materialized (
        select l.* from upload_line l
        where l.operator_id = bound_operator() and l.tenant_id = bound_tenant() and l.upload_id = p_upload
          and l.entry >= p_from and l.entry < p_to and l.known),
    meant as (
        select l.entry, l.line, l.number, h.child_id, h.currency as old_currency, b.currency as said_currency,
            h.vendor_batch_id as old_batch, h.recurring_revenue, h.revenue_currency,
            p_move and coalesce(l.vendor_batch_id <> h.vendor_batch_id, false) as moves,
            'VENDOR_COSTS' = any (p_columns) and coalesce(l.activation_cost, l.recurring_cost) is not null as costs,
            'VENDOR_COSTS' = any (p_columns) and l.activation_cost is not null and l.recurring_cost is not null
                as all_costs,
            case when p_move then coalesce(l.vendor_batch_id, h.vendor_batch_id) else h.vendor_batch_id end as vendor_batch_id,
            case when p_move and l.vendor_batch_id <> h.vendor_batch_id then b.supply_label else h.supply_label end
                as supply_label,
            case when p_move then coalesce(b.currency, h.currency) else h.currency end as currency,
            case when 'VENDOR_COSTS' = any (p_columns) then coalesce(l.activation_cost, h.activation_cost)
                 else h.activation_cost end as activation,
            case when 'VENDOR_COSTS' = any (p_columns) then coalesce(l.recurring_cost, h.recurring_cost)
                 else h.recurring_cost end as recurring,
            case when 'DESCRIPTION' = any (p_columns) then coalesce(l.description, h.description)
                 else h.description end as description,
            case when 'RELEASED' = any (p_columns) then coalesce(l.released_at, h.released_at)
                 else h.released_at end as released_at,
            case when 'GROUP' = any (p_columns) then coalesce(l.group_id, h.group_id) else h.group_id end as group_id,
            case when 'COUNTRY' = any (p_columns) and l.says_country then l.country else h.country end as country,
            case when 'AREA' = any (p_columns) and l.says_area then l.area else h.area end as area,
            case when 'FREE_OF_CHARGE' = any (p_columns) and h.number_type <> 'INTERNAL'
                 then coalesce(l.free_of_charge, h.free_of_charge) else h.free_of_charge end as free_of_charge,
            -- Nothing but a free number is frozen, and nothing but a frozen one is freed.
            case when 'FROZEN' = any (p_columns) and l.frozen and h.state = 'FREE' and not h.in_use then 'FROZEN'
                 when 'FROZEN' = any (p_columns) and not l.frozen and h.state = 'FROZEN' then 'FREE'
                 else h.state end as state,
            'FROZEN' = any (p_columns) and coalesce(l.frozen, false) as to_freeze,
            h.state as old_state,
            h.activation_cost as old_activation, h.recurring_cost as old_recurring, h.description as old_description,
            h.released_at as old_released, h.group_id as old_group, h.country as old_country, h.area as old_area,
            h.free_of_charge as old_free
        from said l
        join did_holding h
            on h.operator_id = l.operator_id and h.tenant_id = l.tenant_id and h.number = l.number
            -- Only whoever loaded a number has it in a vendor batch.
            and h.vendor_batch_id is not null
        left join vendor_batch b
            on b.operator_id = l.operator_id and b.tenant_id = l.tenant_id and b.id = l.vendor_batch_id),
    judged as (
        select m.*,
            (m.activation, m.recurring, m.currency, m.free_of_charge)
                is distinct from (m.old_activation, m.old_recurring, m.old_currency, m.old_free) as repriced,
            case when m.costs and not p_move and m.said_currency <> m.old_currency then 'UPDATE_OTHER_CURRENCY'
                 when m.currency <> m.old_currency and m.child_id is not null then 'UPDATE_CURRENCY_WHILE_GIVEN'
                 when m.currency <> m.old_currency and not m.all_costs then 'UPDATE_CURRENCY_WITHOUT_COSTS'
                 when m.free_of_charge <> m.old_free and m.child_id is not null then 'UPDATE_FREE_WHILE_GIVEN'
                 when m.to_freeze and m.state <> 'FROZEN' then 'UPDATE_FREEZE_NOT_FREE'
            end as refusal
        from meant m)
    select j.entry, j.line, j.number, j.refusal, j.old_currency::text,
        j.refusal is null and (j.repriced or j.moves
            or (j.description, j.released_at, j.group_id, j.country, j.area, j.state)
                is distinct from
                    (j.old_description, j.old_released, j.old_group, j.old_country, j.old_area, j.old_state)),
        j.repriced,
        j.refusal is null and j.child_id is not null and not j.free_of_charge and j.recurring <> j.old_recurring
            and j.revenue_currency = j.currency and j.recurring_revenue < j.recurring,
        j.currency, j.recurring_revenue, j.revenue_currency, j.vendor_batch_id, j.supply_label, j.activation,
        j.recurring, j.description, j.released_at, j.group_id, j.country, j.area, j.free_of_charge, j.child_id,
        j.state
    from judged j
$$;

-- Writes what upload_changes tells. Country and area change on the whole chain, the supply label on the holding right
-- below, all else on the caller's own; each row once. A new cost begins a new period. Returns how many numbers changed.
create or replace function update_from_upload(p_upload uuid, p_from int, p_to int, p_columns text[], p_move boolean,
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
            state = case when h.tenant_id = v_me then w.state else h.state end,
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

-- How often it was taken over since something of it came in.
alter table upload add column attempts int not null default 0;
grant update (attempts) on upload to didstock_entry;

-- As before; one that nobody got any further with five times is ended, and says so.
drop function take_forgotten_imports(timestamptz, timestamptz);
create function take_forgotten_imports(p_now timestamptz, p_until timestamptz)
    returns table (operator_id int, tenant_id int, user_id int, upload_id uuid)
    language sql volatile security definer
    set search_path = didstock, pg_temp
as $$
    with forgotten as (
        select f.operator_id, f.tenant_id, f.id, f.attempts from upload f
        where f.status = 'IMPORTING' and (f.worker_until is null or f.worker_until <= p_now)
        limit 10
        for update skip locked),
    ended as (
        update upload u set status = 'CANCELLED', failure = 'KEEPS_FAILING', worker_until = null
        from forgotten f
        where f.attempts >= 5
          and u.operator_id = f.operator_id and u.tenant_id = f.tenant_id and u.id = f.id)
    update upload u set worker_until = p_until, attempts = f.attempts + 1
    from forgotten f
    where f.attempts < 5 and u.operator_id = f.operator_id and u.tenant_id = f.tenant_id and u.id = f.id
    returning u.operator_id, u.tenant_id, coalesce(u.started_by, u.user_id), u.id
$$;

-- As before, but by whoever has it still: p_until is what it was taken over until.
drop function end_forgotten_import(int, int, uuid, text);
create function end_forgotten_import(p_operator int, p_tenant int, p_upload uuid, p_until timestamptz, p_reason text)
    returns void
    language sql volatile security definer
    set search_path = didstock, pg_temp
as $$
    update upload u set status = 'CANCELLED', failure = p_reason, worker_until = null
    where u.operator_id = p_operator and u.tenant_id = p_tenant and u.id = p_upload and u.status = 'IMPORTING'
      and u.worker_until = p_until
$$;

alter function take_forgotten_imports(timestamptz, timestamptz) owner to didstock_entry;
alter function end_forgotten_import(int, int, uuid, timestamptz, text) owner to didstock_entry;
revoke execute on function upload_changes(uuid, int, int, text[], boolean),
    take_forgotten_imports(timestamptz, timestamptz), end_forgotten_import(int, int, uuid, timestamptz, text) from public;
grant execute on function upload_changes(uuid, int, int, text[], boolean) to didstock_app, didstock_chain;
grant execute on function take_forgotten_imports(timestamptz, timestamptz),
    end_forgotten_import(int, int, uuid, timestamptz, text) to didstock_app;
