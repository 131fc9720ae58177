-- A file of a million numbers comes into stock at the speed of its rows: what is the same for all of them is asked once, and
-- the lines of a stretch are read once.

set local search_path = didstock;

create or replace function record_holdings_opened() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_at timestamptz := clock_timestamp();
    -- Asked for each row, these took as long as writing it.
    v_operation_id uuid := bound_operation();
    v_operation text := current_setting('didstock.operation_kind');
    v_me int := bound_tenant();
    v_login text := acting_login(v_me);
begin
    insert into history (operator_id, tenant_id, operation_id, number, at, operation, change, by_tenant_id, by_login,
        after_state, after_until, after_child_id, after_batch_id, after_group_id, after_description, after_in_use,
        after_recurring_cost, after_recurring_revenue, currency, revenue_currency)
    select n.operator_id, n.tenant_id, v_operation_id, n.number, v_at, v_operation, 'OPENED', v_me,
        case when n.tenant_id = v_me then v_login end,
        n.state, n.until, n.child_id, n.pricing_batch_id, n.group_id, nullif(n.description, ''), n.in_use,
        n.recurring_cost, n.recurring_revenue, n.currency, n.revenue_currency
    from changed n;
    insert into activity (operator_id, tenant_id, operation_id, at, operation, change, by_tenant_id, by_login, numbers)
    select n.operator_id, n.tenant_id, v_operation_id, v_at, v_operation, 'OPENED', v_me,
        case when n.tenant_id = v_me then v_login end, count(*)
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

-- As before, in one statement. Lists are compared in memory, never one by one.
create or replace function import_upload(p_upload uuid, p_from int, p_to int, p_release boolean, p_now timestamptz)
    returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
    set enable_nestloop = off
    set work_mem = '32MB'
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_registered bigint;
    v_opened bigint;
begin
    perform from tenant t where t.operator_id = v_operator and t.tenant_id = v_me and t.own_vendors;
    perform expect_written(case when found then 1 else 0 end, 1);
    with wanted as materialized (
        select l.number, l.frozen, l.group_id, l.description, l.released_at, l.activation_cost, l.recurring_cost,
            l.vendor_batch_id, l.country, l.area, l.number_type, l.number_class, l.free_of_charge
        from upload_line l
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
        returning d.number, d.aging_until),
    opened as (
        insert into did_holding (operator_id, tenant_id, number, state, until, group_id, description, released_at,
            held_since, activation_cost, recurring_cost, currency, vendor_batch_id, supply_label, country, area,
            number_type, number_class, free_of_charge)
        select v_operator, v_me, w.number,
            case when r.aging_until > p_now then 'AGING'::holding_state
                 when coalesce(w.frozen, false) or not p_release then 'FROZEN'
                 else 'FREE' end,
            case when r.aging_until > p_now then r.aging_until end,
            w.group_id, coalesce(w.description, ''), w.released_at, p_now, w.activation_cost, w.recurring_cost,
            b.currency, w.vendor_batch_id, b.supply_label, w.country, w.area, w.number_type, w.number_class,
            coalesce(w.free_of_charge, false)
        from registered r
        join wanted w on w.number = r.number
        join vendor_batch b on b.operator_id = v_operator and b.tenant_id = v_me and b.id = w.vendor_batch_id
        order by w.number
        returning period_id, number, activation_cost, recurring_cost, currency, free_of_charge),
    begun as (
        insert into holding_period (operator_id, tenant_id, id, number, from_at, origin, activation, recurring, currency,
            free_of_charge)
        select v_operator, v_me, o.period_id, o.number, p_now, 'STOCK', o.activation_cost, o.recurring_cost, o.currency,
            o.free_of_charge
        from opened o),
    keyed as (
        insert into did_key (operator_id, tenant_id, number)
        select v_operator, v_me, o.number from opened o)
    select (select count(*) from registered), (select count(*) from opened) into v_registered, v_opened;
    perform expect_written(v_opened, v_registered);
    return v_opened;
end
$$;
