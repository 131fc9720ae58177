-- Internal numbers: the operator says which there may be, a customer takes some, free of charge at every level. A number
-- of a range has no row anywhere until it is taken, and none again when it is given back.

set local search_path = didstock;

-- The operator's, so tenant_id is always its own id.
create table internal_range (
    operator_id int not null,
    tenant_id int not null,
    id int not null default random(1, 2147483647),
    first_number text collate "C" not null,
    last_number text collate "C" not null,
    -- The reseller whose subtree alone sees it, and sees no other; null: for everybody without a block.
    block_for int,
    created_at timestamptz not null,
    version int not null default 0,
    constraint internal_range_pk primary key (operator_id, tenant_id, id),
    constraint internal_range_tenant_fk foreign key (operator_id, tenant_id) references tenant (operator_id, tenant_id),
    constraint internal_range_block_fk foreign key (operator_id, block_for) references tenant (operator_id, tenant_id),
    constraint internal_range_operator_ck check (tenant_id = operator_id and block_for <> operator_id),
    constraint internal_range_numbers_ck check (first_number ~ '^[0-9]{3,6}$' and last_number ~ '^[0-9]{3,6}$'
        and length(first_number) = length(last_number) and first_number <= last_number)
);
create index internal_range_first_ix on internal_range (operator_id, first_number);
create index internal_range_block_ix on internal_range (operator_id, block_for);

-- The numbers of ranges that are taken; the key decides between two who take the same one.
create table internal_number (
    operator_id int not null,
    -- The customer.
    tenant_id int not null,
    number text collate "C" not null,
    range_id int not null,
    since timestamptz not null,
    constraint internal_number_pk primary key (operator_id, number),
    constraint internal_number_tenant_fk foreign key (operator_id, tenant_id) references tenant (operator_id, tenant_id)
);
create index internal_number_tenant_ix on internal_number (operator_id, tenant_id, number);
create index internal_number_range_ix on internal_number (operator_id, range_id);

-- The most internal numbers that a customer below this tenant may hold. What the operator says of its own children
-- replaces the usual ten; what is said further down only lowers it.
alter table tenant add column max_internal_numbers int;
alter table tenant add constraint tenant_max_internal_numbers_ck check (max_internal_numbers between 0 and 10000);
grant update (max_internal_numbers) on tenant to didstock_app;

-- ---------------------------------------------------------------------------------------------- rules said once

-- Two ranges never share a number.
create function check_internal_range() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
begin
    perform pg_advisory_xact_lock(45, new.operator_id);
    if exists (
        select from internal_range r
        where r.operator_id = new.operator_id and r.id <> new.id
          and length(r.first_number) = length(new.first_number)
          and r.first_number <= new.last_number and r.last_number >= new.first_number) then
        raise exclusion_violation using message = 'internal_range_overlap';
    end if;
    if new.block_for is not null and not exists (
        select from tenant t
        where t.operator_id = new.operator_id and t.tenant_id = new.block_for and t.kind = 'RESELLER') then
        raise foreign_key_violation using message = 'a block is for a reseller';
    end if;
    return new;
end
$$;
create trigger internal_range_checked before insert or update on internal_range
    for each row execute function check_internal_range();

-- The ranges that a customer takes from: its nearest reseller's block, or else the common ones. None while a tenant on
-- the way is not active.
create function internal_ranges_of(p_operator int, p_customer int) returns setof internal_range
    language sql stable
as $$
    with chain as (
        select p.tenant_id, p.place
        from tenant t
        cross join lateral unnest(t.path) with ordinality as p (tenant_id, place)
        where t.operator_id = p_operator and t.tenant_id = p_customer)
    select r.*
    from internal_range r
    where r.operator_id = p_operator
      and r.block_for is not distinct from (
          select c.tenant_id from chain c
          where exists (select from internal_range b where b.operator_id = p_operator and b.block_for = c.tenant_id)
          order by c.place desc
          limit 1)
      and not exists (
          select from chain c join tenant t on t.operator_id = p_operator and t.tenant_id = c.tenant_id
          where t.status <> 'ACTIVE')
$$;

-- How many internal numbers a tenant holds, and how many a customer there may.
create function internal_allowance_of(p_operator int, p_tenant int) returns table (used bigint, most int)
    language sql stable
as $$
    select
        (select count(*) from internal_number n where n.operator_id = p_operator and n.tenant_id = p_tenant),
        least(coalesce(min(up.max_internal_numbers) filter (where up.level = 1), 10),
            min(up.max_internal_numbers) filter (where up.level > 1))
    from tenant t
    join tenant up on up.operator_id = t.operator_id and up.tenant_id = any (t.path) and up.level > 0
    where t.operator_id = p_operator and t.tenant_id = p_tenant
$$;

-- ---------------------------------------------------------------------------------------------- looking and taking

-- Numbers that the bound customer can take, by length and number. Nothing is read but ranges and what is taken of them.
create function internal_page(p_prefix text, p_like text, p_numbers text[], p_after text, p_limit int)
    returns table (number text)
    language plpgsql stable security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_range record;
    v_left int := p_limit;
    v_from int;
    v_found int;
begin
    for v_range in
        select length(r.first_number) as digits,
            greatest(r.first_number, rpad(left(p_prefix, length(r.first_number)), length(r.first_number), '0'),
                case when length(p_after) = length(r.first_number) then p_after end) collate "C" as first,
            least(r.last_number, rpad(left(p_prefix, length(r.first_number)), length(r.first_number), '9')) collate "C" as last
        from internal_ranges_of(v_operator, bound_tenant()) r
        where length(coalesce(p_prefix, '')) <= length(r.first_number)
          and length(r.first_number) >= length(coalesce(p_after, ''))
        order by length(r.first_number), r.first_number
    loop
        exit when v_left <= 0;
        continue when v_range.first > v_range.last;
        -- Piece by piece, each in order: looking for the first few must not list a million.
        v_from := v_range.first::int;
        while v_left > 0 and v_from <= v_range.last::int loop
            return query
                select n.number
                from (select lpad(g::text, v_range.digits, '0') collate "C" as number
                      from generate_series(v_from, least(v_from + 9999, v_range.last::int)) g) n
                where (p_like is null or n.number like p_like)
                  and (p_numbers is null or n.number = any (p_numbers))
                  and (p_after is null or length(n.number) > length(p_after) or n.number > p_after)
                  -- Emergency numbers of every mobile network are nobody's.
                  and n.number not in ('112', '911')
                  and not exists (
                      select from did d where d.operator_id = v_operator and d.number = n.number and d.gone_at is null)
                order by n.number
                limit v_left;
            get diagnostics v_found = row_count;
            v_left := v_left - v_found;
            v_from := v_from + 10000;
        end loop;
    end loop;
end
$$;

-- TAKE_INTERNAL: opens these numbers for the bound customer, through every level above it, at no price.
-- DS004: somebody has one of them. DS005: one is of no range that the customer sees. DS006: more than it may hold.
create function take_internal_numbers(p_numbers text[], p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me tenant;
    v_allowance record;
    v_numbers text[] := array(select distinct n from unnest(p_numbers) n order by n);
    v_opened text[];
    v_written bigint;
begin
    -- One taking at a time for each customer: its limit is counted.
    select t.* into v_me from tenant t
    where t.operator_id = v_operator and t.tenant_id = bound_tenant() and t.kind = 'CUSTOMER' for no key update;
    perform expect_written(case when found then 1 else 0 end, 1);
    select * into v_allowance from internal_allowance_of(v_operator, v_me.tenant_id);
    if v_allowance.used + cardinality(v_numbers) > v_allowance.most then
        raise exception 'at most % internal numbers', v_allowance.most
            using errcode = 'DS006', detail = v_allowance.most::text;
    end if;
    -- A range can't be removed from under the numbers.
    perform from internal_range r
    where r.operator_id = v_operator and r.id in (select s.id from internal_ranges_of(v_operator, v_me.tenant_id) s)
    order by r.id
    for key share;
    -- Waits for whoever is opening one of them at this moment. What is in stock, whoever has it, is left alone.
    with opened as (
        insert into did as d (operator_id, number, top_tenant_id, loaded_at)
        select v_operator, n.number, v_operator, p_now
        from unnest(v_numbers) n (number)
        where n.number not in ('112', '911')
          and exists (
              select from internal_ranges_of(v_operator, v_me.tenant_id) r
              where length(r.first_number) = length(n.number) and n.number between r.first_number and r.last_number)
        order by n.number
        on conflict (operator_id, number) do update
        set top_tenant_id = excluded.top_tenant_id, loaded_at = excluded.loaded_at, gone_at = null, gone_reason = null,
            aging_until = null, aging_due = false
        where d.gone_at is not null
        returning d.number)
    select coalesce(array_agg(o.number order by o.number), '{}') into v_opened from opened o;
    if v_opened <> v_numbers then
        if exists (
            select from unnest(v_numbers) n (number)
            where n.number <> all (v_opened) and (n.number in ('112', '911') or not exists (
                select from internal_ranges_of(v_operator, v_me.tenant_id) r
                where length(r.first_number) = length(n.number)
                  and n.number between r.first_number and r.last_number))) then
            raise exception 'no such internal numbers' using errcode = 'DS005';
        end if;
        raise exception 'taken by somebody' using errcode = 'DS004',
            detail = (select min(n) from unnest(v_numbers) n where n <> all (v_opened));
    end if;
    insert into internal_number (operator_id, tenant_id, number, range_id, since)
    select v_operator, v_me.tenant_id, n.number, r.id, p_now
    from unnest(v_numbers) n (number)
    join internal_ranges_of(v_operator, v_me.tenant_id) r
        on length(r.first_number) = length(n.number) and n.number between r.first_number and r.last_number
    order by n.number;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(v_numbers));
    insert into did_holding (operator_id, tenant_id, number, state, child_id, held_since, origin, activation_cost,
        recurring_cost, currency, activation_revenue, recurring_revenue, revenue_currency, number_type, free_of_charge)
    select v_operator, up.tenant_id, n.number,
        case when child.tenant_id is null then 'FREE'::holding_state else 'GIVEN' end, child.tenant_id,
        greatest(p_now, ended.at),
        case when up.level = 0 or child.tenant_id is null then 'STOCK'::holding_origin else 'ON_PROVISION' end,
        0, 0, up.currency, case when child.tenant_id is not null then 0 end,
        case when child.tenant_id is not null then 0 end, child.currency, 'INTERNAL', true
    from unnest(v_numbers) n (number)
    cross join lateral unnest(v_me.path) with ordinality p (tenant_id, place)
    join tenant up on up.operator_id = v_operator and up.tenant_id = p.tenant_id
    left join tenant child on child.operator_id = v_operator and child.tenant_id = v_me.path[p.place + 1]
    cross join lateral (
        select max(e.to_at) as at from holding_period e where e.operator_id = v_operator and e.number = n.number) ended
    order by n.number, p.place;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(v_numbers) * cardinality(v_me.path));
    insert into did_key (operator_id, tenant_id, number)
    select v_operator, p, n from unnest(v_me.path) p cross join unnest(v_numbers) n order by p, n;
    insert into holding_period (operator_id, tenant_id, id, number, payee_id, from_at, origin, activation, recurring,
        currency, free_of_charge)
    select h.operator_id, h.tenant_id, h.period_id, h.number, t.parent_id, h.held_since, h.origin, 0, 0, h.currency, true
    from did_holding h
    join tenant t on t.operator_id = h.operator_id and t.tenant_id = h.tenant_id
    where h.operator_id = v_operator and h.tenant_id = any (v_me.path) and h.number = any (v_numbers)
    order by h.tenant_id, h.number;
    return cardinality(v_numbers);
end
$$;

-- ---------------------------------------------------------------------------------------------- giving back

-- Ends the whole chains of numbers that were opened from ranges: they can be taken again at once.
create function end_internal_numbers(p_operator int, p_numbers text[], p_now timestamptz) returns void
    language plpgsql volatile
    set search_path = didstock, pg_temp
as $$
begin
    with closed as (
        delete from did_holding h
        using internal_number n
        join tenant t on t.operator_id = n.operator_id and t.tenant_id = n.tenant_id
        cross join lateral unnest(t.path) p (tenant_id)
        where n.operator_id = p_operator and n.number = any (p_numbers)
          and h.operator_id = p_operator and h.tenant_id = p.tenant_id and h.number = n.number
        returning h.operator_id, h.tenant_id, h.number, h.period_id),
    forgotten as (
        delete from did_key k using closed c
        where k.operator_id = c.operator_id and k.tenant_id = c.tenant_id and k.number = c.number)
    update holding_period p set to_at = greatest(p_now, p.from_at)
    from closed c
    where p.operator_id = c.operator_id and p.tenant_id = c.tenant_id and p.id = c.period_id and p.to_at is null;
    update did d
    set gone_at = p_now, gone_reason = 'RETURNED', aging_until = null, aging_due = false, in_use_since = null
    from internal_number n
    where n.operator_id = p_operator and n.number = any (p_numbers)
      and d.operator_id = n.operator_id and d.number = n.number;
    delete from internal_number n where n.operator_id = p_operator and n.number = any (p_numbers);
end
$$;

-- Whoever brings such a number back from its customer, by whatever act, ends it: it lies in nobody's stock. In an
-- operation of its own, since history has one row for each number and operation.
create function end_returned_internal_numbers() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int;
    v_numbers text[];
    v_now timestamptz;
    v_operation text := current_setting('didstock.operation', true);
begin
    if not exists (select from changed c where c.number_type = 'INTERNAL' and c.child_id is null) then
        return null;
    end if;
    select min(n.operator_id), array_agg(n.number order by n.number) into v_operator, v_numbers
    from changed c
    join internal_number n on n.operator_id = c.operator_id and n.number = c.number
    where c.child_id is null and c.tenant_id <> n.tenant_id;
    if v_numbers is null then
        return null;
    end if;
    -- When the customer's stay ended.
    select max(p.to_at) into v_now
    from holding_period p
    join internal_number n on n.operator_id = p.operator_id and n.tenant_id = p.tenant_id and n.number = p.number
    where p.operator_id = v_operator and p.number = any (v_numbers);
    perform set_config('didstock.operation', gen_random_uuid()::text, true);
    perform end_internal_numbers(v_operator, v_numbers, v_now);
    perform set_config('didstock.operation', coalesce(v_operation, ''), true);
    return null;
end
$$;
create trigger did_holding_internal_ended after update on did_holding
    referencing new table as changed for each statement execute function end_returned_internal_numbers();

-- RETURN_INTERNAL: the bound customer gives numbers back that no account uses.
create function return_internal_numbers(p_numbers text[], p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_written bigint;
begin
    perform lock_chain(p_numbers);
    select count(*) into v_written
    from internal_number n
    join did_holding h on h.operator_id = n.operator_id and h.tenant_id = n.tenant_id and h.number = n.number
    where n.operator_id = v_operator and n.tenant_id = bound_tenant() and n.number = any (p_numbers)
      and not h.in_use and h.child_id is null;
    perform expect_written(v_written, cardinality(p_numbers));
    perform end_internal_numbers(v_operator, p_numbers, p_now);
    return v_written;
end
$$;

-- ---------------------------------------------------------------------------------------------- the operator's ranges

-- How many numbers of each of the bound operator's ranges are taken.
create function internal_range_use() returns table (id int, used bigint)
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select n.range_id, count(*)
    from internal_number n
    where n.operator_id = bound_operator() and bound_tenant() = bound_operator()
    group by n.range_id
$$;

-- Removes a range of the bound operator's of which nothing is taken. False: something is. Null: there is none.
create function remove_internal_range(p_id int) returns boolean
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
begin
    perform from internal_range r
    where r.operator_id = v_operator and r.tenant_id = bound_tenant() and r.id = p_id for update;
    if not found then
        return null;
    end if;
    if exists (select from internal_number n where n.operator_id = v_operator and n.range_id = p_id) then
        return false;
    end if;
    delete from internal_range r where r.operator_id = v_operator and r.tenant_id = bound_tenant() and r.id = p_id;
    return true;
end
$$;

-- What the bound tenant, if it is a customer, or its direct children use and may hold.
create function internal_allowances() returns table (tenant_id int, used bigint, most int)
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select t.tenant_id, a.used, a.most
    from tenant t
    cross join lateral internal_allowance_of(t.operator_id, t.tenant_id) a
    where t.operator_id = bound_operator()
      and (t.tenant_id = bound_tenant() and t.kind = 'CUSTOMER' or t.parent_id = bound_tenant())
$$;

-- As before; and a number of a range is one of the network's before anybody took it.
create or replace function is_stock_number(p_number text) returns boolean
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select exists (
        select from did d where d.operator_id = bound_operator() and d.number = p_number and d.gone_at is null)
    or exists (
        select from internal_range r
        where r.operator_id = bound_operator() and length(r.first_number) = length(p_number)
          and p_number collate "C" between r.first_number and r.last_number)
$$;

-- ---------------------------------------------------------------------------------------------- policies and grants

do $$
declare
    name text;
    signature regprocedure;
begin
    foreach name in array array ['internal_range', 'internal_number']
    loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy %I on %I to didstock_owner using (true) with check (true)', name || '_owner', name);
        execute format('create policy %I on %I to didstock_chain using (operator_id = (select bound_operator()))'
            ' with check (operator_id = (select bound_operator()))', name || '_chain', name);
        execute format('create policy %I on %I to didstock_app'
            ' using (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))'
            ' with check (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))',
            name || '_mine', name);
        execute format('grant select on %I to didstock_app, didstock_chain, didstock_audit', name);
    end loop;
    foreach signature in array array [
        'check_internal_range()', 'end_returned_internal_numbers()',
        'end_internal_numbers(int, text[], timestamptz)']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
    end loop;
    foreach signature in array array [
        'internal_page(text, text, text[], text, int)', 'take_internal_numbers(text[], timestamptz)',
        'return_internal_numbers(text[], timestamptz)', 'internal_range_use()', 'remove_internal_range(int)',
        'internal_allowances()']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
        execute format('grant execute on function %s to didstock_app', signature);
    end loop;
end
$$;
grant insert (operator_id, tenant_id, first_number, last_number, block_for, created_at) on internal_range to didstock_app;
grant update (version), delete on internal_range to didstock_chain; -- the update is for locks
grant insert, delete on internal_number to didstock_chain;
revoke execute on function internal_ranges_of(int, int), internal_allowance_of(int, int) from public;
grant execute on function internal_ranges_of(int, int), internal_allowance_of(int, int) to didstock_chain;
