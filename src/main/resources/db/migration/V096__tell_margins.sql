-- What a tenant earns and pays in a month, number by number and, of each number, by whoever had it: the same charges as in
-- the statement, each counted once, so that the parts sum up to it.

set local search_path = didstock;

-- What is earned is of the child that pays it and the batch that prices it. What is paid for the days on which a child
-- had the number is of that child and batch; an activation, and what is given back of one, of the child that had the
-- number since the day on which it was paid. All else is of nobody: the number was not given out.
create function margin_parts(p_zone text, p_month date, p_now timestamptz)
    returns table (number text, child_id int, pricing_batch_id int, currency char(3), revenue numeric, cost numeric)
    language plpgsql stable security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_open boolean := month_is_open(p_month);
begin
    return query
        with line as materialized (
            select l.payer_id = v_me as paid, l.payer_id, l.number, l.holding_period_id, l.kind, l.sequence, l.amount,
                l.currency, l.days, l.pricing_batch_id
            from charge_lines(v_operator, p_zone, p_month, p_now, v_open) l
            where l.payer_id = v_me or l.payee_id = v_me),
        paid as materialized (
            select l.number, l.kind, l.amount, l.currency, m.recurring, d.first, d.first + l.days as past,
                (m.from_at at time zone p_zone)::date as begun,
                -- Only what the days make can be parted by days.
                l.kind = 'RECURRING' and l.sequence = 0 and l.days > 0
                    and l.amount = prorated(m.recurring, m.currency, p_month, d.first, d.first + l.days) as by_day,
                row_number() over () as id
            from line l
            join holding_period m on m.operator_id = v_operator and m.tenant_id = v_me and m.id = l.holding_period_id
            cross join lateral (
                select greatest((coalesce(m.charged_from, m.from_at) at time zone p_zone)::date, p_month) as first) d
            where l.paid),
        stay as materialized (
            select c.number, c.tenant_id, c.pricing_batch_id,
                (coalesce(c.charged_from, c.from_at) at time zone p_zone)::date as first,
                coalesce((least(c.to_at, p_now) at time zone p_zone)::date, 'infinity') as past,
                row_number() over (partition by c.number, (c.from_at at time zone p_zone)::date
                    order by c.from_at, c.id) as place
            from holding_period c
            where c.operator_id = v_operator and c.payee_id = v_me
              and c.from_at < ((p_month + interval '1 month') at time zone p_zone)
              and (c.to_at is null or c.to_at >= (p_month::timestamp at time zone p_zone))),
        part as materialized (
            select p.id, s.tenant_id, s.pricing_batch_id,
                case when p.by_day
                     then prorated(p.recurring, p.currency, p_month, greatest(p.first, s.first), least(p.past, s.past))
                     else p.amount end as amount
            from paid p
            join stay s on s.number = p.number
                and case when p.by_day then greatest(p.first, s.first) < least(p.past, s.past)
                         else p.kind <> 'RECURRING' and s.first = p.begun and s.place = 1 end)
        select l.number, l.payer_id, l.pricing_batch_id, l.currency, l.amount, 0::numeric
        from line l
        where not l.paid
        union all
        select p.number, x.tenant_id, x.pricing_batch_id, p.currency, 0::numeric, x.amount
        from part x
        join paid p on p.id = x.id
        union all
        select p.number, null::int, null::int, p.currency, 0::numeric, p.amount - coalesce(sum(x.amount), 0)
        from paid p
        left join part x on x.id = p.id
        group by p.id, p.number, p.currency, p.amount
        having p.amount <> coalesce(sum(x.amount), 0);
end
$$;

alter function margin_parts(text, date, timestamptz) owner to didstock_chain;
revoke execute on function margin_parts(text, date, timestamptz) from public;
grant execute on function margin_parts(text, date, timestamptz) to didstock_app;
