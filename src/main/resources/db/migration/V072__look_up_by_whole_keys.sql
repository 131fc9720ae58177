-- Opening and closing holdings look every row up by its whole key again: the settings were lost when the functions were
-- replaced, and the end of the last stay was looked for among the ends of all numbers.

set local search_path = didstock;

create or replace function open_holdings(p_operator int, p_parent int, p_child int, p_numbers text[],
                                         p_origin holding_origin, p_now timestamptz) returns void
    language plpgsql volatile
    set search_path = didstock, pg_temp
    set enable_nestloop = on
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
declare
    v_written bigint;
begin
    insert into did_holding (operator_id, tenant_id, number, state, in_use, released_at, held_since, origin,
        activation_cost, recurring_cost, currency, supply_label, country, area, number_type, number_class, free_of_charge)
    select h.operator_id, p_child, h.number, 'FREE', h.in_use, h.released_at, greatest(p_now, ended.at), p_origin,
        h.activation_revenue, h.recurring_revenue, h.revenue_currency, v.supply_label, h.country, h.area, h.number_type,
        h.number_class, h.free_of_charge
    from did_holding h
    left join vendor_batch v on v.operator_id = h.operator_id and v.tenant_id = h.tenant_id and v.id = h.vendor_batch_id
    -- p_now may lie before the end of the stay that this waited for: two at once would both be charged.
    -- Grouped, or else the latest end is looked for from the latest end of all numbers backwards.
    left join lateral (
        select max(p.to_at) as at from holding_period p
        where p.operator_id = h.operator_id and p.number = h.number and p.payee_id = p_parent
        group by p.number) ended on true
    where h.operator_id = p_operator and h.tenant_id = p_parent and h.number = any (p_numbers) and h.child_id = p_child
    order by h.number;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    insert into did_key (operator_id, tenant_id, number)
    select p_operator, p_child, n from unnest(p_numbers) n order by n;
    insert into holding_period (operator_id, tenant_id, id, number, payee_id, from_at, origin, home_batch_id,
        pricing_batch_id, activation, recurring, currency, free_of_charge)
    select c.operator_id, c.tenant_id, c.period_id, c.number, p_parent, c.held_since, p_origin, h.home_batch_id,
        h.pricing_batch_id, c.activation_cost, c.recurring_cost, c.currency, c.free_of_charge
    from did_holding c
    join did_holding h on h.operator_id = c.operator_id and h.tenant_id = p_parent and h.number = c.number
    where c.operator_id = p_operator and c.tenant_id = p_child and c.number = any (p_numbers)
    order by c.number;
end
$$;

create or replace function close_below(p_operator int, p_holder int, p_numbers text[], p_days int[], p_to_home boolean,
                                       p_now timestamptz) returns void
    language plpgsql volatile
    set search_path = didstock, pg_temp
    set enable_nestloop = on
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
declare
    v_written bigint;
begin
    -- A number that an account used for a day starts its quarantine when it leaves the customer. Without days it has
    -- none, and the use is settled all the same: the next customer's leaving is judged by its own use.
    update did d
    set aging_until = case when w.days > 0 then greatest(d.aging_until, p_now + make_interval(days => w.days))
                           else d.aging_until end,
        aging_due = false
    from unnest(p_numbers, p_days) as w (number, days)
    where d.operator_id = p_operator and d.number = any (p_numbers) and d.number = w.number and d.aging_due
      and exists (
          select from did_holding h
          join tenant t on t.operator_id = h.operator_id and t.tenant_id = h.tenant_id
          where h.operator_id = p_operator and h.number = w.number and h.child_id is null and t.kind = 'CUSTOMER');
    with closed as (
        delete from did_holding h
        using did_holding deepest
        join tenant t on t.operator_id = deepest.operator_id and t.tenant_id = deepest.tenant_id
        cross join lateral unnest(t.path[array_position(t.path, p_holder) + 1 :]) below (tenant_id)
        where deepest.operator_id = p_operator and deepest.number = any (p_numbers) and deepest.child_id is null
          and h.operator_id = p_operator and h.tenant_id = below.tenant_id and h.number = deepest.number
        returning h.operator_id, h.tenant_id, h.number, h.period_id),
    forgotten as (
        delete from did_key k using closed c
        where k.operator_id = c.operator_id and k.tenant_id = c.tenant_id and k.number = c.number),
    ended as (
        update holding_period p set to_at = greatest(p_now, p.from_at)
        from closed c
        where p.operator_id = c.operator_id and p.tenant_id = c.tenant_id and p.id = c.period_id and p.to_at is null)
    select count(distinct c.number) into v_written from closed c;
    perform expect_written(v_written, cardinality(p_numbers));
    update did_holding h
    set state = case when d.aging_until > p_now then 'AGING'::holding_state else 'FREE' end,
        until = case when d.aging_until > p_now then d.aging_until end,
        child_id = null, reserved_child_id = null, reserved_for = null, in_use = false, origin = 'STOCK',
        released_at = case when h.in_use then p_now else h.released_at end,
        pricing_batch_id = case when p_to_home then (
            select b.id from pricing_batch b
            where b.operator_id = h.operator_id and b.tenant_id = h.tenant_id and b.id = h.home_batch_id) end,
        home_batch_id = coalesce(h.home_batch_id, h.pricing_batch_id),
        activation_revenue = null, recurring_revenue = null, revenue_currency = null,
        version = h.version + 1
    from did d
    where h.operator_id = p_operator and h.tenant_id = p_holder and h.number = any (p_numbers)
      and h.child_id is not null
      and d.operator_id = h.operator_id and d.number = h.number;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
end
$$;
