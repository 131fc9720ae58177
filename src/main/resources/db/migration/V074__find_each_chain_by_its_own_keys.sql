-- Each number of a list is looked up by itself, by its whole key. The planner took an operator it knew nothing of for
-- one with a single row, and then compared every number with every other: ten thousand took three minutes to lock.
-- `offset 0` keeps it from turning the look-ups into joins again.

set local search_path = didstock;

create or replace function chain_of(p_operator int, p_tenant int, p_numbers text[])
    returns table (number text, tenant_id int, place bigint)
    language sql stable
as $$
    select n.number, p.tenant_id, p.place
    from (select distinct w.number from unnest(p_numbers) w (number)) n
    cross join lateral (
        select d.tenant_id from did_holding d
        where d.operator_id = p_operator and d.number = n.number and d.child_id is null
        offset 0) deepest
    cross join lateral (
        select t.path from tenant t
        where t.operator_id = p_operator and t.tenant_id = deepest.tenant_id and p_tenant = any (t.path)
        offset 0) t
    cross join lateral unnest(t.path) with ordinality as p (tenant_id, place)
$$;

create or replace function lock_chain(p_numbers text[]) returns void
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
    set enable_nestloop = on
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_locked bigint;
    v_there bigint;
begin
    loop
        perform
        from (
            select c.number, c.tenant_id from chain_of(v_operator, v_me, p_numbers) c
            order by c.number, c.place) c
        cross join lateral (
            select from did_holding h
            where h.operator_id = v_operator and h.tenant_id = c.tenant_id and h.number = c.number
            for update) h;
        get diagnostics v_locked = row_count;
        select count(*) into v_there
        from chain_of(v_operator, v_me, p_numbers) c
        cross join lateral (
            select from did_holding h
            where h.operator_id = v_operator and h.tenant_id = c.tenant_id and h.number = c.number
            offset 0) h;
        exit when v_locked = v_there;
    end loop;
end
$$;
