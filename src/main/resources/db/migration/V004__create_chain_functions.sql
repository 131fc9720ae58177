-- The only writers of the chain of holdings. They check structure: that the caller is this parent or this deepest
-- holder, and that every expected row was written (else they raise, and the transaction ends). Which states allow an
-- action is not said here: the transition table in the code passes the states in.
--
-- A number's holdings are locked root first, numbers ascending. Opening updates the parent before it inserts the
-- child; closing deletes the child before it updates the parent; each a statement of its own, because the unique
-- index of deepest holdings is checked row by row.

set local search_path = didstock;

-- SQLSTATE DS001: the stock changed under the operation. Nothing was written.

-- The holdings of these numbers from the root down, of those whose chain the tenant is in.
create function chain_of(p_operator int, p_tenant int, p_numbers text[])
    returns table (number text, tenant_id int, place bigint)
    language sql stable
as $$
    select d.number, p.tenant_id, p.place
    from did_holding d
    join tenant t on t.operator_id = d.operator_id and t.tenant_id = d.tenant_id
    cross join lateral unnest(t.path) with ordinality as p (tenant_id, place)
    where d.operator_id = p_operator
      and d.number = any (p_numbers)
      and d.child_id is null
      and p_tenant = any (t.path)
$$;

-- Locks the whole chain of each number. A claim from an offer locks no root, so a chain may have grown at its end
-- while this waited: then it locks again. It can't shrink any more, and it can't grow below a locked end.
create function lock_chain(p_numbers text[]) returns void
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_locked bigint;
    v_there bigint;
begin
    loop
        perform
        from chain_of(v_operator, v_me, p_numbers) c
        join did_holding h on h.operator_id = v_operator and h.tenant_id = c.tenant_id and h.number = c.number
        order by c.number, c.place
        for update of h;
        get diagnostics v_locked = row_count;
        select count(*) into v_there
        from chain_of(v_operator, v_me, p_numbers) c
        join did_holding h on h.operator_id = v_operator and h.tenant_id = c.tenant_id and h.number = c.number;
        exit when v_locked = v_there;
    end loop;
end
$$;

create function expect_written(p_written bigint, p_wanted bigint) returns void
    language plpgsql immutable
    set search_path = pg_catalog
as $$
begin
    if p_written <> p_wanted then
        raise exception 'wrote % of % holdings', p_written, p_wanted using errcode = 'DS001';
    end if;
end
$$;

-- ---------------------------------------------------------------------------------------------- price

-- One of the batches through which a child may take its parent's numbers: which numbers, and how they are priced.
create type offer_term as (
    position smallint,
    pricing_batch_id int,
    free_of_charge boolean,
    activation_fee numeric,
    recurring_fee numeric,
    markup_percent numeric,
    rounding smallint,
    currency char(3),
    countries text[],
    number_types text[],
    group_ids int[]
);

-- All of them, looked up once and then held against each number; null if there are none.
create function offer_terms(p_operator int, p_tenant int, p_child int) returns offer_term[]
    language sql stable
as $$
    select array_agg(row (a.position, b.id, b.free_of_charge, b.activation_fee, b.recurring_fee, b.markup_percent,
        b.rounding, b.currency, a.countries, a.number_types, a.group_ids)::offer_term)
    from assigned_batch a
    join pricing_batch b on b.operator_id = a.operator_id and b.tenant_id = a.tenant_id and b.id = a.pricing_batch_id
    join tenant child on child.operator_id = a.operator_id and child.tenant_id = a.child_id
    where a.operator_id = p_operator
      and a.tenant_id = p_tenant
      and a.child_id = p_child
      and b.type = 'INVENTORIED'
      and b.applied_to::text = child.kind::text || 'S'
      and b.currency = child.currency
$$;

-- Through which assigned batch, and at what price, a child may take a number of its parent's. No row: it may not.
-- A number that lies in a batch is covered by that batch alone; one in no batch, by the first in order that fits.
create function offered_price(p_terms offer_term[], p_batch int, p_free_of_charge boolean, p_activation_cost numeric,
                              p_recurring_cost numeric, p_currency char(3), p_country char(2), p_number_type text,
                              p_group int)
    returns table (pricing_batch_id int, activation numeric, recurring numeric, currency char(3))
    language sql stable
as $$
    select t.pricing_batch_id,
        case when p_free_of_charge or t.free_of_charge then 0
             else activation_price(p_activation_cost, t.activation_fee, t.rounding) end,
        case when p_free_of_charge or t.free_of_charge then 0
             else recurring_price(p_recurring_cost, t.markup_percent, t.recurring_fee, t.rounding) end,
        t.currency
    from unnest(p_terms) t
    where (t.currency = p_currency or p_free_of_charge or t.free_of_charge)
      and (p_batch is null or p_batch = t.pricing_batch_id)
      and (t.countries = '{}' or p_country = any (t.countries))
      and (t.number_types = '{}' or p_number_type = any (t.number_types))
      and (t.group_ids = '{}' or p_group = any (t.group_ids))
    order by t.position
    limit 1
$$;

-- At what price a tenant would give each of these numbers to a child, by which of its batches, or why it can't.
-- Reads with the caller's own rights.
create function give_prices(p_operator int, p_tenant int, p_child int, p_numbers text[], p_by_assigned boolean)
    returns table (number text, pricing_batch_id int, activation numeric, recurring numeric, currency char(3),
                   refusal text)
    language sql stable
as $$
    with offer as materialized (select offer_terms(p_operator, p_tenant, p_child) as terms)
    select h.number,
        case when h.free_of_charge then null else coalesce(own.id, offered.pricing_batch_id) end,
        case when h.free_of_charge or own.free_of_charge then 0
             when own.id is not null then activation_price(h.activation_cost, own.activation_fee, own.rounding)
             else offered.activation end,
        case when h.free_of_charge or own.free_of_charge then 0
             when own.id is not null
                 then recurring_price(h.recurring_cost, own.markup_percent, own.recurring_fee, own.rounding)
             else offered.recurring end,
        child.currency,
        case when h.free_of_charge then null
             when own.id is null and offered.pricing_batch_id is null then 'NO_PRICE'
             when own.id is null then null
             when own.applied_to::text <> child.kind::text || 'S' then 'BATCH_FOR_OTHERS'
             when own.currency <> child.currency then 'BATCH_IN_OTHER_CURRENCY'
             when own.currency <> h.currency and not own.free_of_charge then 'NO_RATE' end
    from did_holding h
    cross join offer
    join tenant child on child.operator_id = p_operator and child.parent_id = p_tenant and child.tenant_id = p_child
    left join pricing_batch own on not p_by_assigned and own.operator_id = h.operator_id
        and own.tenant_id = h.tenant_id and own.id = h.pricing_batch_id
    -- A number in a batch of its own is not priced by another one unless the caller says so.
    left join lateral offered_price(offer.terms, null, h.free_of_charge, h.activation_cost, h.recurring_cost,
        h.currency, h.country, h.number_type, h.group_id) offered on own.id is null
    where h.operator_id = p_operator
      and h.tenant_id = p_tenant
      and h.number = any (p_numbers)
$$;

-- Refuses what goes over the child's limits, in the transaction that would. Locks the child only if it has limits.
create function check_limits(p_child int, p_numbers bigint, p_monthly numeric) returns void
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    limits record;
    held record;
begin
    select t.max_numbers, t.max_monthly_cost into limits
    from tenant t where t.operator_id = v_operator and t.tenant_id = p_child;
    if limits.max_numbers is null and limits.max_monthly_cost is null then
        return;
    end if;
    perform from tenant t where t.operator_id = v_operator and t.tenant_id = p_child for no key update;
    select coalesce(sum(c.numbers), 0) as numbers, coalesce(sum(c.recurring_cost), 0) as monthly into held
    from (select numbers, recurring_cost from holding_count
          where operator_id = v_operator and tenant_id = p_child and not internal
          union all
          select numbers, recurring_cost from holding_count_delta
          where operator_id = v_operator and tenant_id = p_child and not internal) c;
    if held.numbers + p_numbers > limits.max_numbers then
        raise exception 'at most % numbers', limits.max_numbers
            using errcode = 'DS002', detail = greatest(limits.max_numbers - held.numbers, 0)::text;
    end if;
    if held.monthly + p_monthly > limits.max_monthly_cost then
        raise exception 'at most % a month', limits.max_monthly_cost
            using errcode = 'DS003', detail = greatest(limits.max_monthly_cost - held.monthly, 0)::text;
    end if;
end
$$;

-- ---------------------------------------------------------------------------------------------- opening

-- Inserts the child's holdings of numbers that its parent's rows already say are with it.
create function open_holdings(p_operator int, p_parent int, p_child int, p_numbers text[], p_origin holding_origin,
                              p_now timestamptz) returns void
    language plpgsql volatile
    set search_path = didstock, pg_temp
as $$
declare
    v_written bigint;
begin
    insert into did_holding (operator_id, tenant_id, number, state, released_at, held_since, origin, activation_cost,
        recurring_cost, currency, supply_label, country, area, number_type, number_class, free_of_charge)
    select h.operator_id, p_child, h.number, 'FREE', h.released_at, greatest(p_now, ended.at), p_origin,
        h.activation_revenue, h.recurring_revenue, h.revenue_currency, v.supply_label, h.country, h.area, h.number_type,
        h.number_class, h.free_of_charge
    from did_holding h
    left join vendor_batch v on v.operator_id = h.operator_id and v.tenant_id = h.tenant_id and v.id = h.vendor_batch_id
    -- p_now may lie before the end of the stay that this waited for: two at once would both be charged.
    cross join lateral (
        select max(p.to_at) as at from holding_period p
        where p.operator_id = h.operator_id and p.number = h.number and p.payee_id = p_parent) ended
    where h.operator_id = p_operator and h.tenant_id = p_parent and h.number = any (p_numbers) and h.child_id = p_child
    order by h.number;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    insert into did_key (operator_id, tenant_id, number)
    select p_operator, p_child, n from unnest(p_numbers) n order by n;
    insert into holding_period (operator_id, tenant_id, id, number, payee_id, from_at, origin, home_batch_id,
        activation, recurring, currency, free_of_charge)
    select c.operator_id, c.tenant_id, c.period_id, c.number, p_parent, c.held_since, p_origin, h.home_batch_id,
        c.activation_cost, c.recurring_cost, c.currency, c.free_of_charge
    from did_holding c
    join did_holding h on h.operator_id = c.operator_id and h.tenant_id = p_parent and h.number = c.number
    where c.operator_id = p_operator and c.tenant_id = p_child and c.number = any (p_numbers)
    order by c.number;
end
$$;

-- GIVE: the caller's free numbers (or those reserved for this child) to a direct child, at give_prices' price.
create function give_numbers(p_child int, p_numbers text[], p_by_assigned boolean, p_states holding_state[],
                             p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_written bigint;
begin
    perform from tenant t
    where t.operator_id = v_operator and t.parent_id = v_me and t.tenant_id = p_child and t.status = 'ACTIVE';
    perform expect_written(case when found then 1 else 0 end, 1);
    perform lock_chain(p_numbers);
    perform check_limits(p_child, cardinality(p_numbers),
        (select coalesce(sum(p.recurring), 0) from give_prices(v_operator, v_me, p_child, p_numbers, p_by_assigned) p));
    update did_holding h
    set state = 'GIVEN', until = null, reserved_child_id = null, reserved_for = null, child_id = p_child,
        home_batch_id = h.pricing_batch_id, pricing_batch_id = p.pricing_batch_id,
        activation_revenue = p.activation, recurring_revenue = p.recurring, revenue_currency = p.currency,
        version = h.version + 1
    from give_prices(v_operator, v_me, p_child, p_numbers, p_by_assigned) p
    where h.operator_id = v_operator and h.tenant_id = v_me and h.number = p.number
      and p.refusal is null
      and h.child_id is null and not h.in_use
      and effective_state(h.state, h.until, p_now) = any (p_states)
      and (effective_state(h.state, h.until, p_now) <> 'RESERVED' or h.reserved_child_id = p_child);
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    perform open_holdings(v_operator, v_me, p_child, p_numbers, 'STOCK', p_now);
    return v_written;
end
$$;

-- ---------------------------------------------------------------------------------------------- the offer

-- What the caller may take of its parent's stock, by number: number, facts and the caller's own price, nothing else.
-- p_low (inclusive) and p_high (exclusive) bound the number; p_like rechecks it; null filters are off.
create function offer_page(p_low text, p_high text, p_like text[], p_numbers text[], p_country text, p_area text,
                           p_type text, p_class text, p_after text, p_limit int, p_now timestamptz)
    returns table (number text, country char(2), area text, number_type text, number_class text,
                   free_of_charge boolean, activation numeric, recurring numeric, currency char(3))
    language plpgsql stable security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me tenant;
    v_terms offer_term[];
    v_batches int[];
begin
    select me.* into v_me
    from tenant me
    join tenant parent on parent.operator_id = me.operator_id and parent.tenant_id = me.parent_id
    where me.operator_id = v_operator and me.tenant_id = bound_tenant() and parent.status = 'ACTIVE';
    if not found then
        return;
    end if;
    v_terms := offer_terms(v_operator, v_me.parent_id, v_me.tenant_id);
    v_batches := array(select t.pricing_batch_id from unnest(v_terms) t);
    return query
        select h.number, h.country, h.area, h.number_type, h.number_class, h.free_of_charge,
            o.activation, o.recurring, o.currency
        from did_holding h
        cross join lateral offered_price(v_terms, h.pricing_batch_id, h.free_of_charge, h.activation_cost,
            h.recurring_cost, h.currency, h.country, h.number_type, h.group_id) o
        where h.operator_id = v_operator and h.tenant_id = v_me.parent_id
          and (h.pricing_batch_id is null or h.pricing_batch_id = any (v_batches))
          and h.child_id is null and not h.in_use and h.number_type <> 'INTERNAL'
          and (h.state = 'FREE' or lapsed(h.state, h.until, p_now))
          and (p_low is null or h.number >= p_low) and (p_high is null or h.number < p_high)
          and (p_after is null or h.number > p_after)
          and (p_like is null or h.number like any (p_like))
          and (p_numbers is null or h.number = any (p_numbers))
          and (p_country is null or h.country = p_country)
          and (p_area is null or h.area ilike p_area)
          and (p_type is null or h.number_type = p_type)
          and (p_class is null or h.number_class = p_class)
        order by h.number
        limit p_limit;
end
$$;

-- TAKE: claims any p_limit numbers of the offer that match, never the same as anybody else and without waiting.
create function claim_from_offer(p_low text, p_high text, p_like text[], p_numbers text[], p_country text, p_area text,
                                 p_type text, p_class text, p_limit int, p_now timestamptz)
    returns table (number text, activation numeric, recurring numeric, currency char(3))
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me tenant;
    v_terms offer_term[];
    v_batches int[];
    v_numbers text[];
    v_written bigint;
begin
    select me.* into v_me
    from tenant me
    join tenant parent on parent.operator_id = me.operator_id and parent.tenant_id = me.parent_id
    where me.operator_id = v_operator and me.tenant_id = bound_tenant() and parent.status = 'ACTIVE';
    if not found then
        return;
    end if;
    v_terms := offer_terms(v_operator, v_me.parent_id, v_me.tenant_id);
    v_batches := array(select t.pricing_batch_id from unnest(v_terms) t);
    select array_agg(c.number order by c.number) into v_numbers
    from (
        select h.number
        from did_holding h
        cross join lateral offered_price(v_terms, h.pricing_batch_id, h.free_of_charge, h.activation_cost,
            h.recurring_cost, h.currency, h.country, h.number_type, h.group_id) o
        where h.operator_id = v_operator and h.tenant_id = v_me.parent_id
          and (h.pricing_batch_id is null or h.pricing_batch_id = any (v_batches))
          and h.child_id is null and not h.in_use and h.number_type <> 'INTERNAL'
          and (h.state = 'FREE' or lapsed(h.state, h.until, p_now))
          and (p_low is null or h.number >= p_low) and (p_high is null or h.number < p_high)
          and (p_like is null or h.number like any (p_like))
          and (p_numbers is null or h.number = any (p_numbers))
          and (p_country is null or h.country = p_country)
          and (p_area is null or h.area ilike p_area)
          and (p_type is null or h.number_type = p_type)
          and (p_class is null or h.number_class = p_class)
        order by h.number
        limit p_limit
        for update of h skip locked) c;
    if v_numbers is null then
        return;
    end if;
    update did_holding h
    set state = 'GIVEN', until = null, reserved_child_id = null, reserved_for = null, child_id = v_me.tenant_id,
        home_batch_id = h.pricing_batch_id, pricing_batch_id = case when h.free_of_charge then null else o.pricing_batch_id end,
        activation_revenue = o.activation, recurring_revenue = o.recurring, revenue_currency = o.currency,
        version = h.version + 1
    from did_holding p
    cross join lateral offered_price(v_terms, p.pricing_batch_id, p.free_of_charge, p.activation_cost,
        p.recurring_cost, p.currency, p.country, p.number_type, p.group_id) o
    where h.operator_id = v_operator and h.tenant_id = v_me.parent_id and h.number = any (v_numbers)
      and p.operator_id = v_operator and p.tenant_id = v_me.parent_id and p.number = h.number
      and p.number = any (v_numbers)
      and h.child_id is null;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(v_numbers));
    perform check_limits(v_me.tenant_id, cardinality(v_numbers),
        (select coalesce(sum(h.recurring_revenue), 0) from did_holding h
         where h.operator_id = v_operator and h.tenant_id = v_me.parent_id and h.number = any (v_numbers)));
    perform open_holdings(v_operator, v_me.parent_id, v_me.tenant_id, v_numbers, 'STOCK', p_now);
    return query
        select c.number, c.activation_cost, c.recurring_cost, c.currency
        from did_holding c
        where c.operator_id = v_operator and c.tenant_id = v_me.tenant_id and c.number = any (v_numbers)
        order by c.number;
end
$$;

-- ---------------------------------------------------------------------------------------------- closing

-- Ends every holding below p_holder of these numbers and makes its row the deepest again: AGING where the number's
-- quarantine runs or now begins (p_days, one for each number), else FREE; in its home batch or in none.
create function close_below(p_operator int, p_holder int, p_numbers text[], p_days int[], p_to_home boolean,
                            p_now timestamptz) returns void
    language plpgsql volatile
    set search_path = didstock, pg_temp
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
    where d.operator_id = p_operator and d.number = w.number and d.aging_due
      and exists (
          select from did_holding h
          join tenant t on t.operator_id = h.operator_id and t.tenant_id = h.tenant_id
          where h.operator_id = p_operator and h.number = w.number and h.child_id is null and t.kind = 'CUSTOMER');
    with closed as (
        delete from did_holding h
        using did_holding deepest
        join tenant t on t.operator_id = deepest.operator_id and t.tenant_id = deepest.tenant_id
        where deepest.operator_id = p_operator and deepest.number = any (p_numbers) and deepest.child_id is null
          and h.operator_id = p_operator and h.number = deepest.number
          and h.tenant_id = any (t.path[array_position(t.path, p_holder) + 1 :])
          and not h.in_use
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
        child_id = null, reserved_child_id = null, reserved_for = null,
        pricing_batch_id = case when p_to_home then (
            select b.id from pricing_batch b
            where b.operator_id = h.operator_id and b.tenant_id = h.tenant_id and b.id = h.home_batch_id) end,
        home_batch_id = coalesce(h.home_batch_id, h.pricing_batch_id),
        activation_revenue = null, recurring_revenue = null, revenue_currency = null,
        version = h.version + 1
    from did d
    where h.operator_id = p_operator and h.tenant_id = p_holder and h.number = any (p_numbers)
      and h.child_id is not null and not h.in_use
      and d.operator_id = h.operator_id and d.number = h.number;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
end
$$;

-- RELEASE_TO_POOL and RETURN: the caller's numbers back to the tenant above: to the first holding that a tenant took
-- for itself; what was only passed through ends on the way. Numbers that are with a child are recalled first, if they
-- are there in one of p_states_below (empty: none are).
create function release_numbers(p_numbers text[], p_days int[], p_to_home boolean, p_states holding_state[],
                                p_states_below holding_state[], p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_target tenant;
    v_written bigint;
    v_left text[] := p_numbers;
    v_here text[];
    v_here_days int[];
begin
    perform lock_chain(p_numbers);
    select count(*) into v_written
    from did_holding h
    left join did_holding below on below.operator_id = h.operator_id and below.tenant_id = h.child_id
        and below.number = h.number
    where h.operator_id = v_operator and h.tenant_id = v_me and h.number = any (p_numbers) and not h.in_use
      and case when h.child_id is null then effective_state(h.state, h.until, p_now) = any (p_states)
               else effective_state(below.state, below.until, p_now) = any (p_states_below) end;
    perform expect_written(v_written, cardinality(p_numbers));
    select up.* into v_target
    from tenant me join tenant up on up.operator_id = me.operator_id and up.tenant_id = me.parent_id
    where me.operator_id = v_operator and me.tenant_id = v_me;
    while v_target.tenant_id is not null and cardinality(v_left) > 0 loop
        select array_agg(h.number order by h.number), array_agg(w.days order by h.number)
        into v_here, v_here_days
        from did_holding h
        join unnest(p_numbers, p_days) as w (number, days) on w.number = h.number
        where h.operator_id = v_operator and h.tenant_id = v_target.tenant_id and h.number = any (v_left)
          and h.origin = 'STOCK';
        if v_here is not null then
            perform close_below(v_operator, v_target.tenant_id, v_here, v_here_days,
                p_to_home or v_target.release_to_home_batch, p_now);
            v_left := array(select n from unnest(v_left) n where n <> all (v_here));
        end if;
        select up.* into v_target
        from tenant up where up.operator_id = v_operator and up.tenant_id = v_target.parent_id;
    end loop;
    perform expect_written(cardinality(p_numbers) - cardinality(v_left), cardinality(p_numbers));
    return cardinality(p_numbers);
end
$$;

-- In which state the numbers that the caller gave to a child are there: what a recall is judged by.
create function states_below(p_numbers text[], p_now timestamptz) returns table (number text, state holding_state, in_use boolean)
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select below.number, effective_state(below.state, below.until, p_now), below.in_use
    from did_holding mine
    join did_holding below on below.operator_id = mine.operator_id and below.tenant_id = mine.child_id
        and below.number = mine.number
    where mine.operator_id = bound_operator() and mine.tenant_id = bound_tenant() and mine.number = any (p_numbers)
$$;

-- RECALL: numbers the caller gave to a child, back to the caller, in their home batch. Everything below ends.
create function recall_numbers(p_numbers text[], p_days int[], p_states_below holding_state[], p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_written bigint;
begin
    perform lock_chain(p_numbers);
    select count(*) into v_written from states_below(p_numbers, p_now) s
    where s.state = any (p_states_below) and not s.in_use;
    perform expect_written(v_written, cardinality(p_numbers));
    perform close_below(v_operator, v_me, p_numbers, p_days, true, p_now);
    return v_written;
end
$$;

-- DELETE: the tenant at the top of the chain takes numbers out of stock. The register remembers them.
create function delete_numbers(p_numbers text[], p_states holding_state[], p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_written bigint;
begin
    perform lock_chain(p_numbers);
    with closed as (
        delete from did_holding h
        using did d
        where d.operator_id = v_operator and d.number = any (p_numbers) and d.top_tenant_id = v_me
          and h.operator_id = v_operator and h.tenant_id = v_me and h.number = d.number
          and h.child_id is null and not h.in_use
          and effective_state(h.state, h.until, p_now) = any (p_states)
        returning h.operator_id, h.tenant_id, h.number, h.period_id),
    forgotten as (
        delete from did_key k using closed c
        where k.operator_id = c.operator_id and k.tenant_id = c.tenant_id and k.number = c.number),
    ended as (
        update holding_period p set to_at = greatest(p_now, p.from_at)
        from closed c
        where p.operator_id = c.operator_id and p.tenant_id = c.tenant_id and p.id = c.period_id and p.to_at is null),
    remembered as (
        update did d set gone_at = p_now, gone_reason = 'DELETED'
        from closed c where d.operator_id = c.operator_id and d.number = c.number)
    select count(*) into v_written from closed;
    perform expect_written(v_written, cardinality(p_numbers));
    return v_written;
end
$$;

-- ---------------------------------------------------------------------------------------------- use and reservations

-- Whether an account uses a number, on the whole chain at once. The caller is the customer or its parent.
create function set_in_use(p_numbers text[], p_in_use boolean, p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_written bigint;
begin
    perform lock_chain(p_numbers);
    select count(*) into v_written
    from did_holding h
    join tenant t on t.operator_id = h.operator_id and t.tenant_id = h.tenant_id
    where h.operator_id = v_operator and h.number = any (p_numbers) and h.child_id is null
      and t.kind = 'CUSTOMER' and (t.tenant_id = v_me or t.parent_id = v_me)
      and h.state = 'FREE' and h.in_use <> p_in_use;
    perform expect_written(v_written, cardinality(p_numbers));
    update did d
    set in_use_since = case when p_in_use then p_now end,
        aging_due = d.aging_due or (not p_in_use and d.in_use_since <= p_now - interval '24 hours')
    where d.operator_id = v_operator and d.number = any (p_numbers);
    update did_holding h
    set in_use = p_in_use, released_at = case when p_in_use then h.released_at else p_now end, version = h.version + 1
    where h.operator_id = v_operator and h.number = any (p_numbers)
      and h.tenant_id = any (
          select unnest(t.path) from did_holding d
          join tenant t on t.operator_id = d.operator_id and t.tenant_id = d.tenant_id
          where d.operator_id = v_operator and d.number = any (p_numbers) and d.child_id is null);
    return v_written;
end
$$;

-- RESERVE: keeps the caller's own numbers for one of its children or for a named prospect, until a time.
create function reserve_numbers(p_numbers text[], p_until timestamptz, p_child int, p_prospect text,
                                p_states holding_state[], p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_written bigint;
begin
    if p_child is not null then
        perform from tenant t where t.operator_id = v_operator and t.parent_id = v_me and t.tenant_id = p_child;
        perform expect_written(case when found then 1 else 0 end, 1);
    end if;
    perform lock_chain(p_numbers);
    update did_holding h
    set state = 'RESERVED', until = p_until, reserved_child_id = p_child, reserved_for = p_prospect,
        version = h.version + 1
    where h.operator_id = v_operator and h.tenant_id = v_me and h.number = any (p_numbers)
      and h.child_id is null and not h.in_use
      and effective_state(h.state, h.until, p_now) = any (p_states);
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    return v_written;
end
$$;

-- ---------------------------------------------------------------------------------------------- search

-- The bound tenant's numbers whose digits contain all these groups of four and match the pattern; at most p_cap.
-- Runs as the owner of did_key, since a policy would keep the gram index from being used; hence it names the bound
-- tenant itself. "+ 0" keeps the planner from preferring a walk over the tenant's whole key range.
create function search_numbers(p_like text, p_grams int[], p_cap int) returns setof text
    language plpgsql stable security definer rows 50
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_tenant int := bound_tenant();
    v_salted bigint[] := array(select v_tenant * 10000::bigint + g from unnest(p_grams) g);
begin
    return query
        select k.number
        from did_key k
        where number_grams(k.tenant_id, k.number) @> v_salted
          and k.tenant_id + 0 = v_tenant
          and k.operator_id + 0 = v_operator
          and k.number like p_like
        limit p_cap;
end
$$;

-- ---------------------------------------------------------------------------------------------- grants

do $$
declare
    signature regprocedure;
begin
    foreach signature in array array [
        'lock_chain(text[])', 'check_limits(int, bigint, numeric)',
        'give_numbers(int, text[], boolean, holding_state[], timestamptz)',
        'offer_page(text, text, text[], text[], text, text, text, text, text, int, timestamptz)',
        'claim_from_offer(text, text, text[], text[], text, text, text, text, int, timestamptz)',
        'release_numbers(text[], int[], boolean, holding_state[], holding_state[], timestamptz)',
        'states_below(text[], timestamptz)',
        'recall_numbers(text[], int[], holding_state[], timestamptz)',
        'delete_numbers(text[], holding_state[], timestamptz)',
        'set_in_use(text[], boolean, timestamptz)',
        'reserve_numbers(text[], timestamptz, int, text, holding_state[], timestamptz)']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
        execute format('grant execute on function %s to didstock_app', signature);
    end loop;
    -- Inner parts: for the chain functions only.
    foreach signature in array array [
        'open_holdings(int, int, int, text[], holding_origin, timestamptz)',
        'close_below(int, int, text[], int[], boolean, timestamptz)']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
    end loop;
end
$$;
revoke execute on function check_limits(int, bigint, numeric) from didstock_app;
alter function search_numbers(text, int[], int) owner to didstock_entry;

revoke execute on function expect_written(bigint, bigint), chain_of(int, int, text[]), offer_terms(int, int, int),
    offered_price(offer_term[], int, boolean, numeric, numeric, char, char, text, int),
    give_prices(int, int, int, text[], boolean), search_numbers(text, int[], int) from public;
grant execute on function expect_written(bigint, bigint), chain_of(int, int, text[]) to didstock_chain;
grant execute on function offer_terms(int, int, int),
    offered_price(offer_term[], int, boolean, numeric, numeric, char, char, text, int),
    give_prices(int, int, int, text[], boolean)
    to didstock_app, didstock_chain;
grant execute on function search_numbers(text, int[], int) to didstock_app;
