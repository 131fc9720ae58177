-- Notices as events that are sent to a tenant's own server, signed. What is to be sent is written with the notice, in its
-- transaction; it is sent in the background.

set local search_path = didstock;

-- A notice may come of no operation: then it has an occasion, for which it is told once.
alter table notice alter operation_id drop not null;
alter table notice alter operation drop not null;
alter table notice add occasion text;
-- What it is about, where that is no number.
alter table notice add about text;
alter table notice add constraint notice_occasion_uk unique (operator_id, tenant_id, kind, occasion);
alter table notice add constraint notice_cause_ck check (num_nonnulls(operation_id, occasion) = 1);
alter policy notice_entry on notice with check (true);
grant insert on notice to didstock_entry;

create table webhook (
    operator_id int not null,
    tenant_id int not null,
    id int not null generated always as identity,
    url text not null,
    -- Signs what is sent, so it is kept as it is; never granted to the application role for reading.
    secret text not null,
    active boolean not null default true,
    -- Since when nothing came through; null: what was sent last came through.
    failing_since timestamptz,
    -- When it was turned off since nothing came through.
    stopped_at timestamptz,
    created_at timestamptz not null,
    created_by text not null,
    constraint webhook_pk primary key (operator_id, tenant_id, id),
    constraint webhook_tenant_fk foreign key (operator_id, tenant_id) references tenant (operator_id, tenant_id),
    constraint webhook_url_ck check (length(url) between 1 and 500)
);

create type delivery_state as enum ('WAITING', 'DELIVERED', 'GIVEN_UP');

create table webhook_delivery (
    operator_id int not null,
    tenant_id int not null,
    -- The event's id: the same however often it is sent.
    id uuid not null default gen_random_uuid(),
    webhook_id int not null,
    -- null: a test
    notice_id bigint,
    state delivery_state not null default 'WAITING',
    attempts int not null default 0,
    -- When it is to be tried next; while somebody tries, until when that one is believed to.
    due_at timestamptz not null,
    created_at timestamptz not null,
    -- Since when it is tried: anew when somebody has it sent again.
    since timestamptz not null,
    settled_at timestamptz,
    -- What the server answered last.
    answer_code int,
    answer text,
    constraint webhook_delivery_pk primary key (operator_id, tenant_id, id),
    constraint webhook_delivery_webhook_fk foreign key (operator_id, tenant_id, webhook_id)
        references webhook (operator_id, tenant_id, id) on delete cascade,
    constraint webhook_delivery_notice_fk foreign key (operator_id, tenant_id, notice_id)
        references notice (operator_id, tenant_id, id) on delete cascade
);
create index webhook_delivery_due_ix on webhook_delivery (operator_id, due_at) where state = 'WAITING';
create index webhook_delivery_webhook_ix on webhook_delivery (operator_id, tenant_id, webhook_id, created_at);
create index webhook_delivery_notice_ix on webhook_delivery (operator_id, tenant_id, notice_id) where notice_id is not null;

create or replace function default_mail_when(p_kind notice_kind, p_muted boolean) returns mail_when
    language sql immutable
    set search_path = didstock, pg_temp
as $$
    select case
        when p_muted then 'NEVER'
        when p_kind::text in ('WITHDRAWN', 'RECALLED', 'REPRICED', 'WEBHOOK_STOPPED') then 'AT_ONCE'
        else 'DAILY'
    end::mail_when
$$;

create function hook_notice() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
begin
    insert into webhook_delivery (operator_id, tenant_id, webhook_id, notice_id, due_at, created_at, since)
    select n.operator_id, n.tenant_id, w.id, n.id, n.at + interval '30 seconds', n.at, n.at
    from told n
    join tenant t on t.operator_id = n.operator_id and t.tenant_id = n.tenant_id and t.status = 'ACTIVE'
    join webhook w on w.operator_id = n.operator_id and w.tenant_id = n.tenant_id and w.active;
    return null;
end
$$;
create trigger notice_hooked after insert on notice
    referencing new table as told for each statement execute function hook_notice();

-- Hands out events that are due, each to nobody else until p_until, with all that is to be sent. A notice waits until nothing was
-- added to it for half a minute, at most a quarter of an hour. A child has a name; whoever stands further down has none here.
create function claim_deliveries(p_now timestamptz, p_until timestamptz, p_most int)
    returns table (operator_id int, tenant_id int, id uuid, attempt int, url text, secret text, created_at timestamptz,
                   kind text, operation_id uuid, operation text, child text, numbers int, number text, about text)
    language sql volatile security definer
    set search_path = didstock, pg_temp
as $$
    with due as (
        select d.operator_id, d.tenant_id, d.id
        from webhook_delivery d
        join webhook w on w.operator_id = d.operator_id and w.tenant_id = d.tenant_id and w.id = d.webhook_id and w.active
        join tenant t on t.operator_id = d.operator_id and t.tenant_id = d.tenant_id and t.status = 'ACTIVE'
        join tenant o on o.operator_id = d.operator_id and o.tenant_id = d.operator_id and o.status = 'ACTIVE'
        left join notice n on n.operator_id = d.operator_id and n.tenant_id = d.tenant_id and n.id = d.notice_id
        where d.state = 'WAITING' and d.due_at <= p_now
          and (n.id is null or n.at <= p_now - interval '30 seconds' or d.created_at <= p_now - interval '15 minutes')
        order by d.due_at
        limit p_most
        for update of d skip locked
    ), claimed as (
        update webhook_delivery d set attempts = d.attempts + 1, due_at = p_until
        from due
        where d.operator_id = due.operator_id and d.tenant_id = due.tenant_id and d.id = due.id
        returning d.*
    )
    select c.operator_id, c.tenant_id, c.id, c.attempts, w.url, w.secret, c.created_at,
        n.kind::text, n.operation_id, n.operation, child.name, n.numbers, n.number, n.about
    from claimed c
    join webhook w on w.operator_id = c.operator_id and w.tenant_id = c.tenant_id and w.id = c.webhook_id
    left join notice n on n.operator_id = c.operator_id and n.tenant_id = c.tenant_id and n.id = c.notice_id
    left join tenant child on child.operator_id = c.operator_id and child.tenant_id = n.child_id
        and child.parent_id = c.tenant_id
$$;

-- Says how an attempt ended, unless somebody else tries by now. Tried again after 1, 4, 16, ... minutes, at most six hours, for a
-- day; a webhook through which nothing came for three days is turned off, and its tenant is told.
create function settle_delivery(p_operator int, p_tenant int, p_delivery uuid, p_attempt int, p_delivered boolean,
        p_code int, p_answer text, p_now timestamptz) returns void
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_wait interval := least(interval '1 minute' * power(4, least(p_attempt - 1, 8)), interval '6 hours');
    v_webhook int;
    v_url text;
begin
    update webhook_delivery d
    set state = (case when p_delivered then 'DELIVERED'
                      when d.since + interval '1 day' < p_now + v_wait then 'GIVEN_UP'
                      else 'WAITING' end)::delivery_state,
        settled_at = p_now, due_at = p_now + v_wait, answer_code = p_code, answer = p_answer
    where d.operator_id = p_operator and d.tenant_id = p_tenant and d.id = p_delivery and d.attempts = p_attempt
      and d.state = 'WAITING'
    returning d.webhook_id into v_webhook;
    if v_webhook is null then
        return;
    end if;
    update webhook w
    set failing_since = case when not p_delivered then coalesce(w.failing_since, p_now) end
    where w.operator_id = p_operator and w.tenant_id = p_tenant and w.id = v_webhook
      and (not p_delivered or w.failing_since is not null);
    update webhook w set active = false, stopped_at = p_now
    where w.operator_id = p_operator and w.tenant_id = p_tenant and w.id = v_webhook and w.active
      and w.failing_since <= p_now - interval '3 days'
    returning w.url into v_url;
    if v_url is not null then
        insert into notice (operator_id, tenant_id, kind, at, numbers, occasion, about)
        values (p_operator, p_tenant, 'WEBHOOK_STOPPED', p_now, 0, 'webhook ' || v_webhook || ' ' || p_now,
            substring(v_url from '^[a-z]+://([^/?#]+)'));
    end if;
    delete from webhook_delivery d
    where d.operator_id = p_operator and d.tenant_id = p_tenant and d.webhook_id = v_webhook
      and d.created_at < p_now - interval '30 days';
end
$$;

do $$
declare
    name text;
begin
    foreach name in array array ['webhook', 'webhook_delivery']
    loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy %I on %I to didstock_owner using (true) with check (true)', name || '_owner', name);
        execute format('create policy %I on %I to didstock_entry using (true) with check (true)', name || '_entry', name);
        execute format('create policy %I on %I to didstock_app'
            ' using (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))'
            ' with check (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))',
            name || '_mine', name);
        execute format('grant select on %I to didstock_entry, didstock_audit', name);
    end loop;
end
$$;
grant update on webhook to didstock_entry;
grant insert, update, delete on webhook_delivery to didstock_entry;
grant select (operator_id, tenant_id, id, url, active, failing_since, stopped_at, created_at, created_by) on webhook
    to didstock_app;
grant insert (operator_id, tenant_id, url, secret, created_at, created_by), delete on webhook to didstock_app;
grant update (url, active, failing_since, stopped_at) on webhook to didstock_app;
grant select on webhook_delivery to didstock_app;
grant insert (operator_id, tenant_id, webhook_id, due_at, created_at, since) on webhook_delivery to didstock_app;
grant update (state, attempts, due_at, since, settled_at) on webhook_delivery to didstock_app;

alter function hook_notice() owner to didstock_entry;
alter function claim_deliveries(timestamptz, timestamptz, int) owner to didstock_entry;
alter function settle_delivery(int, int, uuid, int, boolean, int, text, timestamptz) owner to didstock_entry;
revoke execute on function hook_notice(), claim_deliveries(timestamptz, timestamptz, int),
    settle_delivery(int, int, uuid, int, boolean, int, text, timestamptz) from public;
grant execute on function claim_deliveries(timestamptz, timestamptz, int),
    settle_delivery(int, int, uuid, int, boolean, int, text, timestamptz) to didstock_app;
