-- What a tenant's own systems follow: numbers that are used from now on, accounts, numbers that came in. Each tenant is told of its
-- own rows; of an account the customer and the tenant directly above it, as they alone see it.

set local search_path = didstock;

-- Done by the tenant's own people: sent to its servers, told to nobody.
alter table notice add own_doing boolean not null default false;

-- Too many for most people: told to a user, and mailed, only if it chose so. Of these kinds a row of notice_muted means that it did.
create function quiet_kind(p_kind notice_kind) returns boolean
    language sql immutable
    set search_path = didstock, pg_temp
as $$
    select p_kind::text in ('USE_BEGUN', 'ACCOUNT_CREATED', 'ACCOUNT_CHANGED', 'ACCOUNT_DELETED', 'NUMBERS_LOADED')
$$;

-- How many notices each of these people has not read, at most 100 and of the last 500; the arrays run in parallel.
create or replace function unread_notices(p_operators int[], p_tenants int[], p_users int[])
    returns table (operator_id int, tenant_id int, user_id int, unread int)
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select p.operator_id, p.tenant_id, p.user_id, (
        select count(*)::int from (
            select from (
                select n.id, n.kind from notice n
                where n.operator_id = p.operator_id and n.tenant_id = p.tenant_id and not n.own_doing
                order by n.id desc limit 500) n
            where not exists (
                    select from notice_read r
                    where r.operator_id = p.operator_id and r.tenant_id = p.tenant_id and r.user_id = p.user_id
                      and r.notice_id = n.id)
              and quiet_kind(n.kind) = exists (
                    select from notice_muted m
                    where m.operator_id = p.operator_id and m.tenant_id = p.tenant_id and m.user_id = p.user_id
                      and m.kind = n.kind)
            limit 100) unread)
    from unnest(p_operators, p_tenants, p_users) as p (operator_id, tenant_id, user_id)
$$;

create or replace function mail_of_notice() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
begin
    insert into mail_notice (operator_id, tenant_id, user_id, notice_id, at_once, since)
    select n.operator_id, n.tenant_id, u.user_id, n.id, wanted.mailed = 'AT_ONCE', n.at
    from told n
    join tenant t on t.operator_id = n.operator_id and t.tenant_id = n.tenant_id and t.status = 'ACTIVE'
    join app_user u on u.operator_id = n.operator_id and u.tenant_id = n.tenant_id
        and u.status = 'ACTIVE' and u.email is not null
    left join notice_mail c on c.operator_id = n.operator_id and c.tenant_id = n.tenant_id and c.user_id = u.user_id
        and c.kind = n.kind
    left join notice_muted m on m.operator_id = n.operator_id and m.tenant_id = n.tenant_id and m.user_id = u.user_id
        and m.kind = n.kind
    cross join lateral (
        select coalesce(c.mailed, default_mail_when(n.kind, (m.user_id is not null) <> quiet_kind(n.kind))) as mailed) wanted
    where wanted.mailed <> 'NEVER' and not n.own_doing;
    return null;
end
$$;

-- Beside what tell_of_activity tells: numbers that are used from now on, on every level, and, where the tenant's own people did it,
-- numbers that are not used any more. One number of a statement tells what became of all, as there.
create function tell_of_use() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
begin
    insert into notice as n (operator_id, tenant_id, operation_id, kind, at, operation, child_id, numbers, number, own_doing)
    select d.operator_id, d.tenant_id, d.operation_id, told.kind, max(d.at), d.operation,
        case when count(distinct d.child_id) = 1 and count(*) = count(d.child_id) then min(d.child_id) end,
        sum(d.numbers), case when sum(d.numbers) = 1 then min(d.number) end, d.by_tenant_id = d.tenant_id
    from (
        select s.*, h.number, h.before_in_use, h.after_in_use, held.child_id
        from did_something s
        cross join lateral (
            select h.* from history h
            where h.operator_id = s.operator_id and h.tenant_id = s.tenant_id and h.operation_id = s.operation_id
              and h.change = s.change and h.at = s.at
            order by h.number desc
            limit 1) h
        left join did_holding held
            on held.operator_id = h.operator_id and held.tenant_id = h.tenant_id and held.number = h.number
        where s.change = 'CHANGED' and s.operation <> 'MAKE_ROOM' and length(h.number) >= 7) d
    cross join lateral (
        select case
            when d.after_in_use and not d.before_in_use then 'USE_BEGUN'
            when d.before_in_use and not d.after_in_use and d.by_tenant_id = d.tenant_id then 'USE_ENDED'
            end::notice_kind as kind) told
    where told.kind is not null
    group by d.operator_id, d.tenant_id, d.operation_id, d.operation, told.kind, d.by_tenant_id
    on conflict on constraint notice_operation_uk do update
    set numbers = n.numbers + excluded.numbers, number = null, at = excluded.at,
        child_id = case when n.child_id = excluded.child_id then n.child_id end;
    return null;
end
$$;
create trigger activity_told_of_use after insert on activity
    referencing new table as did_something for each statement execute function tell_of_use();

-- To the customer and the tenant directly above it, each account for itself: a system that follows them needs every one.
create function tell_of_accounts() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
begin
    insert into notice (operator_id, tenant_id, kind, at, child_id, numbers, occasion, about, own_doing)
    select c.operator_id, told.tenant_id, about.kind, c.at, told.child_id, 0, 'account ' || c.id,
        case about.kind when 'ACCOUNT_CREATED' then c.after_account when 'ACCOUNT_DELETED' then c.before_account
            else c.before_account || ' -> ' || c.after_account end,
        c.by_tenant_id = told.tenant_id
    from happened c
    join tenant customer on customer.operator_id = c.operator_id and customer.tenant_id = c.tenant_id
    cross join lateral (
        values (customer.tenant_id, null::int), (customer.parent_id, customer.tenant_id)) told (tenant_id, child_id)
    cross join lateral (
        select case
            when c.before_account_id is null then 'ACCOUNT_CREATED'
            when c.after_account_id is null then 'ACCOUNT_DELETED'
            when c.before_account <> c.after_account then 'ACCOUNT_CHANGED'
            end::notice_kind as kind) about
    where c.number is null and about.kind is not null and told.tenant_id is not null
    on conflict on constraint notice_occasion_uk do nothing;
    return null;
end
$$;
create trigger account_change_told after insert on account_change
    referencing new table as happened for each statement execute function tell_of_accounts();

-- Whatever number of rows an import brought in, once, when it is over.
create function tell_of_loaded() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
begin
    insert into notice (operator_id, tenant_id, kind, at, numbers, occasion, about)
    select n.operator_id, n.tenant_id, 'NUMBERS_LOADED', coalesce(n.imported_at, now()), n.rows_imported, 'upload ' || n.id,
        n.file_name
    from was o
    join is_now n on n.operator_id = o.operator_id and n.tenant_id = o.tenant_id and n.id = o.id
    where o.status = 'IMPORTING' and n.status <> 'IMPORTING' and n.rows_imported > 0
    on conflict on constraint notice_occasion_uk do nothing;
    return null;
end
$$;
create trigger upload_told_of_loaded after update on upload
    referencing old table as was new table as is_now for each statement execute function tell_of_loaded();

-- As before; which numbers are free is asked as everywhere.
create or replace function tell_of_stock(p_operator int, p_now timestamptz) returns int
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
                    and effective_state(h.state, h.until, p_now) = 'FREE'
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

alter function tell_of_use() owner to didstock_chain;
alter function tell_of_accounts() owner to didstock_chain;
alter function tell_of_loaded() owner to didstock_entry;
revoke execute on function quiet_kind(notice_kind), tell_of_use(), tell_of_accounts(), tell_of_loaded() from public;
grant execute on function quiet_kind(notice_kind) to didstock_app, didstock_entry;
