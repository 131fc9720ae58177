-- A number that passed through a tenant becomes its own stock when what lies below ends. What ends later is then brought
-- back as the stock that it was, not as what once passed through: the stay knows its last origin, as it knows its use.

set local search_path = didstock;

grant update (origin) on holding_period to didstock_chain;

create or replace function keep_use_of_periods() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
begin
    update holding_period p
    set used = p.used or coalesce(g.in_use or g.released_at > g.held_since, false), origin = g.origin
    from gone g
    where (g.in_use or g.released_at > g.held_since or p.origin <> g.origin)
      and p.operator_id = g.operator_id and p.tenant_id = g.tenant_id and p.id = g.period_id;
    return null;
end
$$;
