-- The planner learns of a stock when it came in, not when autovacuum comes by: until then every index looked equally good
-- to it, and locking 800 of 100,000 fresh numbers walked through all of them for each one, for minutes.

set local search_path = didstock;

grant maintain on did, did_holding, holding_period to didstock_chain;

-- Whoever finds another at it leaves it to that one.
create function refresh_stock_statistics() returns void
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
begin
    perform bound_tenant();
    analyze (skip_locked) did, did_holding, holding_period;
end
$$;

alter function refresh_stock_statistics() owner to didstock_chain;
revoke execute on function refresh_stock_statistics() from public;
grant execute on function refresh_stock_statistics() to didstock_app;
