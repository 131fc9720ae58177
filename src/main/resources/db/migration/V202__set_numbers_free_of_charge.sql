-- An operator sets numbers free of charge, or has them charged again. What nobody has from it changes at once; what is given out
-- changes at every level when the next day begins, and everybody is told before.

set local search_path = didstock;

-- What is announced of a number. It stays with the number wherever that goes until then.
create table free_change (
    operator_id int not null,
    number text collate "C" not null,
    free_of_charge boolean not null,
    effective_at timestamptz not null,
    -- Since when the operator has it: of a number that went and came again meanwhile it means nothing any more.
    held_since timestamptz not null,
    constraint free_change_pk primary key (operator_id, number)
);
create index free_change_due_ix on free_change (operator_id, effective_at);

alter table free_change enable row level security;
alter table free_change force row level security;
create policy free_change_owner on free_change to didstock_owner using (true) with check (true);
create policy free_change_chain on free_change to didstock_chain
    using (operator_id = (select bound_operator())) with check (operator_id = (select bound_operator()));
grant select, insert, update, delete on free_change to didstock_chain;
grant select on free_change to didstock_audit;

-- The stay in which a number was last charged for in this tenure, before it went on free of charge; none if it was given so.
create function last_charged(p_holding did_holding, p_payee int) returns setof holding_period
    language sql stable
    set search_path = didstock, pg_temp
as $$
    select e.* from holding_period e
    where e.operator_id = p_holding.operator_id and e.number = p_holding.number and e.tenant_id = p_holding.tenant_id
      and e.payee_id = p_payee and not e.free_of_charge and e.currency = p_holding.currency
      and e.from_at >= p_holding.held_since
      -- Not one that ended in the moment in which this tenure began.
      and e.to_at > p_holding.held_since
    order by e.from_at desc, e.id desc
    limit 1
$$;

-- Which of the operator's numbers somebody has free of charge who was never charged for it.
create function never_charged(p_operator int, p_numbers text[]) returns setof text
    language sql stable
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
    select distinct c.number
    from chain_of(p_operator, p_operator, p_numbers) c
    cross join lateral (
        select o as holding, o.period_id from did_holding o
        where o.operator_id = p_operator and o.tenant_id = c.tenant_id and o.number = c.number
        offset 0) h
    cross join lateral (
        select q.payee_id from holding_period q
        where q.operator_id = p_operator and q.tenant_id = c.tenant_id and q.id = h.period_id and q.free_of_charge
        offset 0) p
    where p.payee_id is not null
      and not exists (select from last_charged(h.holding, p.payee_id))
$$;

-- What setting these numbers free of charge, or having them charged again, means to the bound operator: what it earns a month
-- then, or why it can't be. given: from the next day on.
create function free_terms(p_numbers text[], p_free boolean)
    returns table (number text, refusal text, recurring numeric, currency char(3), given boolean)
    language sql stable security definer
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
    with never as materialized (select n from never_charged(bound_operator(), p_numbers) n where not p_free)
    select h.number,
        case when h.number_type = 'INTERNAL' then 'INTERNAL'
             when coalesce(a.free_of_charge, h.free_of_charge) = p_free then 'ALREADY_DONE'
             when h.free_of_charge and h.number in (select n from never) then 'NEVER_CHARGED' end,
        case when h.child_id is null then null
             when p_free then 0
             when h.free_of_charge then e.recurring
             else h.recurring_revenue end,
        coalesce(h.revenue_currency, h.currency), h.child_id is not null
    from unnest(p_numbers) n
    cross join lateral (
        select o.* from did_holding o
        where o.operator_id = bound_operator() and o.tenant_id = bound_tenant() and o.number = n
        offset 0) h
    left join lateral (
        select o.free_of_charge from free_change o
        where o.operator_id = h.operator_id and o.number = h.number and o.held_since = h.held_since
        offset 0) a on true
    left join lateral (
        select o as holding from did_holding o
        where o.operator_id = h.operator_id and o.tenant_id = h.child_id and o.number = h.number
        offset 0) c on not p_free and h.free_of_charge
    left join lateral (select * from last_charged(c.holding, h.tenant_id)) e on not p_free and h.free_of_charge
    where bound_tenant() = bound_operator()
$$;

-- SET_FREE_OF_CHARGE: of the bound operator's numbers, all or none; those that are given out from p_from on, the beginning of
-- p_day, the operator's next day. What was announced before is taken back. Returns how many there were.
create function set_free_of_charge(p_numbers text[], p_free boolean, p_from timestamptz, p_day date,
                                   p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    v_operator int := bound_operator();
    v_given text[];
    v_others text[];
begin
    perform expect_written(case when p_from > p_now then 1 else 0 end, 1);
    perform lock_chain(p_numbers);
    select coalesce(array_agg(t.number order by t.number) filter (where t.given), '{}'),
        coalesce(array_agg(t.number order by t.number) filter (where not t.given), '{}')
    into v_given, v_others
    from free_terms(p_numbers, p_free) t
    where t.refusal is null;
    perform expect_written(cardinality(v_given) + cardinality(v_others), cardinality(p_numbers));
    delete from free_change a where a.operator_id = v_operator and a.number = any (p_numbers);
    with changed as (
        update did_holding h set free_of_charge = p_free, version = h.version + 1
        from (select n.number from unnest(v_others) n (number) offset 0) n
        where h.operator_id = v_operator and h.tenant_id = v_operator and h.number = n.number
        returning h.period_id)
    update holding_period p set free_of_charge = p_free
    from (select c.period_id, v_operator as operator_id from changed c offset 0) c
    where p.operator_id = c.operator_id and p.tenant_id = c.operator_id and p.id = c.period_id;
    insert into free_change (operator_id, number, free_of_charge, effective_at, held_since)
    select v_operator, n, p_free, p_from, h.held_since
    from unnest(v_given) n
    cross join lateral (
        select o.held_since, o.free_of_charge from did_holding o
        where o.operator_id = v_operator and o.tenant_id = v_operator and o.number = n
        offset 0) h
    -- Else it goes on as it is: only what was announced is taken back.
    where h.free_of_charge <> p_free;
    -- It is in everybody's history, and whoever previewed something else looks again.
    update did_holding h set version = h.version + 1
    from (select c.number, c.tenant_id, v_operator as operator_id from chain_of(v_operator, v_operator, v_given) c offset 0) c
    where h.operator_id = c.operator_id and h.tenant_id = c.tenant_id and h.number = c.number;
    insert into notice as n (operator_id, tenant_id, operation_id, kind, at, operation, numbers, number, about)
    select v_operator, c.tenant_id, current_setting('didstock.operation')::uuid,
        case when p_free then 'FREE_ANNOUNCED' else 'CHARGE_ANNOUNCED' end::notice_kind, p_now, 'SET_FREE_OF_CHARGE', count(*),
        case when count(*) = 1 then min(c.number) end, p_day::text
    from chain_of(v_operator, v_operator, v_given) c
    where c.tenant_id <> v_operator
    group by c.tenant_id
    on conflict on constraint notice_operation_uk do update
    set numbers = n.numbers + excluded.numbers, number = null, at = excluded.at;
    return cardinality(p_numbers);
end
$$;

-- A stay on its way to its next price. next_id: of the stay in which it goes on; null: the operator's own, or changed as it is.
-- What is earned, and the batch that says so, are those of the stay below.
create type free_stay as (
    number text, tenant_id int, period_id uuid, next_id uuid, in_place boolean, activation numeric, recurring numeric,
    pricing_batch_id int, rate numeric, rated_at timestamptz, activation_revenue numeric, recurring_revenue numeric,
    revenue_batch int);

-- What was announced becomes true, as of the beginning of its day, however late this is called. At each level a stay ends and
-- goes on: free of charge, or at the price at which it was last charged; no activation is paid again. A stay that began after that
-- beginning is as if it had begun so. Where a level has no such price, since the number was given out free of charge meanwhile,
-- it stays as it is at all levels, and the operator is told. At most p_rows numbers, of one direction. Returns how many; 0:
-- nothing is left.
create function apply_free_changes(p_operator int, p_now timestamptz, p_rows int) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    v_at timestamptz;
    v_free boolean;
    v_numbers text[];
    v_lapsed text[] := '{}';
    v_done text[];
    v_stays free_stay[];
    v_written bigint;
    bound_before text := coalesce(current_setting('didstock.operator', true), '');
begin
    perform set_config('didstock.operator', p_operator::text, true);
    select a.effective_at, a.free_of_charge into v_at, v_free
    from free_change a where a.operator_id = p_operator and a.effective_at <= p_now
    order by a.effective_at, a.free_of_charge limit 1;
    if not found then
        perform set_config('didstock.operator', bound_before, true);
        return 0;
    end if;
    perform set_config('didstock.tenant', p_operator::text, true),
            set_config('didstock.login', '', true),
            set_config('didstock.operation', uuidv7()::text, true),
            set_config('didstock.operation_kind', case when v_free then 'FREE_OF_CHARGE_DUE' else 'CHARGE_DUE' end, true);
    v_numbers := array(
        select a.number from free_change a
        where a.operator_id = p_operator and a.effective_at = v_at and a.free_of_charge = v_free
        order by a.number limit p_rows);
    perform lock_chain(v_numbers);
    if not v_free then
        v_lapsed := array(
            select n from never_charged(p_operator, v_numbers) n order by n);
    end if;
    v_done := array(
        select a.number from unnest(v_numbers) n
        join free_change a on a.operator_id = p_operator and a.number = n
        cross join lateral (
            select o.held_since, o.free_of_charge from did_holding o
            where o.operator_id = p_operator and o.tenant_id = p_operator and o.number = n
            offset 0) h
        where h.held_since = a.held_since and h.free_of_charge <> v_free and n <> all (v_lapsed)
        order by n);
    v_stays := array(
        select (w.number, w.tenant_id, w.period_id, case when w.payee_id is not null and not w.in_place then uuidv7() end,
            w.in_place, w.activation, w.recurring, w.pricing_batch_id, w.rate, w.rated_at,
            lead(w.activation) over below, lead(w.recurring) over below, lead(w.priced_by) over below)::free_stay
        from (
            select c.number, c.tenant_id, c.place, p.id as period_id, p.payee_id,
                p.payee_id is not null and p.from_at >= v_at as in_place,
                case when p.payee_id is null then null when v_free then 0 else e.activation end as activation,
                case when p.payee_id is null then null when v_free then 0 else e.recurring end as recurring,
                case when not v_free then e.pricing_batch_id end as pricing_batch_id,
                case when v_free then p.rate else e.rate end as rate,
                case when v_free then p.rated_at else e.rated_at end as rated_at, b.id as priced_by
            from chain_of(p_operator, p_operator, v_done) c
            cross join lateral (
                select o.* from did_holding o
                where o.operator_id = p_operator and o.tenant_id = c.tenant_id and o.number = c.number
                offset 0) h
            cross join lateral (
                select q.* from holding_period q
                where q.operator_id = p_operator and q.tenant_id = c.tenant_id and q.id = h.period_id
                offset 0) p
            left join lateral (select * from last_charged(h, p.payee_id)) e on not v_free and p.payee_id is not null
            left join lateral (
                select o.id from pricing_batch o
                where o.operator_id = p_operator and o.tenant_id = p.payee_id and o.id = e.pricing_batch_id
                  and o.currency = e.currency
                offset 0) b on true
            where p.to_at is null) w
        window below as (partition by w.number order by w.place)
        order by w.number, w.place);
    -- The operator pays its vendor either way.
    update holding_period p
    set free_of_charge = v_free, activation = case when s.in_place then 0 else p.activation end,
        recurring = case when s.in_place then 0 else p.recurring end
    from (select s.tenant_id, s.period_id, s.in_place, p_operator as operator_id
          from unnest(v_stays) s where s.next_id is null offset 0) s
    where p.operator_id = s.operator_id and p.tenant_id = s.tenant_id and p.id = s.period_id;
    update holding_period p set to_at = v_at
    from (select s.tenant_id, s.period_id, p_operator as operator_id from unnest(v_stays) s
          where s.next_id is not null offset 0) s
    where p.operator_id = s.operator_id and p.tenant_id = s.tenant_id and p.id = s.period_id and p.to_at is null;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, (select count(s.next_id) from unnest(v_stays) s));
    insert into holding_period (operator_id, tenant_id, id, number, payee_id, from_at, origin, home_batch_id,
        pricing_batch_id, activation, recurring, currency, free_of_charge, rate, rated_at)
    select p.operator_id, p.tenant_id, s.next_id, p.number, p.payee_id, p.to_at, p.origin, p.home_batch_id,
        s.pricing_batch_id, s.activation, s.recurring, p.currency, v_free, s.rate, s.rated_at
    from unnest(v_stays) s
    cross join lateral (
        select q.* from holding_period q
        where q.operator_id = p_operator and q.tenant_id = s.tenant_id and q.id = s.period_id
        offset 0) p
    where s.next_id is not null
    order by p.number;
    -- In one go: whoever has it and has given it on has one change in its history.
    update did_holding h
    set free_of_charge = v_free, period_id = coalesce(s.next_id, h.period_id),
        activation_cost = coalesce(s.activation, h.activation_cost),
        recurring_cost = coalesce(s.recurring, h.recurring_cost),
        activation_revenue = coalesce(s.activation_revenue, h.activation_revenue),
        recurring_revenue = coalesce(s.recurring_revenue, h.recurring_revenue),
        pricing_batch_id = case when s.recurring_revenue is null then h.pricing_batch_id
            when not v_free then s.revenue_batch end,
        version = h.version + 1
    from (select s.*, p_operator as operator_id from unnest(v_stays) s offset 0) s
    where h.operator_id = s.operator_id and h.tenant_id = s.tenant_id and h.number = s.number;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(v_stays));
    -- What was announced of their prices is no longer.
    delete from repricing r where r.operator_id = p_operator and r.number = any (v_done);
    insert into notice (operator_id, tenant_id, operation_id, kind, at, operation, numbers, number)
    select p_operator, p_operator, current_setting('didstock.operation')::uuid, 'CHARGE_LAPSED', p_now, 'CHARGE_DUE',
        cardinality(v_lapsed), case when cardinality(v_lapsed) = 1 then v_lapsed[1] end
    where v_lapsed <> '{}';
    delete from free_change a where a.operator_id = p_operator and a.number = any (v_numbers) and a.effective_at = v_at;
    perform set_config('didstock.operator', bound_before, true),
            set_config('didstock.tenant', '', true),
            set_config('didstock.operation', '', true);
    return cardinality(v_numbers);
end
$$;

-- All that is announced and due, prices and what is free of charge, in the order of its days. As apply_repricings says.
create function apply_announced(p_operator int, p_now timestamptz, p_rows int) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    v_next timestamptz;
    v_done bigint;
    bound_before text := coalesce(current_setting('didstock.operator', true), '');
begin
    perform set_config('didstock.operator', p_operator::text, true);
    select min(a.effective_at) into v_next
    from free_change a where a.operator_id = p_operator and a.effective_at <= p_now;
    perform set_config('didstock.operator', bound_before, true);
    v_done := apply_repricings(p_operator, coalesce(v_next, p_now), p_rows);
    if v_done > 0 or v_next is null then
        return v_done;
    end if;
    return apply_free_changes(p_operator, v_next, p_rows);
end
$$;

create or replace function default_mail_when(p_kind notice_kind, p_muted boolean) returns mail_when
    language sql immutable
    set search_path = didstock, pg_temp
as $$
    select case
        when p_muted then 'NEVER'
        when p_kind::text in ('WITHDRAWN', 'RECALLED', 'REPRICED', 'IMPORT_FAILED', 'PLAN_FAILED', 'FREE_ANNOUNCED', 'CHARGE_ANNOUNCED', 'CHARGE_LAPSED',
            'WEBHOOK_STOPPED') then 'AT_ONCE'
        else 'DAILY'
    end::mail_when
$$;

grant update (free_of_charge, activation, recurring) on holding_period to didstock_chain;

do $$
declare
    signature regprocedure;
begin
    foreach signature in array array [
        'free_terms(text[], boolean)',
        'set_free_of_charge(text[], boolean, timestamptz, date, timestamptz)',
        'apply_announced(int, timestamptz, int)']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
        execute format('grant execute on function %s to didstock_app', signature);
    end loop;
    foreach signature in array array [
        'last_charged(did_holding, int)', 'never_charged(int, text[])',
        'apply_free_changes(int, timestamptz, int)']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
    end loop;
end
$$;
revoke execute on function apply_repricings(int, timestamptz, int) from didstock_app;
