-- Who held a number on a day of the past: each tenant its own stays and its direct children's, at the prices between it
-- and them; the operator, with a reason that is recorded, the names on every level and no price.

set local search_path = didstock;

-- The stays of a number that touch a stretch of time: the bound tenant's own, and those for which it was paid. What the
-- tenant above reckoned with (its batch, its rate) is not the reader's; nor is anything of a level further down.
create function stays_between(p_number text, p_from timestamptz, p_to timestamptz)
    returns table (mine boolean, child_id int, from_at timestamptz, to_at timestamptz, activation numeric,
                   recurring numeric, currency char(3), free_of_charge boolean, vendor boolean, pricing_batch_id int,
                   rate numeric, rated_at timestamptz)
    language plpgsql stable security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
begin
    return query
        select p.tenant_id = v_me, case when p.payee_id = v_me then p.tenant_id end, p.from_at, p.to_at, p.activation,
            p.recurring, p.currency, p.free_of_charge and p.payee_id is not null, p.payee_id is null,
            case when p.payee_id = v_me then p.pricing_batch_id end,
            case when p.payee_id = v_me then p.rate end, case when p.payee_id = v_me then p.rated_at end
        from holding_period p
        where p.operator_id = v_operator and p.number = p_number and (p.tenant_id = v_me or p.payee_id = v_me)
          and p.from_at < p_to and (p.to_at is null or (p.to_at > p_from and p.to_at > p.from_at))
        order by p.from_at, p.id;
end
$$;

-- The day that was asked about; null: the day of the look.
alter table chain_look add column on_day date;

-- As look_up_chain, of a stretch of the past: which tenants held the number meanwhile, from the top, and from when to when.
create function look_up_past_chain(p_number text, p_reason text, p_now timestamptz, p_day date, p_from timestamptz,
                                   p_to timestamptz)
    returns table (tenant_id int, name text, kind tenant_kind, level int, from_at timestamptz, to_at timestamptz)
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_look uuid := bound_operation();
    v_levels int;
begin
    if bound_tenant() <> v_operator then
        raise insufficient_privilege using message = 'only the operator looks up whole chains';
    end if;
    select count(distinct p.tenant_id)::int into v_levels
    from holding_period p
    where p.operator_id = v_operator and p.number = p_number
      and p.from_at < p_to and (p.to_at is null or (p.to_at > p_from and p.to_at > p.from_at));
    insert into chain_look (operator_id, tenant_id, id, at, number, reason, user_id, login, levels, on_day)
    values (v_operator, v_operator, v_look, p_now, p_number, btrim(p_reason),
        current_setting('didstock.user')::int, acting_login(v_operator), v_levels, p_day);
    insert into activity (operator_id, tenant_id, operation_id, at, operation, change, by_tenant_id, by_login, numbers)
    values (v_operator, v_operator, v_look, p_now, 'LOOK_UP_CHAIN', 'LOOKED_UP', v_operator,
        acting_login(v_operator), 1);
    return query
        -- Stays that touch are one: a new price between two tenants is not the operator's to see here.
        select t.tenant_id, t.name, t.kind, t.level::int, min(s.from_at),
            case when bool_or(s.to_at is null) then null else max(s.to_at) end
        from (
            select p.tenant_id, p.from_at, p.to_at,
                sum(case when p.from_at = p.before then 0 else 1 end)
                    over (partition by p.tenant_id order by p.from_at, p.id) as stay
            from (
                select e.tenant_id, e.id, e.from_at, e.to_at,
                    lag(e.to_at) over (partition by e.tenant_id order by e.from_at, e.id) as before
                from holding_period e
                where e.operator_id = v_operator and e.number = p_number and e.to_at is distinct from e.from_at) p) s
        join tenant t on t.operator_id = v_operator and t.tenant_id = s.tenant_id
        group by t.tenant_id, t.name, t.kind, t.level, s.stay
        having min(s.from_at) < p_to and (bool_or(s.to_at is null) or max(s.to_at) > p_from)
        order by t.level, min(s.from_at), t.tenant_id;
end
$$;

alter function stays_between(text, timestamptz, timestamptz) owner to didstock_chain;
alter function look_up_past_chain(text, text, timestamptz, date, timestamptz, timestamptz) owner to didstock_chain;
revoke execute on function stays_between(text, timestamptz, timestamptz),
    look_up_past_chain(text, text, timestamptz, date, timestamptz, timestamptz) from public;
grant execute on function stays_between(text, timestamptz, timestamptz),
    look_up_past_chain(text, text, timestamptz, date, timestamptz, timestamptz) to didstock_app;
