-- What comes through the tenant above from one further up is drawn, not taken: history says so, on every level passed.

set local search_path = didstock;

-- As before; and what is drawn is called that.
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
    v_kind text;
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
        v_kind := current_setting('didstock.operation_kind', true);
        perform set_config('didstock.operation_kind', 'DRAW', true);
        foreach v_source in array draw_sources(v_operator, v_me.path)
        loop
            v_numbers := v_numbers || draw_from(v_operator, v_me.path, v_source, p_low, p_high, p_like, p_numbers,
                p_country, p_area, p_type, p_class, p_limit - cardinality(v_numbers), p_now);
            exit when cardinality(v_numbers) = p_limit;
        end loop;
        perform set_config('didstock.operation_kind', v_kind, true);
    end if;
    return query
        select c.number, c.activation_cost, c.recurring_cost, c.currency
        from did_holding c
        where c.operator_id = v_operator and c.tenant_id = v_me.tenant_id and c.number = any (v_numbers)
        order by c.number;
end
$$;
