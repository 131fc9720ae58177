-- Who keeps a number of the offer for itself writes a row of the tenant above, so that its own Activity knew nothing of it. It is
-- told there as well, as the use of numbers by accounts is.

set local search_path = didstock;

create function record_own_reservations() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
begin
    if not exists (
            select from did_something d
            where d.by_tenant_id <> d.tenant_id
              and d.operation in ('RESERVE', 'EXTEND_RESERVATION', 'CANCEL_RESERVATION')) then
        return null;
    end if;
    insert into activity (operator_id, tenant_id, operation_id, at, operation, change, by_tenant_id, by_login, numbers)
    select d.operator_id, d.by_tenant_id, d.operation_id, d.at, d.operation, d.change, d.by_tenant_id,
        acting_login(d.by_tenant_id), d.numbers
    from did_something d
    join tenant me on me.operator_id = d.operator_id and me.tenant_id = d.by_tenant_id and me.parent_id = d.tenant_id
    where d.operation in ('RESERVE', 'EXTEND_RESERVATION', 'CANCEL_RESERVATION') and d.change = 'CHANGED';
    return null;
end
$$;
create trigger activity_reserved after insert on activity
    referencing new table as did_something for each statement execute function record_own_reservations();
alter function record_own_reservations() owner to didstock_chain;
revoke execute on function record_own_reservations() from public;
