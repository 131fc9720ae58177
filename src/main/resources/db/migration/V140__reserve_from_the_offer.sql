-- A child keeps numbers of what is offered to it for itself: so many as its limit says, for 14 days, extended once.

set local search_path = didstock;

-- What children keep for themselves, few among all holdings.
create index did_holding_kept_ix on did_holding (operator_id, tenant_id, reserved_child_id)
    where reserved_by_id = reserved_child_id and state = 'RESERVED';

-- Reserves for the caller what is free in the offer of its parent; whoever takes or reserves at the same time gets others.
-- What it could draw from further above has to be drawn first. Over the limit nothing is reserved.
create function reserve_from_offer(p_low text, p_high text, p_like text[], p_numbers text[], p_country text,
                                   p_area text, p_type text, p_class text, p_limit int, p_now timestamptz)
    returns table (number text)
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    c_spare constant int := 32;
    c_most constant int := 20;
    c_stay constant interval := interval '14 days';
    v_operator int := bound_operator();
    v_me tenant;
    v_terms offer_term[];
    v_batches int[];
    v_offered text[];
    v_after text;
    v_reserved text[] := '{}';
    v_kept bigint;
    v_written bigint;
begin
    -- Whoever reserves for the same tenant waits here: none of them counts past the others.
    perform from tenant t where t.operator_id = v_operator and t.tenant_id = bound_tenant() for no key update;
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
                p_type, p_class, v_after, p_limit - cardinality(v_reserved) + c_spare, p_now) o);
        exit when v_offered = '{}';
        v_reserved := v_reserved || array(
            select c.number
            from (
                select h.number
                from did_holding h
                where h.operator_id = v_operator and h.tenant_id = v_me.parent_id and h.number = any (v_offered)
                  and (h.pricing_batch_id is null or h.pricing_batch_id = any (v_batches))
                  and h.child_id is null and not h.in_use
                  and effective_state(h.state, h.until, p_now) = 'FREE'
                order by h.number
                limit p_limit - cardinality(v_reserved)
                for update of h skip locked) c);
        exit when cardinality(v_reserved) = p_limit;
        v_after := v_offered[cardinality(v_offered)];
    end loop;
    if v_reserved = '{}' then
        return;
    end if;
    select count(*) into v_kept
    from did_holding h
    where h.operator_id = v_operator and h.tenant_id = v_me.parent_id and h.reserved_child_id = v_me.tenant_id
      and h.reserved_by_id = h.reserved_child_id and h.state = 'RESERVED' and h.until > p_now;
    if v_kept + cardinality(v_reserved) > coalesce(v_me.max_reservations, c_most) then
        raise exception 'at most % reservations', coalesce(v_me.max_reservations, c_most) using errcode = 'DS020';
    end if;
    update did_holding h
    set state = 'RESERVED', until = p_now + c_stay, reserved_child_id = v_me.tenant_id, reserved_for = null,
        reserved_by_id = v_me.tenant_id, reservation_extended = false, version = h.version + 1
    where h.operator_id = v_operator and h.tenant_id = v_me.parent_id and h.number = any (v_reserved)
      and h.child_id is null;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(v_reserved));
    return query select n from unnest(v_reserved) n order by n;
end
$$;

-- What is kept for the caller, by itself or by its parent, at the price that is in force now. What lies in a batch that is not
-- assigned to the caller has no price and is not there.
create function reserved_for_me(p_now timestamptz)
    returns table (number text, country char(2), area text, number_type text, number_class text,
                   free_of_charge boolean, activation numeric, recurring numeric, currency char(3),
                   until timestamptz, own boolean, extended boolean)
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
    return query
        select h.number, h.country, h.area, h.number_type, h.number_class, h.free_of_charge,
            o.activation, o.recurring, o.currency, h.until,
            coalesce(h.reserved_by_id = v_me.tenant_id, false), h.reservation_extended
        from did_holding h
        cross join lateral offered_price(v_terms, h.pricing_batch_id, h.free_of_charge, h.activation_cost,
            h.recurring_cost, h.currency, h.country, h.number_type, h.group_id) o
        where h.operator_id = v_operator and h.tenant_id = v_me.parent_id and h.state = 'RESERVED'
          and h.reserved_child_id = v_me.tenant_id and h.until > p_now and h.child_id is null and not h.in_use
          and (h.pricing_batch_id is null
               or h.pricing_batch_id in (select t.pricing_batch_id from unnest(v_terms) t))
        order by h.number;
end
$$;

-- Once, by another 14 days, what the caller reserved itself.
create function extend_own_reservations(p_numbers text[], p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    c_stay constant interval := interval '14 days';
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_parent int;
    v_written bigint;
begin
    select t.parent_id into v_parent from tenant t where t.operator_id = v_operator and t.tenant_id = v_me;
    update did_holding h
    set until = h.until + c_stay, reservation_extended = true, version = h.version + 1
    where h.operator_id = v_operator and h.tenant_id = v_parent and h.number = any (p_numbers)
      and h.child_id is null and h.state = 'RESERVED' and h.until > p_now
      and h.reserved_child_id = v_me and h.reserved_by_id = v_me and not h.reservation_extended;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    return v_written;
end
$$;

-- Offered again at once, in the batch where the number lay all the time.
create function cancel_own_reservations(p_numbers text[], p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_parent int;
    v_written bigint;
begin
    select t.parent_id into v_parent from tenant t where t.operator_id = v_operator and t.tenant_id = v_me;
    update did_holding h
    set state = 'FREE', until = null, reserved_child_id = null, reserved_for = null, reserved_by_id = null,
        reservation_extended = false, version = h.version + 1
    where h.operator_id = v_operator and h.tenant_id = v_parent and h.number = any (p_numbers)
      and h.child_id is null and h.state = 'RESERVED' and h.until > p_now
      and h.reserved_child_id = v_me and h.reserved_by_id = v_me;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    return v_written;
end
$$;

-- Takes what is kept for the caller at the price of now: none of them if one of them is not there, or over a limit.
create function take_reserved(p_numbers text[], p_dearest numeric, p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    v_operator int := bound_operator();
    v_me tenant;
    v_terms offer_term[];
    v_batches int[];
    v_numbers text[];
    v_written bigint;
    v_dearest numeric;
    v_monthly numeric;
begin
    select me.* into v_me
    from tenant me
    join tenant parent on parent.operator_id = me.operator_id and parent.tenant_id = me.parent_id
    where me.operator_id = v_operator and me.tenant_id = bound_tenant() and parent.status = 'ACTIVE';
    perform expect_written(case when found then 1 else 0 end, 1);
    v_terms := offer_terms(v_operator, v_me.parent_id, v_me.tenant_id);
    v_batches := array(select t.pricing_batch_id from unnest(v_terms) t);
    v_numbers := array(
        select c.number
        from (
            select h.number
            from did_holding h
            where h.operator_id = v_operator and h.tenant_id = v_me.parent_id and h.number = any (p_numbers)
              and (h.pricing_batch_id is null or h.pricing_batch_id = any (v_batches))
              and h.child_id is null and not h.in_use and h.state = 'RESERVED'
              and h.reserved_child_id = v_me.tenant_id and h.until > p_now
            order by h.number
            for update of h) c);
    perform expect_written(cardinality(v_numbers), cardinality(p_numbers));
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
    select coalesce(sum(h.recurring_revenue), 0), coalesce(max(h.recurring_revenue), 0) into v_monthly, v_dearest
    from did_holding h
    where h.operator_id = v_operator and h.tenant_id = v_me.parent_id and h.number = any (v_numbers);
    perform expect_written(case when v_dearest <= p_dearest then 1 else 0 end, 1);
    perform check_limits(v_me.tenant_id, cardinality(v_numbers), v_monthly);
    perform open_holdings(v_operator, v_me.parent_id, v_me.tenant_id, v_numbers, 'STOCK', p_now);
    return v_written;
end
$$;

do $$
declare
    signature regprocedure;
begin
    foreach signature in array array [
        'reserve_from_offer(text, text, text[], text[], text, text, text, text, int, timestamptz)',
        'reserved_for_me(timestamptz)', 'extend_own_reservations(text[], timestamptz)',
        'cancel_own_reservations(text[], timestamptz)', 'take_reserved(text[], numeric, timestamptz)']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
        execute format('grant execute on function %s to didstock_app', signature);
    end loop;
end
$$;

-- Whoever keeps a number for itself is told the day before, too; not what it keeps in its parent's stock for others.
create or replace function tell_of_time(p_operator int, p_zone text, p_now timestamptz) returns int
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_day date := (p_now at time zone p_zone)::date + 1;
    v_from timestamptz := v_day::timestamp at time zone p_zone;
    v_to timestamptz := (v_day + 1)::timestamp at time zone p_zone;
    v_told int;
    bound_before text := coalesce(current_setting('didstock.operator', true), '');
begin
    perform set_config('didstock.operator', p_operator::text, true);
    insert into notice (operator_id, tenant_id, kind, at, numbers, number, occasion, about)
    select t.operator_id, t.tenant_id, ending.kind, p_now, sum(ending.numbers)::int,
        case when sum(ending.numbers) = 1 then min(ending.number) end, 'until ' || v_day, v_day::text
    from tenant t
    cross join lateral (
        select case h.state when 'RESERVED' then 'RESERVATIONS_ENDING' else 'AGING_ENDING' end::notice_kind as kind,
            count(*)::int as numbers, min(h.number) as number
        from did_holding h
        where h.operator_id = t.operator_id and h.tenant_id = t.tenant_id
          and h.until >= v_from and h.until < v_to and h.until > p_now
          and h.state in ('RESERVED', 'AGING') and length(h.number) >= 7
        group by h.state
        union all
        select 'RESERVATIONS_ENDING'::notice_kind, count(*)::int, min(h.number)
        from did_holding h
        where h.operator_id = t.operator_id and h.tenant_id = t.parent_id and h.reserved_child_id = t.tenant_id
          and h.reserved_by_id = h.reserved_child_id and h.state = 'RESERVED'
          and h.until >= v_from and h.until < v_to and h.until > p_now
        having count(*) > 0) ending
    where t.operator_id = p_operator and t.status = 'ACTIVE'
    group by t.operator_id, t.tenant_id, ending.kind
    on conflict on constraint notice_occasion_uk do nothing;
    get diagnostics v_told = row_count;
    perform set_config('didstock.operator', bound_before, true);
    return v_told;
end
$$;
