-- What an operation closed is opened again below the holding that is there for that very number: an operation on many
-- may have left one with a tenant through which another only passed. The date of an exchange rate stays with the stay.

set local search_path = didstock;

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
            own.stay, below.stay)::closed_holding
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
    set state = 'GIVEN', until = null, child_id = r.child_id,
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
