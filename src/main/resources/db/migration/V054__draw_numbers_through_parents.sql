-- A child that may draw gets numbers that its parent does not hold: they come from the tenant above, or from the one above
-- that, and each tenant in between holds them at its own price only as long as the child does.

set local search_path = didstock;

-- ---------------------------------------------------------------------------------------------- what can be drawn

-- The places in a path, counted from 1 at the root, at which a draw looks beyond the parent: the next one up first. All
-- tenants from there down must be active.
create function draw_sources(p_operator int, p_path int[]) returns int[]
    language sql stable
    set search_path = didstock, pg_temp
as $$
    select coalesce(array_agg(s order by s desc), '{}')
    from generate_series(1, cardinality(p_path) - 2) s
    where not exists (
        select from tenant t
        where t.operator_id = p_operator and t.tenant_id = any (p_path[s : cardinality(p_path) - 1])
          and t.status <> 'ACTIVE')
$$;

-- A number on its way down, and what the tenant at which it has arrived pays for it.
create type drawn_number as (
    number text,
    country char(2),
    area text,
    number_type text,
    number_class text,
    free_of_charge boolean,
    pricing_batch_id int,
    activation numeric,
    recurring numeric,
    currency char(3)
);

-- The same numbers one step further down: those that an assigned batch covers, at its price. They lie in no batch and in
-- no group of the tenant that passes them on.
create function passed_on(p_rows drawn_number[], p_terms offer_term[]) returns drawn_number[]
    language sql stable
    set search_path = didstock, pg_temp
as $$
    select coalesce(array_agg((r.number, r.country, r.area, r.number_type, r.number_class, r.free_of_charge,
        o.pricing_batch_id, o.activation, o.recurring, o.currency)::drawn_number order by r.number), '{}')
    from unnest(p_rows) r
    cross join lateral offered_price(p_terms, null, r.free_of_charge, r.activation, r.recurring, r.currency, r.country,
        r.number_type, null) o
$$;

-- The first numbers, ascending, that the last tenant of a path may draw from the one at place p_source, at its own price.
create function drawn(p_operator int, p_path int[], p_source int, p_low text, p_high text, p_like text[],
                      p_numbers text[], p_country text, p_area text, p_type text, p_class text, p_after text,
                      p_limit int, p_now timestamptz)
    returns table (number text, country char(2), area text, number_type text, number_class text,
                   free_of_charge boolean, activation numeric, recurring numeric, currency char(3))
    language plpgsql stable
    set search_path = didstock, pg_temp
as $$
declare
    v_source offer_term[] := offer_terms(p_operator, p_path[p_source], p_path[p_source + 1]);
    v_rows drawn_number[];
    v_looked_at int;
    v_found int := 0;
    v_after text := p_after;
begin
    loop
        v_rows := array(
            select (o.number, o.country, o.area, o.number_type, o.number_class, o.free_of_charge, null, o.activation,
                o.recurring, o.currency)::drawn_number
            from offered(p_operator, p_path[p_source], v_source, p_low, p_high, p_like, p_numbers, p_country, p_area,
                p_type, p_class, v_after, greatest(p_limit, 200), p_now) o
            order by o.number);
        v_looked_at := cardinality(v_rows);
        exit when v_looked_at = 0;
        v_after := v_rows[v_looked_at].number;
        for place in p_source + 1 .. cardinality(p_path) - 1 loop
            v_rows := passed_on(v_rows, offer_terms(p_operator, p_path[place], p_path[place + 1]));
        end loop;
        return query
            select r.number, r.country, r.area, r.number_type, r.number_class, r.free_of_charge, r.activation,
                r.recurring, r.currency
            from unnest(v_rows) r
            order by r.number
            limit p_limit - v_found;
        v_found := v_found + cardinality(v_rows);
        exit when v_found >= p_limit or v_looked_at < greatest(p_limit, 200);
    end loop;
end
$$;

-- ---------------------------------------------------------------------------------------------- drawing

-- Claims up to p_limit of these numbers, never the same as anybody else and without waiting, and opens the chain from the
-- source down to the last tenant of the path. What lies between is there for that tenant's holding only.
create function draw_from(p_operator int, p_path int[], p_source int, p_low text, p_high text, p_like text[],
                          p_numbers text[], p_country text, p_area text, p_type text, p_class text, p_limit int,
                          p_now timestamptz)
    returns text[]
    language plpgsql volatile
    set search_path = didstock, pg_temp
as $$
declare
    c_spare constant int := 32;
    v_last int := cardinality(p_path);
    v_terms offer_term[] := offer_terms(p_operator, p_path[p_source], p_path[p_source + 1]);
    v_batches int[] := array(select t.pricing_batch_id from unnest(v_terms) t);
    v_offered text[];
    v_after text;
    v_numbers text[] := '{}';
    v_rows drawn_number[];
    v_next drawn_number[];
    v_written bigint;
begin
    loop
        v_offered := array(
            select d.number
            from drawn(p_operator, p_path, p_source, p_low, p_high, p_like, p_numbers, p_country, p_area, p_type,
                p_class, v_after, p_limit - cardinality(v_numbers) + c_spare, p_now) d);
        exit when v_offered = '{}';
        v_numbers := v_numbers || array(
            select c.number
            from (
                select h.number
                from did_holding h
                where h.operator_id = p_operator and h.tenant_id = p_path[p_source] and h.number = any (v_offered)
                  and (h.pricing_batch_id is null or h.pricing_batch_id = any (v_batches))
                  and h.child_id is null and not h.in_use
                  and effective_state(h.state, h.until, p_now) = 'FREE'
                order by h.number
                limit p_limit - cardinality(v_numbers)
                for update of h skip locked) c);
        exit when cardinality(v_numbers) = p_limit;
        v_after := v_offered[cardinality(v_offered)];
    end loop;
    if v_numbers = '{}' then
        return v_numbers;
    end if;
    v_rows := array(
        select (h.number, h.country, h.area, h.number_type, h.number_class, h.free_of_charge, o.pricing_batch_id,
            o.activation, o.recurring, o.currency)::drawn_number
        from did_holding h
        cross join lateral offered_price(v_terms, h.pricing_batch_id, h.free_of_charge, h.activation_cost,
            h.recurring_cost, h.currency, h.country, h.number_type, h.group_id) o
        where h.operator_id = p_operator and h.tenant_id = p_path[p_source] and h.number = any (v_numbers)
        order by h.number);
    update did_holding h
    set state = 'GIVEN', until = null, reserved_child_id = null, reserved_for = null, child_id = p_path[p_source + 1],
        home_batch_id = h.pricing_batch_id,
        pricing_batch_id = case when h.free_of_charge then null else r.pricing_batch_id end,
        activation_revenue = r.activation, recurring_revenue = r.recurring, revenue_currency = r.currency,
        version = h.version + 1
    from unnest(v_rows) r
    where h.operator_id = p_operator and h.tenant_id = p_path[p_source] and h.number = r.number
      and h.number = any (v_numbers) and h.child_id is null;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(v_numbers));
    for place in p_source + 1 .. v_last loop
        v_next := case when place < v_last
            then passed_on(v_rows, offer_terms(p_operator, p_path[place], p_path[place + 1])) end;
        perform check_limits(p_path[place], cardinality(v_numbers), (select sum(r.recurring) from unnest(v_rows) r));
        insert into did_holding (operator_id, tenant_id, number, state, child_id, pricing_batch_id, held_since, origin,
            activation_cost, recurring_cost, currency, activation_revenue, recurring_revenue, revenue_currency,
            released_at, supply_label, country, area, number_type, number_class, free_of_charge)
        select p_operator, p_path[place], r.number, case when place < v_last then 'GIVEN'::holding_state else 'FREE' end,
            case when place < v_last then p_path[place + 1] end,
            case when r.free_of_charge then null else n.pricing_batch_id end,
            greatest(p_now, ended.at), case when place < v_last then 'ON_PROVISION'::holding_origin else 'STOCK' end,
            r.activation, r.recurring, r.currency, n.activation, n.recurring, n.currency, up.released_at,
            v.supply_label, r.country, r.area, r.number_type, r.number_class, r.free_of_charge
        from unnest(v_rows) r
        join did_holding up on up.operator_id = p_operator and up.tenant_id = p_path[place - 1] and up.number = r.number
        left join vendor_batch v on v.operator_id = up.operator_id and v.tenant_id = up.tenant_id
            and v.id = up.vendor_batch_id
        left join unnest(v_next) n on n.number = r.number
        cross join lateral (
            select max(p.to_at) as at from holding_period p
            where p.operator_id = p_operator and p.number = r.number and p.payee_id = p_path[place - 1]) ended
        where place = v_last or n.number is not null
        order by r.number;
        get diagnostics v_written = row_count;
        perform expect_written(v_written, cardinality(v_numbers));
        insert into did_key (operator_id, tenant_id, number)
        select p_operator, p_path[place], n from unnest(v_numbers) n order by n;
        insert into holding_period (operator_id, tenant_id, id, number, payee_id, from_at, origin, home_batch_id,
            pricing_batch_id, activation, recurring, currency, free_of_charge)
        select c.operator_id, c.tenant_id, c.period_id, c.number, p_path[place - 1], c.held_since, c.origin,
            up.home_batch_id, up.pricing_batch_id, c.activation_cost, c.recurring_cost, c.currency, c.free_of_charge
        from did_holding c
        join did_holding up on up.operator_id = c.operator_id and up.tenant_id = p_path[place - 1] and up.number = c.number
        where c.operator_id = p_operator and c.tenant_id = p_path[place] and c.number = any (v_numbers)
        order by c.number;
        v_rows := v_next;
    end loop;
    return v_numbers;
end
$$;

-- What the caller may take of its parent's stock and, if it may draw, of the stock further up, by number: number, facts
-- and the caller's own price, nothing else. p_low (inclusive) and p_high (exclusive) bound the number; p_like rechecks it;
-- null filters are off.
create or replace function offer_page(p_low text, p_high text, p_like text[], p_numbers text[], p_country text,
                                      p_area text, p_type text, p_class text, p_after text, p_limit int,
                                      p_now timestamptz)
    returns table (number text, country char(2), area text, number_type text, number_class text,
                   free_of_charge boolean, activation numeric, recurring numeric, currency char(3))
    language plpgsql stable security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me tenant;
    v_terms offer_term[];
begin
    select me.* into v_me
    from tenant me
    join tenant parent on parent.operator_id = me.operator_id and parent.tenant_id = me.parent_id
    where me.operator_id = v_operator and me.tenant_id = bound_tenant() and parent.status = 'ACTIVE';
    if not found then
        return;
    end if;
    v_terms := offer_terms(v_operator, v_me.parent_id, v_me.tenant_id);
    if not v_me.may_draw then
        return query
            select o.*
            from offered(v_operator, v_me.parent_id, v_terms, p_low, p_high, p_like, p_numbers, p_country, p_area,
                p_type, p_class, p_after, p_limit, p_now) o;
        return;
    end if;
    return query
        select o.*
        from (
            select o.*
            from offered(v_operator, v_me.parent_id, v_terms, p_low, p_high, p_like, p_numbers, p_country, p_area,
                p_type, p_class, p_after, p_limit, p_now) o
            union all
            select d.*
            from unnest(draw_sources(v_operator, v_me.path)) s
            cross join lateral drawn(v_operator, v_me.path, s, p_low, p_high, p_like, p_numbers, p_country, p_area,
                p_type, p_class, p_after, p_limit, p_now) d) o
        order by o.number
        limit p_limit;
end
$$;

-- TAKE: claims any p_limit numbers of the offer that match, never the same as anybody else and without waiting: first the
-- parent's own, then those that can be drawn.
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

-- ---------------------------------------------------------------------------------------------- telling

create or replace function tell_of_activity() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
begin
    if not exists (select from did_something d where d.by_tenant_id <> d.tenant_id) then
        return null;
    end if;
    insert into notice as n (operator_id, tenant_id, operation_id, kind, at, operation, child_id, numbers, number)
    select d.operator_id, d.tenant_id, d.operation_id, told.kind, max(d.at), d.operation, below.child_id, sum(d.numbers),
        case when sum(d.numbers) = 1 then min(h.number) end
    from did_something d
    join tenant me on me.operator_id = d.operator_id and me.tenant_id = d.tenant_id
    join tenant actor on actor.operator_id = d.operator_id and actor.tenant_id = d.by_tenant_id
    -- The first step down from the tenant to who did it; from above there is none.
    cross join lateral (select case when me.tenant_id = any (actor.path) then actor.path[me.level + 2] end as child_id) below
    cross join lateral (
        select h.* from history h
        where h.operator_id = d.operator_id and h.tenant_id = d.tenant_id and h.operation_id = d.operation_id
          and h.change = d.change and h.at = d.at
        order by h.number desc
        limit 1) h
    cross join lateral (
        select case
            when length(h.number) < 7 then null
            when d.change = 'OPENED' and below.child_id is null then 'RECEIVED'
            -- Passed on at once to whoever drew it.
            when d.change = 'OPENED' then 'TAKEN'
            when d.change = 'CLOSED' and d.operation = 'WITHDRAW' then 'WITHDRAWN'
            when d.change = 'CLOSED' and below.child_id is null then 'RECALLED'
            when d.change = 'CLOSED' then 'ENDED'
            when d.change = 'CHANGED' and h.before_child_id is not null and h.after_child_id is null then 'RETURNED'
            when d.change = 'CHANGED' and h.before_child_id is null and h.after_child_id = below.child_id then 'TAKEN'
            when d.change = 'CHANGED' and h.before_in_use and not h.after_in_use then 'USE_ENDED'
            -- The number stayed as it was: it has it from somebody else now.
            when d.change = 'CHANGED' and d.operation = 'TRANSFER' and below.child_id is null and h.after_state is null
                then 'MOVED'
            when d.change = 'CHANGED' and h.before_recurring_cost <> h.after_recurring_cost then 'REPRICED'
            end::notice_kind as kind) told
    where d.by_tenant_id <> d.tenant_id and told.kind is not null
    group by d.operator_id, d.tenant_id, d.operation_id, d.operation, told.kind, below.child_id
    on conflict on constraint notice_operation_uk do update
    set numbers = n.numbers + excluded.numbers, number = null, at = excluded.at;
    return null;
end
$$;

do $$
declare
    signature regprocedure;
begin
    -- Inner parts: for the chain functions only.
    foreach signature in array array [
        'draw_sources(int, int[])',
        'passed_on(drawn_number[], offer_term[])',
        'drawn(int, int[], int, text, text, text[], text[], text, text, text, text, text, int, timestamptz)',
        'draw_from(int, int[], int, text, text, text[], text[], text, text, text, text, int, timestamptz)']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
    end loop;
end
$$;
