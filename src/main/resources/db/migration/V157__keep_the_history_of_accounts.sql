-- What happened to accounts and to the numbers they use: who, when, before and after. The customer whose accounts they are
-- and the tenant directly above see it; no other level is told of accounts.

set local search_path = didstock;

-- One thing that happened: to an account itself, if no number is named; otherwise to the use of that number.
create table account_change (
    operator_id int not null,
    tenant_id int not null,
    id uuid not null default uuidv7(),
    at timestamptz not null,
    -- The operation in which it happened, as in history; of its own where none was bound.
    operation_id uuid not null,
    operation text not null,
    number text collate "C",
    -- The account before and after, and what it was called then: it may be gone, or be called otherwise, by now.
    before_account_id int, after_account_id int,
    before_account text, after_account text,
    before_role account_number_role, after_role account_number_role,
    before_name text, after_name text,
    before_status account_status, after_status account_status,
    by_tenant_id int not null,
    by_login text,
    constraint account_change_pk primary key (operator_id, tenant_id, id),
    constraint account_change_tenant_fk foreign key (operator_id, tenant_id) references tenant (operator_id, tenant_id),
    constraint account_change_account_ck check (coalesce(before_account_id, after_account_id) is not null)
);
create index account_change_number_ix on account_change (operator_id, tenant_id, number, at) where number is not null;
create index account_change_operation_ix on account_change (operator_id, operation_id, tenant_id, number);
create index account_change_before_ix on account_change (operator_id, tenant_id, before_account_id, at)
    where before_account_id is not null;
create index account_change_after_ix on account_change (operator_id, tenant_id, after_account_id, at)
    where after_account_id is not null;

-- A number is used by another account, or in another role, and no holding changes: the history of holdings has nothing of
-- it, so Activity is told here, that of the customer and of the tenant above.
create function record_use_changed() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_at timestamptz := clock_timestamp();
    v_operation text := coalesce(nullif(current_setting('didstock.operation_kind', true), ''), 'MOVE_TO_ACCOUNT');
begin
    -- Unbound is only who keeps the database.
    if nullif(current_setting('didstock.operator', true), '') is null then
        return null;
    end if;
    -- Only to make room for another number in the same act, which is told itself.
    if v_operation = 'MAKE_ROOM' then
        return null;
    end if;
    -- With an account of another customer now: each of the two is told its own side.
    insert into account_change (operator_id, tenant_id, at, operation_id, operation, number, before_account_id,
        after_account_id, before_account, after_account, before_role, after_role, by_tenant_id, by_login)
    select told.operator_id, told.tenant_id, v_at, bound_operation(), v_operation, told.number, b.id, a.id, b.account_id,
        a.account_id, case when b.id is not null then told.before_role end,
        case when a.id is not null then told.after_role end, bound_tenant(),
        nullif(current_setting('didstock.login', true), '')
    from (
        select n.operator_id, n.tenant_id, n.number, case when o.tenant_id = n.tenant_id then o.account_id end as before_id,
            n.account_id as after_id, o.role as before_role, n.role as after_role
        from changed n
        join gone o on o.operator_id = n.operator_id and o.number = n.number
        where (o.tenant_id, o.account_id, o.role) is distinct from (n.tenant_id, n.account_id, n.role)
        union all
        select o.operator_id, o.tenant_id, o.number, o.account_id, null, o.role, null
        from changed n
        join gone o on o.operator_id = n.operator_id and o.number = n.number
        where o.tenant_id <> n.tenant_id) told
    left join account b on b.operator_id = told.operator_id and b.tenant_id = told.tenant_id and b.id = told.before_id
    left join account a on a.operator_id = told.operator_id and a.tenant_id = told.tenant_id and a.id = told.after_id
    where a.id is not null or b.id is not null;
    if v_operation = 'MOVE_TO_ACCOUNT' then
        insert into activity (operator_id, tenant_id, operation_id, at, operation, change, by_tenant_id, by_login, numbers)
        select n.operator_id, told.tenant_id, bound_operation(), v_at, v_operation, 'CHANGED', bound_tenant(),
            acting_login(told.tenant_id), count(*)
        from changed n
        join tenant c on c.operator_id = n.operator_id and c.tenant_id = n.tenant_id
        cross join lateral (values (c.tenant_id), (c.parent_id)) told (tenant_id)
        where told.tenant_id is not null
        group by n.operator_id, told.tenant_id;
    end if;
    return null;
end
$$;

create function record_use_begun() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
begin
    -- Unbound is only who keeps the database.
    if nullif(current_setting('didstock.operator', true), '') is null then
        return null;
    end if;
    insert into account_change (operator_id, tenant_id, at, operation_id, operation, number, after_account_id,
        after_account, after_role, by_tenant_id, by_login)
    select n.operator_id, n.tenant_id, clock_timestamp(), bound_operation(), current_setting('didstock.operation_kind'),
        n.number, n.account_id, a.account_id, n.role, bound_tenant(), nullif(current_setting('didstock.login', true), '')
    from changed n
    left join account a on a.operator_id = n.operator_id and a.tenant_id = n.tenant_id and a.id = n.account_id;
    return null;
end
$$;

create function record_use_ended() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
begin
    -- Unbound is only who keeps the database.
    if nullif(current_setting('didstock.operator', true), '') is null then
        return null;
    end if;
    insert into account_change (operator_id, tenant_id, at, operation_id, operation, number, before_account_id,
        before_account, before_role, by_tenant_id, by_login)
    select o.operator_id, o.tenant_id, clock_timestamp(), bound_operation(), current_setting('didstock.operation_kind'),
        o.number, o.account_id, b.account_id, o.role, bound_tenant(), nullif(current_setting('didstock.login', true), '')
    from gone o
    left join account b on b.operator_id = o.operator_id and b.tenant_id = o.tenant_id and b.id = o.account_id;
    return null;
end
$$;

create trigger account_number_begun after insert on account_number
    referencing new table as changed for each statement execute function record_use_begun();
create trigger account_number_changed after update on account_number
    referencing old table as gone new table as changed for each statement execute function record_use_changed();
create trigger account_number_ended after delete on account_number
    referencing old table as gone for each statement execute function record_use_ended();

create function record_account() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
begin
    -- Unbound is only who keeps the database.
    if nullif(current_setting('didstock.operator', true), '') is null then
        return null;
    end if;
    if tg_op = 'UPDATE' and (old.account_id, old.name, old.status, old.tenant_id)
            is not distinct from (new.account_id, new.name, new.status, new.tenant_id) then
        return null;
    end if;
    insert into account_change (operator_id, tenant_id, at, operation_id, operation, before_account_id, after_account_id,
        before_account, after_account, before_name, after_name, before_status, after_status, by_tenant_id, by_login)
    values (
        case when tg_op = 'DELETE' then old.operator_id else new.operator_id end,
        case when tg_op = 'DELETE' then old.tenant_id else new.tenant_id end,
        clock_timestamp(),
        -- An account may change where no number does.
        coalesce(nullif(current_setting('didstock.operation', true), '')::uuid, uuidv7()),
        case tg_op when 'INSERT' then 'CREATE_ACCOUNT' when 'UPDATE' then 'CHANGE_ACCOUNT' else 'DELETE_ACCOUNT' end,
        case when tg_op <> 'INSERT' then old.id end, case when tg_op <> 'DELETE' then new.id end,
        case when tg_op <> 'INSERT' then old.account_id end, case when tg_op <> 'DELETE' then new.account_id end,
        case when tg_op <> 'INSERT' then nullif(old.name, '') end, case when tg_op <> 'DELETE' then nullif(new.name, '') end,
        case when tg_op <> 'INSERT' then old.status end, case when tg_op <> 'DELETE' then new.status end,
        bound_tenant(), nullif(current_setting('didstock.login', true), ''));
    return null;
end
$$;
create trigger account_recorded after insert or update or delete on account
    for each row execute function record_account();

do $$
declare
    signature regprocedure;
begin
    foreach signature in array array ['record_use_begun()', 'record_use_changed()', 'record_use_ended()',
        'record_account()']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
    end loop;
end
$$;

alter table account_change enable row level security;
alter table account_change force row level security;
create policy account_change_owner on account_change to didstock_owner using (true) with check (true);
create policy account_change_chain on account_change to didstock_chain
    using (operator_id = (select bound_operator())) with check (operator_id = (select bound_operator()));
create policy account_change_seen on account_change for select to didstock_app
    using (operator_id = (select bound_operator())
        and (tenant_id = (select bound_tenant())
            or tenant_id in (select t.tenant_id from tenant t
                             where t.operator_id = (select bound_operator()) and t.parent_id = (select bound_tenant()))));
grant select on account_change to didstock_app, didstock_audit;
grant insert on account_change to didstock_chain;
