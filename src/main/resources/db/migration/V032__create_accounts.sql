-- Customers' accounts, the numbers they use as ID and aliases, and where a number goes when its use ends.

set local search_path = didstock;

create type account_status as enum ('ACTIVE', 'BLOCKED');
create type account_number_role as enum ('ID', 'ALIAS');
-- Where a number goes when an account stops using it. BY_ORIGIN: what was made for the use ends with it.
create type after_use as enum ('BY_ORIGIN', 'KEEP', 'BACK_TO_BATCH', 'RELEASE_TO_POOL');

-- What a parent lays down for a customer whose accounts are deleted or changed without a choice.
alter table tenant add column after_use after_use not null default 'BY_ORIGIN';
grant insert (after_use), update (after_use) on tenant to didstock_app;

create table account (
    operator_id int not null,
    tenant_id int not null,
    id int not null default random(1, 2147483647),
    -- Digits if it is a phone number, in stock or not; otherwise any text.
    account_id text not null,
    name text not null default '',
    status account_status not null default 'ACTIVE',
    created_at timestamptz not null,
    version int not null default 0,
    constraint account_pk primary key (operator_id, tenant_id, id),
    constraint account_tenant_fk foreign key (operator_id, tenant_id) references tenant (operator_id, tenant_id),
    constraint account_account_id_ck check (account_id = btrim(account_id) and length(account_id) between 1 and 64),
    constraint account_name_ck check (length(name) <= 120)
);
create unique index account_account_id_uk on account (operator_id, tenant_id, lower(account_id));

-- The numbers of the stock that an account uses: in its operator's network, at most one account uses a number.
create table account_number (
    operator_id int not null,
    tenant_id int not null,
    account_id int not null,
    number text collate "C" not null,
    role account_number_role not null,
    -- Whether the act that gave the account the number also brought the number to the customer.
    provisioned boolean not null,
    since timestamptz not null,
    constraint account_number_pk primary key (operator_id, number),
    constraint account_number_account_fk foreign key (operator_id, tenant_id, account_id)
        references account (operator_id, tenant_id, id)
);
create index account_number_account_ix on account_number (operator_id, tenant_id, account_id, number);
create unique index account_number_id_uk on account_number (operator_id, tenant_id, account_id) where role = 'ID';

-- ---------------------------------------------------------------------------------------------- use begins

-- As before, and a number that its parent's row already says is used is used here, too.
create or replace function open_holdings(p_operator int, p_parent int, p_child int, p_numbers text[],
                                         p_origin holding_origin, p_now timestamptz) returns void
    language plpgsql volatile
    set search_path = didstock, pg_temp
as $$
declare
    v_written bigint;
begin
    insert into did_holding (operator_id, tenant_id, number, state, in_use, released_at, held_since, origin,
        activation_cost, recurring_cost, currency, supply_label, country, area, number_type, number_class, free_of_charge)
    select h.operator_id, p_child, h.number, 'FREE', h.in_use, h.released_at, greatest(p_now, ended.at), p_origin,
        h.activation_revenue, h.recurring_revenue, h.revenue_currency, v.supply_label, h.country, h.area, h.number_type,
        h.number_class, h.free_of_charge
    from did_holding h
    left join vendor_batch v on v.operator_id = h.operator_id and v.tenant_id = h.tenant_id and v.id = h.vendor_batch_id
    -- p_now may lie before the end of the stay that this waited for: two at once would both be charged.
    cross join lateral (
        select max(p.to_at) as at from holding_period p
        where p.operator_id = h.operator_id and p.number = h.number and p.payee_id = p_parent) ended
    where h.operator_id = p_operator and h.tenant_id = p_parent and h.number = any (p_numbers) and h.child_id = p_child
    order by h.number;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    insert into did_key (operator_id, tenant_id, number)
    select p_operator, p_child, n from unnest(p_numbers) n order by n;
    insert into holding_period (operator_id, tenant_id, id, number, payee_id, from_at, origin, home_batch_id,
        pricing_batch_id, activation, recurring, currency, free_of_charge)
    select c.operator_id, c.tenant_id, c.period_id, c.number, p_parent, c.held_since, p_origin, h.home_batch_id,
        h.pricing_batch_id, c.activation_cost, c.recurring_cost, c.currency, c.free_of_charge
    from did_holding c
    join did_holding h on h.operator_id = c.operator_id and h.tenant_id = p_parent and h.number = c.number
    where c.operator_id = p_operator and c.tenant_id = p_child and c.number = any (p_numbers)
    order by c.number;
end
$$;

-- An account of the customer begins to use numbers that the customer holds. The caller is the customer or its parent.
create function use_numbers(p_customer int, p_account int, p_numbers text[], p_role account_number_role,
                            p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_written bigint;
begin
    perform set_in_use(p_numbers, true, p_now);
    insert into account_number (operator_id, tenant_id, account_id, number, role, provisioned, since)
    select h.operator_id, h.tenant_id, p_account, h.number, p_role, h.origin = 'ON_PROVISION', p_now
    from did_holding h
    where h.operator_id = v_operator and h.tenant_id = p_customer and h.number = any (p_numbers) and h.child_id is null
    order by h.number;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    return v_written;
end
$$;

-- The caller's numbers go to its customer, at give_prices' price, because an account there begins to use them: they
-- are the customer's as long as it does.
create function provision_numbers(p_customer int, p_account int, p_numbers text[], p_role account_number_role,
                                  p_states holding_state[], p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_above int[];
    v_written bigint;
begin
    select t.path[: cardinality(t.path) - 2] into v_above from tenant t
    where t.operator_id = v_operator and t.parent_id = v_me and t.tenant_id = p_customer and t.kind = 'CUSTOMER'
      and t.status = 'ACTIVE';
    perform expect_written(case when found then 1 else 0 end, 1);
    perform lock_chain(p_numbers);
    perform check_limits(p_customer, cardinality(p_numbers),
        (select coalesce(sum(p.recurring), 0) from give_prices(v_operator, v_me, p_customer, p_numbers, false) p));
    with p as materialized (
        select * from give_prices(v_operator, v_me, p_customer, p_numbers, false))
    update did_holding h
    set state = 'GIVEN', until = null, reserved_child_id = null, reserved_for = null, child_id = p_customer, in_use = true,
        home_batch_id = h.pricing_batch_id, pricing_batch_id = p.pricing_batch_id,
        activation_revenue = p.activation, recurring_revenue = p.recurring, revenue_currency = p.currency,
        version = h.version + 1
    from p
    where h.operator_id = v_operator and h.tenant_id = v_me and h.number = p.number
      and h.number = any (p_numbers)
      and p.refusal is null
      and h.child_id is null and not h.in_use
      and effective_state(h.state, h.until, p_now) = any (p_states)
      and (effective_state(h.state, h.until, p_now) <> 'RESERVED' or h.reserved_child_id = p_customer);
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    perform open_holdings(v_operator, v_me, p_customer, p_numbers, 'ON_PROVISION', p_now);
    update did d set in_use_since = p_now where d.operator_id = v_operator and d.number = any (p_numbers);
    update did_holding h set in_use = true, version = h.version + 1
    where h.operator_id = v_operator and h.tenant_id = any (v_above) and h.number = any (p_numbers);
    insert into account_number (operator_id, tenant_id, account_id, number, role, provisioned, since)
    select v_operator, p_customer, p_account, n, p_role, true, p_now from unnest(p_numbers) n order by n;
    return v_written;
end
$$;

-- ---------------------------------------------------------------------------------------------- use ends

-- As before, but also for numbers that are in use until now; the callers say whether they may be. Who keeps a number
-- keeps it on its own account from then on.
create or replace function close_below(p_operator int, p_holder int, p_numbers text[], p_days int[], p_to_home boolean,
                                       p_now timestamptz) returns void
    language plpgsql volatile
    set search_path = didstock, pg_temp
as $$
declare
    v_written bigint;
begin
    -- A number that an account used for a day starts its quarantine when it leaves the customer. Without days it has
    -- none, and the use is settled all the same: the next customer's leaving is judged by its own use.
    update did d
    set aging_until = case when w.days > 0 then greatest(d.aging_until, p_now + make_interval(days => w.days))
                           else d.aging_until end,
        aging_due = false
    from unnest(p_numbers, p_days) as w (number, days)
    where d.operator_id = p_operator and d.number = w.number and d.aging_due
      and exists (
          select from did_holding h
          join tenant t on t.operator_id = h.operator_id and t.tenant_id = h.tenant_id
          where h.operator_id = p_operator and h.number = w.number and h.child_id is null and t.kind = 'CUSTOMER');
    with closed as (
        delete from did_holding h
        using did_holding deepest
        join tenant t on t.operator_id = deepest.operator_id and t.tenant_id = deepest.tenant_id
        where deepest.operator_id = p_operator and deepest.number = any (p_numbers) and deepest.child_id is null
          and h.operator_id = p_operator and h.number = deepest.number
          and h.tenant_id = any (t.path[array_position(t.path, p_holder) + 1 :])
        returning h.operator_id, h.tenant_id, h.number, h.period_id),
    forgotten as (
        delete from did_key k using closed c
        where k.operator_id = c.operator_id and k.tenant_id = c.tenant_id and k.number = c.number),
    ended as (
        update holding_period p set to_at = greatest(p_now, p.from_at)
        from closed c
        where p.operator_id = c.operator_id and p.tenant_id = c.tenant_id and p.id = c.period_id and p.to_at is null)
    select count(distinct c.number) into v_written from closed c;
    perform expect_written(v_written, cardinality(p_numbers));
    update did_holding h
    set state = case when d.aging_until > p_now then 'AGING'::holding_state else 'FREE' end,
        until = case when d.aging_until > p_now then d.aging_until end,
        child_id = null, reserved_child_id = null, reserved_for = null, in_use = false, origin = 'STOCK',
        released_at = case when h.in_use then p_now else h.released_at end,
        pricing_batch_id = case when p_to_home then (
            select b.id from pricing_batch b
            where b.operator_id = h.operator_id and b.tenant_id = h.tenant_id and b.id = h.home_batch_id) end,
        home_batch_id = coalesce(h.home_batch_id, h.pricing_batch_id),
        activation_revenue = null, recurring_revenue = null, revenue_currency = null,
        version = h.version + 1
    from did d
    where h.operator_id = p_operator and h.tenant_id = p_holder and h.number = any (p_numbers)
      and h.child_id is not null
      and d.operator_id = h.operator_id and d.number = h.number;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
end
$$;

-- Closes below a holder what an account used until now; above the holder, the numbers are no longer in use.
create function close_used_below(p_operator int, p_holder tenant, p_numbers text[], p_days int[], p_to_home boolean,
                                 p_now timestamptz) returns void
    language plpgsql volatile
    set search_path = didstock, pg_temp
as $$
begin
    perform close_below(p_operator, p_holder.tenant_id, p_numbers, p_days, p_to_home, p_now);
    update did_holding h set in_use = false, released_at = p_now, version = h.version + 1
    where h.operator_id = p_operator and h.number = any (p_numbers) and h.in_use
      and h.tenant_id = any (p_holder.path[: cardinality(p_holder.path) - 1]);
end
$$;

-- An account of the customer no longer uses these numbers. Where they go is said by p_choice, or else by what the
-- parent laid down for the customer. The caller is the customer or its parent; only the parent may choose to give up
-- its own hold.
create function stop_using(p_customer int, p_account int, p_numbers text[], p_days int[], p_choice after_use,
                           p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_customer tenant;
    v_target tenant;
    v_choice after_use;
    v_own boolean;
    v_written bigint;
    v_stay text[];
    v_left text[];
    v_here text[];
    v_here_days int[];
begin
    select c.* into v_customer from tenant c
    where c.operator_id = v_operator and c.tenant_id = p_customer and c.kind = 'CUSTOMER'
      and v_me in (c.tenant_id, c.parent_id);
    perform expect_written(case when found then 1 else 0 end, 1);
    v_choice := coalesce(p_choice, v_customer.after_use);
    -- Whether this is the parent's own will.
    v_own := v_me = v_customer.parent_id or v_choice = v_customer.after_use;
    if v_choice = 'RELEASE_TO_POOL' and not v_own then
        perform expect_written(0, 1);
    end if;
    perform lock_chain(p_numbers);
    delete from account_number n
    where n.operator_id = v_operator and n.tenant_id = p_customer and n.account_id = p_account
      and n.number = any (p_numbers);
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    update did d
    set in_use_since = null, aging_due = d.aging_due or d.in_use_since <= p_now - interval '24 hours'
    where d.operator_id = v_operator and d.number = any (p_numbers);
    v_stay := array(
        select h.number from did_holding h
        where h.operator_id = v_operator and h.tenant_id = p_customer and h.number = any (p_numbers)
          and (v_choice = 'KEEP' or v_choice = 'BY_ORIGIN' and h.origin = 'STOCK')
        order by h.number);
    update did_holding h
    set in_use = false, released_at = p_now, origin = case when h.tenant_id = p_customer then 'STOCK' else h.origin end,
        version = h.version + 1
    where h.operator_id = v_operator and h.tenant_id = any (v_customer.path) and h.number = any (v_stay);
    v_left := array(select n from unnest(p_numbers) n where n <> all (v_stay));
    select up.* into v_target
    from tenant up where up.operator_id = v_operator and up.tenant_id = v_customer.parent_id;
    while v_target.tenant_id is not null and cardinality(v_left) > 0 loop
        select array_agg(h.number order by h.number), array_agg(w.days order by h.number)
        into v_here, v_here_days
        from did_holding h
        join unnest(p_numbers, p_days) as w (number, days) on w.number = h.number
        join did d on d.operator_id = h.operator_id and d.number = h.number
        where h.operator_id = v_operator and h.tenant_id = v_target.tenant_id and h.number = any (v_left)
          and case when v_choice = 'RELEASE_TO_POOL' and v_target.tenant_id = v_customer.parent_id
                       then d.top_tenant_id = v_target.tenant_id
                   when v_choice = 'BACK_TO_BATCH' and v_own then true
                   else h.origin = 'STOCK' end;
        if v_here is not null then
            perform close_used_below(v_operator, v_target, v_here, v_here_days,
                v_choice <> 'RELEASE_TO_POOL'
                    or v_target.release_to_home_batch and v_target.tenant_id <> v_customer.parent_id, p_now);
            v_left := array(select n from unnest(v_left) n where n <> all (v_here));
        end if;
        select up.* into v_target
        from tenant up where up.operator_id = v_operator and up.tenant_id = v_target.parent_id;
    end loop;
    perform expect_written(cardinality(v_left), 0);
    return cardinality(p_numbers);
end
$$;

-- Numbers that one account of a customer uses are used by another, or in another role. Nothing is released.
create function move_use(p_customer int, p_from int, p_to int, p_numbers text[], p_role account_number_role) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_written bigint;
begin
    perform from tenant c
    where c.operator_id = v_operator and c.tenant_id = p_customer and v_me in (c.tenant_id, c.parent_id);
    perform expect_written(case when found then 1 else 0 end, 1);
    update account_number n set account_id = p_to, role = p_role
    where n.operator_id = v_operator and n.tenant_id = p_customer and n.account_id = p_from and n.number = any (p_numbers);
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    return v_written;
end
$$;

-- Whether the operator's network has such a number: then only who holds it can use it as an ID. So much and no more
-- is told to others.
create function is_stock_number(p_number text) returns boolean
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select exists (
        select from did d where d.operator_id = bound_operator() and d.number = p_number and d.gone_at is null)
$$;

-- ---------------------------------------------------------------------------------------------- policies and grants

do $$
declare
    name text;
    signature regprocedure;
begin
    foreach name in array array ['account', 'account_number']
    loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy %I on %I to didstock_owner using (true) with check (true)', name || '_owner', name);
        execute format('create policy %I on %I to didstock_chain using (operator_id = (select bound_operator()))'
            ' with check (operator_id = (select bound_operator()))', name || '_chain', name);
        execute format('create policy %I on %I to didstock_app'
            ' using (operator_id = (select bound_operator())'
            '     and (tenant_id = (select bound_tenant())'
            '         or tenant_id in (select t.tenant_id from tenant t'
            '                          where t.operator_id = (select bound_operator()) and t.parent_id = (select bound_tenant()))))'
            ' with check (operator_id = (select bound_operator())'
            '     and (tenant_id = (select bound_tenant())'
            '         or tenant_id in (select t.tenant_id from tenant t'
            '                          where t.operator_id = (select bound_operator()) and t.parent_id = (select bound_tenant()))))',
            name || '_seen', name);
        execute format('grant select on %I to didstock_app, didstock_chain, didstock_audit', name);
    end loop;
    foreach signature in array array [
        'use_numbers(int, int, text[], account_number_role, timestamptz)',
        'provision_numbers(int, int, text[], account_number_role, holding_state[], timestamptz)',
        'stop_using(int, int, text[], int[], after_use, timestamptz)',
        'move_use(int, int, int, text[], account_number_role)',
        'is_stock_number(text)']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
        execute format('grant execute on function %s to didstock_app', signature);
    end loop;
end
$$;
grant insert, update (account_id, name, status, version), delete on account to didstock_app;
grant insert, update (account_id, role), delete on account_number to didstock_chain;

alter function close_used_below(int, tenant, text[], int[], boolean, timestamptz) owner to didstock_chain;
revoke execute on function close_used_below(int, tenant, text[], int[], boolean, timestamptz) from public;
-- A number is in use only while an account is known that uses it.
revoke execute on function set_in_use(text[], boolean, timestamptz) from didstock_app;
