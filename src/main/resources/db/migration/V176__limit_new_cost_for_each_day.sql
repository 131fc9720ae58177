-- The most that a child may add to its monthly cost on one day, in its currency and the operator's time zone.

set local search_path = didstock;

alter table tenant add column max_daily_cost numeric(14, 5);
alter table tenant add constraint tenant_max_daily_cost_ck check (max_daily_cost >= 0);
comment on column tenant.max_daily_cost is 'Most monthly cost that may be new to it on one day; null: no limit';
grant insert (max_daily_cost), update (max_daily_cost) on tenant to didstock_app;

-- The beginning of the day, as whoever opened the transaction says it in didstock.day_from; else of the day in UTC.
create function day_from() returns timestamptz
    language sql stable
as $$
    select coalesce(nullif(current_setting('didstock.day_from', true), '')::timestamptz,
        date_trunc('day', pricing_time(), 'UTC'))
$$;
revoke execute on function day_from() from public;
grant execute on function day_from() to didstock_app, didstock_chain;

-- What became new to a tenant since then, a month: each stay that began, also if it ended meanwhile, so that returning
-- numbers makes no room. A stay that goes on where another ended is not new: a changed price, another parent, an undo;
-- nor is what was held elsewhere before.
create function new_monthly_cost(p_operator int, p_tenant int, p_from timestamptz) returns numeric
    language sql stable
as $$
    select coalesce(sum(p.recurring), 0)
    from holding_period p
    where p.operator_id = p_operator and p.tenant_id = p_tenant and p.from_at >= p_from
      and p.recurring > 0 and not p.free_of_charge and p.charged_from is null
      and not exists (
          select from holding_period e
          where e.operator_id = p.operator_id and e.number = p.number and e.tenant_id = p.tenant_id
            and e.to_at = p.from_at and e.id <> p.id)
$$;
alter function new_monthly_cost(int, int, timestamptz) owner to didstock_chain;
revoke execute on function new_monthly_cost(int, int, timestamptz) from public;

-- As before; and the limit of a day. What an undo gives back was not new that day, and is not held against it.
create or replace function check_limits(p_child int, p_numbers bigint, p_monthly numeric) returns void
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_new numeric;
    limits record;
    held record;
begin
    select t.max_numbers, t.max_monthly_cost, t.max_daily_cost into limits
    from tenant t where t.operator_id = v_operator and t.tenant_id = p_child;
    if limits.max_numbers is null and limits.max_monthly_cost is null and limits.max_daily_cost is null then
        return;
    end if;
    perform from tenant t where t.operator_id = v_operator and t.tenant_id = p_child for no key update;
    select coalesce(sum(c.numbers), 0) as numbers, coalesce(sum(c.recurring_cost), 0) as monthly into held
    from (select numbers, recurring_cost from holding_count
          where operator_id = v_operator and tenant_id = p_child and not internal
          union all
          select numbers, recurring_cost from holding_count_delta
          where operator_id = v_operator and tenant_id = p_child and not internal) c;
    if held.numbers + p_numbers > limits.max_numbers then
        raise exception 'at most % numbers', limits.max_numbers
            using errcode = 'DS002', detail = greatest(limits.max_numbers - held.numbers, 0)::text;
    end if;
    if held.monthly + p_monthly > limits.max_monthly_cost then
        raise exception 'at most % a month', limits.max_monthly_cost
            using errcode = 'DS003', detail = greatest(limits.max_monthly_cost - held.monthly, 0)::text;
    end if;
    if limits.max_daily_cost is not null and p_monthly > 0
        and current_setting('didstock.operation_kind', true) is distinct from 'UNDO' then
        v_new := new_monthly_cost(v_operator, p_child, day_from());
        if v_new + p_monthly > limits.max_daily_cost then
            raise exception 'at most % a month that is new on one day', limits.max_daily_cost
                using errcode = 'DS021', detail = greatest(limits.max_daily_cost - v_new, 0)::text;
        end if;
    end if;
end
$$;

alter function check_limits(int, bigint, numeric) set plan_cache_mode = force_generic_plan;
