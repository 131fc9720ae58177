-- A number that rests after use may go back to whoever had it: the ended chain is opened again level by level, at the
-- former prices and with no activation. Nobody else gets it while it rests.

set local search_path = didstock;

-- One level of an ended chain, from below the holder of now down to the former holder. No stay: the chain is not the same.
create type former_level as (
    number text,
    holder_id int,
    until timestamptz,
    place int,
    places int,
    tenant_id int,
    child_id int,
    whole boolean,
    stay holding_period
);

-- The ended chains by which a tenant had those of these numbers that rest above it now. A former holder is the customer
-- whose use they rest from, and whoever had them resting afterwards and let them go further up; not who only passed them
-- on. Whole is a chain whose levels are all there, active, each below the other as before, in the currency of then.
create function former_levels(p_operator int, p_former int, p_numbers text[], p_now timestamptz)
    returns setof former_level
    language sql stable
    set search_path = didstock, pg_temp
    set enable_nestloop = on
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
    select r.number, r.holder_id, r.until, b.place::int, cardinality(r.below), b.tenant_id, r.below[b.place + 1],
        bool_and(r.holder_is_active and t.status = 'ACTIVE' and s.id is not null and s.currency = t.currency)
            over (partition by r.number),
        s.stay
    from (
        select n.number, h.holder_id, h.until, me.path[array_position(me.path, h.holder_id) + 1 :] as below,
            own.to_at, holder.status = 'ACTIVE' as holder_is_active
        from tenant me
        cross join (select distinct w.number from unnest(p_numbers) w (number)) n
        cross join lateral (
            select o.tenant_id as holder_id, o.until from did_holding o
            where o.operator_id = p_operator and o.number = n.number and o.child_id is null
              and o.state = 'AGING' and o.until > p_now
            offset 0) h
        join tenant holder on holder.operator_id = p_operator and holder.tenant_id = h.holder_id
        cross join lateral (
            select d.loaded_at from did d
            where d.operator_id = p_operator and d.number = n.number
            offset 0) d
        cross join lateral (
            select p.to_at from holding_period p
            where p.operator_id = p_operator and p.number = n.number and p.tenant_id = p_former
              and p.to_at >= d.loaded_at
            order by p.to_at desc
            limit 1) own
        where me.operator_id = p_operator and me.tenant_id = p_former
          and h.holder_id <> me.tenant_id and h.holder_id = any (me.path)
          -- Somebody else had it since, or had it through the tenant till the end.
          and not exists (
              select from holding_period o
              where o.operator_id = p_operator and o.number = n.number and o.to_at >= own.to_at
                and o.tenant_id <> all (me.path) and (o.from_at >= own.to_at or o.payee_id = p_former))) r
    cross join lateral unnest(r.below) with ordinality as b (tenant_id, place)
    join tenant t on t.operator_id = p_operator and t.tenant_id = b.tenant_id
    left join lateral (
        select p.id, p.currency, p as stay from holding_period p
        where p.operator_id = p_operator and p.number = r.number and p.tenant_id = b.tenant_id
          and p.payee_id = case when b.place = 1 then r.holder_id else r.below[b.place - 1] end
          and p.to_at >= r.to_at
        order by p.to_at desc, p.from_at desc
        limit 1) s on true
$$;

-- The numbers that the caller had and that rest above it, ascending: of those named, or of the last 10,000 that left it.
-- A price is told of those that can come back.
create function former_numbers(p_numbers text[], p_after text, p_limit int, p_now timestamptz)
    returns table (number text, country char(2), area text, number_type text, number_class text,
                   free_of_charge boolean, recurring numeric, currency char(3), until timestamptz, possible boolean)
    language plpgsql stable security definer
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    c_most constant int := 10000;
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_numbers text[] := p_numbers;
begin
    if v_numbers is null then
        v_numbers := array(
            select z.number
            from (
                select distinct a.operation_id, a.at from activity a
                where a.operator_id = v_operator and a.tenant_id = v_me and a.at >= now() - interval '800 days'
                  and a.change = 'CLOSED'
                order by a.at desc
                limit c_most) o
            cross join lateral (
                select h.number from history h
                where h.operator_id = v_operator and h.tenant_id = v_me and h.operation_id = o.operation_id
                  and h.change = 'CLOSED'
                offset 0) z
            limit c_most);
    end if;
    return query
        select l.number, h.country, h.area, h.number_type, h.number_class, h.free_of_charge,
            case when not l.whole then null when h.free_of_charge then 0 else (l.stay).recurring end,
            case when l.whole then (l.stay).currency end, l.until, l.whole
        from former_levels(v_operator, v_me, v_numbers, p_now) l
        cross join lateral (
            select o.country, o.area, o.number_type, o.number_class, o.free_of_charge from did_holding o
            where o.operator_id = v_operator and o.tenant_id = l.holder_id and o.number = l.number
            offset 0) h
        where l.place = l.places and (p_after is null or l.number > p_after)
        order by l.number
        limit p_limit;
end
$$;

-- Opens the whole ended chains again, of all these numbers or of none. The customer has them free to use, a reseller has them
-- resting as before. The quarantine keeps its date: whoever gives a number back before it is over does not shorten it.
create function reopen_chains(p_operator int, p_former int, p_numbers text[], p_now timestamptz) returns bigint
    language plpgsql volatile
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    v_levels former_level[];
    v_customer boolean := (
        select t.kind = 'CUSTOMER' from tenant t where t.operator_id = p_operator and t.tenant_id = p_former);
    v_written bigint;
    v_places int;
    who record;
begin
    -- What is the deepest when all others are done with it: nobody takes it, ends its rest or moves it up meanwhile.
    perform from did_holding h
    where h.operator_id = p_operator and h.number = any (p_numbers) and h.child_id is null
    order by h.number
    for update;
    v_levels := array(select l from former_levels(p_operator, p_former, p_numbers, p_now) l where l.whole);
    select count(distinct l.number), count(*) into v_written, v_places from unnest(v_levels) l;
    perform expect_written(v_written, cardinality(p_numbers));
    for who in
        select l.tenant_id, count(*) as numbers,
            coalesce(sum(case when h.free_of_charge then 0 else (l.stay).recurring end), 0) as monthly
        from unnest(v_levels) l
        cross join lateral (
            select o.free_of_charge from did_holding o
            where o.operator_id = p_operator and o.tenant_id = l.holder_id and o.number = l.number
            offset 0) h
        group by l.tenant_id
        order by l.tenant_id
    loop
        perform check_limits(who.tenant_id, who.numbers, who.monthly);
    end loop;
    update did_holding h
    set state = 'GIVEN', until = null, child_id = l.tenant_id,
        pricing_batch_id = case when not h.free_of_charge then (
            select b.id from pricing_batch b
            where b.operator_id = p_operator and b.tenant_id = l.holder_id and b.id = (l.stay).pricing_batch_id) end,
        home_batch_id = (
            select b.id from pricing_batch b
            where b.operator_id = p_operator and b.tenant_id = l.holder_id and b.id = (l.stay).home_batch_id),
        activation_revenue = 0, recurring_revenue = case when h.free_of_charge then 0 else (l.stay).recurring end,
        revenue_currency = (l.stay).currency, version = h.version + 1
    from unnest(v_levels) l
    where l.place = 1 and h.operator_id = p_operator and h.tenant_id = l.holder_id and h.number = l.number
      and h.child_id is null;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    insert into did_holding (operator_id, tenant_id, number, state, until, child_id, pricing_batch_id, home_batch_id,
        released_at, held_since, origin, activation_cost, recurring_cost, currency, activation_revenue,
        recurring_revenue, revenue_currency, supply_label, country, area, number_type, number_class, free_of_charge)
    select p_operator, l.tenant_id, l.number,
        case when l.child_id is not null then 'GIVEN' when v_customer then 'FREE' else 'AGING' end::holding_state,
        case when l.child_id is null and not v_customer then l.until end,
        l.child_id, b.id, b.home_id, up.released_at, greatest(p_now, ended.at),
        -- Nothing uses it: what was made for a use is the former holder's own now.
        case when l.child_id is null then 'STOCK' else (l.stay).origin end,
        0, price.recurring, (l.stay).currency,
        case when l.child_id is not null then 0 end, case when l.child_id is not null then price.below end,
        case when l.child_id is not null then (below.stay).currency end,
        v.supply_label, up.country, up.area, up.number_type, up.number_class, up.free_of_charge
    from unnest(v_levels) l
    cross join lateral (
        select o.* from did_holding o
        where o.operator_id = p_operator and o.tenant_id = l.holder_id and o.number = l.number
        offset 0) up
    left join unnest(v_levels) below on below.number = l.number and below.place = l.place + 1
    cross join lateral (
        select case when up.free_of_charge then 0 else (l.stay).recurring end as recurring,
            case when up.free_of_charge then 0 else (below.stay).recurring end as below) price
    left join lateral (
        select
            (select o.id from pricing_batch o
             where o.operator_id = p_operator and o.tenant_id = l.tenant_id and o.id = (below.stay).pricing_batch_id
               and not up.free_of_charge) as id,
            (select o.id from pricing_batch o
             where o.operator_id = p_operator and o.tenant_id = l.tenant_id and o.id = (below.stay).home_batch_id)
                as home_id) b on true
    left join vendor_batch v on v.operator_id = p_operator and v.tenant_id = up.tenant_id and v.id = up.vendor_batch_id
        and l.place = 1
    -- p_now may lie before the end of the stay that this waited for: two at once would both be charged.
    left join lateral (
        select max(p.to_at) as at from holding_period p
        where p.operator_id = p_operator and p.number = l.number and p.payee_id = (l.stay).payee_id
        group by p.number) ended on true
    order by l.number, l.place;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, v_places);
    insert into did_key (operator_id, tenant_id, number)
    select p_operator, l.tenant_id, l.number from unnest(v_levels) l order by l.number;
    insert into holding_period (operator_id, tenant_id, id, number, payee_id, from_at, origin, home_batch_id,
        pricing_batch_id, activation, recurring, currency, rate, rated_at, free_of_charge)
    select h.operator_id, h.tenant_id, h.period_id, h.number, (l.stay).payee_id, h.held_since, h.origin,
        (l.stay).home_batch_id, (l.stay).pricing_batch_id, 0, h.recurring_cost, h.currency, (l.stay).rate,
        (l.stay).rated_at, h.free_of_charge
    from unnest(v_levels) l
    cross join lateral (
        select o.* from did_holding o
        where o.operator_id = p_operator and o.tenant_id = l.tenant_id and o.number = l.number
        offset 0) h
    order by l.number, l.place;
    return cardinality(p_numbers);
end
$$;

-- The caller takes back what it had.
create function take_back_numbers(p_numbers text[], p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
begin
    return reopen_chains(bound_operator(), bound_tenant(), p_numbers, p_now);
end
$$;

-- Undoes what the caller took back: the numbers rest again where they did, in the batch in which they lay, till the same day.
create function undo_taking_back(p_operation uuid, p_numbers text[], p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    v_operator int := bound_operator();
    v_me tenant;
    v_written bigint := 0;
    rested record;
begin
    perform lock_chain(p_numbers);
    select count(*) into v_written from undo_refusals(p_operation) u
    where u.number = any (p_numbers) and u.way = 'OPENED' and u.refusal is null;
    perform expect_written(v_written, cardinality(p_numbers));
    select me.* into v_me from tenant me where me.operator_id = v_operator and me.tenant_id = bound_tenant();
    v_written := 0;
    for rested in
        select z.tenant_id, z.before_batch_id is not null as in_batch, array_agg(z.number order by z.number) as numbers
        from history z
        where z.operator_id = v_operator and z.tenant_id = any (v_me.path) and z.operation_id = p_operation
          and z.number = any (p_numbers) and z.change = 'CHANGED' and z.before_state = 'AGING'
        group by 1, 2
        order by 1, 2
    loop
        perform close_below(v_operator, rested.tenant_id, rested.numbers,
            array_fill(0, array [cardinality(rested.numbers)]), rested.in_batch, p_now);
        v_written := v_written + cardinality(rested.numbers);
    end loop;
    perform expect_written(v_written, cardinality(p_numbers));
    return v_written;
end
$$;

do $$
declare
    signature regprocedure;
begin
    foreach signature in array array [
        'former_levels(int, int, text[], timestamptz)', 'reopen_chains(int, int, text[], timestamptz)',
        'former_numbers(text[], text, int, timestamptz)', 'take_back_numbers(text[], timestamptz)',
        'undo_taking_back(uuid, text[], timestamptz)']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
    end loop;
    foreach signature in array array [
        'former_numbers(text[], text, int, timestamptz)', 'take_back_numbers(text[], timestamptz)',
        'undo_taking_back(uuid, text[], timestamptz)']::regprocedure[]
    loop
        execute format('grant execute on function %s to didstock_app', signature);
    end loop;
end
$$;
