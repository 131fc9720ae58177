-- How many numbers a tenant wants to have free: of a country, of an area, of a pricing batch, or of all of these at once.

set local search_path = didstock;

create table stock_threshold (
    operator_id int not null,
    tenant_id int not null,
    id int not null default random(1, 2147483647),
    country text,
    -- Part of the area's name, in any case.
    area text,
    pricing_batch_id int,
    fewest int not null,
    -- Since when it is told that there are fewer; null: there are not.
    told_at timestamptz,
    constraint stock_threshold_pk primary key (operator_id, tenant_id, id),
    constraint stock_threshold_tenant_fk foreign key (operator_id, tenant_id) references tenant (operator_id, tenant_id),
    constraint stock_threshold_batch_fk foreign key (operator_id, tenant_id, pricing_batch_id)
        references pricing_batch (operator_id, tenant_id, id) on delete cascade,
    constraint stock_threshold_country_ck check (country ~ '^[A-Z]{2}$'),
    constraint stock_threshold_area_ck check (length(area) between 1 and 60),
    constraint stock_threshold_fewest_ck check (fewest between 1 and 100000),
    constraint stock_threshold_what_uk unique nulls not distinct (operator_id, tenant_id, country, area, pricing_batch_id)
);
create index stock_threshold_batch_ix on stock_threshold (operator_id, tenant_id, pricing_batch_id);

alter table stock_threshold enable row level security;
alter table stock_threshold force row level security;
create policy stock_threshold_owner on stock_threshold to didstock_owner using (true) with check (true);
create policy stock_threshold_chain on stock_threshold to didstock_chain
    using (operator_id = (select bound_operator())) with check (operator_id = (select bound_operator()));
create policy stock_threshold_mine on stock_threshold to didstock_app
    using (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))
    with check (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()));
grant select, insert, delete on stock_threshold to didstock_app;
grant select, update (told_at) on stock_threshold to didstock_chain;
grant select on stock_threshold to didstock_audit;

-- Returns how many notices it wrote: one for each threshold below which the stock fell since it was last asked. What is told is not told
-- again before the stock was back. Of each stock it counts no further than the threshold.
create function tell_of_stock(p_operator int, p_now timestamptz) returns int
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_told int;
    bound_before text := coalesce(current_setting('didstock.operator', true), '');
begin
    perform set_config('didstock.operator', p_operator::text, true);
    with counted as materialized (
        select s.operator_id, s.tenant_id, s.id, stock.free, stock.free < s.fewest as low
        from stock_threshold s
        join tenant t on t.operator_id = s.operator_id and t.tenant_id = s.tenant_id and t.status = 'ACTIVE'
        cross join lateral (
            select count(*)::int as free
            from (select from did_holding h
                  where h.operator_id = s.operator_id and h.tenant_id = s.tenant_id
                    and h.child_id is null and not h.in_use
                    and (h.state = 'FREE' or h.state in ('AGING', 'RESERVED') and h.until <= p_now)
                    and length(h.number) >= 7
                    and (s.country is null or h.country = s.country)
                    and (s.area is null or position(lower(s.area) in lower(h.area)) > 0)
                    and (s.pricing_batch_id is null or h.pricing_batch_id = s.pricing_batch_id)
                  limit s.fewest) found) stock
        where s.operator_id = p_operator),
    changed as (
        update stock_threshold s set told_at = case when c.low then p_now end
        from counted c
        where s.operator_id = c.operator_id and s.tenant_id = c.tenant_id and s.id = c.id and c.low = (s.told_at is null)
        returning s.operator_id, s.tenant_id, s.id, s.country, s.area, s.pricing_batch_id, s.fewest, c.free, c.low)
    insert into notice (operator_id, tenant_id, kind, at, numbers, occasion, about)
    select c.operator_id, c.tenant_id, 'STOCK_LOW', p_now, c.free, 'threshold ' || c.id || ' ' || p_now,
        ltrim(concat_ws(', ', c.country, c.area, b.name) || ' < ' || c.fewest)
    from changed c
    left join pricing_batch b
        on b.operator_id = c.operator_id and b.tenant_id = c.tenant_id and b.id = c.pricing_batch_id
    where c.low
    on conflict on constraint notice_occasion_uk do nothing;
    get diagnostics v_told = row_count;
    perform set_config('didstock.operator', bound_before, true);
    return v_told;
end
$$;
alter function tell_of_stock(int, timestamptz) owner to didstock_chain;
revoke execute on function tell_of_stock(int, timestamptz) from public;
grant execute on function tell_of_stock(int, timestamptz) to didstock_app;
