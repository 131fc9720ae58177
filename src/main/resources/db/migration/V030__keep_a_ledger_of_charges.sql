-- The ledger: who was charged what for which stay of a number. Rows are only ever added, and only by the functions here.
--
-- A day is paid by whoever holds the number at its end, in the operator's time zone: at each level one payer. A stay is
-- charged for the days from the one on which it began to the one before it ended. A part of a month is charged what the
-- price comes to at its end, rounded, less what it comes to at its beginning, rounded: so the parts of a month, however
-- many there are and whoever pays them, add up to the month's price exactly, in whatever order they are posted.

set local search_path = didstock;

create type charge_kind as enum ('ACTIVATION', 'RECURRING', 'CREDIT');

-- By which batch of the tenant above it is priced: that tenant's own business.
alter table holding_period add column pricing_batch_id int;
-- From when it is charged, if later than it began: what was before was settled elsewhere, the activation too.
alter table holding_period add column charged_from timestamptz;
-- An account used the number meanwhile. Said when the stay ends.
alter table holding_period add column used boolean not null default false;
grant select (charged_from) on holding_period to didstock_app;
grant update (used) on holding_period to didstock_chain;

-- What a tenant earns; what has ended lately; what began lately: rows lie in the order in which they were added.
create index holding_period_payee_ix on holding_period (operator_id, payee_id, number) where payee_id is not null;
create index holding_period_ended_ix on holding_period (operator_id, to_at) where to_at is not null;
create index holding_period_begun_ix on holding_period using brin (operator_id, from_at)
    with (pages_per_range = 32, autosummarize = on);

create table charge (
    operator_id int not null,
    payer_id int not null,
    -- The tenant above; null: the vendor.
    payee_id int,
    holding_period_id uuid not null,
    number text collate "C" not null,
    kind charge_kind not null,
    -- The first day of the month, in the operator's time zone.
    month date not null,
    sequence smallint not null default 0,
    -- Below zero for a credit.
    amount numeric(14, 5) not null,
    currency char(3) not null,
    -- The days that a recurring charge is for.
    days smallint not null,
    -- The payee's batch: not for the payer to see.
    pricing_batch_id int,
    posted_at timestamptz not null,
    constraint charge_pk primary key (operator_id, payer_id, holding_period_id, kind, month, sequence),
    constraint charge_month_ck check (extract(day from month) = 1),
    constraint charge_sign_ck check (case when kind = 'CREDIT' then amount < 0 else amount > 0 end),
    constraint charge_days_ck check (days between 0 and 31 and (kind = 'RECURRING') = (days > 0))
);
create index charge_paid_ix on charge (operator_id, payer_id, month, number);
create index charge_earned_ix on charge (operator_id, payee_id, month, number) where payee_id is not null;

-- How far an operator's ledger is written. Whoever posts holds its row; another node then leaves the operator alone.
create table charge_run (
    operator_id int not null,
    -- The oldest month that is not closed; null: nothing was ever posted.
    next_month date,
    -- Where in that month's closing the next piece begins; null: at the beginning.
    after_tenant int,
    after_period uuid,
    -- What began or ended before is posted.
    posted_until timestamptz,
    constraint charge_run_pk primary key (operator_id)
);

-- ---------------------------------------------------------------------------------------------- rules said once

-- Decimals of a currency.
create function currency_places(p_currency char(3)) returns int
    language sql immutable parallel safe
as $$
    select case
        when p_currency in ('ADP', 'BEF', 'BIF', 'BYB', 'BYR', 'CLP', 'DJF', 'ESP', 'GNF', 'GRD', 'ISK', 'ITL', 'JPY',
            'KMF', 'KRW', 'LUF', 'MGF', 'PYG', 'PTE', 'ROL', 'RWF', 'TPE', 'TRL', 'UGX', 'UYI', 'VND', 'VUV',
            'XAF', 'XOF', 'XPF') then 0
        when p_currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3
        when p_currency in ('CLF', 'UYW') then 4
        else 2 end
$$;

-- What is due for the days from p_from to p_to (exclusive) of a month, of a price for the whole month: to the decimals
-- of the currency, or of the price if that has more.
create function prorated(p_price numeric, p_currency char(3), p_month date, p_from date, p_to date) returns numeric
    language sql immutable parallel safe
as $$
    select round(p_price * (p_to - p_month) / m.days, m.places) - round(p_price * (p_from - p_month) / m.days, m.places)
    from (select (p_month + interval '1 month')::date - p_month as days,
              greatest(currency_places(p_currency), scale(trim_scale(p_price))) as places) m
$$;

-- Everything that is due of a month, as far as p_until: recomputed from the stays alone. No charge between tenants for
-- a free number, none at all for an internal one. Stays that touch are one tenure: a new price is no new activation.
create function charges_of(p_operator int, p_zone text, p_month date, p_until timestamptz)
    returns table (payer_id int, payee_id int, holding_period_id uuid, number text, kind charge_kind, amount numeric,
                   currency char(3), days int, pricing_batch_id int, begun_at timestamptz, ended_at timestamptz)
    language sql stable parallel safe
as $$
    select p.tenant_id, p.payee_id, p.id, p.number, 'RECURRING'::charge_kind,
        prorated(p.recurring, p.currency, p_month, d.first, d.past), p.currency, d.past - d.first, p.pricing_batch_id,
        p.from_at, p.to_at
    from holding_period p
    cross join lateral (
        select greatest((coalesce(p.charged_from, p.from_at) at time zone p_zone)::date, p_month) as first,
            least((least(p.to_at, p_until) at time zone p_zone)::date, (p_month + interval '1 month')::date) as past) d
    where p.operator_id = p_operator
      and p.from_at < ((p_month + interval '1 month') at time zone p_zone)
      and (p.to_at is null or p.to_at >= (p_month::timestamp at time zone p_zone))
      and (p.payee_id is null or not p.free_of_charge)
      and p.recurring > 0 and length(p.number) > 6
      and d.past > d.first
      and prorated(p.recurring, p.currency, p_month, d.first, d.past) > 0
    union all
    select p.tenant_id, p.payee_id, p.id, p.number, 'ACTIVATION', p.activation, p.currency, 0, p.pricing_batch_id,
        p.from_at, p.to_at
    from holding_period p
    where p.operator_id = p_operator
      and p.from_at >= (p_month::timestamp at time zone p_zone)
      and p.from_at < ((p_month + interval '1 month') at time zone p_zone)
      and p.from_at <= p_until
      and p.charged_from is null
      and (p.payee_id is null or not p.free_of_charge)
      and p.activation > 0 and length(p.number) > 6
      and not exists (
          select from holding_period e
          where e.operator_id = p.operator_id and e.number = p.number and e.tenant_id = p.tenant_id
            and e.to_at = p.from_at and (e.from_at, e.id) < (p.from_at, p.id))
    union all
    -- The activation of a tenure that ended within a day and without use. A vendor gives nothing back.
    select p.tenant_id, p.payee_id, p.id, p.number, 'CREDIT', -p.activation, p.currency, 0, p.pricing_batch_id,
        p.from_at, t.ended_at
    from holding_period p
    cross join lateral (
        select min(e.to_at) as ended_at
        from holding_period e
        where e.operator_id = p.operator_id and e.number = p.number and e.tenant_id = p.tenant_id
          and (e.from_at, e.id) >= (p.from_at, p.id)
          and not exists (
              select from holding_period n
              where n.operator_id = e.operator_id and n.number = e.number and n.tenant_id = e.tenant_id
                and n.from_at = e.to_at and (n.from_at, n.id) > (e.from_at, e.id))) t
    where p.operator_id = p_operator
      and p.from_at >= (p_month::timestamp at time zone p_zone) - interval '24 hours'
      and p.from_at < ((p_month + interval '1 month') at time zone p_zone)
      and p.to_at <= p.from_at + interval '24 hours'
      and p.charged_from is null
      and p.payee_id is not null and not p.free_of_charge
      and p.activation > 0 and length(p.number) > 6
      and t.ended_at <= p.from_at + interval '24 hours' and t.ended_at <= p_until
      and t.ended_at >= (p_month::timestamp at time zone p_zone)
      and t.ended_at < ((p_month + interval '1 month') at time zone p_zone)
      and not exists (
          select from holding_period u
          where u.operator_id = p.operator_id and u.number = p.number and u.tenant_id = p.tenant_id
            and (u.from_at, u.id) >= (p.from_at, p.id) and u.to_at <= t.ended_at and u.used)
      and not exists (
          select from holding_period e
          where e.operator_id = p.operator_id and e.number = p.number and e.tenant_id = p.tenant_id
            and e.to_at = p.from_at and (e.from_at, e.id) < (p.from_at, p.id))
$$;

-- A month as it stands: what was posted and, of a month that is open, what will be.
create function charge_lines(p_operator int, p_zone text, p_month date, p_until timestamptz, p_open boolean)
    returns table (payer_id int, payee_id int, holding_period_id uuid, number text, kind charge_kind, sequence smallint,
                   amount numeric, currency char(3), days int, pricing_batch_id int)
    language sql stable parallel safe
as $$
    select c.payer_id, c.payee_id, c.holding_period_id, c.number, c.kind, c.sequence, c.amount, c.currency, c.days::int,
        c.pricing_batch_id
    from charge c
    where c.operator_id = p_operator and c.month = p_month
    union all
    select d.payer_id, d.payee_id, d.holding_period_id, d.number, d.kind, 0::smallint, d.amount, d.currency, d.days,
        d.pricing_batch_id
    from charges_of(p_operator, p_zone, p_month, p_until) d
    where p_open
      and not exists (
          select from charge c
          where c.operator_id = p_operator and c.payer_id = d.payer_id and c.holding_period_id = d.holding_period_id
            and c.kind = d.kind and c.month = p_month and c.sequence = 0)
$$;

-- ---------------------------------------------------------------------------------------------- the stays

-- As before; and the period keeps the batch that prices it.
create or replace function open_holdings(p_operator int, p_parent int, p_child int, p_numbers text[],
                                         p_origin holding_origin, p_now timestamptz) returns void
    language plpgsql volatile
    set search_path = didstock, pg_temp
as $$
declare
    v_written bigint;
begin
    insert into did_holding (operator_id, tenant_id, number, state, released_at, held_since, origin, activation_cost,
        recurring_cost, currency, supply_label, country, area, number_type, number_class, free_of_charge)
    select h.operator_id, p_child, h.number, 'FREE', h.released_at, greatest(p_now, ended.at), p_origin,
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

-- Keeps with the period that the number was used while it was held: the row that knew it is gone.
create function keep_use_of_periods() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
begin
    update holding_period p set used = true
    from gone g
    where (g.in_use or g.released_at > g.held_since)
      and p.operator_id = g.operator_id and p.tenant_id = g.tenant_id and p.id = g.period_id;
    return null;
end
$$;
create trigger did_holding_use_kept after delete on did_holding
    referencing old table as gone for each statement execute function keep_use_of_periods();

-- A charge is for a stay that is there, and between those whom the stay is between.
create function check_charges() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
begin
    if exists (
        select from added c
        where not exists (
            select from holding_period p
            where p.operator_id = c.operator_id and p.tenant_id = c.payer_id and p.id = c.holding_period_id
              and p.number = c.number and p.currency = c.currency
              and coalesce(p.payee_id, 0) = coalesce(c.payee_id, 0))) then
        raise foreign_key_violation using message = 'a charge without its stay';
    end if;
    return null;
end
$$;
create trigger charge_explained after insert on charge
    referencing new table as added for each statement execute function check_charges();

-- ---------------------------------------------------------------------------------------------- posting

-- Posts one piece, at most p_rows stays or charges, of what an operator's ledger lacks: first months that are over, the
-- oldest first, then what began or ended in the open ones. To be called until it says 0. Null: somebody else posts.
-- A month is closed a quarter of an hour after its end: what was begun before midnight is committed by then.
create function post_charges(p_operator int, p_zone text, p_now timestamptz, p_rows int) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_run charge_run;
    v_last record;
    v_posted bigint;
    v_this_month date := date_trunc('month', p_now at time zone p_zone)::date;
    v_since timestamptz;
    bound_before text := coalesce(current_setting('didstock.operator', true), '');
begin
    perform set_config('didstock.operator', p_operator::text, true);
    insert into charge_run (operator_id) values (p_operator) on conflict do nothing;
    select * into v_run from charge_run r where r.operator_id = p_operator for update skip locked;
    if not found then
        perform set_config('didstock.operator', bound_before, true);
        return null;
    end if;
    if v_run.next_month is null then
        select date_trunc('month', min(p.from_at) at time zone p_zone)::date into v_run.next_month
        from holding_period p where p.operator_id = p_operator;
    end if;
    if v_run.next_month is null then
        v_posted := 0;
    elsif ((v_run.next_month + interval '1 month') at time zone p_zone) + interval '15 minutes' <= p_now then
        select p.tenant_id, p.id into v_last
        from holding_period p
        where p.operator_id = p_operator
          and (p.tenant_id, p.id)
              > (coalesce(v_run.after_tenant, 0), coalesce(v_run.after_period, '00000000-0000-0000-0000-000000000000'))
        order by p.tenant_id, p.id
        offset p_rows - 1 limit 1;
        insert into charge (operator_id, payer_id, payee_id, holding_period_id, number, kind, month, amount, currency,
            days, pricing_batch_id, posted_at)
        select p_operator, d.payer_id, d.payee_id, d.holding_period_id, d.number, d.kind, v_run.next_month, d.amount,
            d.currency, d.days, d.pricing_batch_id, p_now
        from charges_of(p_operator, p_zone, v_run.next_month, p_now) d
        where (d.payer_id, d.holding_period_id)
              > (coalesce(v_run.after_tenant, 0), coalesce(v_run.after_period, '00000000-0000-0000-0000-000000000000'))
          and (d.payer_id, d.holding_period_id)
              <= (coalesce(v_last.tenant_id, 2147483647), coalesce(v_last.id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
        on conflict on constraint charge_pk do nothing;
        -- Whatever was posted, there is more to look at.
        v_posted := 1;
        if v_last.id is null then
            v_run.next_month := (v_run.next_month + interval '1 month')::date;
        end if;
        v_run.after_tenant := v_last.tenant_id;
        v_run.after_period := v_last.id;
        update charge_run r
        set next_month = v_run.next_month, after_tenant = v_run.after_tenant, after_period = v_run.after_period
        where r.operator_id = p_operator;
    else
        v_since := coalesce(v_run.posted_until - interval '1 hour', '-infinity');
        insert into charge (operator_id, payer_id, payee_id, holding_period_id, number, kind, month, amount, currency,
            days, pricing_batch_id, posted_at)
        select p_operator, d.payer_id, d.payee_id, d.holding_period_id, d.number, d.kind, m.month, d.amount,
            d.currency, d.days, d.pricing_batch_id, p_now
        from (select month::date from generate_series(v_run.next_month, v_this_month, interval '1 month') month) m
        cross join lateral charges_of(p_operator, p_zone, m.month, p_now) d
        where case d.kind when 'ACTIVATION' then d.begun_at else d.ended_at end between v_since and p_now
          and not exists (
              select from charge c
              where c.operator_id = p_operator and c.payer_id = d.payer_id
                and c.holding_period_id = d.holding_period_id and c.kind = d.kind and c.month = m.month
                and c.sequence = 0)
        limit p_rows
        on conflict on constraint charge_pk do nothing;
        get diagnostics v_posted = row_count;
        update charge_run r
        set next_month = v_run.next_month,
            posted_until = case when v_posted = 0 then greatest(r.posted_until, p_now) else r.posted_until end
        where r.operator_id = p_operator;
    end if;
    perform set_config('didstock.operator', bound_before, true);
    return v_posted;
end
$$;

-- ---------------------------------------------------------------------------------------------- reading

-- Whether a month of the bound operator is still open.
create function month_is_open(p_month date) returns boolean
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select coalesce((select p_month >= r.next_month from charge_run r where r.operator_id = bound_operator()), true)
$$;

-- A month's charges of the bound tenant, added up: what it pays (the counterparty is the tenant above, null the vendor)
-- and what it earns (of the child that is the counterparty, by its own batch).
create function charge_sums(p_zone text, p_month date, p_now timestamptz)
    returns table (earned boolean, counterparty_id int, pricing_batch_id int, kind charge_kind, currency char(3),
                   charges bigint, amount numeric)
    language plpgsql stable security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_open boolean := month_is_open(p_month);
begin
    return query
        select false, l.payee_id, null::int, l.kind, l.currency, count(*), sum(l.amount)
        from charge_lines(v_operator, p_zone, p_month, p_now, v_open) l
        where l.payer_id = v_me
        group by l.payee_id, l.kind, l.currency
        union all
        select true, l.payer_id, l.pricing_batch_id, l.kind, l.currency, count(*), sum(l.amount)
        from charge_lines(v_operator, p_zone, p_month, p_now, v_open) l
        where l.payee_id = v_me
        group by l.payer_id, l.pricing_batch_id, l.kind, l.currency;
end
$$;

-- A month's charges of the bound tenant one by one, by number. Null filters are off; p_low (inclusive) and p_high
-- (exclusive) bound the number, p_like rechecks it; p_after is the last line of the page before.
create function charge_page(p_zone text, p_month date, p_now timestamptz, p_earned boolean, p_child int, p_batch int,
                            p_kind charge_kind, p_low text, p_high text, p_like text[], p_after_number text,
                            p_after_period uuid, p_after_kind charge_kind, p_after_sequence int, p_limit int)
    returns table (earned boolean, counterparty_id int, pricing_batch_id int, holding_period_id uuid, number text,
                   kind charge_kind, sequence smallint, amount numeric, currency char(3), days int)
    language plpgsql stable security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_open boolean := month_is_open(p_month);
begin
    return query
        (select false, l.payee_id, null::int, l.holding_period_id, l.number, l.kind, l.sequence, l.amount, l.currency,
            l.days
        from charge_lines(v_operator, p_zone, p_month, p_now, v_open) l
        where l.payer_id = v_me and p_earned is distinct from true and p_child is null and p_batch is null
          and (p_kind is null or l.kind = p_kind)
          and (p_low is null or l.number >= p_low) and (p_high is null or l.number < p_high)
          and (p_like is null or l.number like any (p_like))
          and (p_after_number is null or l.number >= p_after_number
              and (l.number, l.holding_period_id, l.kind, l.sequence)
                  > (p_after_number, p_after_period, p_after_kind, p_after_sequence))
        order by l.number, l.holding_period_id, l.kind, l.sequence
        limit p_limit)
        union all
        (select true, l.payer_id, l.pricing_batch_id, l.holding_period_id, l.number, l.kind, l.sequence, l.amount,
            l.currency, l.days
        from charge_lines(v_operator, p_zone, p_month, p_now, v_open) l
        where l.payee_id = v_me and p_earned is distinct from false
          and (p_child is null or l.payer_id = p_child)
          and (p_batch is null or l.pricing_batch_id = p_batch)
          and (p_kind is null or l.kind = p_kind)
          and (p_low is null or l.number >= p_low) and (p_high is null or l.number < p_high)
          and (p_like is null or l.number like any (p_like))
          and (p_after_number is null or l.number >= p_after_number
              and (l.number, l.holding_period_id, l.kind, l.sequence)
                  > (p_after_number, p_after_period, p_after_kind, p_after_sequence))
        order by l.number, l.holding_period_id, l.kind, l.sequence
        limit p_limit)
        order by 5, 4, 6, 7
        limit p_limit;
end
$$;

-- The oldest month of which the bound tenant has a charge; null: it has none.
create function first_charged_month() returns date
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select least(
        (select min(c.month) from charge c where c.operator_id = bound_operator() and c.payer_id = bound_tenant()),
        (select min(c.month) from charge c where c.operator_id = bound_operator() and c.payee_id = bound_tenant()))
$$;

-- ---------------------------------------------------------------------------------------------- policies and grants

alter table charge enable row level security;
alter table charge force row level security;
alter table charge_run enable row level security;
alter table charge_run force row level security;
create policy charge_owner on charge to didstock_owner using (true) with check (true);
create policy charge_chain on charge to didstock_chain
    using (operator_id = (select bound_operator())) with check (operator_id = (select bound_operator()));
create policy charge_mine on charge for select to didstock_app
    using (operator_id = (select bound_operator())
        and (payer_id = (select bound_tenant()) or payee_id = (select bound_tenant())));
create policy charge_run_owner on charge_run to didstock_owner using (true) with check (true);
create policy charge_run_chain on charge_run to didstock_chain
    using (operator_id = (select bound_operator())) with check (operator_id = (select bound_operator()));

grant select (operator_id, payer_id, payee_id, holding_period_id, number, kind, month, sequence, amount, currency, days,
              posted_at) on charge to didstock_app;
grant select, insert on charge to didstock_chain;
grant select, insert, update on charge_run to didstock_chain;
grant select on charge, charge_run to didstock_audit;

do $$
declare
    signature regprocedure;
begin
    foreach signature in array array [
        'post_charges(int, text, timestamptz, int)',
        'month_is_open(date)',
        'charge_sums(text, date, timestamptz)',
        'charge_page(text, date, timestamptz, boolean, int, int, charge_kind, text, text, text[], text, uuid, charge_kind, int, int)',
        'first_charged_month()']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
        execute format('grant execute on function %s to didstock_app', signature);
    end loop;
end
$$;
alter function keep_use_of_periods() owner to didstock_chain;
alter function check_charges() owner to didstock_chain;
revoke execute on function keep_use_of_periods(), check_charges(), currency_places(char),
    prorated(numeric, char, date, date, date), charges_of(int, text, date, timestamptz),
    charge_lines(int, text, date, timestamptz, boolean) from public;
grant execute on function currency_places(char), prorated(numeric, char, date, date, date),
    charges_of(int, text, date, timestamptz), charge_lines(int, text, date, timestamptz, boolean) to didstock_chain;
