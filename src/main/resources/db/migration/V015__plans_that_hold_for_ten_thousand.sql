-- Statements on lists of up to 10,000 numbers, whose plans must not depend on what the planner believes of those lists.
-- Measured at 300,000 to 1,000,000 numbers: locking 10,000 chains 0.2 s instead of 1.5; giving 10,000 1 s instead of 7.

set local search_path = didstock;

-- The plan of a statement on transition tables is kept for the session, so it was that of the session's first change:
-- after the change of one number, both tables were compared row by row, and 10,000 numbers took 42 seconds.
alter function record_holdings_changed() set enable_nestloop = off;
alter function record_holdings_changed() set enable_hashjoin = on;
alter function record_holdings_changed() set enable_mergejoin = on;
alter function refuse_changing_given_batch() set enable_nestloop = off;
alter function refuse_changing_given_batch() set enable_hashjoin = on;
alter function refuse_changing_given_batch() set enable_mergejoin = on;

-- The prices of 10,000 numbers were compared with 10,000 rows one by one.
alter function give_numbers(int, text[], boolean, holding_state[], timestamptz) set enable_nestloop = off;

-- Each number's rows are looked up by their key; the planner read the whole table instead.
alter function lock_chain(text[]) set enable_nestloop = on;
alter function lock_chain(text[]) set enable_hashjoin = off;
alter function lock_chain(text[]) set enable_mergejoin = off;

-- Ends what these tenants' subtrees hold of the numbers, as before; each row by its whole key, not by number among all
-- tenants.
create or replace function close_below(p_operator int, p_holder int, p_numbers text[], p_days int[], p_to_home boolean,
                            p_now timestamptz) returns void
    language plpgsql volatile
    set search_path = didstock, pg_temp
    set enable_nestloop = on
    set enable_hashjoin = off
    set enable_mergejoin = off
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
        cross join lateral unnest(t.path[array_position(t.path, p_holder) + 1 :]) below (tenant_id)
        where deepest.operator_id = p_operator and deepest.number = any (p_numbers) and deepest.child_id is null
          and h.operator_id = p_operator and h.tenant_id = below.tenant_id and h.number = deepest.number
          and not h.in_use
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
        child_id = null, reserved_child_id = null, reserved_for = null,
        pricing_batch_id = case when p_to_home then (
            select b.id from pricing_batch b
            where b.operator_id = h.operator_id and b.tenant_id = h.tenant_id and b.id = h.home_batch_id) end,
        home_batch_id = coalesce(h.home_batch_id, h.pricing_batch_id),
        activation_revenue = null, recurring_revenue = null, revenue_currency = null,
        version = h.version + 1
    from did d
    where h.operator_id = p_operator and h.tenant_id = p_holder and h.number = any (p_numbers)
      and h.child_id is not null and not h.in_use
      and d.operator_id = h.operator_id and d.number = h.number;
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
end
$$;
