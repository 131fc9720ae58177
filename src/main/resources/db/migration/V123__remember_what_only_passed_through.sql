-- What only passed through a tenant becomes its own stock when all below it ends. Undoing that, it only passes through
-- again: history remembers.

set local search_path = didstock;

alter table history add before_origin holding_origin;
comment on column history.before_origin is 'How it had come, where an operation made it the tenant''s own stock';
alter type closed_holding add attribute origin holding_origin;

create or replace function record_holdings_changed() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
    set enable_nestloop = off
    set enable_hashjoin = on
    set enable_mergejoin = on
as $$
declare
    v_at timestamptz := clock_timestamp();
begin
    insert into history (operator_id, tenant_id, operation_id, number, at, operation, change, by_tenant_id, by_login,
        before_state, after_state, before_until, after_until, before_child_id, after_child_id,
        before_batch_id, after_batch_id, before_group_id, after_group_id, before_description, after_description,
        before_in_use, after_in_use, before_recurring_cost, after_recurring_cost,
        before_recurring_revenue, after_recurring_revenue, currency, revenue_currency, before_origin)
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
        n.currency, coalesce(n.revenue_currency, o.revenue_currency), case when o.origin <> n.origin then o.origin end
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

create or replace function undo_closing(p_operation uuid, p_numbers text[], p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
    set enable_nestloop = off
as $$
declare
    v_operator int := bound_operator();
    v_written bigint;
    v_closed bigint;
    v_tenants int[];
    v_rows closed_holding[];
    who record;
begin
    perform from did_holding h
    where h.operator_id = v_operator and h.number = any (p_numbers) and h.child_id is null
    order by h.number
    for update;
    select count(*) into v_written from undo_refusals(p_operation) u
    where u.number = any (p_numbers) and u.way = 'CLOSED' and u.refusal is null;
    perform expect_written(v_written, cardinality(p_numbers));
    v_tenants := array(
        select t.tenant_id from tenant t
        where t.operator_id = v_operator and exists (
            select from activity a
            where a.operator_id = v_operator and a.tenant_id = t.tenant_id and a.operation_id = p_operation));
    v_rows := array(
        with z as materialized (
            select * from history z
            where z.operator_id = v_operator and z.tenant_id = any (v_tenants) and z.operation_id = p_operation
              and z.number = any (p_numbers) and (z.change = 'CLOSED' or z.before_child_id is not null)),
        stays as materialized (
            select distinct on (e.tenant_id, e.number) e.tenant_id, e.number, e as stay
            from holding_period e
            where e.operator_id = v_operator and e.number = any (p_numbers) and e.tenant_id = any (v_tenants)
            order by e.tenant_id, e.number, e.from_at desc, e.to_at desc nulls first)
        select (z.tenant_id, z.number, z.change = 'CLOSED', z.before_state, z.before_until, z.before_child_id,
            z.before_batch_id is distinct from z.after_batch_id, b.id, g.id, coalesce(z.before_description, ''),
            z.change = 'CHANGED' and z.after_state = 'AGING' and not aging.was_aging,
            own.stay, below.stay, z.before_origin)::closed_holding
        from z
        left join stays own on own.tenant_id = z.tenant_id and own.number = z.number
        left join stays below on below.tenant_id = z.before_child_id and below.number = z.number
        left join pricing_batch b on b.operator_id = v_operator and b.tenant_id = z.tenant_id and b.id = z.before_batch_id
        left join did_group g on g.operator_id = v_operator and g.tenant_id = z.tenant_id and g.id = z.before_group_id
        left join (select l.number, bool_or(l.before_state = 'AGING') as was_aging from z l group by l.number) aging
            on aging.number = z.number
        order by z.number);
    for who in
        select r.tenant_id, count(*) as numbers, sum((r.stay).recurring) as monthly
        from unnest(v_rows) r
        where r.closed
        group by r.tenant_id
        order by r.tenant_id
    loop
        perform check_limits(who.tenant_id, who.numbers, who.monthly);
    end loop;
    -- What began to cool down by this operation did not leave its customer after all.
    update did d set aging_until = null, aging_due = true
    from unnest(v_rows) r
    where r.aging_began and d.operator_id = v_operator and d.number = r.number and d.number = any (p_numbers);
    update did_holding h
    set state = 'GIVEN', until = null, child_id = r.child_id, origin = coalesce(r.origin, h.origin),
        pricing_batch_id = case when r.batch_changed then r.pricing_batch_id else h.pricing_batch_id end,
        home_batch_id = (r.stay_below).home_batch_id, activation_revenue = (r.stay_below).activation,
        recurring_revenue = (r.stay_below).recurring, revenue_currency = (r.stay_below).currency,
        version = h.version + 1
    from unnest(v_rows) r
    where not r.closed and h.operator_id = v_operator and h.tenant_id = any (v_tenants) and h.number = any (p_numbers)
      and h.tenant_id = r.tenant_id and h.number = r.number and h.child_id is null;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    select count(*) into v_closed from unnest(v_rows) r where r.closed;
    insert into did_holding (operator_id, tenant_id, number, state, until, child_id, pricing_batch_id, home_batch_id,
        group_id, description, released_at, held_since, origin, activation_cost, recurring_cost, currency,
        activation_revenue, recurring_revenue, revenue_currency, supply_label, country, area, number_type, number_class,
        free_of_charge)
    select v_operator, r.tenant_id, r.number, case when r.state = 'RESERVED' then 'FREE' else r.state end,
        case when r.state <> 'RESERVED' then r.until end, r.child_id, r.pricing_batch_id, (r.stay_below).home_batch_id,
        r.group_id, r.description, up.released_at, (r.stay).from_at, (r.stay).origin, (r.stay).activation,
        (r.stay).recurring, (r.stay).currency, (r.stay_below).activation, (r.stay_below).recurring,
        (r.stay_below).currency, v.supply_label, up.country, up.area, up.number_type, up.number_class, up.free_of_charge
    from unnest(v_rows) r
    -- The holding above all these, which is there. For another number it may be with another tenant.
    join unnest(v_rows) top on top.number = r.number and not top.closed
    join did_holding up on up.operator_id = v_operator and up.tenant_id = any (v_tenants) and up.number = any (p_numbers)
        and up.tenant_id = top.tenant_id and up.number = r.number
    left join vendor_batch v on v.operator_id = v_operator and v.tenant_id = up.tenant_id and v.id = up.vendor_batch_id
        and up.child_id = r.tenant_id
    where r.closed
    order by r.number;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, v_closed);
    insert into did_key (operator_id, tenant_id, number)
    select v_operator, r.tenant_id, r.number from unnest(v_rows) r where r.closed order by r.number;
    insert into holding_period (operator_id, tenant_id, id, number, payee_id, from_at, origin, home_batch_id,
        pricing_batch_id, activation, recurring, currency, rate, rated_at, free_of_charge, used)
    select h.operator_id, h.tenant_id, h.period_id, h.number, (r.stay).payee_id, (r.stay).to_at, (r.stay).origin,
        (r.stay).home_batch_id, (r.stay).pricing_batch_id, (r.stay).activation, (r.stay).recurring, (r.stay).currency,
        (r.stay).rate, (r.stay).rated_at, (r.stay).free_of_charge, (r.stay).used
    from unnest(v_rows) r
    join did_holding h on h.operator_id = v_operator and h.tenant_id = any (v_tenants) and h.number = any (p_numbers)
        and h.tenant_id = r.tenant_id and h.number = r.number
    where r.closed
    order by r.number;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, v_closed);
    return cardinality(p_numbers);
end
$$;
