-- Numbers that several accounts of a customer use are moved, or no longer used, in one go: no account named means whichever
-- uses them.

set local search_path = didstock;

create or replace function stop_using(p_customer int, p_account int, p_numbers text[], p_days int[], p_choice after_use,
                           p_now timestamptz) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_customer tenant;
    v_target tenant;
    v_choice after_use;
    v_own boolean;
    v_written bigint;
    v_stay text[];
    v_left text[];
    v_here text[];
    v_here_days int[];
begin
    select c.* into v_customer from tenant c
    where c.operator_id = v_operator and c.tenant_id = p_customer and c.kind = 'CUSTOMER'
      and v_me in (c.tenant_id, c.parent_id);
    perform expect_written(case when found then 1 else 0 end, 1);
    v_choice := coalesce(p_choice, v_customer.after_use);
    -- Whether this is the parent's own will.
    v_own := v_me = v_customer.parent_id or v_choice = v_customer.after_use;
    if v_choice = 'RELEASE_TO_POOL' and not v_own then
        perform expect_written(0, 1);
    end if;
    perform lock_chain(p_numbers);
    delete from account_number n
    where n.operator_id = v_operator and n.tenant_id = p_customer and (p_account is null or n.account_id = p_account)
      and n.number = any (p_numbers);
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    update did d
    set in_use_since = null, aging_due = d.aging_due or d.in_use_since <= p_now - interval '24 hours'
    where d.operator_id = v_operator and d.number = any (p_numbers);
    v_stay := array(
        select h.number from did_holding h
        where h.operator_id = v_operator and h.tenant_id = p_customer and h.number = any (p_numbers)
          and (v_choice = 'KEEP' or v_choice = 'BY_ORIGIN' and h.origin = 'STOCK')
        order by h.number);
    update did_holding h
    set in_use = false, released_at = p_now, origin = case when h.tenant_id = p_customer then 'STOCK' else h.origin end,
        version = h.version + 1
    where h.operator_id = v_operator and h.tenant_id = any (v_customer.path) and h.number = any (v_stay);
    v_left := array(select n from unnest(p_numbers) n where n <> all (v_stay));
    select up.* into v_target
    from tenant up where up.operator_id = v_operator and up.tenant_id = v_customer.parent_id;
    while v_target.tenant_id is not null and cardinality(v_left) > 0 loop
        select array_agg(h.number order by h.number), array_agg(w.days order by h.number)
        into v_here, v_here_days
        from did_holding h
        join unnest(p_numbers, p_days) as w (number, days) on w.number = h.number
        join did d on d.operator_id = h.operator_id and d.number = h.number
        where h.operator_id = v_operator and h.tenant_id = v_target.tenant_id and h.number = any (v_left)
          and case when v_choice = 'RELEASE_TO_POOL' and v_target.tenant_id = v_customer.parent_id
                       then d.top_tenant_id = v_target.tenant_id
                   when v_choice = 'BACK_TO_BATCH' and v_own then true
                   else h.origin = 'STOCK' end;
        if v_here is not null then
            perform close_used_below(v_operator, v_target, v_here, v_here_days,
                v_choice <> 'RELEASE_TO_POOL'
                    or v_target.release_to_home_batch and v_target.tenant_id <> v_customer.parent_id, p_now);
            v_left := array(select n from unnest(v_left) n where n <> all (v_here));
        end if;
        select up.* into v_target
        from tenant up where up.operator_id = v_operator and up.tenant_id = v_target.parent_id;
    end loop;
    perform expect_written(cardinality(v_left), 0);
    return cardinality(p_numbers);
end
$$;

create or replace function move_use(p_customer int, p_from int, p_to int, p_numbers text[], p_role account_number_role) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_written bigint;
begin
    perform from tenant c
    where c.operator_id = v_operator and c.tenant_id = p_customer and v_me in (c.tenant_id, c.parent_id);
    perform expect_written(case when found then 1 else 0 end, 1);
    update account_number n set account_id = p_to, role = p_role
    where n.operator_id = v_operator and n.tenant_id = p_customer and (p_from is null or n.account_id = p_from)
      and n.number = any (p_numbers);
    get diagnostics v_written = row_count;
    perform expect_written(v_written, cardinality(p_numbers));
    return v_written;
end
$$;
