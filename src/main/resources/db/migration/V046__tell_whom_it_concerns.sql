-- Notices: what others did to a tenant's numbers, told to every tenant whose rows changed, once for each operation and kind.
-- Written from the activity of the same transaction, so that no operation can forget it.

set local search_path = didstock;

create type notice_kind as enum (
    -- given by the tenant above; taken by a child
    'RECEIVED', 'TAKEN',
    -- came back from below; was taken back by the tenant above; ended for good
    'RETURNED', 'RECALLED', 'WITHDRAWN',
    'REPRICED',
    -- an account below stopped using it and it stays where it is; what was passed through for a use ended with it
    'USE_ENDED', 'ENDED');

create table notice (
    operator_id int not null,
    tenant_id int not null,
    id bigint generated always as identity,
    operation_id uuid not null,
    kind notice_kind not null,
    at timestamptz not null,
    operation text not null,
    -- The tenant's child through which it happened; null: it came from above.
    child_id int,
    numbers int not null,
    -- Which one, if it is one.
    number text,
    constraint notice_pk primary key (operator_id, tenant_id, id),
    constraint notice_operation_uk unique (operator_id, tenant_id, operation_id, kind),
    constraint notice_tenant_fk foreign key (operator_id, tenant_id) references tenant (operator_id, tenant_id)
);

create table notice_read (
    operator_id int not null,
    tenant_id int not null,
    user_id int not null,
    notice_id bigint not null,
    constraint notice_read_pk primary key (operator_id, tenant_id, user_id, notice_id),
    constraint notice_read_notice_fk foreign key (operator_id, tenant_id, notice_id)
        references notice (operator_id, tenant_id, id) on delete cascade,
    constraint notice_read_user_fk foreign key (operator_id, tenant_id, user_id)
        references app_user (operator_id, tenant_id, user_id) on delete cascade
);

-- What a user does not want to be told of.
create table notice_muted (
    operator_id int not null,
    tenant_id int not null,
    user_id int not null,
    kind notice_kind not null,
    constraint notice_muted_pk primary key (operator_id, tenant_id, user_id, kind),
    constraint notice_muted_user_fk foreign key (operator_id, tenant_id, user_id)
        references app_user (operator_id, tenant_id, user_id) on delete cascade
);

-- What one statement did to a tenant's numbers is one thing, so that one of them tells what became of all: it is looked up
-- in the history of the statement, which is written before. From the end, since long operations go on in number order.
create function tell_of_activity() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
begin
    if not exists (select from did_something d where d.by_tenant_id <> d.tenant_id) then
        return null;
    end if;
    insert into notice as n (operator_id, tenant_id, operation_id, kind, at, operation, child_id, numbers, number)
    select d.operator_id, d.tenant_id, d.operation_id, told.kind, max(d.at), d.operation, below.child_id, sum(d.numbers),
        case when sum(d.numbers) = 1 then min(h.number) end
    from did_something d
    join tenant me on me.operator_id = d.operator_id and me.tenant_id = d.tenant_id
    join tenant actor on actor.operator_id = d.operator_id and actor.tenant_id = d.by_tenant_id
    -- The first step down from the tenant to who did it; from above there is none.
    cross join lateral (select case when me.tenant_id = any (actor.path) then actor.path[me.level + 2] end as child_id) below
    cross join lateral (
        select h.* from history h
        where h.operator_id = d.operator_id and h.tenant_id = d.tenant_id and h.operation_id = d.operation_id
          and h.change = d.change and h.at = d.at
        order by h.number desc
        limit 1) h
    cross join lateral (
        select case
            when length(h.number) < 7 then null
            when d.change = 'OPENED' and below.child_id is null then 'RECEIVED'
            when d.change = 'CLOSED' and d.operation = 'WITHDRAW' then 'WITHDRAWN'
            when d.change = 'CLOSED' and below.child_id is null then 'RECALLED'
            when d.change = 'CLOSED' then 'ENDED'
            when d.change = 'CHANGED' and h.before_child_id is not null and h.after_child_id is null then 'RETURNED'
            when d.change = 'CHANGED' and h.before_child_id is null and h.after_child_id = below.child_id then 'TAKEN'
            when d.change = 'CHANGED' and h.before_in_use and not h.after_in_use then 'USE_ENDED'
            when d.change = 'CHANGED' and h.before_recurring_cost <> h.after_recurring_cost then 'REPRICED'
            end::notice_kind as kind) told
    where d.by_tenant_id <> d.tenant_id and told.kind is not null
    group by d.operator_id, d.tenant_id, d.operation_id, d.operation, told.kind, below.child_id
    on conflict on constraint notice_operation_uk do update
    set numbers = n.numbers + excluded.numbers, number = null, at = excluded.at;
    return null;
end
$$;
create trigger activity_told after insert on activity
    referencing new table as did_something for each statement execute function tell_of_activity();

-- How many notices each of these people has not read, at most 100 and of the last 500; the arrays run in parallel.
create function unread_notices(p_operators int[], p_tenants int[], p_users int[])
    returns table (operator_id int, tenant_id int, user_id int, unread int)
    language sql stable security definer
    set search_path = didstock, pg_temp
as $$
    select p.operator_id, p.tenant_id, p.user_id, (
        select count(*)::int from (
            select from (
                select n.id, n.kind from notice n
                where n.operator_id = p.operator_id and n.tenant_id = p.tenant_id
                order by n.id desc limit 500) n
            where not exists (
                    select from notice_read r
                    where r.operator_id = p.operator_id and r.tenant_id = p.tenant_id and r.user_id = p.user_id
                      and r.notice_id = n.id)
              and not exists (
                    select from notice_muted m
                    where m.operator_id = p.operator_id and m.tenant_id = p.tenant_id and m.user_id = p.user_id
                      and m.kind = n.kind)
            limit 100) unread)
    from unnest(p_operators, p_tenants, p_users) as p (operator_id, tenant_id, user_id)
$$;

do $$
declare
    name text;
begin
    foreach name in array array ['notice', 'notice_read', 'notice_muted']
    loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy %I on %I to didstock_owner using (true) with check (true)', name || '_owner', name);
        execute format('create policy %I on %I to didstock_chain using (operator_id = (select bound_operator()))'
            ' with check (operator_id = (select bound_operator()))', name || '_chain', name);
        execute format('create policy %I on %I to didstock_entry using (true) with check (false)', name || '_entry', name);
        execute format('create policy %I on %I to didstock_app'
            ' using (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))'
            ' with check (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))',
            name || '_mine', name);
        execute format('grant select on %I to didstock_app, didstock_entry, didstock_audit', name);
    end loop;
end
$$;
grant select, insert, update on notice to didstock_chain;
grant select on history to didstock_chain;
grant insert, delete on notice_read, notice_muted to didstock_app;

alter function tell_of_activity() owner to didstock_chain;
alter function unread_notices(int[], int[], int[]) owner to didstock_entry;
revoke execute on function tell_of_activity(), unread_notices(int[], int[], int[]) from public;
grant execute on function unread_notices(int[], int[], int[]) to didstock_app;
