-- Rules that group numbers, changes of pricing batches told, what reaches the holdings below from above, and two guards.

set local search_path = didstock;

-- ---------------------------------------------------------------------------------------------- automatic groups

-- In which group a number goes that nobody put into one: the first rule in order that fits. A null part fits everything.
create table group_rule (
    operator_id int not null,
    tenant_id int not null,
    id int not null default random(1, 2147483647),
    position int not null,
    group_id int not null,
    prefix text collate "C",
    country char(2),
    number_type text,
    number_class text,
    constraint group_rule_pk primary key (operator_id, tenant_id, id),
    constraint group_rule_position_uk unique (operator_id, tenant_id, position) deferrable initially deferred,
    -- A group that goes takes its rules along.
    constraint group_rule_group_fk foreign key (operator_id, tenant_id, group_id)
        references did_group (operator_id, tenant_id, id) on delete cascade,
    constraint group_rule_prefix_ck check (prefix ~ '^[0-9]{1,15}$'),
    constraint group_rule_country_ck check (country ~ '^[A-Z]{2}$'),
    constraint group_rule_says_something_ck check (num_nonnulls(prefix, country, number_type, number_class) > 0)
);
create index group_rule_group_ix on group_rule (operator_id, tenant_id, group_id);

alter table group_rule enable row level security;
alter table group_rule force row level security;
create policy group_rule_owner on group_rule to didstock_owner using (true) with check (true);
create policy group_rule_mine on group_rule to didstock_app
    using (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))
    with check (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()));
grant select, insert, update, delete on group_rule to didstock_app;
grant select on group_rule to didstock_audit;

-- ---------------------------------------------------------------------------------------------- changes of batches

-- What was changed of a pricing batch: a row for each thing that is different. Outlives the batch.
create table pricing_batch_change (
    operator_id int not null,
    tenant_id int not null,
    entry bigint generated always as identity,
    pricing_batch_id int not null,
    at timestamptz not null,
    by_user_id int not null,
    -- A column of pricing_batch.
    field text not null,
    -- As text; null before: the batch was made, null after: it was deleted.
    before text,
    after text,
    constraint pricing_batch_change_pk primary key (operator_id, tenant_id, entry)
);
create index pricing_batch_change_batch_ix on pricing_batch_change (operator_id, tenant_id, pricing_batch_id, entry);

alter table pricing_batch_change enable row level security;
alter table pricing_batch_change force row level security;
create policy pricing_batch_change_owner on pricing_batch_change to didstock_owner using (true) with check (true);
create policy pricing_batch_change_chain on pricing_batch_change to didstock_chain
    using (operator_id = (select bound_operator())) with check (operator_id = (select bound_operator()));
create policy pricing_batch_change_mine on pricing_batch_change for select to didstock_app
    using (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()));
grant select on pricing_batch_change to didstock_app, didstock_audit;
grant insert on pricing_batch_change to didstock_chain;

-- Written by triggers, so that it can't be forgotten.
create function record_batch_terms(p_before jsonb, p_after jsonb) returns void
    language sql volatile
    set search_path = didstock, pg_temp
as $$
    insert into pricing_batch_change (operator_id, tenant_id, pricing_batch_id, at, by_user_id, field, before, after)
    select (b.batch ->> 'operator_id')::int, (b.batch ->> 'tenant_id')::int, (b.batch ->> 'id')::int, clock_timestamp(),
        current_setting('didstock.user')::int, field, o.value, n.value
    from (select coalesce(p_after, p_before) as batch) b,
        jsonb_each_text(coalesce(p_before, '{}')) as o (field, value)
        full join jsonb_each_text(coalesce(p_after, '{}')) as n (field, value) using (field)
    where o.value is distinct from n.value
      and field not in ('operator_id', 'tenant_id', 'id', 'created_at', 'version')
$$;

create function record_batches_created() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
begin
    perform record_batch_terms(null, to_jsonb(n)) from changed n;
    return null;
end
$$;

create function record_batches_changed() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
begin
    perform record_batch_terms(to_jsonb(o), to_jsonb(n))
    from gone o
    join changed n on n.operator_id = o.operator_id and n.tenant_id = o.tenant_id and n.id = o.id;
    return null;
end
$$;

create function record_batches_deleted() returns trigger
    language plpgsql security definer
    set search_path = didstock, pg_temp
as $$
begin
    perform record_batch_terms(to_jsonb(o), null) from gone o;
    return null;
end
$$;

create trigger pricing_batch_created after insert on pricing_batch
    referencing new table as changed for each statement execute function record_batches_created();
create trigger pricing_batch_changed after update on pricing_batch
    referencing old table as gone new table as changed for each statement execute function record_batches_changed();
create trigger pricing_batch_gone after delete on pricing_batch
    referencing old table as gone for each statement execute function record_batches_deleted();

-- ---------------------------------------------------------------------------------------------- a price that was given

-- The batch of a number that is given out prices it. Only the chain functions change it, and the price with it; the
-- application's grant on the column is for numbers that the tenant has itself.
create function refuse_changing_given_batch() returns trigger
    language plpgsql
    set search_path = didstock, pg_temp
as $$
begin
    if current_user = 'didstock_chain' then
        return null;
    end if;
    -- Asked first, since it is cheap and nearly always ends the matter.
    if exists (select from changed n where n.child_id is not null) and exists (
        select from changed n
        join gone o on o.operator_id = n.operator_id and o.tenant_id = n.tenant_id and o.number = n.number
        where n.child_id is not null and n.pricing_batch_id is distinct from o.pricing_batch_id)
    then
        raise insufficient_privilege using message = 'a number that is given out is priced by its batch';
    end if;
    return null;
end
$$;
create trigger did_holding_keeps_given_batch after update on did_holding
    referencing old table as gone new table as changed for each statement execute function refuse_changing_given_batch();

-- ---------------------------------------------------------------------------------------------- facts of the chain

-- The class of numbers that the caller loaded, on every holding of their chains. Returns how many numbers had another.
create function classify_numbers(p_numbers text[], p_class text) returns setof text
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_numbers text[];
begin
    perform lock_chain(p_numbers);
    select array_agg(h.number order by h.number) into v_numbers
    from did_holding h
    join did d on d.operator_id = h.operator_id and d.number = h.number and d.top_tenant_id = h.tenant_id
    where h.operator_id = v_operator and h.tenant_id = v_me and h.number = any (p_numbers)
      and h.number_type <> 'INTERNAL' and h.number_class <> p_class;
    if v_numbers is null then
        return;
    end if;
    update did_holding h
    set number_class = p_class, version = h.version + 1
    from chain_of(v_operator, v_me, v_numbers) c
    where h.operator_id = v_operator and h.tenant_id = c.tenant_id and h.number = c.number
      and h.number = any (v_numbers);
    return query select unnest(v_numbers);
end
$$;

-- Numbers of one of the caller's vendor batches into another one in the same currency; whoever has them from the caller
-- sees the other one's supply label. Costs stay. Returns how many there were.
create function move_to_vendor_batch(p_numbers text[], p_from int, p_to int) returns bigint
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_label text;
    v_written bigint;
begin
    select b.supply_label into v_label
    from vendor_batch a
    join vendor_batch b on b.operator_id = a.operator_id and b.tenant_id = a.tenant_id and b.currency = a.currency
    where a.operator_id = v_operator and a.tenant_id = v_me and a.id = p_from and b.id = p_to;
    perform expect_written(case when found then 1 else 0 end, 1);
    perform lock_chain(p_numbers);
    update did_holding h
    set vendor_batch_id = p_to, supply_label = v_label, version = h.version + 1
    where h.operator_id = v_operator and h.tenant_id = v_me and h.number = any (p_numbers)
      and h.vendor_batch_id = p_from;
    get diagnostics v_written = row_count;
    perform label_supply(v_operator, v_me, p_numbers, v_label);
    return v_written;
end
$$;

-- The supply label on the holdings right below of numbers that this tenant loaded.
create function label_supply(p_operator int, p_tenant int, p_numbers text[], p_label text) returns void
    language sql volatile
    set search_path = didstock, pg_temp
as $$
    update did_holding c
    set supply_label = p_label, version = c.version + 1
    from did_holding h
    where h.operator_id = p_operator and h.tenant_id = p_tenant and h.number = any (p_numbers)
      and h.vendor_batch_id is not null and h.child_id is not null
      and c.operator_id = p_operator and c.tenant_id = h.child_id and c.number = h.number
      and c.supply_label is distinct from p_label
$$;

-- What the caller's vendor batch is now called on the holdings that were opened under another label: its own and those
-- right below, the next of them after a number. Returns the last number, null when all are done.
create function spread_supply_label(p_batch int, p_after text, p_limit int) returns text
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    v_operator int := bound_operator();
    v_me int := bound_tenant();
    v_label text;
    v_numbers text[];
begin
    select b.supply_label into v_label
    from vendor_batch b where b.operator_id = v_operator and b.tenant_id = v_me and b.id = p_batch;
    perform expect_written(case when found then 1 else 0 end, 1);
    select array_agg(n.number order by n.number) into v_numbers
    from (select h.number from did_holding h
          where h.operator_id = v_operator and h.tenant_id = v_me and h.vendor_batch_id = p_batch
            and (p_after is null or h.number > p_after)
          order by h.number
          limit p_limit) n;
    if v_numbers is null then
        return null;
    end if;
    perform lock_chain(v_numbers);
    update did_holding h
    set supply_label = v_label, version = h.version + 1
    where h.operator_id = v_operator and h.tenant_id = v_me and h.number = any (v_numbers)
      and h.vendor_batch_id = p_batch and h.supply_label is distinct from v_label;
    perform label_supply(v_operator, v_me, v_numbers, v_label);
    return case when cardinality(v_numbers) = p_limit then v_numbers[cardinality(v_numbers)] end;
end
$$;

-- ---------------------------------------------------------------------------------------------- two nodes start at once

-- The second waits until the first has said what it did; then it finds the operator instead of making it once more.
create or replace function register_operator(p_slug text, p_name text, p_currency char(3)) returns int
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    known int;
    fresh int := random(1, 2147483647);
begin
    perform pg_advisory_xact_lock(hashtextextended('didstock operator ' || p_slug, 0));
    select t.operator_id into known from tenant t where t.slug = p_slug;
    if known is not null then
        update tenant t set name = p_name
        where t.operator_id = known and t.tenant_id = known and t.name <> p_name;
        return known;
    end if;
    insert into tenant (operator_id, tenant_id, kind, slug, name, currency, own_vendors)
    values (fresh, fresh, 'OPERATOR', p_slug, p_name, p_currency, true);
    return fresh;
end
$$;

create or replace function register_first_admin(p_operator int, p_login text, p_name text, p_hash text, p_demo boolean)
    returns int
    language plpgsql volatile security definer
    set search_path = didstock, pg_temp
as $$
declare
    fresh int;
begin
    perform pg_advisory_xact_lock(hashtextextended('didstock first administrator', p_operator));
    if exists (select from app_user u where u.operator_id = p_operator) then
        return null;
    end if;
    insert into app_user (operator_id, tenant_id, login, display_name, role, password_hash, demo)
    values (p_operator, p_operator, lower(p_login), p_name, 'OPERATOR_ADMIN', p_hash, p_demo)
    returning user_id into fresh;
    return fresh;
end
$$;

-- ---------------------------------------------------------------------------------------------- grants

do $$
declare
    signature regprocedure;
begin
    foreach signature in array array [
        'classify_numbers(text[], text)', 'move_to_vendor_batch(text[], int, int)',
        'spread_supply_label(int, text, int)']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
        execute format('grant execute on function %s to didstock_app', signature);
    end loop;
    foreach signature in array array [
        'label_supply(int, int, text[], text)', 'record_batch_terms(jsonb, jsonb)', 'record_batches_created()',
        'record_batches_changed()', 'record_batches_deleted()']::regprocedure[]
    loop
        execute format('alter function %s owner to didstock_chain', signature);
        execute format('revoke execute on function %s from public', signature);
    end loop;
end
$$;
revoke execute on function refuse_changing_given_batch() from public;
