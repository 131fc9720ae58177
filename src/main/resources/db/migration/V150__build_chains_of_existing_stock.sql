-- Existing stock: a file of numbers that somebody moves in with tells who holds them, too. Each line becomes a whole chain of
-- holdings at once, or nothing. What was before was settled elsewhere: nothing is charged for it, and no activation.

set local search_path = didstock;

alter table upload
    add column existing_stock boolean not null default false,
    -- Holders that are nobody below, and on how many rows of the file each stands; the first of them.
    add column unknown_holders text[] not null default '{}',
    add column unknown_holder_rows int[] not null default '{}';

-- What a line of existing stock says besides; all null of other uploads.
alter table upload_line
    -- The tenant at the end of the chain; null: the uploader itself.
    add column holder_id int,
    -- The uploader's batch: the one that prices it for the first tenant below, or in which it lies.
    add column pricing_batch_id int,
    -- What the first tenant below pays, instead of what a batch says; in its currency.
    add column sold_activation numeric(14, 5),
    add column sold_recurring numeric(14, 5),
    add column account_id text,
    add column in_use boolean,
    add column in_use_since timestamptz,
    add column aging_until timestamptz,
    add column obtained_at timestamptz,
    add column said_state holding_state;

-- The tenants that a file of existing stock may name as holders: all below the bound one, with the names that lead there.
-- Only whoever buys from vendors has such files.
create function holders_below() returns table (tenant_id int, names text[], kind tenant_kind, active boolean, first_id int,
                                                first_currency char(3))
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select t.tenant_id,
        array(
            select above.name from unnest(t.path[me.level + 2 :]) with ordinality as step (tenant_id, place)
            join tenant above on above.operator_id = t.operator_id and above.tenant_id = step.tenant_id
            order by step.place),
        t.kind,
        not exists (
            select from unnest(t.path[me.level + 2 :]) step
            join tenant above on above.operator_id = t.operator_id and above.tenant_id = step
            where above.status <> 'ACTIVE'),
        first.tenant_id, first.currency
    from tenant me
    join tenant t on t.operator_id = me.operator_id and me.tenant_id = any (t.path) and t.tenant_id <> me.tenant_id
    join tenant first on first.operator_id = t.operator_id and first.tenant_id = t.path[me.level + 2]
    where me.operator_id = bound_operator() and me.tenant_id = bound_tenant() and me.own_vendors and t.status <> 'CLOSED'
$$;

-- One holding of a chain that a line describes: the row of one tenant, what it pays, and what the next one below pays.
create type described_holding as (
    entry int,
    number text,
    level int,
    tenant_id int,
    payee_id int,
    paid_batch_id int,
    activation numeric,
    recurring numeric,
    currency char(3),
    rate numeric,
    rated_at timestamptz,
    free_of_charge boolean,
    below int[],
    child_id int,
    batch_id int,
    home_batch_id int,
    activation_revenue numeric,
    recurring_revenue numeric,
    revenue_currency char(3),
    next_rate numeric,
    next_rated_at timestamptz,
    refusal text,
    argument text
);

-- The chains that a stretch of an upload's lines describes, from the top down, each as far as it can be built: where it
-- can't go on, the last holding says why. The first step down costs what the line says, or what the batch it names says;
-- every other step what the assigned batch says that covers the number.
create function described_chains(p_operator int, p_me int, p_upload uuid, p_from int, p_to int)
    returns setof described_holding
    language sql stable
as $$
    with recursive said as materialized (
        select l.entry, l.number, l.holder_id, l.pricing_batch_id, l.sold_activation::numeric as sold_activation,
            l.sold_recurring::numeric as sold_recurring, l.activation_cost::numeric as activation_cost,
            l.recurring_cost::numeric as recurring_cost, l.country, l.number_type, l.group_id, coalesce(l.free_of_charge, false) as free_of_charge,
            b.currency, coalesce(t.path[array_position(t.path, p_me) + 1 :], '{}') as below,
            case when l.holder_id is not null and t.tenant_id is null then 'HOLDER_UNKNOWN'
                 when l.pricing_batch_id is not null and own.id is null then 'PRICING_BATCH_UNKNOWN'
                 when l.in_use and d.aging_until > pricing_time() then 'STILL_AGING'
                 when l.account_id <> l.number and exists (
                     select from did_holding h
                     where h.operator_id = p_operator and h.number = l.account_id and h.child_id is null
                       and h.tenant_id <> l.holder_id) then 'ACCOUNT_ELSEWHERE'
            end as refusal,
            own as batch
        from upload_line l
        join vendor_batch b on b.operator_id = l.operator_id and b.tenant_id = l.tenant_id and b.id = l.vendor_batch_id
        left join tenant t on t.operator_id = p_operator and t.tenant_id = l.holder_id and t.tenant_id <> p_me
            and p_me = any (t.path) and t.status <> 'CLOSED'
        left join pricing_batch own on own.operator_id = p_operator and own.tenant_id = p_me and own.id = l.pricing_batch_id
        left join did d on d.operator_id = p_operator and d.number = l.number
        where l.operator_id = p_operator and l.tenant_id = p_me and l.upload_id = p_upload
          and l.entry >= p_from and l.entry < p_to and not l.known),
    steps as materialized (
        select e.parent_id, e.child_id, c.kind, c.currency, c.status, p.name as parent_name, c.name as child_name,
            offer_terms(p_operator, e.parent_id, e.child_id) as terms, rates_of(p_operator, e.parent_id) as rates
        from (select distinct case place when 1 then p_me else w.below[place - 1] end as parent_id,
                  w.below[place] as child_id
              from (select distinct s.below from said s) w
              cross join lateral generate_subscripts(w.below, 1) place) e
        join tenant c on c.operator_id = p_operator and c.tenant_id = e.child_id
        join tenant p on p.operator_id = p_operator and p.tenant_id = e.parent_id),
    chain as (
        select s.entry, s.number, 0 as level, p_me as tenant_id, null::int as payee_id, null::int as paid_batch_id,
            s.activation_cost as activation, s.recurring_cost as recurring, s.currency, 1::numeric as rate,
            null::timestamptz as rated_at, s.free_of_charge, s.below, e.child_id,
            case when e.child_id is null then s.pricing_batch_id
                 when s.free_of_charge then null
                 else coalesce((s.batch).id, offered.pricing_batch_id) end as batch_id,
            case when e.child_id is not null then s.pricing_batch_id end as home_batch_id,
            case when e.child_id is null then null
                 when s.free_of_charge then 0
                 when s.sold_recurring is not null then coalesce(s.sold_activation, 0)
                 when (s.batch).free_of_charge then 0
                 when (s.batch).id is not null
                     then activation_price(s.activation_cost * conversion.rate, (s.batch).activation_fee, (s.batch).rounding)
                 else offered.activation end as activation_revenue,
            case when e.child_id is null then null
                 when s.free_of_charge then 0
                 when s.sold_recurring is not null then s.sold_recurring
                 when (s.batch).free_of_charge then 0
                 when (s.batch).id is not null
                     then recurring_price(s.recurring_cost * conversion.rate, (s.batch).markup_percent,
                         (s.batch).recurring_fee, (s.batch).rounding)
                 else offered.recurring end as recurring_revenue,
            e.currency as revenue_currency, coalesce(conversion.rate, 1) as next_rate,
            rate_date_of(e.rates, s.currency, e.currency) as next_rated_at,
            case when s.refusal is not null then s.refusal
                 when e.child_id is null then null
                 when e.status <> 'ACTIVE' then 'HOLDER_SUSPENDED'
                 when (s.batch).applied_to::text <> e.kind::text || 'S' then 'BATCH_FOR_OTHERS'
                 when (s.batch).currency <> e.currency then 'BATCH_IN_OTHER_CURRENCY'
                 when s.free_of_charge or s.sold_recurring is not null or (s.batch).free_of_charge then null
                 when (s.batch).id is null and offered.pricing_batch_id is null
                     then case when conversion.rate is null and e.terms is not null then 'NO_RATE' else 'NO_PRICE' end
                 when conversion.rate is null and not (s.batch).free_of_charge then 'NO_RATE' end as refusal,
            case when s.refusal = 'ACCOUNT_ELSEWHERE' or e.child_id is null then ''
                 when (s.batch).currency <> e.currency then e.currency
                 else e.child_name end::text as argument
        from said s
        left join steps e on e.parent_id = p_me and e.child_id = s.below[1]
        left join lateral offered_price(e.terms, null, s.free_of_charge, s.activation_cost, s.recurring_cost, s.currency,
            s.country, s.number_type, s.group_id) offered on s.pricing_batch_id is null and s.sold_recurring is null
        cross join lateral (select rate_of(e.rates, s.currency, e.currency) as rate) conversion
        union all
        select c.entry, c.number, c.level + 1, c.child_id, c.tenant_id, c.batch_id, c.activation_revenue,
            c.recurring_revenue, c.revenue_currency, c.next_rate, c.next_rated_at, c.free_of_charge, c.below, e.child_id,
            case when not c.free_of_charge then offered.pricing_batch_id end, null::int,
            case when e.child_id is not null then case when c.free_of_charge then 0 else offered.activation end end,
            case when e.child_id is not null then case when c.free_of_charge then 0 else offered.recurring end end,
            e.currency, coalesce(rate_of(e.rates, c.revenue_currency, e.currency), 1),
            rate_date_of(e.rates, c.revenue_currency, e.currency),
            case when e.child_id is null then null
                 when e.status <> 'ACTIVE' then 'HOLDER_SUSPENDED'
                 when c.free_of_charge then null
                 when offered.pricing_batch_id is null then 'NO_PRICE_BELOW' end,
            case when offered.pricing_batch_id is null and e.status = 'ACTIVE' then e.parent_name || ' / ' || e.child_name
                 else coalesce(e.child_name, '') end
        from chain c
        join said s on s.entry = c.entry
        left join steps e on e.parent_id = c.child_id and e.child_id = c.below[c.level + 2]
        left join lateral offered_price(e.terms, null, c.free_of_charge, c.activation_revenue, c.recurring_revenue,
            c.revenue_currency, s.country, s.number_type, null) offered on true
        where c.child_id is not null and c.refusal is null)
    select row (c.*)::described_holding from chain c
$$;

-- Which lines of a stretch can't become chains, and why.
create function existing_stock_refusals(p_upload uuid, p_from int, p_to int)
    returns table (entry int, refusal text, argument text)
    language sql stable security definer
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
    set enable_nestloop = off
    set work_mem = '32MB'
as $$
    select c.entry, c.refusal, c.argument
    from described_chains(bound_operator(), bound_tenant(), p_upload, p_from, p_to) c
    where c.refusal is not null
$$;

-- Brings a stretch of existing stock in: each line with its whole chain, its account made where there is none. Left alone is
-- what came into stock meanwhile, and what can't be a chain any more. Charges begin today. p_release: what lies with the
-- uploader and says nothing of it is free rather than frozen. Returns how many numbers came in.
create function import_existing_stock(p_upload uuid, p_from int, p_to int, p_release boolean, p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
    set enable_nestloop = off
    set work_mem = '32MB'
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_chains described_holding[];
    v_registered bigint;
    v_opened bigint;
    v_wanted bigint;
    v_used bigint;
    v_used_wanted bigint;
begin
    perform from tenant t where t.operator_id = v_operator and t.tenant_id = v_me and t.own_vendors;
    perform expect_written(case when found then 1 else 0 end, 1);
    -- Nobody of a chain goes elsewhere while it is built.
    perform from tenant t
    where t.operator_id = v_operator and t.tenant_id in (
        select unnest(h.path) from tenant h
        where h.operator_id = v_operator and v_me = any (h.path) and h.tenant_id in (
            select l.holder_id from upload_line l
            where l.operator_id = v_operator and l.tenant_id = v_me and l.upload_id = p_upload
              and l.entry >= p_from and l.entry < p_to and not l.known))
    order by t.tenant_id
    for share;
    v_chains := array(
        with c as materialized (
            select c as holding, c.entry, c.refusal, c.number, c.level
            from described_chains(v_operator, v_me, p_upload, p_from, p_to) c)
        select c.holding from c
        where c.entry not in (select r.entry from c r where r.refusal is not null)
          and not exists (
              select from did d where d.operator_id = v_operator and d.number = c.number and d.gone_at is null)
        order by c.number, c.level);
    insert into account (operator_id, tenant_id, account_id, created_at)
    select distinct on (l.holder_id, lower(l.account_id)) v_operator, l.holder_id, l.account_id, p_now
    from unnest(v_chains) c
    join upload_line l on l.operator_id = v_operator and l.tenant_id = v_me and l.upload_id = p_upload and l.entry = c.entry
    where c.level = 0 and l.account_id is not null and l.entry >= p_from and l.entry < p_to
      and not exists (
          select from account a
          where a.operator_id = v_operator and a.tenant_id = l.holder_id and lower(a.account_id) = lower(l.account_id))
    order by l.holder_id, lower(l.account_id), l.entry
    on conflict (operator_id, tenant_id, lower(account_id)) do nothing;
    with lines as materialized (
        select l.* from upload_line l
        where l.operator_id = v_operator and l.tenant_id = v_me and l.upload_id = p_upload
          and l.entry >= p_from and l.entry < p_to and not l.known),
    chains as materialized (select c.* from unnest(v_chains) c),
    registered as (
        insert into did as d (operator_id, number, top_tenant_id, loaded_at, in_use_since, aging_until)
        select v_operator, l.number, v_me, p_now, case when l.in_use then coalesce(l.in_use_since, p_now) end,
            case when l.aging_until > p_now then l.aging_until end
        from chains c
        join lines l on l.entry = c.entry
        where c.level = 0
        order by l.number
        on conflict (operator_id, number) do update
            set top_tenant_id = excluded.top_tenant_id, loaded_at = excluded.loaded_at, gone_at = null, gone_reason = null,
                in_use_since = excluded.in_use_since, aging_due = false,
                aging_until = greatest(d.aging_until, excluded.aging_until)
            where d.gone_at is not null
        returning d.number, d.aging_until),
    ended as materialized (
        select p.number, max(p.to_at) as at
        from holding_period p
        where p.operator_id = v_operator and p.number in (select c.number from chains c)
        group by p.number),
    opened as (
        insert into did_holding (operator_id, tenant_id, number, state, until, child_id, pricing_batch_id, home_batch_id,
            group_id, description, in_use, released_at, held_since, activation_cost, recurring_cost, currency,
            activation_revenue, recurring_revenue, revenue_currency, vendor_batch_id, supply_label, country, area,
            number_type, number_class, free_of_charge)
        select v_operator, c.tenant_id, c.number,
            case when c.child_id is not null then 'GIVEN'
                 when coalesce(l.in_use, false) then 'FREE'
                 when r.aging_until > p_now then 'AGING'
                 when l.said_state = 'FROZEN' then 'FROZEN'
                 when l.said_state is not null then 'FREE'
                 when coalesce(l.frozen, false) then 'FROZEN'
                 when l.holder_id is null and not p_release then 'FROZEN'
                 else 'FREE' end::holding_state,
            case when c.child_id is null and not coalesce(l.in_use, false) and r.aging_until > p_now then r.aging_until end,
            c.child_id, c.batch_id, c.home_batch_id,
            case when c.level = 0 then l.group_id end,
            case when c.level = 0 then coalesce(l.description, '') else '' end,
            coalesce(l.in_use, false), l.released_at,
            greatest(least(p_now, coalesce(case when c.level = 0 then l.obtained_at else l.in_use_since end, p_now)), e.at),
            c.activation, c.recurring, c.currency, c.activation_revenue, c.recurring_revenue,
            case when c.child_id is not null then c.revenue_currency end,
            case when c.level = 0 then l.vendor_batch_id end, case when c.level <= 1 then b.supply_label end,
            l.country, l.area, l.number_type, l.number_class, c.free_of_charge
        from registered r
        join chains c on c.number = r.number
        join lines l on l.entry = c.entry
        join vendor_batch b on b.operator_id = v_operator and b.tenant_id = v_me and b.id = l.vendor_batch_id
        left join ended e on e.number = c.number
        order by c.number, c.level
        returning tenant_id, period_id, number, held_since),
    begun as (
        insert into holding_period (operator_id, tenant_id, id, number, payee_id, from_at, charged_from, origin,
            home_batch_id, pricing_batch_id, activation, recurring, currency, rate, rated_at, free_of_charge)
        select v_operator, o.tenant_id, o.period_id, o.number, c.payee_id, o.held_since, greatest(p_now, o.held_since),
            'STOCK', above.home_batch_id, c.paid_batch_id, c.activation, c.recurring, c.currency, c.rate, c.rated_at,
            c.free_of_charge
        from opened o
        join chains c on c.number = o.number and c.tenant_id = o.tenant_id
        left join chains above on above.number = c.number and above.level = c.level - 1),
    keyed as (
        insert into did_key (operator_id, tenant_id, number)
        select v_operator, o.tenant_id, o.number from opened o),
    used as (
        insert into account_number (operator_id, tenant_id, account_id, number, role, provisioned, since)
        select v_operator, l.holder_id, a.id, l.number,
            case when l.account_id = l.number then 'ID' else 'ALIAS' end::account_number_role, false,
            least(p_now, coalesce(l.in_use_since, p_now))
        from registered r
        join lines l on l.number = r.number
        join account a on a.operator_id = v_operator and a.tenant_id = l.holder_id
            and lower(a.account_id) = lower(l.account_id)
        where l.account_id is not null
        returning number)
    select (select count(*) from registered), (select count(*) from opened),
        (select count(*) from registered r join chains c on c.number = r.number), (select count(*) from used),
        (select count(*) from registered r join lines l on l.number = r.number where l.account_id is not null)
    into v_registered, v_opened, v_wanted, v_used, v_used_wanted;
    perform expect_written(v_opened, v_wanted);
    perform expect_written(v_used, v_used_wanted);
    -- The ledger begins with what is charged, not with what was obtained years ago: each month would be closed.
    insert into charge_run (operator_id) values (v_operator) on conflict do nothing;
    update charge_run r
    set next_month = (
        select date_trunc('month', (min(coalesce(p.charged_from, p.from_at)) - interval '1 day') at time zone 'UTC')::date
        from holding_period p where p.operator_id = v_operator)
    where r.operator_id = v_operator and r.next_month is null;
    return v_registered;
end
$$;

grant insert on account to didstock_chain;

alter function described_chains(int, int, uuid, int, int) owner to didstock_chain;
revoke execute on function described_chains(int, int, uuid, int, int) from public;
do $$
declare
    signature regprocedure;
begin
    foreach signature in array array [
        'holders_below()',
        'existing_stock_refusals(uuid, int, int)',
        'import_existing_stock(uuid, int, int, boolean, timestamptz)']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
        execute format('grant execute on function %s to didstock_app', signature);
    end loop;
end
$$;
