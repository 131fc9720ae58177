-- The stock that a tenant loaded, as a file that loads it as existing stock. Whoever holds a number further down than a direct
-- child is told to the operator alone, and only after it said why: that is recorded before anything is told.

set local search_path = didstock;

-- *: all that the operator loaded, as a file.
alter table chain_look
    drop constraint chain_look_number_ck,
    add constraint chain_look_number_ck check (number ~ '^[0-9]{3,15}$' or number = '*');

grant select on chain_look to didstock_chain;

-- Records that the operator takes the chains of all its numbers along, and why. Returns what stock_file wants to see.
create function record_stock_file(p_reason text, p_now timestamptz) returns uuid
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_look uuid := bound_operation();
    v_numbers int;
begin
    if bound_tenant() <> v_operator then
        raise insufficient_privilege using message = 'only the operator looks up whole chains';
    end if;
    select coalesce(sum(c.numbers), 0)::int into v_numbers
    from (select numbers from holding_count
          where operator_id = v_operator and tenant_id = v_operator and vendor_batch_id <> 0
          union all
          select numbers from holding_count_delta
          where operator_id = v_operator and tenant_id = v_operator and vendor_batch_id <> 0) c;
    insert into chain_look (operator_id, tenant_id, id, at, number, reason, user_id, login, levels)
    values (v_operator, v_operator, v_look, p_now, '*', btrim(p_reason), current_setting('didstock.user')::int,
        acting_login(v_operator), 0);
    insert into activity (operator_id, tenant_id, operation_id, at, operation, change, by_tenant_id, by_login, numbers)
    values (v_operator, v_operator, v_look, p_now, 'DOWNLOAD_CHAINS', 'LOOKED_UP', v_operator, acting_login(v_operator),
        v_numbers);
    return v_look;
end
$$;

-- The next numbers that the bound tenant loaded, each as a line of existing stock. p_look: what record_stock_file recorded of
-- this very person less than a day ago; null: who holds a number is told as far as the direct children.
create function stock_file(p_after text, p_limit int, p_look uuid, p_now timestamptz)
    returns table (number text, vendor_batch text, activation_cost numeric, recurring_cost numeric, currency char(3),
                   description text, released_at timestamptz, free_of_charge boolean, country char(2), area text,
                   did_group text, frozen boolean, holder text[], pricing_batch text, activation_revenue numeric,
                   recurring_revenue numeric, revenue_currency char(3), account text, in_use_since timestamptz,
                   aging_until timestamptz, obtained_at timestamptz, status text)
    language plpgsql stable security definer
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_level int;
begin
    select t.level into v_level from tenant t
    where t.operator_id = v_operator and t.tenant_id = v_me and t.own_vendors;
    if not found then
        raise insufficient_privilege using message = 'only who buys from vendors has stock of its own';
    end if;
    if p_look is not null and not exists (
        select from chain_look l
        where l.operator_id = v_operator and l.tenant_id = v_me and l.id = p_look and l.number = '*'
          and l.user_id = current_setting('didstock.user')::int and l.at > p_now - interval '1 day') then
        raise insufficient_privilege using message = 'nobody recorded why';
    end if;
    return query
        with page as materialized (
            select h.* from did_holding h
            where h.operator_id = v_operator and h.tenant_id = v_me and h.number > p_after
              and h.vendor_batch_id is not null
            order by h.number
            limit p_limit)
        select h.number, v.name, h.activation_cost::numeric, h.recurring_cost::numeric, h.currency, h.description,
            h.released_at, h.free_of_charge, h.country, h.area, g.name, deepest.state = 'FROZEN' and told.all,
            case when h.child_id is null then '{}'::text[]
                 else array(
                     select t.name
                     from unnest(case when told.all then told.path[v_level + 2 :] else array [h.child_id] end)
                         with ordinality as step (tenant_id, place)
                     join tenant t on t.operator_id = v_operator and t.tenant_id = step.tenant_id
                     order by step.place) end,
            b.name, h.activation_revenue::numeric, h.recurring_revenue::numeric, h.revenue_currency,
            case when told.all then a.account_id end,
            case when told.all and h.in_use then d.in_use_since end,
            case when told.all and deepest.state = 'AGING' then deepest.until end,
            h.held_since,
            case when not told.all then 'GIVEN'
                 when h.in_use then 'IN_USE'
                 when deepest.state = 'AGING' then 'AGING'
                 when deepest.state in ('FROZEN', 'PENDING') then 'FROZEN'
                 else 'FREE' end
        from page h
        join vendor_batch v on v.operator_id = v_operator and v.tenant_id = v_me and v.id = h.vendor_batch_id
        left join did_group g on g.operator_id = v_operator and g.tenant_id = v_me and g.id = h.group_id
        left join pricing_batch b on b.operator_id = v_operator and b.tenant_id = v_me and b.id = h.pricing_batch_id
        cross join lateral (
            select o.tenant_id, effective_state(o.state, o.until, p_now) as state, o.until from did_holding o
            where o.operator_id = v_operator and o.number = h.number and o.child_id is null
            offset 0) deepest
        cross join lateral (
            select t.path, p_look is not null or t.tenant_id = v_me or t.parent_id = v_me and t.kind = 'CUSTOMER' as all
            from tenant t where t.operator_id = v_operator and t.tenant_id = deepest.tenant_id
            offset 0) told
        cross join lateral (
            select r.in_use_since from did r where r.operator_id = v_operator and r.number = h.number
            offset 0) d
        left join lateral (
            select c.account_id from account_number n
            join account c on c.operator_id = n.operator_id and c.tenant_id = n.tenant_id and c.id = n.account_id
            where n.operator_id = v_operator and n.number = h.number
            offset 0) a on true
        order by h.number;
end
$$;

do $$
declare
    signature regprocedure;
begin
    foreach signature in array array [
        'record_stock_file(text, timestamptz)',
        'stock_file(text, int, uuid, timestamptz)']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
        execute format('grant execute on function %s to didstock_app', signature);
    end loop;
end
$$;
