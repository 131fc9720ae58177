-- What an operator oversees below its direct children: how many numbers each tenant holds, and where one number is.
-- Names, states and counts; never a lower level's prices, batches, groups or descriptions.

set local search_path = didstock;

-- Each look at the chain of a number: who, when, which, and why. Written by look_up_chain alone.
create table chain_look (
    operator_id int not null,
    tenant_id int not null,
    id uuid not null default uuidv7(),
    at timestamptz not null,
    number text collate "C" not null,
    reason text not null,
    user_id int not null,
    login text not null,
    levels int not null,
    constraint chain_look_pk primary key (operator_id, tenant_id, id),
    constraint chain_look_tenant_fk foreign key (operator_id, tenant_id) references tenant (operator_id, tenant_id),
    constraint chain_look_number_ck check (number ~ '^[0-9]{3,15}$'),
    constraint chain_look_reason_ck check (length(btrim(reason)) between 3 and 300)
);
create index chain_look_number_ix on chain_look (operator_id, tenant_id, number, at);

-- How many numbers each tenant of the bound operator's tree holds, and how many of them are in use; internal ones are
-- not counted. The operator's alone to ask.
create function count_numbers_of_tenants()
    returns table (tenant_id int, held bigint, in_use bigint)
    language plpgsql stable security definer
    set search_path = didstock, pg_temp
as $$
begin
    if bound_tenant() <> bound_operator() then
        raise insufficient_privilege using message = 'only the operator oversees the tree';
    end if;
    return query
        select c.tenant_id, sum(c.numbers)::bigint, coalesce(sum(c.numbers) filter (where c.status = 'IN_USE'), 0)::bigint
        from (
            select b.tenant_id, b.status, b.numbers from holding_count b
            where b.operator_id = bound_operator() and not b.internal
            union all
            select d.tenant_id, d.status, d.numbers from holding_count_delta d
            where d.operator_id = bound_operator() and not d.internal) c
        group by c.tenant_id;
end
$$;

-- Every level at which a number is held, from the top, with the account that uses it. Writes down who looked and why,
-- in the same transaction: no look without a record.
create function look_up_chain(p_number text, p_reason text, p_now timestamptz)
    returns table (tenant_id int, name text, kind tenant_kind, level int, status text, until timestamptz,
                   held_since timestamptz, account_id text, account_name text, account_role account_number_role,
                   account_since timestamptz)
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_path int[];
    v_look uuid := bound_operation();
    v_levels int;
begin
    if bound_tenant() <> v_operator then
        raise insufficient_privilege using message = 'only the operator looks up whole chains';
    end if;
    select t.path into v_path
    from did_holding h
    join tenant t on t.operator_id = h.operator_id and t.tenant_id = h.tenant_id
    where h.operator_id = v_operator and h.number = p_number and h.child_id is null;
    select count(*)::int into v_levels
    from did_holding h
    where h.operator_id = v_operator and h.tenant_id = any (v_path) and h.number = p_number;
    insert into chain_look (operator_id, tenant_id, id, at, number, reason, user_id, login, levels)
    values (v_operator, v_operator, v_look, p_now, p_number, btrim(p_reason),
        current_setting('didstock.user')::int, acting_login(v_operator), v_levels);
    insert into activity (operator_id, tenant_id, operation_id, at, operation, change, by_tenant_id, by_login, numbers)
    values (v_operator, v_operator, v_look, p_now, 'LOOK_UP_CHAIN', 'LOOKED_UP', v_operator,
        acting_login(v_operator), 1);
    return query
        select t.tenant_id, t.name, t.kind, t.level::int,
            case when h.in_use then 'IN_USE' else effective_state(h.state, h.until, p_now)::text end,
            case when effective_state(h.state, h.until, p_now) = h.state then h.until end,
            h.held_since, a.account_id, a.name, n.role, n.since
        from did_holding h
        join tenant t on t.operator_id = h.operator_id and t.tenant_id = h.tenant_id
        left join account_number n
            on n.operator_id = h.operator_id and n.tenant_id = h.tenant_id and n.number = h.number
        left join account a
            on a.operator_id = n.operator_id and a.tenant_id = n.tenant_id and a.id = n.account_id
        where h.operator_id = v_operator and h.tenant_id = any (v_path) and h.number = p_number
        order by t.level;
end
$$;

alter table chain_look enable row level security;
alter table chain_look force row level security;
create policy chain_look_owner on chain_look to didstock_owner using (true) with check (true);
create policy chain_look_chain on chain_look to didstock_chain
    using (operator_id = (select bound_operator())) with check (operator_id = (select bound_operator()));
create policy chain_look_mine on chain_look to didstock_app
    using (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))
    with check (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()));
grant select on chain_look to didstock_app, didstock_audit;
grant insert on chain_look to didstock_chain;

alter function count_numbers_of_tenants() owner to didstock_chain;
alter function look_up_chain(text, text, timestamptz) owner to didstock_chain;
revoke execute on function count_numbers_of_tenants(), look_up_chain(text, text, timestamptz) from public;
grant execute on function count_numbers_of_tenants(), look_up_chain(text, text, timestamptz) to didstock_app;
