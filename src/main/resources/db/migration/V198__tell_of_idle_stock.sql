-- Numbers that cost something every month and that nobody took for long: told once a month, to whom chose it.

set local search_path = didstock;

-- Amounts that the notice is about, as '12.50 EUR;3.00 USD'; only for who may see money, never mailed or sent to others.
alter table notice add money text;

create or replace function quiet_kind(p_kind notice_kind) returns boolean
    language sql immutable
    set search_path = didstock, pg_temp
as $$
    select p_kind::text in ('USE_BEGUN', 'ACCOUNT_CREATED', 'ACCOUNT_CHANGED', 'ACCOUNT_DELETED', 'NUMBERS_LOADED',
        'STOCK_IDLE')
$$;

-- Returns how many notices it wrote. Asked at any time; it looks on the first three days of a month, since a node may have been away on
-- the first, and at each tenant until it told it in this month.
create function tell_of_idle_stock(p_operator int, p_zone text, p_now timestamptz) returns int
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    c_days constant int := 90;
    v_today date := (p_now at time zone p_zone)::date;
    v_occasion text := 'idle ' || to_char(v_today, 'YYYY-MM');
    v_told int;
    bound_before text := coalesce(current_setting('didstock.operator', true), '');
begin
    if extract(day from v_today) > 3 then
        return 0;
    end if;
    perform set_config('didstock.operator', p_operator::text, true);
    insert into notice (operator_id, tenant_id, kind, at, numbers, number, occasion, about, money)
    select t.operator_id, t.tenant_id, 'STOCK_IDLE', p_now, idle.numbers, case when idle.numbers = 1 then idle.number end,
        v_occasion, c_days::text, idle.money
    from tenant t
    cross join lateral (
        select sum(each.numbers)::int as numbers, min(each.number) as number,
            string_agg(each.monthly || ' ' || each.currency, ';' order by each.currency) as money
        from (
            select h.currency, count(*) as numbers, min(h.number) as number, sum(h.recurring_cost) as monthly
            from did_holding h
            where h.operator_id = t.operator_id and h.tenant_id = t.tenant_id and h.child_id is null and not h.in_use
              and effective_state(h.state, h.until, p_now) = 'FREE' and h.recurring_cost > 0 and length(h.number) >= 7
              -- Whole days, as in the inventory's search: more than 90.
              and coalesce(h.released_at, h.held_since) <= p_now - make_interval(hours => 24 * (c_days + 1))
            group by h.currency) each
        having count(*) > 0) idle
    where t.operator_id = p_operator and t.status = 'ACTIVE'
      and not exists (
          select from notice n
          where n.operator_id = t.operator_id and n.tenant_id = t.tenant_id and n.kind = 'STOCK_IDLE'
            and n.occasion = v_occasion)
    on conflict on constraint notice_occasion_uk do nothing;
    get diagnostics v_told = row_count;
    perform set_config('didstock.operator', bound_before, true);
    return v_told;
end
$$;
alter function tell_of_idle_stock(int, text, timestamptz) owner to didstock_chain;
revoke execute on function tell_of_idle_stock(int, text, timestamptz) from public;
grant execute on function tell_of_idle_stock(int, text, timestamptz) to didstock_app;
