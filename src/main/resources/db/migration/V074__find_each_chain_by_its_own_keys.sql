-- Each number of a list is looked up by itself, by its whole key. The planner took an operator it knew nothing of for
-- one with a single row, and then compared every number with every other: ten thousand took three minutes to lock.
-- `offset 0` keeps it from turning the look-ups into joins again; and a row to be updated is found by a key that comes out
-- of such a look-up, operator included, since an operator named beside it is what the wrong guess is made from.

set local search_path = didstock;

create or replace function chain_of(p_operator int, p_tenant int, p_numbers text[])
    returns table (number text, tenant_id int, place bigint)
    language sql stable
as $$
    select n.number, p.tenant_id, p.place
    from (select distinct w.number from unnest(p_numbers) w (number)) n
    cross join lateral (
        select d.tenant_id from did_holding d
        where d.operator_id = p_operator and d.number = n.number and d.child_id is null
        offset 0) deepest
    cross join lateral (
        select t.path from tenant t
        where t.operator_id = p_operator and t.tenant_id = deepest.tenant_id and p_tenant = any (t.path)
        offset 0) t
    cross join lateral unnest(t.path) with ordinality as p (tenant_id, place)
$$;

create or replace function lock_chain(p_numbers text[]) returns void
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
    set enable_nestloop = on
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_locked bigint;
    v_there bigint;
begin
    loop
        perform
        from (
            select c.number, c.tenant_id from chain_of(v_operator, v_me, p_numbers) c
            order by c.number, c.place) c
        cross join lateral (
            select from did_holding h
            where h.operator_id = v_operator and h.tenant_id = c.tenant_id and h.number = c.number
            for update) h;
        get diagnostics v_locked = row_count;
        select count(*) into v_there
        from chain_of(v_operator, v_me, p_numbers) c
        cross join lateral (
            select from did_holding h
            where h.operator_id = v_operator and h.tenant_id = c.tenant_id and h.number = c.number
            offset 0) h;
        exit when v_locked = v_there;
    end loop;
end
$$;

-- A tenant belongs to one operator: how many rows a tenant has is not to be guessed as a part of a part.
create statistics did_holding_tenant_st (dependencies, ndistinct) on operator_id, tenant_id from did_holding;
create statistics holding_period_tenant_st (dependencies, ndistinct) on operator_id, tenant_id from holding_period;

create or replace function states_below(p_numbers text[], p_now timestamptz) returns table (number text, state holding_state, in_use boolean)
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select below.number, effective_state(below.state, below.until, p_now), below.in_use
    from unnest(p_numbers) n
    cross join lateral (
        select o.child_id from did_holding o
        where o.operator_id = bound_operator() and o.tenant_id = bound_tenant() and o.number = n
        offset 0) mine
    cross join lateral (
        select o.* from did_holding o
        where o.operator_id = bound_operator() and o.tenant_id = mine.child_id and o.number = n
        offset 0) below
$$;

create or replace function claim_from_offer(p_low text, p_high text, p_like text[], p_numbers text[], p_country text,
                                            p_area text, p_type text, p_class text, p_limit int, p_now timestamptz)
    returns table (number text, activation numeric, recurring numeric, currency char(3))
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    -- So many more are looked at than are wanted, since others may be taking the first.
    c_spare constant int := 32;
    v_operator int := bound_operator();
    v_me tenant;
    v_terms offer_term[];
    v_batches int[];
    v_offered text[];
    v_after text;
    v_numbers text[] := '{}';
    v_written bigint;
    v_source int;
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
    loop
        v_offered := array(
            select o.number
            from offered(v_operator, v_me.parent_id, v_terms, p_low, p_high, p_like, p_numbers, p_country, p_area,
                p_type, p_class, v_after, p_limit - cardinality(v_numbers) + c_spare, p_now) o);
        exit when v_offered = '{}';
        v_numbers := v_numbers || array(
            select c.number
            from (
                select h.number
                from did_holding h
                where h.operator_id = v_operator and h.tenant_id = v_me.parent_id and h.number = any (v_offered)
                  and (h.pricing_batch_id is null or h.pricing_batch_id = any (v_batches))
                  and h.child_id is null and not h.in_use
                  and effective_state(h.state, h.until, p_now) = 'FREE'
                order by h.number
                limit p_limit - cardinality(v_numbers)
                for update of h skip locked) c);
        exit when cardinality(v_numbers) = p_limit;
        v_after := v_offered[cardinality(v_offered)];
    end loop;
    if v_numbers <> '{}' then
        update did_holding h
        set state = 'GIVEN', until = null, reserved_child_id = null, reserved_for = null, child_id = v_me.tenant_id,
            home_batch_id = h.pricing_batch_id, pricing_batch_id = case when h.free_of_charge then null else o.pricing_batch_id end,
            activation_revenue = o.activation, recurring_revenue = o.recurring, revenue_currency = o.currency,
            version = h.version + 1
        from unnest(v_numbers) n
        cross join lateral (
            select l.* from did_holding l
            where l.operator_id = v_operator and l.tenant_id = v_me.parent_id and l.number = n
            offset 0) p
        cross join lateral offered_price(v_terms, p.pricing_batch_id, p.free_of_charge, p.activation_cost,
            p.recurring_cost, p.currency, p.country, p.number_type, p.group_id) o
        where h.operator_id = p.operator_id and h.tenant_id = p.tenant_id and h.number = p.number and h.child_id is null;
        get diagnostics v_written = row_count;
        perform expect_written(v_written, cardinality(v_numbers));
        perform check_limits(v_me.tenant_id, cardinality(v_numbers),
            (select coalesce(sum(h.recurring_revenue), 0) from did_holding h
             where h.operator_id = v_operator and h.tenant_id = v_me.parent_id and h.number = any (v_numbers)));
        perform open_holdings(v_operator, v_me.parent_id, v_me.tenant_id, v_numbers, 'STOCK', p_now);
    end if;
    if v_me.may_draw and cardinality(v_numbers) < p_limit then
        foreach v_source in array draw_sources(v_operator, v_me.path)
        loop
            v_numbers := v_numbers || draw_from(v_operator, v_me.path, v_source, p_low, p_high, p_like, p_numbers,
                p_country, p_area, p_type, p_class, p_limit - cardinality(v_numbers), p_now);
            exit when cardinality(v_numbers) = p_limit;
        end loop;
    end if;
    return query
        select c.number, c.activation_cost, c.recurring_cost, c.currency
        from did_holding c
        where c.operator_id = v_operator and c.tenant_id = v_me.tenant_id and c.number = any (v_numbers)
        order by c.number;
end
$$;

create or replace function classify_numbers(p_numbers text[], p_class text) returns setof text
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_numbers text[];
begin
    perform lock_chain(p_numbers);
    select array_agg(h.number order by h.number) into v_numbers
    from unnest(p_numbers) n
    cross join lateral (
        select o.* from did_holding o
        where o.operator_id = v_operator and o.tenant_id = v_me and o.number = n
        offset 0) h
    cross join lateral (
        select from did o
        where o.operator_id = v_operator and o.number = n and o.top_tenant_id = v_me
        offset 0) d
    where h.number_type <> 'INTERNAL' and h.number_class <> p_class;
    if v_numbers is null then
        return;
    end if;
    update did_holding h
    set number_class = p_class, version = h.version + 1
    from (select v_operator as operator_id, c.* from chain_of(v_operator, v_me, v_numbers) c offset 0) c
    where h.operator_id = c.operator_id and h.tenant_id = c.tenant_id and h.number = c.number;
    return query select unnest(v_numbers);
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
    from (
        select p_operator as operator_id, w.number, w.days
        from unnest(p_numbers, p_days) as w (number, days)
        cross join lateral (
            select o.tenant_id from did_holding o
            where o.operator_id = p_operator and o.number = w.number and o.child_id is null
            offset 0) deepest
        join tenant t on t.operator_id = p_operator and t.tenant_id = deepest.tenant_id and t.kind = 'CUSTOMER'
        offset 0) w
    where d.operator_id = w.operator_id and d.number = w.number and d.aging_due;
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

create or replace function release_numbers(p_numbers text[], p_days int[], p_to_home boolean, p_states holding_state[],
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
        select array_agg(w.number order by w.number), array_agg(w.days order by w.number)
        into v_here, v_here_days
        from unnest(p_numbers, p_days) as w (number, days)
        cross join lateral (
            select from did_holding o
            where o.operator_id = v_operator and o.tenant_id = v_target.tenant_id and o.number = w.number
              and o.origin = 'STOCK'
            offset 0) h
        where w.number = any (v_left);
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

-- What is planned for any tenant is planned for lists and look-ups; planned for a tenant with no rows in the statistics,
-- it is planned for one row. Not so what searches by whatever conditions there are (p_low).
do $$
declare
    changing regprocedure;
begin
    for changing in
        select p.oid::regprocedure from pg_proc p
        where p.pronamespace = 'didstock'::regnamespace and 'p_numbers' = any (p.proargnames) and not 'p_low' = any (p.proargnames)
          and p.provolatile = 'v' and p.prolang = (select l.oid from pg_language l where l.lanname = 'plpgsql')
        union all select 'move_children(int, int, int, int, timestamptz)'::regprocedure
        union all select 'apply_repricings(int, timestamptz, int)'::regprocedure
    loop
        execute format('alter function %s set plan_cache_mode = force_generic_plan', changing);
    end loop;
end
$$;
