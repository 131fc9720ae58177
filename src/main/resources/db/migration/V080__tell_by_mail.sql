-- Notices by e-mail. Whom a notice is to be mailed to is written with the notice, in its transaction, one row each: nothing
-- that others wait for is locked. What is written is gathered into mails in the background, and those are delivered.

set local search_path = didstock;

create type mail_when as enum ('AT_ONCE', 'DAILY', 'NEVER');

-- What a user chose; what is not here is as default_mail_when says.
create table notice_mail (
    operator_id int not null,
    tenant_id int not null,
    user_id int not null,
    kind notice_kind not null,
    mailed mail_when not null,
    constraint notice_mail_pk primary key (operator_id, tenant_id, user_id, kind),
    constraint notice_mail_user_fk foreign key (operator_id, tenant_id, user_id)
        references app_user (operator_id, tenant_id, user_id) on delete cascade
);

create type mail_state as enum (
    'WAITING', 'SENT',
    -- was refused, or failed too often; nobody is there any more to get it
    'GIVEN_UP', 'DROPPED');

create table mail (
    operator_id int not null,
    tenant_id int not null,
    -- Also its Message-ID: who gets it twice can tell.
    id uuid not null default gen_random_uuid(),
    user_id int not null,
    -- The day whose digest it is; null: it tells at once.
    digest_day date,
    state mail_state not null default 'WAITING',
    attempts int not null default 0,
    -- When it is to be tried next; while somebody tries, until when that one is believed to.
    due_at timestamptz not null,
    created_at timestamptz not null,
    settled_at timestamptz,
    -- What the server said last, if it did not take it.
    answer text,
    constraint mail_pk primary key (operator_id, tenant_id, id),
    constraint mail_digest_uk unique (operator_id, tenant_id, user_id, digest_day),
    constraint mail_user_fk foreign key (operator_id, tenant_id, user_id)
        references app_user (operator_id, tenant_id, user_id) on delete cascade
);
create index mail_due_ix on mail (operator_id, due_at) where state = 'WAITING';
create index mail_user_ix on mail (operator_id, tenant_id, user_id, created_at);

create table mail_notice (
    operator_id int not null,
    tenant_id int not null,
    user_id int not null,
    notice_id bigint not null,
    at_once boolean not null,
    since timestamptz not null,
    -- null: not gathered yet
    mail_id uuid,
    constraint mail_notice_pk primary key (operator_id, tenant_id, user_id, notice_id),
    constraint mail_notice_notice_fk foreign key (operator_id, tenant_id, notice_id)
        references notice (operator_id, tenant_id, id) on delete cascade,
    constraint mail_notice_user_fk foreign key (operator_id, tenant_id, user_id)
        references app_user (operator_id, tenant_id, user_id) on delete cascade,
    constraint mail_notice_mail_fk foreign key (operator_id, tenant_id, mail_id)
        references mail (operator_id, tenant_id, id) on delete cascade
);
create index mail_notice_waiting_ix on mail_notice (operator_id, since) where mail_id is null;
create index mail_notice_mail_ix on mail_notice (operator_id, tenant_id, mail_id) where mail_id is not null;
create index mail_notice_notice_ix on mail_notice (operator_id, tenant_id, notice_id);

-- When a user who chose nothing is mailed a kind. Said here alone; notices.MailWhen asks.
create function default_mail_when(p_kind notice_kind, p_muted boolean) returns mail_when
    language sql immutable
    set search_path = didstock, pg_temp
as $$
    select case
        when p_muted then 'NEVER'
        when p_kind::text in ('WITHDRAWN', 'RECALLED', 'REPRICED') then 'AT_ONCE'
        else 'DAILY'
    end::mail_when
$$;

create function mail_of_notice() returns trigger
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
        select coalesce(c.mailed, default_mail_when(n.kind, m.user_id is not null)) as mailed) wanted
    where wanted.mailed <> 'NEVER';
    return null;
end
$$;
create trigger notice_mailed after insert on notice
    referencing new table as told for each statement execute function mail_of_notice();

-- Makes mails of an operator's notices that are due: at once, when nothing was added to the notice for half a minute (a long
-- operation adds to its notice as it goes on) or after a quarter of an hour; daily ones from an hour of the day on, one mail a
-- user and day. While no mail server is set up none are made, and what is older than a day is never mailed. Returns how many
-- mails it made; 0 also if another node does it.
create function gather_mails(p_operator int, p_zone text, p_hour int, p_set_up boolean, p_now timestamptz) returns int
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_today date := (p_now at time zone p_zone)::date;
    v_digests boolean := extract(hour from p_now at time zone p_zone) >= p_hour;
    v_made int;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('didstock.mail', p_operator)) then
        return 0;
    end if;
    if not p_set_up then
        delete from mail_notice p
        where p.operator_id = p_operator and p.mail_id is null and p.since < p_now - interval '1 day';
        return 0;
    end if;
    with due as (
        select p.tenant_id, p.user_id, p.notice_id, p.at_once
        from mail_notice p
        join notice n on n.operator_id = p.operator_id and n.tenant_id = p.tenant_id and n.id = p.notice_id
        where p.operator_id = p_operator and p.mail_id is null
          and case
              when p.at_once then n.at <= p_now - interval '30 seconds' or p.since <= p_now - interval '15 minutes'
              else v_digests and p.since < (v_today + make_interval(hours => p_hour)) at time zone p_zone
                   and not exists (
                       select from mail d
                       where d.operator_id = p_operator and d.tenant_id = p.tenant_id and d.user_id = p.user_id
                         and d.digest_day = v_today)
              end
        for update of p
    ), made as (
        insert into mail (operator_id, tenant_id, user_id, digest_day, due_at, created_at)
        select distinct p_operator, d.tenant_id, d.user_id, case when not d.at_once then v_today end, p_now, p_now
        from due d
        returning tenant_id, user_id, digest_day, id
    ), gathered as (
        update mail_notice p set mail_id = m.id
        from due d
        join made m on m.tenant_id = d.tenant_id and m.user_id = d.user_id and (m.digest_day is null) = d.at_once
        where p.operator_id = p_operator and p.tenant_id = d.tenant_id and p.user_id = d.user_id
          and p.notice_id = d.notice_id
    )
    select count(*) into v_made from made;
    delete from mail m
    where m.operator_id = p_operator and m.state <> 'WAITING' and m.created_at < p_now - interval '90 days';
    return v_made;
end
$$;

-- Hands out mails that are due, each to nobody else until p_until; people of the demo have none while there is no demo.
create function claim_mails(p_now timestamptz, p_until timestamptz, p_most int, p_tries int, p_demo boolean)
    returns table (operator_id int, tenant_id int, user_id int, id uuid, attempt int)
    language sql volatile security definer
    set search_path = didstock, pg_temp
as $$
    -- Whoever tried it last did not come back.
    update mail m set state = 'GIVEN_UP', settled_at = p_now
    where m.state = 'WAITING' and m.due_at <= p_now and m.attempts >= p_tries;

    update mail m set attempts = m.attempts + 1, due_at = p_until
    from (
        select w.operator_id, w.tenant_id, w.id
        from mail w
        join app_user u on u.operator_id = w.operator_id and u.tenant_id = w.tenant_id and u.user_id = w.user_id
        where w.state = 'WAITING' and w.due_at <= p_now and (p_demo or not u.demo)
        order by w.due_at
        limit p_most
        for update of w skip locked) due
    where m.operator_id = due.operator_id and m.tenant_id = due.tenant_id and m.id = due.id
    returning m.operator_id, m.tenant_id, m.user_id, m.id, m.attempts
$$;

-- Says how an attempt ended, unless somebody else tries by now. A failed one is tried again after 1, 4, 16, ... minutes, at most
-- six hours; the last one is given up.
create function settle_mail(p_operator int, p_tenant int, p_mail uuid, p_attempt int, p_state mail_state, p_tries int,
        p_answer text, p_now timestamptz) returns void
    language sql volatile security definer
    set search_path = didstock, pg_temp
as $$
    update mail m
    set state = case when p_state = 'WAITING' and p_attempt >= p_tries then 'GIVEN_UP' else p_state end::mail_state,
        settled_at = case when p_state <> 'WAITING' or p_attempt >= p_tries then p_now end,
        due_at = p_now + least(interval '1 minute' * power(4, least(p_attempt - 1, 8)), interval '6 hours'),
        answer = p_answer
    where m.operator_id = p_operator and m.tenant_id = p_tenant and m.id = p_mail and m.attempts = p_attempt
      and m.state = 'WAITING'
$$;

do $$
declare
    name text;
begin
    foreach name in array array ['notice_mail', 'mail', 'mail_notice']
    loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy %I on %I to didstock_owner using (true) with check (true)', name || '_owner', name);
        execute format('create policy %I on %I to didstock_entry using (true) with check (%s)', name || '_entry', name,
            case when name = 'notice_mail' then 'false' else 'true' end);
        execute format('create policy %I on %I to didstock_app'
            ' using (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))'
            ' with check (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))',
            name || '_mine', name);
        execute format('grant select on %I to didstock_app, didstock_entry, didstock_audit', name);
    end loop;
end
$$;
grant insert, update, delete on notice_mail to didstock_app;
grant delete, update (at_once) on mail_notice to didstock_app;
grant insert, update, delete on mail, mail_notice to didstock_entry;

alter function mail_of_notice() owner to didstock_entry;
alter function gather_mails(int, text, int, boolean, timestamptz) owner to didstock_entry;
alter function claim_mails(timestamptz, timestamptz, int, int, boolean) owner to didstock_entry;
alter function settle_mail(int, int, uuid, int, mail_state, int, text, timestamptz) owner to didstock_entry;
revoke execute on function mail_of_notice(), default_mail_when(notice_kind, boolean),
    gather_mails(int, text, int, boolean, timestamptz), claim_mails(timestamptz, timestamptz, int, int, boolean),
    settle_mail(int, int, uuid, int, mail_state, int, text, timestamptz) from public;
grant execute on function default_mail_when(notice_kind, boolean) to didstock_app, didstock_entry;
grant execute on function gather_mails(int, text, int, boolean, timestamptz),
    claim_mails(timestamptz, timestamptz, int, int, boolean),
    settle_mail(int, int, uuid, int, mail_state, int, text, timestamptz) to didstock_app;
