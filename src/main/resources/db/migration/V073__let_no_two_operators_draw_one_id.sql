-- Ids of operators are drawn at random. With some thousand of them, two draw the same one now and then: then it is drawn
-- again.

set local search_path = didstock;

create or replace function register_operator(p_slug text, p_name text, p_currency char(3)) returns int
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    known int;
    fresh int;
begin
    perform pg_advisory_xact_lock(hashtextextended('didstock operator ' || p_slug, 0));
    select t.operator_id into known from tenant t where t.slug = p_slug;
    if known is not null then
        update tenant t set name = p_name
        where t.operator_id = known and t.tenant_id = known and t.name <> p_name;
        return known;
    end if;
    loop
        fresh := random(1, 2147483647);
        exit when not exists (select from tenant t where t.operator_id = fresh);
    end loop;
    insert into tenant (operator_id, tenant_id, kind, slug, name, currency, own_vendors)
    values (fresh, fresh, 'OPERATOR', p_slug, p_name, p_currency, true);
    return fresh;
end
$$;
