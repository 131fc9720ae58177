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
