-- What a child is offered lies in few of its parent's batches. Walking the parent's whole pool in number order passed over
-- the numbers of all other batches, again for every claim: after 3,000 claims one had to pass over 26,000 and took 20 ms
-- instead of 5. Now each batch that the child may take from is walked by itself, along an index that holds only what
-- could be free, and the first numbers of all are merged.

set local search_path = didstock;

drop index did_holding_pool_ix;
create index did_holding_offer_ix on did_holding (operator_id, tenant_id, pricing_batch_id, number)
    where child_id is null and state in ('FREE', 'AGING', 'RESERVED');

-- The first numbers, ascending, that a child with these terms may take from one of its parent's batches (null: from none).
create function offered_in_batch(p_operator int, p_parent int, p_terms offer_term[], p_batch int, p_low text, p_high text,
                                 p_like text[], p_numbers text[], p_country text, p_area text, p_type text, p_class text,
                                 p_after text, p_limit int, p_now timestamptz)
    returns table (number text, country char(2), area text, number_type text, number_class text,
                   free_of_charge boolean, activation numeric, recurring numeric, currency char(3))
    language plpgsql stable
    set search_path = didstock, pg_temp
as $$
begin
    return query
        select h.number, h.country, h.area, h.number_type, h.number_class, h.free_of_charge,
            o.activation, o.recurring, o.currency
        from did_holding h
        cross join lateral offered_price(p_terms, h.pricing_batch_id, h.free_of_charge, h.activation_cost,
            h.recurring_cost, h.currency, h.country, h.number_type, h.group_id) o
        where h.operator_id = p_operator and h.tenant_id = p_parent
          and case when p_batch is null then h.pricing_batch_id is null else h.pricing_batch_id = p_batch end
          and h.child_id is null and h.state in ('FREE', 'AGING', 'RESERVED')
          and not h.in_use and h.number_type <> 'INTERNAL'
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

-- The same of all batches that the child may take from, and of those in none.
create function offered(p_operator int, p_parent int, p_terms offer_term[], p_low text, p_high text, p_like text[],
                        p_numbers text[], p_country text, p_area text, p_type text, p_class text, p_after text,
                        p_limit int, p_now timestamptz)
    returns table (number text, country char(2), area text, number_type text, number_class text,
                   free_of_charge boolean, activation numeric, recurring numeric, currency char(3))
    language sql stable
    set search_path = didstock, pg_temp
as $$
    select o.*
    from (select null::int union all select t.pricing_batch_id from unnest(p_terms) t) batch (id)
    cross join lateral offered_in_batch(p_operator, p_parent, p_terms, batch.id, p_low, p_high, p_like, p_numbers,
        p_country, p_area, p_type, p_class, p_after, p_limit, p_now) o
    order by o.number
    limit p_limit
$$;

-- What the caller may take of its parent's stock, by number: number, facts and the caller's own price, nothing else.
-- p_low (inclusive) and p_high (exclusive) bound the number; p_like rechecks it; null filters are off.
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
    return query
        select o.*
        from offered(v_operator, v_me.parent_id, v_terms, p_low, p_high, p_like, p_numbers, p_country, p_area, p_type,
            p_class, p_after, p_limit, p_now) o;
end
$$;

-- TAKE: claims any p_limit numbers of the offer that match, never the same as anybody else and without waiting.
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
    if v_numbers = '{}' then
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

do $$
declare
    signature regprocedure;
begin
    -- Inner parts: for the chain functions only.
    foreach signature in array array [
        'offered_in_batch(int, int, offer_term[], int, text, text, text[], text[], text, text, text, text, text, int, timestamptz)',
        'offered(int, int, offer_term[], text, text, text[], text[], text, text, text, text, text, int, timestamptz)']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
    end loop;
end
$$;
