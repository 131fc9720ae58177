-- What happens while nobody looks. By time alone: reservations that lapse and numbers that are free again on the next day, told to whoever holds them,
-- once for each day. Along the index on until, tenant by tenant.

set local search_path = didstock;

-- Returns how many notices it wrote. Whoever asks again on the same day, on whatever node, writes none.
create function tell_of_time(p_operator int, p_zone text, p_now timestamptz) returns int
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_day date := (p_now at time zone p_zone)::date + 1;
    v_from timestamptz := v_day::timestamp at time zone p_zone;
    v_to timestamptz := (v_day + 1)::timestamp at time zone p_zone;
    v_told int;
    bound_before text := coalesce(current_setting('didstock.operator', true), '');
begin
    perform set_config('didstock.operator', p_operator::text, true);
    insert into notice (operator_id, tenant_id, kind, at, numbers, number, occasion, about)
    select t.operator_id, t.tenant_id, ending.kind, p_now, ending.numbers,
        case when ending.numbers = 1 then ending.number end, 'until ' || v_day, v_day::text
    from tenant t
    cross join lateral (
        select case h.state when 'RESERVED' then 'RESERVATIONS_ENDING' else 'AGING_ENDING' end::notice_kind as kind,
            count(*)::int as numbers, min(h.number) as number
        from did_holding h
        where h.operator_id = t.operator_id and h.tenant_id = t.tenant_id
          and h.until >= v_from and h.until < v_to and h.until > p_now
          and h.state in ('RESERVED', 'AGING') and length(h.number) >= 7
        group by h.state) ending
    where t.operator_id = p_operator and t.status = 'ACTIVE'
    on conflict on constraint notice_occasion_uk do nothing;
    get diagnostics v_told = row_count;
    perform set_config('didstock.operator', bound_before, true);
    return v_told;
end
$$;
alter function tell_of_time(int, text, timestamptz) owner to didstock_chain;
revoke execute on function tell_of_time(int, text, timestamptz) from public;
grant execute on function tell_of_time(int, text, timestamptz) to didstock_app;

-- An import that took its time: everybody of the tenant is told that it is over, or that it was ended since it kept failing.
-- What somebody cancelled is not told.
create function tell_of_import() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
begin
    insert into notice (operator_id, tenant_id, kind, at, numbers, occasion, about)
    select n.operator_id, n.tenant_id,
        (case n.status when 'IMPORTED' then 'IMPORT_FINISHED' else 'IMPORT_FAILED' end)::notice_kind,
        coalesce(n.imported_at, now()), n.rows_imported, 'upload ' || n.id, n.file_name
    from was o
    join is_now n on n.operator_id = o.operator_id and n.tenant_id = o.tenant_id and n.id = o.id
    where o.status = 'IMPORTING'
      and (n.status = 'CANCELLED' and n.failure is not null or n.status = 'IMPORTED' and n.rows_imported >= 10000)
    on conflict on constraint notice_occasion_uk do nothing;
    return null;
end
$$;
create trigger upload_told after update on upload
    referencing old table as was new table as is_now for each statement execute function tell_of_import();
alter function tell_of_import() owner to didstock_entry;
revoke execute on function tell_of_import() from public;

create or replace function default_mail_when(p_kind notice_kind, p_muted boolean) returns mail_when
    language sql immutable
    set search_path = didstock, pg_temp
as $$
    select case
        when p_muted then 'NEVER'
        when p_kind::text in ('WITHDRAWN', 'RECALLED', 'REPRICED', 'WEBHOOK_STOPPED', 'IMPORT_FAILED') then 'AT_ONCE'
        else 'DAILY'
    end::mail_when
$$;
