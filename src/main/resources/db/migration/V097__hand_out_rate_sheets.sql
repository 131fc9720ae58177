-- What a child pays for what is offered to it of its parent's stock, by country, type and area. Asked by the child itself
-- (p_child null) or by its parent. What the child could draw from further up is not in it.

set local search_path = didstock;

create function rate_sheet(p_child int, p_now timestamptz)
    returns table (country char(2), number_type text, area text, activation numeric, recurring numeric,
                   currency char(3), numbers bigint)
    language plpgsql stable security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_child tenant;
    v_terms offer_term[];
    v_batches int[];
begin
    select c.* into v_child
    from tenant c
    join tenant parent on parent.operator_id = c.operator_id and parent.tenant_id = c.parent_id
    where c.operator_id = v_operator and parent.status = 'ACTIVE'
      and case when p_child is null then c.tenant_id = bound_tenant()
               else c.tenant_id = p_child and c.parent_id = bound_tenant() end;
    if not found then
        return;
    end if;
    v_terms := offer_terms(v_operator, v_child.parent_id, v_child.tenant_id);
    v_batches := array(select t.pricing_batch_id from unnest(v_terms) t);
    return query
        -- What is alike in all that a price follows from is priced once.
        with alike as materialized (
            select h.country, h.number_type, h.area, h.pricing_batch_id, h.free_of_charge, h.activation_cost,
                h.recurring_cost, h.currency, h.group_id, count(*) as numbers
            from did_holding h
            where h.operator_id = v_operator and h.tenant_id = v_child.parent_id
              and h.child_id is null and h.state in ('FREE', 'AGING', 'RESERVED')
              and not h.in_use and h.number_type <> 'INTERNAL'
              and (h.state = 'FREE' or lapsed(h.state, h.until, p_now))
              and (h.pricing_batch_id is null or h.pricing_batch_id = any (v_batches))
            group by 1, 2, 3, 4, 5, 6, 7, 8, 9)
        select a.country, a.number_type, a.area, o.activation, o.recurring, o.currency, sum(a.numbers)::bigint
        from alike a
        cross join lateral offered_price(v_terms, a.pricing_batch_id, a.free_of_charge, a.activation_cost,
            a.recurring_cost, a.currency, a.country, a.number_type, a.group_id) o
        group by 1, 2, 3, 4, 5, 6
        order by 1 nulls last, 2, 3 nulls last, 5, 4;
end
$$;

alter function rate_sheet(int, timestamptz) owner to didstock_chain;
revoke execute on function rate_sheet(int, timestamptz) from public;
grant execute on function rate_sheet(int, timestamptz) to didstock_app;
