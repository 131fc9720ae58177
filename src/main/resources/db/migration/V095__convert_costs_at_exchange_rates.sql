-- A cost in one currency, a price in another: converted once, before markup and rounding, at the seller's rate, or the
-- operator's where the seller has none of its own. Rate and date stay with the stay.

set local search_path = didstock;

-- Only ever added to: the latest that has begun counts.
create table exchange_rate (
    operator_id int not null,
    tenant_id int not null,
    id bigint generated always as identity,
    currency_from char(3) not null,
    currency_to char(3) not null,
    -- So much of currency_to is one of currency_from.
    rate numeric(18, 8) not null,
    valid_from timestamptz not null,
    created_at timestamptz not null,
    login text not null,
    constraint exchange_rate_pk primary key (operator_id, tenant_id, id),
    constraint exchange_rate_tenant_fk foreign key (operator_id, tenant_id) references tenant,
    constraint exchange_rate_currencies_ck
        check (currency_from ~ '^[A-Z]{3}$' and currency_to ~ '^[A-Z]{3}$' and currency_from <> currency_to),
    constraint exchange_rate_rate_ck check (rate > 0)
);
create index exchange_rate_pair_ix
    on exchange_rate (operator_id, tenant_id, currency_from, currency_to, valid_from desc, id desc);

alter table exchange_rate enable row level security;
alter table exchange_rate force row level security;
create policy exchange_rate_owner on exchange_rate to didstock_owner using (true) with check (true);
create policy exchange_rate_chain on exchange_rate to didstock_chain
    using (operator_id = (select bound_operator())) with check (operator_id = (select bound_operator()));
-- The operator's rates hold for every tenant that has none of its own, and so it may see them.
create policy exchange_rate_seen on exchange_rate for select to didstock_app
    using (operator_id = (select bound_operator()) and tenant_id in ((select bound_tenant()), (select bound_operator())));
create policy exchange_rate_mine on exchange_rate for insert to didstock_app
    with check (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()));
grant select, insert on exchange_rate to didstock_app;
grant select on exchange_rate to didstock_chain, didstock_audit;

-- ---------------------------------------------------------------------------------------------- rates

create type rate_in_force as (currency_from char(3), currency_to char(3), rate numeric, valid_from timestamptz);

-- The moment at which prices are asked for: the same through a whole transaction, so that price and rate agree.
create function pricing_time() returns timestamptz
    language sql stable
as $$
    select coalesce(nullif(current_setting('didstock.now', true), '')::timestamptz, now())
$$;

-- The rates at which a tenant sells now: its own before the operator's.
create function rates_of(p_operator int, p_seller int) returns rate_in_force[]
    language sql stable
as $$
    select coalesce(array_agg((r.currency_from, r.currency_to, r.rate, r.valid_from)::rate_in_force), '{}')
    from (
        select distinct on (e.currency_from, e.currency_to) e.currency_from, e.currency_to, e.rate, e.valid_from
        from exchange_rate e
        where e.operator_id = p_operator and e.tenant_id in (p_seller, p_operator) and e.valid_from <= pricing_time()
        order by e.currency_from, e.currency_to, e.tenant_id = p_seller desc, e.valid_from desc, e.id desc) r
$$;

create function looked_up_rate(p_rates rate_in_force[], p_from char(3), p_to char(3)) returns rate_in_force
    language sql immutable parallel safe
as $$
    select r from unnest(p_rates) r where r.currency_from = p_from and r.currency_to = p_to
$$;

-- What one of p_from is in p_to; null: there is no such rate. A cost is multiplied by it and not rounded. Looked up only
-- where there is something to convert: the planner puts the case into the statement.
create function rate_of(p_rates rate_in_force[], p_from char(3), p_to char(3)) returns numeric
    language sql immutable parallel safe
as $$
    select case when p_from = p_to then 1 else (looked_up_rate(p_rates, p_from, p_to)).rate end
$$;

-- Since when that rate has held; null where nothing is converted.
create function rate_date_of(p_rates rate_in_force[], p_from char(3), p_to char(3)) returns timestamptz
    language sql immutable parallel safe
as $$
    select case when p_from <> p_to then (looked_up_rate(p_rates, p_from, p_to)).valid_from end
$$;

-- ---------------------------------------------------------------------------------------------- prices

alter table holding_period add column rated_at timestamptz;
grant select (rated_at) on holding_period to didstock_app;
alter table repricing add column rate numeric(18, 8) not null default 1, add column rated_at timestamptz;

alter type offer_term add attribute rates rate_in_force[];

-- All of them, looked up once and then held against each number; null if there are none.
create or replace function offer_terms(p_operator int, p_tenant int, p_child int) returns offer_term[]
    language sql stable
as $$
    select array_agg(row (a.position, b.id, b.free_of_charge, b.activation_fee, b.recurring_fee, b.markup_percent,
        b.rounding, b.currency, a.countries, a.number_types, a.group_ids,
        (select rates_of(p_operator, p_tenant)))::offer_term)
    from assigned_batch a
    join pricing_batch b on b.operator_id = a.operator_id and b.tenant_id = a.tenant_id and b.id = a.pricing_batch_id
    join tenant child on child.operator_id = a.operator_id and child.tenant_id = a.child_id
    where a.operator_id = p_operator
      and a.tenant_id = p_tenant
      and a.child_id = p_child
      and b.type = 'INVENTORIED'
      and b.applied_to::text = child.kind::text || 'S'
      and b.currency = child.currency
$$;

-- Through which assigned batch, and at what price, a child may take a number of its parent's. No row: it may not.
-- A number that lies in a batch is covered by that batch alone; one in no batch, by the first in order that fits.
create or replace function offered_price(p_terms offer_term[], p_batch int, p_free_of_charge boolean, p_activation_cost numeric,
                              p_recurring_cost numeric, p_currency char(3), p_country char(2), p_number_type text,
                              p_group int)
    returns table (pricing_batch_id int, activation numeric, recurring numeric, currency char(3))
    language sql stable
as $$
    select t.pricing_batch_id,
        case when p_free_of_charge or t.free_of_charge then 0
             else activation_price(p_activation_cost * rate_of(t.rates, p_currency, t.currency), t.activation_fee,
                 t.rounding) end,
        case when p_free_of_charge or t.free_of_charge then 0
             else recurring_price(p_recurring_cost * rate_of(t.rates, p_currency, t.currency), t.markup_percent,
                 t.recurring_fee, t.rounding) end,
        t.currency
    from unnest(p_terms) t
    where (p_free_of_charge or t.free_of_charge or rate_of(t.rates, p_currency, t.currency) is not null)
      and (p_batch is null or p_batch = t.pricing_batch_id)
      and (t.countries = '{}' or p_country = any (t.countries))
      and (t.number_types = '{}' or p_number_type = any (t.number_types))
      and (t.group_ids = '{}' or p_group = any (t.group_ids))
    order by t.position
    limit 1
$$;

drop function give_prices(int, int, int, text[], boolean);
-- At what price a tenant would give each of these numbers to a child, by which of its batches, or why it can't.
-- below_cost: for less a month than it costs, and not because it is meant to be free of charge.
-- Reads with the caller's own rights.
create function give_prices(p_operator int, p_tenant int, p_child int, p_numbers text[], p_by_assigned boolean)
    returns table (number text, pricing_batch_id int, activation numeric, recurring numeric, currency char(3),
                   refusal text, rate numeric, rated_at timestamptz, below_cost boolean)
    language sql stable
as $$
    with offer as materialized (
        select offer_terms(p_operator, p_tenant, p_child) as terms, rates_of(p_operator, p_tenant) as rates),
    priced as (
    select h.number,
        case when h.free_of_charge then null else coalesce(own.id, offered.pricing_batch_id) end as pricing_batch_id,
        case when h.free_of_charge or own.free_of_charge then 0
             when own.id is not null then activation_price(h.activation_cost * conversion.rate, own.activation_fee, own.rounding)
             else offered.activation end as activation,
        case when h.free_of_charge or own.free_of_charge then 0
             when own.id is not null
                 then recurring_price(h.recurring_cost * conversion.rate, own.markup_percent, own.recurring_fee,
                     own.rounding)
             else offered.recurring end as recurring,
        child.currency,
        case when h.free_of_charge then null
             when own.id is null and offered.pricing_batch_id is null
                 then case when conversion.rate is null and offer.terms is not null then 'NO_RATE' else 'NO_PRICE' end
             when own.id is null then null
             when own.applied_to::text <> child.kind::text || 'S' then 'BATCH_FOR_OTHERS'
             when own.currency <> child.currency then 'BATCH_IN_OTHER_CURRENCY'
             when conversion.rate is null and not own.free_of_charge then 'NO_RATE' end as refusal,
        conversion.rate, rate_date_of(offer.rates, h.currency, child.currency) as rated_at,
        h.recurring_cost * conversion.rate as cost,
        h.free_of_charge or coalesce(own.free_of_charge, term.free_of_charge, false) as free
    from did_holding h
    cross join offer
    join tenant child on child.operator_id = p_operator and child.parent_id = p_tenant and child.tenant_id = p_child
    left join pricing_batch own on not p_by_assigned and own.operator_id = h.operator_id
        and own.tenant_id = h.tenant_id and own.id = h.pricing_batch_id
    -- A number in a batch of its own is not priced by another one unless the caller says so.
    left join lateral offered_price(offer.terms, null, h.free_of_charge, h.activation_cost, h.recurring_cost,
        h.currency, h.country, h.number_type, h.group_id) offered on own.id is null
    left join lateral unnest(offer.terms) term on term.pricing_batch_id = offered.pricing_batch_id
    cross join lateral (select rate_of(offer.rates, h.currency, child.currency) as rate) conversion
    where h.operator_id = p_operator
      and h.tenant_id = p_tenant
      and h.number = any (p_numbers))
    select p.number, p.pricing_batch_id, p.activation, p.recurring, p.currency, p.refusal, p.rate, p.rated_at,
        not p.free and coalesce(p.recurring < p.cost, false)
    from priced p
$$;

drop function reprice_prices(int, int, int, text[]);
-- At what price each of these numbers, which the tenant gave out, would be repriced, by its own batch or by another one,
-- or why it can't be. Reads with the caller's own rights.
create function reprice_prices(p_operator int, p_tenant int, p_batch int, p_numbers text[])
    returns table (number text, pricing_batch_id int, recurring numeric, currency char(3), refusal text, rate numeric,
                  rated_at timestamptz, below_cost boolean)
    language sql stable
as $$
    with selling as materialized (select rates_of(p_operator, p_tenant) as rates)
    select h.number, b.id, price.recurring,
        h.revenue_currency,
        case when h.free_of_charge then 'FREE_OF_CHARGE'
             when b.id is null then 'IN_NO_BATCH'
             when b.applied_to::text <> child.kind::text || 'S' then 'BATCH_FOR_OTHERS'
             when b.currency <> h.revenue_currency then 'BATCH_IN_OTHER_CURRENCY'
             when conversion.rate is null and not b.free_of_charge then 'NO_RATE' end,
        conversion.rate, rate_date_of(selling.rates, h.currency, b.currency),
        not b.free_of_charge and coalesce(price.recurring < h.recurring_cost * conversion.rate, false)
    from did_holding h
    cross join selling
    join tenant child on child.operator_id = h.operator_id and child.parent_id = h.tenant_id
        and child.tenant_id = h.child_id
    left join pricing_batch b on b.operator_id = h.operator_id and b.tenant_id = h.tenant_id
        and b.id = coalesce(p_batch, h.pricing_batch_id)
    cross join lateral (select rate_of(selling.rates, h.currency, b.currency) as rate) conversion
    cross join lateral (
        select case when b.free_of_charge then 0
                    else recurring_price(h.recurring_cost * conversion.rate, b.markup_percent, b.recurring_fee,
                        b.rounding) end as recurring) price
    where h.operator_id = p_operator
      and h.tenant_id = p_tenant
      and h.number = any (p_numbers)
      and h.child_id is not null
$$;

-- For each number that the children have from p_from: who has it, and what the caller's child will pay for it: p_to by
-- the batch named, or the child itself, now directly below, what it paid before. No price: the batch does not fit, or
-- there is no rate.
create or replace function moving_prices(p_from int, p_children int[], p_to int, p_batch int)
    returns setof moving_number
    language sql stable
    set search_path = didstock, pg_temp
as $$
    with selling as materialized (select rates_of(bound_operator(), bound_tenant()) as rates)
    select h.number, h.child_id,
        case when p_to <> bound_tenant() and not h.free_of_charge then b.id end,
        case when p_to = bound_tenant() then h.activation_revenue
             when h.free_of_charge then 0
             else activation_price(mine.activation_cost * conversion.rate, b.activation_fee, b.rounding) end,
        case when p_to = bound_tenant() then h.recurring_revenue
             when h.free_of_charge then 0
             else recurring_price(mine.recurring_cost * conversion.rate, b.markup_percent, b.recurring_fee, b.rounding) end,
        case when p_to = bound_tenant() then h.revenue_currency else target.currency end,
        h.in_use, mine.recurring_revenue, mine.revenue_currency, mine.number is not null
    from did_holding h
    cross join selling
    join tenant target on target.operator_id = h.operator_id and target.tenant_id = p_to
    left join lateral (
        select o.* from did_holding o
        where o.operator_id = bound_operator() and o.tenant_id = bound_tenant() and o.number = h.number
        offset 0) mine on true
    left join pricing_batch b on b.operator_id = h.operator_id and b.tenant_id = bound_tenant() and b.id = p_batch
        and b.applied_to = 'RESELLERS' and b.type = 'INVENTORIED' and b.currency = target.currency
    cross join lateral (
        select rate_of(selling.rates, mine.currency, target.currency) as rate) conversion
    where h.operator_id = bound_operator() and h.tenant_id = p_from and h.child_id = any (p_children)
$$;

-- ---------------------------------------------------------------------------------------------- rate and date stay

-- REPRICE: announces to the children who hold these numbers from the caller what they will pay from p_from on. A later
-- announcement takes the place of an earlier one.
create or replace function reprice_numbers(p_numbers text[], p_batch int, p_from timestamptz, p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_written bigint;
begin
    perform expect_written(case when p_from > p_now then 1 else 0 end, 1);
    perform lock_chain(p_numbers);
    insert into repricing as r (operator_id, tenant_id, number, payee_id, period_id, effective_at, pricing_batch_id,
        recurring, currency, rate, rated_at)
    select c.operator_id, c.tenant_id, c.number, v_me, c.period_id, p_from, p.pricing_batch_id, p.recurring, p.currency,
        coalesce(p.rate, 1), p.rated_at
    from reprice_prices(v_operator, v_me, p_batch, p_numbers) p
    cross join lateral (
        select o.child_id from did_holding o
        where o.operator_id = v_operator and o.tenant_id = v_me and o.number = p.number
        offset 0) h
    cross join lateral (
        select o.* from did_holding o
        where o.operator_id = v_operator and o.tenant_id = h.child_id and o.number = p.number
        offset 0) c
    where p.refusal is null
    order by c.number
    on conflict on constraint repricing_pk do update
    set payee_id = excluded.payee_id, period_id = excluded.period_id, effective_at = excluded.effective_at,
        pricing_batch_id = excluded.pricing_batch_id, recurring = excluded.recurring, currency = excluded.currency,
        rate = excluded.rate, rated_at = excluded.rated_at;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    -- Both have it in their histories, and whoever previewed something else looks again.
    update did_holding h set version = h.version + 1
    where h.operator_id = v_operator and h.tenant_id = v_me and h.number = any (p_numbers);
    update did_holding c set version = c.version + 1
    from unnest(p_numbers) n
    cross join lateral (
        select o.operator_id, o.child_id from did_holding o
        where o.operator_id = v_operator and o.tenant_id = v_me and o.number = n
        offset 0) h
    where c.operator_id = h.operator_id and c.tenant_id = h.child_id and c.number = n;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    return v_written;
end
$$;

-- The announced prices whose day has come become true, from that day on, however late this is called: a stay ends at the
-- old price and goes on at the new one. One tenant's numbers, at most p_rows. Returns how many; 0: nothing is left.
create or replace function apply_repricings(p_operator int, p_now timestamptz, p_rows int) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    v_payee int;
    v_numbers text[];
    v_done text[];
    v_written bigint;
    bound_before text := coalesce(current_setting('didstock.operator', true), '');
begin
    perform set_config('didstock.operator', p_operator::text, true);
    select r.payee_id into v_payee
    from repricing r where r.operator_id = p_operator and r.effective_at <= p_now
    order by r.effective_at, r.payee_id limit 1;
    if not found then
        perform set_config('didstock.operator', bound_before, true);
        return 0;
    end if;
    perform set_config('didstock.tenant', v_payee::text, true),
            set_config('didstock.login', '', true),
            set_config('didstock.operation', uuidv7()::text, true),
            set_config('didstock.operation_kind', 'REPRICE_DUE', true);
    v_numbers := array(
        select distinct n.number from (
            select r.number from repricing r
            where r.operator_id = p_operator and r.payee_id = v_payee and r.effective_at <= p_now
            order by r.number limit p_rows) n
        order by n.number);
    perform lock_chain(v_numbers);
    v_done := array(
        select r.number from repricing r
        join did_holding c on c.operator_id = r.operator_id and c.tenant_id = r.tenant_id and c.number = r.number
            and c.period_id = r.period_id
        where r.operator_id = p_operator and r.payee_id = v_payee and r.effective_at <= p_now
          and r.number = any (v_numbers)
        order by r.number);
    update holding_period p set to_at = greatest(r.effective_at, p.from_at)
    from repricing r
    where r.operator_id = p_operator and r.payee_id = v_payee and r.number = any (v_done)
      and r.effective_at <= p_now
      and p.operator_id = p_operator and p.tenant_id = r.tenant_id and p.id = r.period_id and p.to_at is null;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(v_done));
    -- The activation is that of the tenure, which goes on.
    insert into holding_period (operator_id, tenant_id, id, number, payee_id, from_at, origin, home_batch_id,
        pricing_batch_id, activation, recurring, currency, free_of_charge, rate, rated_at)
    select p.operator_id, p.tenant_id, uuidv7(), p.number, p.payee_id, p.to_at, p.origin, p.home_batch_id,
        r.pricing_batch_id, p.activation, r.recurring, r.currency, p.free_of_charge, r.rate, r.rated_at
    from repricing r
    join holding_period p on p.operator_id = p_operator and p.tenant_id = r.tenant_id and p.id = r.period_id
    where r.operator_id = p_operator and r.payee_id = v_payee and r.number = any (v_done) and r.effective_at <= p_now
    order by p.number;
    update did_holding h
    set recurring_revenue = r.recurring, pricing_batch_id = coalesce(b.id, h.pricing_batch_id), version = h.version + 1
    from repricing r
    left join pricing_batch b on b.operator_id = p_operator and b.tenant_id = v_payee and b.id = r.pricing_batch_id
    where r.operator_id = p_operator and r.payee_id = v_payee and r.number = any (v_done) and r.effective_at <= p_now
      and h.operator_id = p_operator and h.tenant_id = v_payee and h.number = r.number and h.child_id = r.tenant_id;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(v_done));
    update did_holding c
    set recurring_cost = r.recurring, period_id = n.id, version = c.version + 1
    from repricing r
    join holding_period p on p.operator_id = p_operator and p.tenant_id = r.tenant_id and p.id = r.period_id
    join holding_period n on n.operator_id = p_operator and n.tenant_id = r.tenant_id and n.number = r.number
        and n.from_at = p.to_at and n.to_at is null and n.payee_id = v_payee
    where r.operator_id = p_operator and r.payee_id = v_payee and r.number = any (v_done) and r.effective_at <= p_now
      and c.operator_id = p_operator and c.tenant_id = r.tenant_id and c.number = r.number;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(v_done));
    delete from repricing r
    where r.operator_id = p_operator and r.payee_id = v_payee and r.number = any (v_numbers) and r.effective_at <= p_now;
    perform set_config('didstock.operator', bound_before, true),
            set_config('didstock.tenant', '', true),
            set_config('didstock.operation', '', true);
    return cardinality(v_numbers);
end
$$;

create or replace function open_holdings(p_operator int, p_parent int, p_child int, p_numbers text[],
                                         p_origin holding_origin, p_now timestamptz) returns void
    language plpgsql volatile
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
    set enable_nestloop = on
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
declare
    v_written bigint;
    v_rates rate_in_force[] := rates_of(p_operator, p_parent);
begin
    insert into did_holding (operator_id, tenant_id, number, state, in_use, released_at, held_since, origin,
        activation_cost, recurring_cost, currency, supply_label, country, area, number_type, number_class, free_of_charge)
    select h.operator_id, p_child, h.number, 'FREE', h.in_use, h.released_at, greatest(p_now, ended.at), p_origin,
        h.activation_revenue, h.recurring_revenue, h.revenue_currency, v.supply_label, h.country, h.area, h.number_type,
        h.number_class, h.free_of_charge
    from did_holding h
    left join vendor_batch v on v.operator_id = h.operator_id and v.tenant_id = h.tenant_id and v.id = h.vendor_batch_id
    -- p_now may lie before the end of the stay that this waited for: two at once would both be charged.
    -- Grouped, or else the latest end is looked for from the latest end of all numbers backwards.
    left join lateral (
        select max(p.to_at) as at from holding_period p
        where p.operator_id = h.operator_id and p.number = h.number and p.payee_id = p_parent
        group by p.number) ended on true
    where h.operator_id = p_operator and h.tenant_id = p_parent and h.number = any (p_numbers) and h.child_id = p_child
    order by h.number;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    insert into did_key (operator_id, tenant_id, number)
    select p_operator, p_child, n from unnest(p_numbers) n order by n;
    insert into holding_period (operator_id, tenant_id, id, number, payee_id, from_at, origin, home_batch_id,
        pricing_batch_id, activation, recurring, currency, free_of_charge, rate, rated_at)
    select c.operator_id, c.tenant_id, c.period_id, c.number, p_parent, c.held_since, p_origin, h.home_batch_id,
        h.pricing_batch_id, c.activation_cost, c.recurring_cost, c.currency, c.free_of_charge,
        coalesce(rate_of(v_rates, h.currency, c.currency), 1), rate_date_of(v_rates, h.currency, c.currency)
    from unnest(p_numbers) n
    cross join lateral (
        select o.* from did_holding o
        where o.operator_id = p_operator and o.tenant_id = p_child and o.number = n
        offset 0) c
    cross join lateral (
        select o.* from did_holding o
        where o.operator_id = p_operator and o.tenant_id = p_parent and o.number = n
        offset 0) h
    order by c.number;
end
$$;

-- TRANSFER of children: one of p_from's, or all. Each day is paid by one: p_from pays until yesterday, p_to from today.
create or replace function move_children(p_from int, p_child int, p_to int, p_batch int, p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_children int[];
    v_numbers text[];
    v_provisioned text[];
    v_at timestamptz;
    v_moving moving_number[];
    v_rates rate_in_force[] := rates_of(bound_operator(), bound_tenant());
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
        currency, free_of_charge, rate, rated_at)
    select e.operator_id, e.tenant_id, uuidv7(), e.number, p_to, v_at, e.origin, e.activation, e.recurring, e.currency,
        e.free_of_charge, e.rate, e.rated_at
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
    where h.operator_id = v_operator and h.tenant_id = v_me and h.number = p.number;
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
            pricing_batch_id, activation, recurring, currency, free_of_charge, rate, rated_at)
        select c.operator_id, c.tenant_id, c.period_id, c.number, v_me, v_at, c.origin, h.home_batch_id,
            h.pricing_batch_id, c.activation_cost, c.recurring_cost, c.currency, c.free_of_charge,
            coalesce(rate_of(v_rates, h.currency, c.currency), 1), rate_date_of(v_rates, h.currency, c.currency)
        from did_holding c
        join did_holding h on h.operator_id = c.operator_id and h.tenant_id = v_me and h.number = c.number
        where c.operator_id = v_operator and c.tenant_id = p_to and c.number = any (v_numbers)
        order by c.number;
    end if;
    return cardinality(v_numbers);
end
$$;

-- Claims up to p_limit of these numbers, never the same as anybody else and without waiting, and opens the chain from the
-- source down to the last tenant of the path. What lies between is there for that tenant's holding only.
create or replace function draw_from(p_operator int, p_path int[], p_source int, p_low text, p_high text, p_like text[],
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
    v_rates rate_in_force[];
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
    from (select p_operator as operator_id, p_path[p_source] as tenant_id, w.* from unnest(v_rows) w offset 0) r
    where h.operator_id = r.operator_id and h.tenant_id = r.tenant_id and h.number = r.number and h.child_id is null;
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
        cross join lateral (
            select o.* from did_holding o
            where o.operator_id = p_operator and o.tenant_id = p_path[place - 1] and o.number = r.number
            offset 0) up
        left join vendor_batch v on v.operator_id = up.operator_id and v.tenant_id = up.tenant_id
            and v.id = up.vendor_batch_id
        left join unnest(v_next) n on n.number = r.number
        left join lateral (
            select max(p.to_at) as at from holding_period p
            where p.operator_id = p_operator and p.number = r.number and p.payee_id = p_path[place - 1]
            group by p.number) ended on true
        where place = v_last or n.number is not null
        order by r.number;
        get diagnostics v_written = row_count;
        perform expect_written(v_written, cardinality(v_numbers));
        insert into did_key (operator_id, tenant_id, number)
        select p_operator, p_path[place], n from unnest(v_numbers) n order by n;
        v_rates := rates_of(p_operator, p_path[place - 1]);
        insert into holding_period (operator_id, tenant_id, id, number, payee_id, from_at, origin, home_batch_id,
            pricing_batch_id, activation, recurring, currency, free_of_charge, rate, rated_at)
        select c.operator_id, c.tenant_id, c.period_id, c.number, p_path[place - 1], c.held_since, c.origin,
            up.home_batch_id, up.pricing_batch_id, c.activation_cost, c.recurring_cost, c.currency, c.free_of_charge,
            coalesce(rate_of(v_rates, up.currency, c.currency), 1), rate_date_of(v_rates, up.currency, c.currency)
        from unnest(v_numbers) w (number)
        cross join lateral (
            select o.* from did_holding o
            where o.operator_id = p_operator and o.tenant_id = p_path[place] and o.number = w.number
            offset 0) c
        cross join lateral (
            select o.* from did_holding o
            where o.operator_id = p_operator and o.tenant_id = p_path[place - 1] and o.number = w.number
            offset 0) up
        order by c.number;
        v_rows := v_next;
    end loop;
    return v_numbers;
end
$$;

revoke execute on function pricing_time(), rates_of(int, int), rate_of(rate_in_force[], char, char),
    looked_up_rate(rate_in_force[], char, char),
    rate_date_of(rate_in_force[], char, char), give_prices(int, int, int, text[], boolean),
    reprice_prices(int, int, int, text[]) from public;
grant execute on function pricing_time(), rates_of(int, int), rate_of(rate_in_force[], char, char),
    looked_up_rate(rate_in_force[], char, char),
    rate_date_of(rate_in_force[], char, char), give_prices(int, int, int, text[], boolean),
    reprice_prices(int, int, int, text[]) to didstock_app, didstock_chain;
