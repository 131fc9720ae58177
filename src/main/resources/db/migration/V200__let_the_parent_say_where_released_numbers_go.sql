-- Whether what a child releases goes back to the batch it came from is laid down on that child by the tenant above it. What was
-- asked instead was the same setting of the tenant above, which its own parent lays down.

set local search_path = didstock;

do $$
declare
    v_changing record;
    v_before text;
    v_after text;
begin
    for v_changing in
        select p.oid, case p.proname
            when 'stop_using' then 'v_customer.path'
            else '(select me.path from tenant me where me.operator_id = v_operator and me.tenant_id = v_me)::int[]' end as path
        from pg_proc p
        where p.pronamespace = 'didstock'::regnamespace and p.proname in ('release_numbers', 'stop_using')
    loop
        v_before := pg_get_functiondef(v_changing.oid);
        v_after := replace(v_before, 'v_target.release_to_home_batch', format(
            'exists (select from tenant c where c.operator_id = v_operator and c.parent_id = v_target.tenant_id
                        and c.tenant_id = any (%s) and c.release_to_home_batch)', v_changing.path));
        if v_after = v_before then
            raise exception '% does not ask for the setting', v_changing.oid::regprocedure;
        end if;
        execute v_after;
    end loop;
end
$$;
