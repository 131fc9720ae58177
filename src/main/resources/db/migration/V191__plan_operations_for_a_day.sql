-- Operations that are planned for a day to come. A plan is an operation like any other, with its fixed selection; it is carried
-- out when its day has begun, as the user who planned it. Several nodes look for what is due; each plan goes to one of them.

set local search_path = didstock;

alter table operation
    add column effective_on date,
    -- When it is to be carried out; while somebody does, until when that one is believed to.
    add column due_at timestamptz,
    add column attempts int not null default 0,
    -- Whether numbers may go for less a month than they cost on that day.
    add column below_cost_meant boolean not null default false,
    -- Why it was given up.
    add column failure text,
    -- When it was cancelled or given up, and by whom if it was cancelled.
    add column over_at timestamptz,
    add column cancelled_by text,
    add constraint operation_plan_ck check (status not in ('PLANNED', 'CANCELLED') or num_nonnulls(effective_on, due_at) = 2);
create index operation_due_ix on operation (operator_id, due_at) where status = 'PLANNED';
create index operation_effective_ix on operation (operator_id, tenant_id, effective_on) where effective_on is not null;

-- With which child each number was when it was planned; 0: nobody can say. In the order of the numbers.
alter table operation_chunk add column child_ids int[];

create policy operation_entry on operation to didstock_entry using (true) with check (true);
grant select, update (status, due_at, attempts, failure, over_at) on operation to didstock_entry;

-- Hands out the plan that has been due longest, to nobody else until p_until; how often it was handed out comes along.
create function take_due_plan(p_now timestamptz, p_until timestamptz)
    returns table (operator_id int, tenant_id int, user_id int, operation_id uuid, attempt int)
    language sql volatile security definer
    set search_path = didstock, pg_temp
as $$
    with due as (
        select o.operator_id, o.tenant_id, o.id from operation o
        where o.status = 'PLANNED' and o.due_at <= p_now
        order by o.due_at, o.created_at
        limit 1
        for update skip locked)
    update operation o set due_at = p_until, attempts = o.attempts + 1
    from due d
    where o.operator_id = d.operator_id and o.tenant_id = d.tenant_id and o.id = d.id
    returning o.operator_id, o.tenant_id, o.user_id, o.id, o.attempts
$$;

-- Gives up a plan that can't be carried out, unless somebody else took it over since.
create function give_up_plan(p_operator int, p_tenant int, p_operation uuid, p_until timestamptz, p_reason text,
        p_now timestamptz) returns void
    language sql volatile security definer
    set search_path = didstock, pg_temp
as $$
    update operation o set status = 'FAILED', failure = p_reason, over_at = p_now
    where o.operator_id = p_operator and o.tenant_id = p_tenant and o.id = p_operation
      and o.status = 'PLANNED' and o.due_at = p_until
$$;

-- What was planned is told when it was done or given up. What somebody cancelled is not told.
create function tell_of_plan() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
begin
    insert into notice (operator_id, tenant_id, kind, at, numbers, occasion, about)
    select n.operator_id, n.tenant_id,
        (case n.status when 'APPLIED' then 'PLAN_DONE' else 'PLAN_FAILED' end)::notice_kind,
        coalesce(n.applied_at, n.over_at), coalesce(n.changed, 0), 'plan ' || n.id,
        concat_ws(' ', n.kind, n.effective_on, n.failure)
    from was o
    join is_now n on n.operator_id = o.operator_id and n.tenant_id = o.tenant_id and n.id = o.id
    where o.status = 'PLANNED' and n.status in ('APPLIED', 'FAILED')
    on conflict on constraint notice_occasion_uk do nothing;
    return null;
end
$$;
create trigger operation_told after update on operation
    referencing old table as was new table as is_now for each statement execute function tell_of_plan();

alter function take_due_plan(timestamptz, timestamptz) owner to didstock_entry;
alter function give_up_plan(int, int, uuid, timestamptz, text, timestamptz) owner to didstock_entry;
alter function tell_of_plan() owner to didstock_entry;
revoke execute on function take_due_plan(timestamptz, timestamptz),
    give_up_plan(int, int, uuid, timestamptz, text, timestamptz), tell_of_plan() from public;
grant execute on function take_due_plan(timestamptz, timestamptz),
    give_up_plan(int, int, uuid, timestamptz, text, timestamptz) to didstock_app;

-- What failed is told at once, whatever it was.
create or replace function default_mail_when(p_kind notice_kind, p_muted boolean) returns mail_when
    language sql immutable
    set search_path = didstock, pg_temp
as $$
    select case
        when p_muted then 'NEVER'
        when p_kind::text in ('WITHDRAWN', 'RECALLED', 'REPRICED', 'WEBHOOK_STOPPED') or p_kind::text like '%\_FAILED'
            then 'AT_ONCE'
        else 'DAILY'
    end::mail_when
$$;
