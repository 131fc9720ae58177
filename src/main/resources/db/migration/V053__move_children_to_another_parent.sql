-- A child with all below it goes to another parent. Its numbers stay with it, at its price, and stay in use; only who is
-- paid for them changes.

set local search_path = didstock;

-- Told to whoever has another tenant above it from now on.
alter type notice_kind add value 'MOVED';

-- ---------------------------------------------------------------------------------------------- the tree holds still

-- As before; and while a child is being moved nobody is added below it, whose path would be the old one.
create or replace function place_tenant() returns trigger
    language plpgsql
    set search_path = didstock
as $$
declare
    parent tenant;
begin
    if new.parent_id is null then
        new.path := array [new.tenant_id];
        new.level := 0;
        return new;
    end if;
    perform pg_advisory_xact_lock_shared(53, new.operator_id);
    select * into parent from tenant t where t.operator_id = new.operator_id and t.tenant_id = new.parent_id;
    if parent.tenant_id is null or parent.kind = 'CUSTOMER' then
        raise check_violation using message = 'a tenant can only stand below an operator or a reseller';
    end if;
    new.path := parent.path || new.tenant_id;
    new.level := parent.level + 1;
    return new;
end
$$;

-- As before; and a child that is named stays its parent's until the transaction ends. It may just have been moved: then
-- the stock changed.
create or replace function check_holding_references() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
declare
    wrong record;
begin
    for wrong in
        select distinct n.operator_id, n.tenant_id, n.pricing_batch_id, n.group_id, n.vendor_batch_id, n.child_id
        from changed n
        where n.pricing_batch_id is not null or n.group_id is not null or n.vendor_batch_id is not null
           or n.child_id is not null
    loop
        if wrong.pricing_batch_id is not null then
            perform from pricing_batch b
            where b.operator_id = wrong.operator_id and b.tenant_id = wrong.tenant_id and b.id = wrong.pricing_batch_id
            for key share;
            if not found then
                raise foreign_key_violation using message = 'pricing batch is not there';
            end if;
        end if;
        if wrong.group_id is not null then
            perform from did_group g
            where g.operator_id = wrong.operator_id and g.tenant_id = wrong.tenant_id and g.id = wrong.group_id
            for key share;
            if not found then
                raise foreign_key_violation using message = 'DID group is not there';
            end if;
        end if;
        if wrong.vendor_batch_id is not null then
            perform from vendor_batch v
            where v.operator_id = wrong.operator_id and v.tenant_id = wrong.tenant_id and v.id = wrong.vendor_batch_id
            for key share;
            if not found then
                raise foreign_key_violation using message = 'vendor batch is not there';
            end if;
        end if;
        if wrong.child_id is not null then
            perform from tenant t
            where t.operator_id = wrong.operator_id and t.parent_id = wrong.tenant_id and t.tenant_id = wrong.child_id
            for key share;
            if not found then
                if exists (
                    select from tenant t
                    where t.operator_id = wrong.operator_id and t.tenant_id = wrong.child_id) then
                    raise exception 'the child was moved' using errcode = 'DS001';
                end if;
                raise foreign_key_violation using message = 'child is not there';
            end if;
        end if;
    end loop;
    return null;
end
$$;

-- ---------------------------------------------------------------------------------------------- what a move would do

-- The children that the caller would move: one or all of p_from's, which is the caller or a child of it; likewise p_to.
-- Null: it can't be asked.
create function moving_children(p_from int, p_child int, p_to int) returns int[]
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select array_agg(t.tenant_id order by t.tenant_id)
    from tenant t
    join tenant origin on origin.operator_id = t.operator_id and origin.tenant_id = t.parent_id
    join tenant target on target.operator_id = t.operator_id and target.tenant_id = p_to
    where t.operator_id = bound_operator() and t.parent_id = p_from and t.tenant_id <> p_to
      and (p_child is null and p_from <> bound_tenant() or t.tenant_id = p_child)
      and t.status <> 'CLOSED'
      and p_from <> p_to
      and bound_tenant() in (origin.tenant_id, origin.parent_id)
      and bound_tenant() in (target.tenant_id, target.parent_id)
      and target.kind <> 'CUSTOMER' and (target.status = 'ACTIVE' or target.tenant_id = bound_tenant())
$$;

-- For each number that the children have from p_from: who has it, and what the caller's child will pay for it: p_to by
-- the batch named, or the child itself, now directly below, what it paid before. No price: the batch does not fit.
create type moving_number as (number text, child_id int, pricing_batch_id int, activation numeric, recurring numeric,
    currency char(3), in_use boolean, before_recurring numeric, before_currency char(3), is_there boolean);

create function moving_prices(p_from int, p_children int[], p_to int, p_batch int)
    returns setof moving_number
    language sql stable
    set search_path = didstock, pg_temp
as $$
    select h.number, h.child_id,
        case when p_to <> bound_tenant() and not h.free_of_charge then b.id end,
        case when p_to = bound_tenant() then h.activation_revenue
             when h.free_of_charge then 0
             else activation_price(mine.activation_cost, b.activation_fee, b.rounding) end,
        case when p_to = bound_tenant() then h.recurring_revenue
             when h.free_of_charge then 0
             else recurring_price(mine.recurring_cost, b.markup_percent, b.recurring_fee, b.rounding) end,
        case when p_to = bound_tenant() then h.revenue_currency else target.currency end,
        h.in_use, mine.recurring_revenue, mine.revenue_currency, mine.number is not null
    from did_holding h
    join tenant target on target.operator_id = h.operator_id and target.tenant_id = p_to
    left join did_holding mine on mine.operator_id = h.operator_id and mine.tenant_id = bound_tenant()
        and mine.number = h.number
    left join pricing_batch b on b.operator_id = h.operator_id and b.tenant_id = bound_tenant() and b.id = p_batch
        and b.applied_to = 'RESELLERS' and b.type = 'INVENTORIED' and b.currency = target.currency
        and b.currency = mine.currency
    where h.operator_id = bound_operator() and h.tenant_id = p_from and h.child_id = any (p_children)
$$;

create function child_move(p_from int, p_child int, p_to int, p_batch int)
    returns table (children int, numbers int, in_use int, loaded_there int, unpriced int, name_taken text,
                   too_deep boolean)
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select cardinality(m.children), count(p.number)::int, (count(*) filter (where p.in_use))::int,
        (count(*) filter (where not p.is_there))::int,
        (count(*) filter (where p.is_there and p.recurring is null))::int,
        -- A tenant sees the names of its direct children only.
        (select case when bound_tenant() in (p_from, p_to, bound_operator()) then min(t.name)
                     when count(*) > 0 then '…' end
         from tenant t
         join tenant there on there.operator_id = t.operator_id and there.parent_id = p_to
             and lower(there.name) = lower(t.name)
         where t.operator_id = bound_operator() and t.tenant_id = any (m.children)),
        (select max(below.level) from tenant below
         where below.operator_id = bound_operator() and below.path && m.children)
            + (select target.level from tenant target
               where target.operator_id = bound_operator() and target.tenant_id = p_to)
            - (select origin.level from tenant origin
               where origin.operator_id = bound_operator() and origin.tenant_id = p_from) > 15
    from (select moving_children(p_from, p_child, p_to) as children) m
    left join moving_prices(p_from, m.children, p_to, p_batch) p on true
    where m.children is not null
    group by m.children
$$;

-- What the caller earns a month before and after, and charges once, by currency.
create function child_move_money(p_from int, p_child int, p_to int, p_batch int)
    returns table (currency char(3), before_monthly numeric, after_monthly numeric, activation numeric)
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select s.currency, sum(s.before_monthly), sum(s.after_monthly), sum(s.activation)
    from moving_prices(p_from, moving_children(p_from, p_child, p_to), p_to, p_batch) p
    cross join lateral (values
        (p.before_currency, p.before_recurring, 0::numeric, 0::numeric),
        (p.currency, 0, p.recurring, case when p_to = bound_tenant() then 0 else p.activation end))
        as s (currency, before_monthly, after_monthly, activation)
    where s.currency is not null
    group by s.currency
    order by s.currency
$$;

-- ---------------------------------------------------------------------------------------------- the move

-- Writes the new place of these tenants and of all below them. Only for move_children, which has asked whether it may be.
create function place_children(p_children int[], p_to int) returns void
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_target tenant;
begin
    select t.* into v_target from tenant t where t.operator_id = v_operator and t.tenant_id = p_to;
    update tenant t
    set parent_id = case when t.tenant_id = any (p_children) then p_to else t.parent_id end,
        path = v_target.path || t.path[moved.level + 1 :],
        level = t.level + v_target.level + 1 - moved.level,
        version = t.version + 1
    from tenant moved
    where t.operator_id = v_operator and moved.operator_id = v_operator and moved.tenant_id = any (p_children)
      and moved.tenant_id = any (t.path);
end
$$;

-- TRANSFER of children: one of p_from's, or all. Each day is paid by one: p_from pays until yesterday, p_to from today.
create function move_children(p_from int, p_child int, p_to int, p_batch int, p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_children int[];
    v_numbers text[];
    v_provisioned text[];
    v_at timestamptz;
    v_moving moving_number[];
    v_written bigint;
begin
    perform pg_advisory_xact_lock(53, v_operator);
    perform from tenant t
    where t.operator_id = v_operator and t.tenant_id = any (moving_children(p_from, p_child, p_to))
    order by t.tenant_id
    for update;
    v_children := moving_children(p_from, p_child, p_to);
    perform expect_written(case when v_children is null then 0 else 1 end, 1);
    v_numbers := array(
        select h.number from did_holding h
        where h.operator_id = v_operator and h.tenant_id = p_from and h.child_id = any (v_children)
        order by h.number);
    perform lock_chain(v_numbers);
    -- None came meanwhile, since the children are held; some may have gone.
    v_numbers := array(
        select h.number from did_holding h
        where h.operator_id = v_operator and h.tenant_id = p_from and h.child_id = any (v_children)
        order by h.number);
    select count(*) into v_written
    from moving_prices(p_from, v_children, p_to, p_batch) p
    where p.is_there and p.recurring is not null;
    perform expect_written(v_written, cardinality(v_numbers));
    if p_to <> v_me then
        perform check_limits(p_to, cardinality(v_numbers),
            (select coalesce(sum(p.recurring), 0) from moving_prices(p_from, v_children, p_to, p_batch) p));
    end if;
    select greatest(p_now, max(p.from_at)) into v_at
    from holding_period p
    where p.operator_id = v_operator and p.number = any (v_numbers) and p.to_at is null
      and (p.tenant_id = p_from and p_from <> v_me or p.tenant_id = any (v_children));

    delete from assigned_batch a
    where a.operator_id = v_operator and a.tenant_id = p_from and a.child_id = any (v_children);
    update did_holding h
    set state = 'FREE', until = null, reserved_child_id = null, reserved_for = null, reserved_by_id = null,
        reservation_extended = false, version = h.version + 1
    where h.operator_id = v_operator and h.tenant_id = p_from and h.state = 'RESERVED'
      and h.reserved_child_id = any (v_children);

    -- The child's own rows: another payee, from the very moment at which the stay before ends, so that it is one tenure.
    with ended as (
        update holding_period p set to_at = v_at
        from did_holding c
        where c.operator_id = v_operator and c.tenant_id = any (v_children) and c.number = any (v_numbers)
          and p.operator_id = v_operator and p.tenant_id = c.tenant_id and p.id = c.period_id and p.to_at is null
        returning p.*)
    insert into holding_period (operator_id, tenant_id, id, number, payee_id, from_at, origin, activation, recurring,
        currency, free_of_charge)
    select e.operator_id, e.tenant_id, uuidv7(), e.number, p_to, v_at, e.origin, e.activation, e.recurring, e.currency,
        e.free_of_charge
    from ended e
    order by e.number;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(v_numbers));
    update did_holding c
    set period_id = n.id, version = c.version + 1
    from holding_period n
    where c.operator_id = v_operator and c.tenant_id = any (v_children) and c.number = any (v_numbers)
      and n.operator_id = v_operator and n.tenant_id = c.tenant_id and n.number = c.number and n.from_at = v_at
      and n.to_at is null and n.payee_id = p_to;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(v_numbers));

    v_moving := array(select p from moving_prices(p_from, v_children, p_to, p_batch) p);
    perform place_children(v_children, p_to);
    v_provisioned := array(
        select n.number from internal_number n where n.operator_id = v_operator and n.number = any (v_numbers));
    if p_from <> v_me then
        with closed as (
            delete from did_holding h
            where h.operator_id = v_operator and h.tenant_id = p_from and h.number = any (v_numbers)
            returning h.operator_id, h.tenant_id, h.number, h.period_id, h.origin),
        forgotten as (
            delete from did_key k using closed c
            where k.operator_id = c.operator_id and k.tenant_id = c.tenant_id and k.number = c.number),
        ended as (
            update holding_period p set to_at = v_at
            from closed c
            where p.operator_id = c.operator_id and p.tenant_id = c.tenant_id and p.id = c.period_id and p.to_at is null)
        select count(*), coalesce(array_agg(c.number) filter (where c.origin = 'ON_PROVISION'), '{}')
        into v_written, v_provisioned
        from closed c;
        perform expect_written(v_written, cardinality(v_numbers));
    end if;
    update did_holding h
    set child_id = case when p_to = v_me then p.child_id else p_to end, pricing_batch_id = p.pricing_batch_id,
        activation_revenue = p.activation, recurring_revenue = p.recurring, revenue_currency = p.currency,
        version = h.version + 1
    from unnest(v_moving) p
    where h.operator_id = v_operator and h.tenant_id = v_me and h.number = p.number and h.number = any (v_numbers);
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(v_numbers));
    if p_to <> v_me then
        insert into did_holding (operator_id, tenant_id, number, state, child_id, in_use, released_at, held_since, origin,
            activation_cost, recurring_cost, currency, activation_revenue, recurring_revenue, revenue_currency,
            supply_label, country, area, number_type, number_class, free_of_charge)
        select h.operator_id, p_to, h.number, 'GIVEN', p.child_id, h.in_use, h.released_at, v_at,
            case when h.number = any (v_provisioned) then 'ON_PROVISION'::holding_origin else 'STOCK' end,
            p.activation, p.recurring, p.currency, c.activation_cost, c.recurring_cost, c.currency,
            v.supply_label, h.country, h.area, h.number_type, h.number_class, h.free_of_charge
        from unnest(v_moving) p
        join did_holding h on h.operator_id = v_operator and h.tenant_id = v_me and h.number = p.number
        join did_holding c on c.operator_id = v_operator and c.tenant_id = p.child_id and c.number = p.number
        left join vendor_batch v on v.operator_id = h.operator_id and v.tenant_id = h.tenant_id and v.id = h.vendor_batch_id
        order by h.number;
        get diagnostics v_written = row_count;
        perform expect_written(v_written, cardinality(v_numbers));
        insert into did_key (operator_id, tenant_id, number)
        select v_operator, p_to, n from unnest(v_numbers) n order by n;
        insert into holding_period (operator_id, tenant_id, id, number, payee_id, from_at, origin, home_batch_id,
            pricing_batch_id, activation, recurring, currency, free_of_charge)
        select c.operator_id, c.tenant_id, c.period_id, c.number, v_me, v_at, c.origin, h.home_batch_id,
            h.pricing_batch_id, c.activation_cost, c.recurring_cost, c.currency, c.free_of_charge
        from did_holding c
        join did_holding h on h.operator_id = c.operator_id and h.tenant_id = v_me and h.number = c.number
        where c.operator_id = v_operator and c.tenant_id = p_to and c.number = any (v_numbers)
        order by c.number;
    end if;
    return cardinality(v_numbers);
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
    foreach signature in array array [
        'moving_children(int, int, int)',
        'child_move(int, int, int, int)',
        'child_move_money(int, int, int, int)',
        'move_children(int, int, int, int, timestamptz)']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
        execute format('grant execute on function %s to didstock_app', signature);
    end loop;
end
$$;
revoke execute on function moving_children(int, int, int) from didstock_app;
revoke execute on function moving_prices(int, int[], int, int) from public;
grant execute on function moving_prices(int, int[], int, int) to didstock_chain;
alter function place_children(int[], int) owner to didstock_entry;
revoke execute on function place_children(int[], int) from public;
grant execute on function place_children(int[], int) to didstock_chain;
grant delete on assigned_batch to didstock_chain;
