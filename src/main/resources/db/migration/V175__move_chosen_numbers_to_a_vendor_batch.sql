-- Chosen numbers go to another vendor batch, in whatever state, at new costs where they are said.

set local search_path = didstock;

-- What each of these numbers would cost the bound tenant in one of its vendor batches, or why it can't go there. A cost
-- that is not said (null) stays, which it can only in the same currency. below_cost: it is given out for less a month than
-- it would cost then, and not because it is meant to be free of charge. Reads with the caller's own rights.
create function vendor_moves(p_to int, p_activation numeric, p_recurring numeric, p_numbers text[])
    returns table (number text, refusal text, activation numeric, recurring numeric, currency char(3),
                   below_cost boolean)
    language sql stable
as $$
    with aim as materialized (
        select b.id, b.currency, (select rates_of(bound_operator(), bound_tenant())) as rates
        from vendor_batch b
        where b.operator_id = bound_operator() and b.tenant_id = bound_tenant() and b.id = p_to)
    select h.number,
        case when h.number_type = 'INTERNAL' or h.vendor_batch_id is null then 'NO_VENDOR_BATCH'
             when h.currency <> a.currency and not m.all_said then 'OTHER_COST_CURRENCY'
             when h.vendor_batch_id = a.id and not m.repriced then 'ALREADY_DONE' end,
        m.activation, m.recurring, a.currency,
        m.repriced and h.child_id is not null and not h.free_of_charge and not coalesce(own.free_of_charge, false)
            and coalesce(h.recurring_revenue < m.recurring * rate_of(a.rates, a.currency, h.revenue_currency), false)
    from unnest(p_numbers) n
    cross join aim a
    cross join lateral (
        select o.* from did_holding o
        where o.operator_id = bound_operator() and o.tenant_id = bound_tenant() and o.number = n
        offset 0) h
    cross join lateral (
        select coalesce(p_activation, h.activation_cost) as activation, coalesce(p_recurring, h.recurring_cost) as recurring,
            p_activation is not null and p_recurring is not null as all_said,
            (coalesce(p_activation, h.activation_cost), coalesce(p_recurring, h.recurring_cost), a.currency)
                is distinct from (h.activation_cost, h.recurring_cost, h.currency) as repriced) m
    left join pricing_batch own
        on own.operator_id = h.operator_id and own.tenant_id = h.tenant_id and own.id = h.pricing_batch_id
$$;

-- Does it, all or none. Whoever has the numbers from the caller sees the other batch's supply label and pays what it paid.
-- A new cost begins a new period, which touches the one before: the day is paid at the new cost, the days before at the
-- old one, and no activation is paid again. Returns how many there were.
create function move_numbers_to_vendor_batch(p_numbers text[], p_to int, p_activation numeric, p_recurring numeric,
                                             p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_batch record;
    v_written bigint;
begin
    if p_activation < 0 or p_recurring < 0 then
        raise exception 'a cost is not below zero' using errcode = 'check_violation';
    end if;
    select b.currency, b.supply_label into v_batch
    from vendor_batch b
    where b.operator_id = v_operator and b.tenant_id = v_me and b.id = p_to
    for share;
    perform expect_written(case when found then 1 else 0 end, 1);
    perform lock_chain(p_numbers);
    with changed as (
        update did_holding h
        set vendor_batch_id = p_to, supply_label = v_batch.supply_label, currency = v_batch.currency,
            activation_cost = coalesce(p_activation, h.activation_cost),
            recurring_cost = coalesce(p_recurring, h.recurring_cost),
            period_id = case when (coalesce(p_activation, h.activation_cost), coalesce(p_recurring, h.recurring_cost),
                    v_batch.currency) is distinct from (h.activation_cost, h.recurring_cost, h.currency)
                then uuidv7() else h.period_id end,
            version = h.version + 1
        from (select n.number from unnest(p_numbers) n (number) offset 0) n
        where h.operator_id = v_operator and h.tenant_id = v_me and h.number = n.number
          and h.vendor_batch_id is not null and h.number_type <> 'INTERNAL'
          and (h.currency = v_batch.currency or p_activation is not null and p_recurring is not null)
        returning h.number, old.period_id as old_period, new.period_id as new_period, h.activation_cost,
            h.recurring_cost, h.currency, h.free_of_charge),
    ended as (
        update holding_period p set to_at = greatest(p_now, p.from_at)
        from changed x
        where x.old_period <> x.new_period
          and p.operator_id = v_operator and p.tenant_id = v_me and p.id = x.old_period and p.to_at is null
        returning p.payee_id, p.to_at, p.origin, p.home_batch_id, x.new_period),
    begun as (
        insert into holding_period (operator_id, tenant_id, id, number, payee_id, from_at, origin, home_batch_id,
            activation, recurring, currency, free_of_charge)
        select v_operator, v_me, x.new_period, x.number, e.payee_id, e.to_at, e.origin, e.home_batch_id,
            x.activation_cost, x.recurring_cost, x.currency, x.free_of_charge
        from ended e
        join changed x on x.new_period = e.new_period)
    select count(*) into v_written from changed;
    perform expect_written(v_written, cardinality(p_numbers));
    perform label_supply(v_operator, v_me, p_numbers, v_batch.supply_label);
    return v_written;
end
$$;
alter function move_numbers_to_vendor_batch(text[], int, numeric, numeric, timestamptz) owner to didstock_chain;
revoke execute on function move_numbers_to_vendor_batch(text[], int, numeric, numeric, timestamptz) from public;
grant execute on function move_numbers_to_vendor_batch(text[], int, numeric, numeric, timestamptz) to didstock_app;
revoke execute on function vendor_moves(int, numeric, numeric, text[]) from public;
grant execute on function vendor_moves(int, numeric, numeric, text[]) to didstock_app;

alter function move_numbers_to_vendor_batch(text[], int, numeric, numeric, timestamptz) set plan_cache_mode = force_generic_plan;
