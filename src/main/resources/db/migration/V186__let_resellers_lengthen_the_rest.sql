-- A reseller may have the numbers that leave customers below it rest longer than the operator's file says, never shorter.

set local search_path = didstock;

create table aging_minimum (
    operator_id int not null,
    tenant_id int not null,
    days int not null,
    constraint aging_minimum_pk primary key (operator_id, tenant_id),
    constraint aging_minimum_tenant_fk foreign key (operator_id, tenant_id) references tenant (operator_id, tenant_id),
    constraint aging_minimum_days_ck check (days between 1 and 365)
);
comment on table aging_minimum is 'How many days a number rests at least that leaves a customer below this tenant';

alter table aging_minimum enable row level security;
alter table aging_minimum force row level security;
create policy aging_minimum_owner on aging_minimum to didstock_owner using (true) with check (true);
create policy aging_minimum_chain on aging_minimum to didstock_chain
    using (operator_id = (select bound_operator())) with check (operator_id = (select bound_operator()));
create policy aging_minimum_mine on aging_minimum to didstock_app
    using (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))
    with check (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()));
grant select, insert, update (days), delete on aging_minimum to didstock_app;
grant select on aging_minimum to didstock_chain;
grant select on aging_minimum to didstock_audit;

-- The longest that any reseller of the chain asks for, from the customer that the number is leaving up to where it was loaded.
create function rest_as_long_as_resellers_say() returns trigger
    language plpgsql
    set search_path = didstock, pg_temp
as $$
declare
    v_days int;
begin
    select max(m.days) into v_days
    from did_holding h
    join tenant t on t.operator_id = h.operator_id and t.tenant_id = h.tenant_id
    cross join lateral unnest(t.path) above (tenant_id)
    join tenant r on r.operator_id = h.operator_id and r.tenant_id = above.tenant_id and r.kind = 'RESELLER'
    join aging_minimum m on m.operator_id = h.operator_id and m.tenant_id = r.tenant_id
    where h.operator_id = new.operator_id and h.number = new.number and h.child_id is null and t.kind = 'CUSTOMER';
    if v_days is not null then
        new.aging_until := greatest(new.aging_until,
            coalesce(nullif(current_setting('didstock.rest_from', true), '')::timestamptz, pricing_time())
                + make_interval(days => v_days));
    end if;
    return new;
end
$$;
alter function rest_as_long_as_resellers_say() owner to didstock_chain;
revoke execute on function rest_as_long_as_resellers_say() from public;

-- Where the quarantine begins: before it is made to end with a day (triggers go by their names). What goes up the chain
-- keeps its date, what is loaded again too, and internal numbers rest not at all.
create trigger did_rests_as_long_as_resellers_say
    before update of aging_until on did
    for each row
    when (not new.aging_due and new.gone_at is null and old.gone_at is null and length(new.number) > 6
        and (old.aging_due or new.aging_until > coalesce(old.aging_until, '-infinity'::timestamptz)))
    execute function rest_as_long_as_resellers_say();
