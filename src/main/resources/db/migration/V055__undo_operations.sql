-- An operation is undone as far as nothing happened to its numbers since.

set local search_path = didstock;

-- The numbers of an operation that the caller did, how each is put back, and why it can't be; null: it can.
-- OWN: only the caller's row changed. GIVEN: a child holds it since. OPENED: the caller holds it since. CLOSED: a holding
-- ended. Anything that any tenant did with a number since stands in the way.
create function undo_refusals(p_operation uuid) returns table (number text, way text, refusal text)
    language plpgsql stable security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    -- Few of an operator's tenants: looked up once, so that history is read along its key.
    v_tenants int[] := array(
        select t.tenant_id from tenant t
        where t.operator_id = v_operator and exists (
            select from activity a
            where a.operator_id = v_operator and a.tenant_id = t.tenant_id and a.operation_id = p_operation));
begin
    return query
        with touched as materialized (
            select z.* from history z
            where z.operator_id = v_operator and z.tenant_id = any (v_tenants) and z.operation_id = p_operation),
        gone_on as (
            select distinct z.number from touched z
            where exists (
                select from history y
                where y.operator_id = v_operator and y.tenant_id = z.tenant_id and y.number = z.number and y.at > z.at
                  and y.operation_id <> p_operation)),
        used as (
            select distinct z.number from touched z where z.before_in_use),
        inactive as (
            select distinct z.number from touched z
            join tenant t on t.operator_id = v_operator and t.tenant_id = z.tenant_id
            where z.change = 'CLOSED' and t.status <> 'ACTIVE')
        select mine.number::text,
            case when mine.change = 'OPENED' then 'OPENED'
                 when mine.change = 'CLOSED' or mine.before_child_id is not null then 'CLOSED'
                 when mine.after_child_id is not null then 'GIVEN'
                 else 'OWN' end,
            case when later.number is not null then 'CHANGED_SINCE'
                 when used.number is not null then 'WAS_IN_USE'
                 when closed.number is not null then 'NOT_ACTIVE' end
        from touched mine
        left join gone_on later on later.number = mine.number
        left join used on used.number = mine.number
        left join inactive closed on closed.number = mine.number
        where mine.tenant_id = v_me and mine.by_tenant_id = v_me
        order by mine.number;
end
$$;

-- Opens again what an operation of the caller closed: each holding as it was, at its former price and from the moment on at
-- which it ended, so that it is one tenure and nobody pays an activation again.
create function undo_closing(p_operation uuid, p_numbers text[], p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_written bigint;
    v_closed bigint;
    v_tenants int[];
    who record;
begin
    perform from did_holding h
    where h.operator_id = v_operator and h.number = any (p_numbers) and h.child_id is null
    order by h.number
    for update;
    select count(*) into v_written from undo_refusals(p_operation) u
    where u.number = any (p_numbers) and u.way = 'CLOSED' and u.refusal is null;
    perform expect_written(v_written, cardinality(p_numbers));
    v_tenants := array(
        select t.tenant_id from tenant t
        where t.operator_id = v_operator and exists (
            select from activity a
            where a.operator_id = v_operator and a.tenant_id = t.tenant_id and a.operation_id = p_operation));
    for who in
        select c.tenant_id, count(*) as numbers, sum(c.before_recurring_cost) as monthly
        from history c
        where c.operator_id = v_operator and c.tenant_id = any (v_tenants) and c.operation_id = p_operation
          and c.number = any (p_numbers) and c.change = 'CLOSED'
        group by c.tenant_id
        order by c.tenant_id
    loop
        perform check_limits(who.tenant_id, who.numbers, who.monthly);
    end loop;
    -- What began to cool down by this operation did not leave its customer after all.
    update did d set aging_until = null, aging_due = true
    from history up
    join history c on c.operator_id = up.operator_id and c.tenant_id = any (v_tenants) and c.operation_id = p_operation
        and c.number = up.number and c.change = 'CLOSED' and c.before_child_id is null
    where up.operator_id = v_operator and up.tenant_id = any (v_tenants) and up.operation_id = p_operation
      and up.number = any (p_numbers) and up.change = 'CHANGED' and up.after_state = 'AGING' and c.before_state <> 'AGING'
      and d.operator_id = v_operator and d.number = up.number;
    update did_holding h
    set state = 'GIVEN', until = null, child_id = up.before_child_id,
        pricing_batch_id = case when up.before_batch_id is distinct from up.after_batch_id
            then (select b.id from pricing_batch b
                  where b.operator_id = v_operator and b.tenant_id = h.tenant_id and b.id = up.before_batch_id)
            else h.pricing_batch_id end,
        home_batch_id = p.home_batch_id,
        activation_revenue = p.activation, recurring_revenue = p.recurring, revenue_currency = p.currency,
        version = h.version + 1
    from history up
    cross join lateral (
        select e.* from holding_period e
        where e.operator_id = v_operator and e.tenant_id = up.before_child_id and e.number = up.number
        order by e.from_at desc, e.to_at desc nulls first
        limit 1) p
    where up.operator_id = v_operator and up.tenant_id = any (v_tenants) and up.operation_id = p_operation
      and up.number = any (p_numbers) and up.change = 'CHANGED' and up.before_child_id is not null
      and h.operator_id = v_operator and h.tenant_id = up.tenant_id and h.number = up.number and h.child_id is null;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    select count(*) into v_closed from history c
    where c.operator_id = v_operator and c.tenant_id = any (v_tenants) and c.operation_id = p_operation
      and c.number = any (p_numbers) and c.change = 'CLOSED';
    insert into did_holding (operator_id, tenant_id, number, state, until, child_id, pricing_batch_id, home_batch_id,
        group_id, description, released_at, held_since, origin, activation_cost, recurring_cost, currency,
        activation_revenue, recurring_revenue, revenue_currency, supply_label, country, area, number_type, number_class,
        free_of_charge)
    select c.operator_id, c.tenant_id, c.number,
        case when c.before_state = 'RESERVED' then 'FREE' else c.before_state end,
        case when c.before_state <> 'RESERVED' then c.before_until end, c.before_child_id,
        (select b.id from pricing_batch b
         where b.operator_id = v_operator and b.tenant_id = c.tenant_id and b.id = c.before_batch_id),
        below.home_batch_id,
        (select g.id from did_group g
         where g.operator_id = v_operator and g.tenant_id = c.tenant_id and g.id = c.before_group_id),
        coalesce(c.before_description, ''), top.released_at, p.from_at, p.origin, p.activation, p.recurring, p.currency,
        below.activation, below.recurring, below.currency, v.supply_label,
        top.country, top.area, top.number_type, top.number_class, top.free_of_charge
    from history c
    join did d on d.operator_id = v_operator and d.number = c.number
    join did_holding top on top.operator_id = v_operator and top.tenant_id = d.top_tenant_id and top.number = c.number
    left join vendor_batch v on v.operator_id = v_operator and v.tenant_id = top.tenant_id and v.id = top.vendor_batch_id
        and top.child_id = c.tenant_id
    cross join lateral (
        select e.* from holding_period e
        where e.operator_id = v_operator and e.tenant_id = c.tenant_id and e.number = c.number
        order by e.from_at desc, e.to_at desc nulls first
        limit 1) p
    left join lateral (
        select e.* from holding_period e
        where e.operator_id = v_operator and e.tenant_id = c.before_child_id and e.number = c.number
        order by e.from_at desc, e.to_at desc nulls first
        limit 1) below on true
    where c.operator_id = v_operator and c.tenant_id = any (v_tenants) and c.operation_id = p_operation
      and c.number = any (p_numbers) and c.change = 'CLOSED'
    order by c.number;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, v_closed);
    insert into did_key (operator_id, tenant_id, number)
    select c.operator_id, c.tenant_id, c.number
    from history c
    where c.operator_id = v_operator and c.tenant_id = any (v_tenants) and c.operation_id = p_operation
      and c.number = any (p_numbers) and c.change = 'CLOSED'
    order by c.number;
    insert into holding_period (operator_id, tenant_id, id, number, payee_id, from_at, origin, home_batch_id,
        pricing_batch_id, activation, recurring, currency, rate, free_of_charge, used)
    select h.operator_id, h.tenant_id, h.period_id, h.number, p.payee_id, p.to_at, p.origin, p.home_batch_id,
        p.pricing_batch_id, p.activation, p.recurring, p.currency, p.rate, p.free_of_charge, p.used
    from history c
    join did_holding h on h.operator_id = v_operator and h.tenant_id = c.tenant_id and h.number = c.number
    cross join lateral (
        select e.* from holding_period e
        where e.operator_id = v_operator and e.tenant_id = c.tenant_id and e.number = c.number
        order by e.from_at desc, e.to_at desc nulls first
        limit 1) p
    where c.operator_id = v_operator and c.tenant_id = any (v_tenants) and c.operation_id = p_operation
      and c.number = any (p_numbers) and c.change = 'CLOSED'
    order by c.number;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, v_closed);
    return cardinality(p_numbers);
end
$$;

grant select on activity to didstock_chain;

do $$
declare
    signature regprocedure;
begin
    foreach signature in array array [
        'undo_refusals(uuid)',
        'undo_closing(uuid, text[], timestamptz)']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
        execute format('grant execute on function %s to didstock_app', signature);
    end loop;
end
$$;
