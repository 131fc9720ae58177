-- A number that was disconnected on 16 October and rests 45 days is not given out before 30 November is over, in the
-- operator's time zone: a quarantine ends with a day, not at the hour at which it began.

set local search_path = didstock;

-- Whoever lets a quarantine begin says the zone in didstock.zone and the moment in didstock.rest_from, so that days are
-- counted as people do, over changes of the clocks, too. Unsaid, the day is one of UTC.
create function rest_to_the_end_of_the_day() returns trigger
    language plpgsql
    set search_path = didstock, pg_temp
as $$
declare
    v_zone text := coalesce(nullif(current_setting('didstock.zone', true), ''), 'UTC');
    v_from timestamptz := nullif(current_setting('didstock.rest_from', true), '')::timestamptz;
    v_last date;
begin
    v_last := case when v_from is null then (new.aging_until at time zone v_zone)::date
                   else (v_from at time zone v_zone)::date
                        + round(extract(epoch from new.aging_until - v_from) / 86400)::int end;
    new.aging_until := (v_last + 1)::timestamp at time zone v_zone;
    return new;
end
$$;

-- Only what becomes later: a quarantine that is ended early or goes up the chain keeps its time.
create trigger did_rests_to_the_end_of_the_day
    before update of aging_until on did
    for each row
    when (new.aging_until > coalesce(old.aging_until, '-infinity'::timestamptz))
    execute function rest_to_the_end_of_the_day();

-- Of numbers that are about to be withdrawn, those that an account used for a day begin to rest: who loads one again
-- before that is over gets it aging, not free.
create function rest_after_withdrawal(p_numbers text[], p_days int[], p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_written bigint;
begin
    perform expect_written(case when v_me = v_operator then 1 else 0 end, 1);
    perform lock_chain(p_numbers);
    update did d
    set aging_until = greatest(d.aging_until, p_now + make_interval(days => w.days)), aging_due = false
    from unnest(p_numbers, p_days) as w (number, days)
    where d.operator_id = v_operator and d.number = w.number and d.top_tenant_id = v_me and d.gone_at is null
      and w.days > 0 and (d.aging_due or d.in_use_since <= p_now - interval '24 hours');
    get diagnostics v_written = row_count;
    return v_written;
end
$$;

alter function rest_after_withdrawal(text[], int[], timestamptz) owner to didstock_chain;
revoke execute on function rest_after_withdrawal(text[], int[], timestamptz) from public;
grant execute on function rest_after_withdrawal(text[], int[], timestamptz) to didstock_app;
