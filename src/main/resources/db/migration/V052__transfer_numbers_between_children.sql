-- Numbers go from one child to another without coming back in between: those that an account uses stay in use.

set local search_path = didstock;

-- Why the caller can't transfer these numbers from the children that hold them to another one; null: it can. A number in
-- use takes its account along, so the account must go as a whole.
create function transfer_refusals(p_child int, p_numbers text[], p_now timestamptz)
    returns table (number text, refusal text)
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select mine.number,
        case
            when mine.child_id = p_child then 'ALREADY_DONE'
            when below.child_id is not null then 'GIVEN_ON'
            when below.in_use and target.kind <> 'CUSTOMER' then 'USED_BY_ACCOUNT'
            when below.in_use and exists (
                select from account_number other
                where other.operator_id = used.operator_id and other.tenant_id = used.tenant_id
                  and other.account_id = used.account_id and not other.number = any (p_numbers))
                then 'ACCOUNT_USES_OTHERS'
            when below.in_use and exists (
                select from account a
                join account there on there.operator_id = a.operator_id and there.tenant_id = p_child
                    and lower(there.account_id) = lower(a.account_id)
                where a.operator_id = used.operator_id and a.tenant_id = used.tenant_id and a.id = used.account_id)
                then 'ACCOUNT_TAKEN'
            when below.in_use then null
            when effective_state(below.state, below.until, p_now) = 'AGING' then 'AGING'
            when effective_state(below.state, below.until, p_now) = 'PENDING' then 'PENDING'
            when effective_state(below.state, below.until, p_now) = 'RESERVED' then 'GIVEN_ON'
            when d.aging_due and holder.kind = 'CUSTOMER' then 'MUST_REST'
        end
    from did_holding mine
    join did_holding below on below.operator_id = mine.operator_id and below.tenant_id = mine.child_id
        and below.number = mine.number
    join tenant holder on holder.operator_id = mine.operator_id and holder.tenant_id = mine.child_id
    join tenant target on target.operator_id = mine.operator_id and target.parent_id = mine.tenant_id
        and target.tenant_id = p_child
    join did d on d.operator_id = mine.operator_id and d.number = mine.number
    left join account_number used on used.operator_id = mine.operator_id and used.number = mine.number
    where mine.operator_id = bound_operator() and mine.tenant_id = bound_tenant() and mine.number = any (p_numbers)
$$;

-- TRANSFER: what children of the caller hold of these numbers ends, and another child holds them, at give_prices' price.
-- An account that uses them goes with them, as it is.
create function transfer_numbers(p_child int, p_numbers text[], p_by_assigned boolean, p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
    set enable_nestloop = off
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_written bigint;
    v_provisioned text[];
    v_customers int[];
    v_accounts int[];
begin
    perform from tenant t
    where t.operator_id = v_operator and t.parent_id = v_me and t.tenant_id = p_child and t.status = 'ACTIVE';
    perform expect_written(case when found then 1 else 0 end, 1);
    perform lock_chain(p_numbers);
    -- Nobody adds another number to an account that is about to go.
    select array_agg(u.tenant_id), array_agg(u.account_id) into v_customers, v_accounts
    from (select distinct n.tenant_id, n.account_id from account_number n
          where n.operator_id = v_operator and n.number = any (p_numbers)) u;
    perform from account a
    join unnest(v_customers, v_accounts) as u (tenant_id, id) on u.tenant_id = a.tenant_id and u.id = a.id
    where a.operator_id = v_operator
    order by a.tenant_id, a.id
    for update of a;
    select count(*) into v_written from transfer_refusals(p_child, p_numbers, p_now) r where r.refusal is null;
    perform expect_written(v_written, cardinality(p_numbers));
    perform check_limits(p_child, cardinality(p_numbers),
        (select coalesce(sum(p.recurring), 0) from give_prices(v_operator, v_me, p_child, p_numbers, p_by_assigned) p));
    insert into account (operator_id, tenant_id, id, account_id, name, status, created_at, version)
    select a.operator_id, p_child, a.id, a.account_id, a.name, a.status, a.created_at, a.version + 1
    from account a
    join unnest(v_customers, v_accounts) as u (tenant_id, id) on u.tenant_id = a.tenant_id and u.id = a.id
    where a.operator_id = v_operator;
    update account_number n set tenant_id = p_child
    where n.operator_id = v_operator and n.number = any (p_numbers);
    delete from account a
    using unnest(v_customers, v_accounts) as u (tenant_id, id)
    where a.operator_id = v_operator and a.tenant_id = u.tenant_id and a.id = u.id;
    update internal_number n set tenant_id = p_child
    where n.operator_id = v_operator and n.number = any (p_numbers);
    with closed as (
        delete from did_holding c
        using did_holding mine
        where mine.operator_id = v_operator and mine.tenant_id = v_me and mine.number = any (p_numbers)
          and c.operator_id = v_operator and c.tenant_id = mine.child_id and c.number = mine.number
          and c.number = any (p_numbers) and c.child_id is null
        returning c.operator_id, c.tenant_id, c.number, c.period_id, c.origin),
    forgotten as (
        delete from did_key k using closed c
        where k.operator_id = c.operator_id and k.tenant_id = c.tenant_id and k.number = c.number),
    ended as (
        update holding_period p set to_at = greatest(p_now, p.from_at)
        from closed c
        where p.operator_id = c.operator_id and p.tenant_id = c.tenant_id and p.id = c.period_id and p.to_at is null)
    select count(*), coalesce(array_agg(c.number) filter (where c.origin = 'ON_PROVISION'), '{}')
    into v_written, v_provisioned
    from closed c;
    perform expect_written(v_written, cardinality(p_numbers));
    with p as materialized (
        select * from give_prices(v_operator, v_me, p_child, p_numbers, p_by_assigned))
    update did_holding h
    set child_id = p_child, pricing_batch_id = p.pricing_batch_id,
        activation_revenue = p.activation, recurring_revenue = p.recurring, revenue_currency = p.currency,
        version = h.version + 1
    from p
    where h.operator_id = v_operator and h.tenant_id = v_me and h.number = p.number
      and h.number = any (p_numbers)
      and p.refusal is null and h.child_id is not null;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    if v_provisioned <> '{}' then
        perform open_holdings(v_operator, v_me, p_child, v_provisioned, 'ON_PROVISION', p_now);
    end if;
    if cardinality(v_provisioned) < cardinality(p_numbers) then
        perform open_holdings(v_operator, v_me, p_child,
            array(select n from unnest(p_numbers) n where n <> all (v_provisioned)), 'STOCK', p_now);
    end if;
    return cardinality(p_numbers);
end
$$;

grant insert, delete, update (version) on account to didstock_chain;
grant update (tenant_id) on account_number, internal_number to didstock_chain;

do $$
declare
    signature regprocedure;
begin
    foreach signature in array array [
        'transfer_refusals(int, text[], timestamptz)',
        'transfer_numbers(int, text[], boolean, timestamptz)']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
        execute format('grant execute on function %s to didstock_app', signature);
    end loop;
end
$$;
