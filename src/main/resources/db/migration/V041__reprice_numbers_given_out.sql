-- Numbers that are given out get another price from a day on: announced now, true then. They stay where they are.

set local search_path = didstock;

-- A price that is announced. Of a stay that ended meanwhile it means nothing any more.
create table repricing (
    operator_id int not null,
    -- Who will pay it.
    tenant_id int not null,
    number text collate "C" not null,
    payee_id int not null,
    period_id uuid not null,
    effective_at timestamptz not null,
    -- The payee's batch: not for the payer to see.
    pricing_batch_id int not null,
    recurring numeric(14, 5) not null,
    currency char(3) not null,
    constraint repricing_pk primary key (operator_id, tenant_id, number),
    constraint repricing_recurring_ck check (recurring >= 0)
);
create index repricing_due_ix on repricing (operator_id, effective_at);

alter table repricing enable row level security;
alter table repricing force row level security;
create policy repricing_owner on repricing to didstock_owner using (true) with check (true);
create policy repricing_chain on repricing to didstock_chain
    using (operator_id = (select bound_operator())) with check (operator_id = (select bound_operator()));
grant select, insert, update, delete on repricing to didstock_chain;
grant select on repricing to didstock_audit;

-- At what price each of these numbers, which the tenant gave out, would be repriced, by its own batch or by another one,
-- or why it can't be. Reads with the caller's own rights.
create function reprice_prices(p_operator int, p_tenant int, p_batch int, p_numbers text[])
    returns table (number text, pricing_batch_id int, recurring numeric, currency char(3), refusal text)
    language sql stable
as $$
    select h.number, b.id,
        case when b.free_of_charge then 0
             else recurring_price(h.recurring_cost, b.markup_percent, b.recurring_fee, b.rounding) end,
        h.revenue_currency,
        case when h.free_of_charge then 'FREE_OF_CHARGE'
             when b.id is null then 'IN_NO_BATCH'
             when b.applied_to::text <> child.kind::text || 'S' then 'BATCH_FOR_OTHERS'
             when b.currency <> h.revenue_currency then 'BATCH_IN_OTHER_CURRENCY'
             when b.currency <> h.currency and not b.free_of_charge then 'NO_RATE' end
    from did_holding h
    join tenant child on child.operator_id = h.operator_id and child.parent_id = h.tenant_id
        and child.tenant_id = h.child_id
    left join pricing_batch b on b.operator_id = h.operator_id and b.tenant_id = h.tenant_id
        and b.id = coalesce(p_batch, h.pricing_batch_id)
    where h.operator_id = p_operator
      and h.tenant_id = p_tenant
      and h.number = any (p_numbers)
      and h.child_id is not null
$$;

-- REPRICE: announces to the children who hold these numbers from the caller what they will pay from p_from on. A later
-- announcement takes the place of an earlier one.
create function reprice_numbers(p_numbers text[], p_batch int, p_from timestamptz, p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_written bigint;
begin
    perform expect_written(case when p_from > p_now then 1 else 0 end, 1);
    perform lock_chain(p_numbers);
    insert into repricing as r (operator_id, tenant_id, number, payee_id, period_id, effective_at, pricing_batch_id,
        recurring, currency)
    select c.operator_id, c.tenant_id, c.number, v_me, c.period_id, p_from, p.pricing_batch_id, p.recurring, p.currency
    from reprice_prices(v_operator, v_me, p_batch, p_numbers) p
    join did_holding h on h.operator_id = v_operator and h.tenant_id = v_me and h.number = p.number
    join did_holding c on c.operator_id = v_operator and c.tenant_id = h.child_id and c.number = p.number
    where p.refusal is null
    order by c.number
    on conflict on constraint repricing_pk do update
    set payee_id = excluded.payee_id, period_id = excluded.period_id, effective_at = excluded.effective_at,
        pricing_batch_id = excluded.pricing_batch_id, recurring = excluded.recurring, currency = excluded.currency;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    -- Both have it in their histories, and whoever previewed something else looks again.
    update did_holding h set version = h.version + 1
    where h.operator_id = v_operator and h.tenant_id = v_me and h.number = any (p_numbers);
    update did_holding c set version = c.version + 1
    from did_holding h
    where h.operator_id = v_operator and h.tenant_id = v_me and h.number = any (p_numbers)
      and c.operator_id = v_operator and c.tenant_id = h.child_id and c.number = h.number;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    return v_written;
end
$$;

-- What is announced for these numbers of the caller: what it will pay, or what it will earn.
create function announced_prices(p_numbers text[])
    returns table (number text, earned boolean, effective_at timestamptz, recurring numeric, currency char(3))
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select r.number, r.payee_id = bound_tenant(), r.effective_at, r.recurring, r.currency
    from repricing r
    join did_holding c on c.operator_id = r.operator_id and c.tenant_id = r.tenant_id and c.number = r.number
        and c.period_id = r.period_id
    where r.operator_id = bound_operator() and r.number = any (p_numbers)
      and bound_tenant() in (r.tenant_id, r.payee_id)
$$;

-- The announced prices whose day has come become true, from that day on, however late this is called: a stay ends at the
-- old price and goes on at the new one. One tenant's numbers, at most p_rows. Returns how many; 0: nothing is left.
create function apply_repricings(p_operator int, p_now timestamptz, p_rows int) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
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
        pricing_batch_id, activation, recurring, currency, free_of_charge)
    select p.operator_id, p.tenant_id, uuidv7(), p.number, p.payee_id, p.to_at, p.origin, p.home_batch_id,
        r.pricing_batch_id, p.activation, r.recurring, r.currency, p.free_of_charge
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

do $$
declare
    signature regprocedure;
begin
    foreach signature in array array [
        'reprice_numbers(text[], int, timestamptz, timestamptz)',
        'announced_prices(text[])',
        'apply_repricings(int, timestamptz, int)']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
        execute format('grant execute on function %s to didstock_app', signature);
    end loop;
end
$$;
revoke execute on function reprice_prices(int, int, int, text[]) from public;
grant execute on function reprice_prices(int, int, int, text[]) to didstock_app, didstock_chain;
