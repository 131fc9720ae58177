-- An import stops at the end of a stretch when its tenant is suspended. It is not given up for that: when the tenant is
-- active again it goes on where it stopped.

set local search_path = didstock;

create or replace function take_forgotten_imports(p_now timestamptz, p_until timestamptz)
    returns table (operator_id int, tenant_id int, user_id int, upload_id uuid)
    language sql volatile security definer
    set search_path = didstock, pg_temp
as $$
    with forgotten as (
        select f.operator_id, f.tenant_id, f.id, f.attempts from upload f
        where f.status = 'IMPORTING' and (f.worker_until is null or f.worker_until <= p_now)
          and not exists (
              select from tenant t
              where t.operator_id = f.operator_id and t.tenant_id in (f.operator_id, f.tenant_id)
                and t.status = 'SUSPENDED')
        limit 10
        for update skip locked),
    ended as (
        update upload u set status = 'CANCELLED', failure = 'KEEPS_FAILING', worker_until = null
        from forgotten f
        where f.attempts >= 5
          and u.operator_id = f.operator_id and u.tenant_id = f.tenant_id and u.id = f.id)
    update upload u set worker_until = p_until, attempts = f.attempts + 1
    from forgotten f
    where f.attempts < 5 and u.operator_id = f.operator_id and u.tenant_id = f.tenant_id and u.id = f.id
    returning u.operator_id, u.tenant_id, coalesce(u.started_by, u.user_id), u.id
$$;
