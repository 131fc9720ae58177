-- Numbers, the chain of holdings, and what a tenant groups and prices them by.

set local search_path = didstock;

create type holding_state as enum ('FROZEN', 'FREE', 'RESERVED', 'GIVEN', 'AGING', 'PENDING');
create type holding_origin as enum ('STOCK', 'ON_PROVISION');
create type batch_audience as enum ('RESELLERS', 'CUSTOMERS');
create type batch_type as enum ('INVENTORIED', 'ON_DEMAND');

-- ---------------------------------------------------------------------------------------------- vendors

create table vendor (
    operator_id int not null,
    tenant_id int not null,
    id int not null default random(1, 2147483647),
    name text not null,
    note text not null default '',
    created_at timestamptz not null default now(),
    version int not null default 0,
    constraint vendor_pk primary key (operator_id, tenant_id, id),
    constraint vendor_tenant_fk foreign key (operator_id, tenant_id) references tenant (operator_id, tenant_id),
    constraint vendor_name_ck check (length(btrim(name)) between 1 and 120)
);
create unique index vendor_name_uk on vendor (operator_id, tenant_id, lower(name));

create table vendor_batch (
    operator_id int not null,
    tenant_id int not null,
    id int not null default random(1, 2147483647),
    vendor_id int not null,
    name text not null,
    description text not null default '',
    currency char(3) not null,
    -- What resellers may see of this batch; null: nothing.
    supply_label text,
    supply_description text,
    created_at timestamptz not null default now(),
    version int not null default 0,
    constraint vendor_batch_pk primary key (operator_id, tenant_id, id),
    constraint vendor_batch_vendor_fk foreign key (operator_id, tenant_id, vendor_id)
        references vendor (operator_id, tenant_id, id),
    constraint vendor_batch_name_ck check (length(btrim(name)) between 1 and 120),
    constraint vendor_batch_currency_ck check (currency ~ '^[A-Z]{3}$')
);
create unique index vendor_batch_name_uk on vendor_batch (operator_id, tenant_id, lower(name));
create index vendor_batch_vendor_ix on vendor_batch (operator_id, tenant_id, vendor_id);

-- ---------------------------------------------------------------------------------------------- groups and pricing

create table did_group (
    operator_id int not null,
    tenant_id int not null,
    id int not null default random(1, 2147483647),
    name text not null,
    description text not null default '',
    created_at timestamptz not null default now(),
    version int not null default 0,
    constraint did_group_pk primary key (operator_id, tenant_id, id),
    constraint did_group_tenant_fk foreign key (operator_id, tenant_id) references tenant (operator_id, tenant_id),
    constraint did_group_name_ck check (length(btrim(name)) between 1 and 120)
);
create unique index did_group_name_uk on did_group (operator_id, tenant_id, lower(name));

create table pricing_batch (
    operator_id int not null,
    tenant_id int not null,
    id int not null default random(1, 2147483647),
    name text not null,
    description text not null default '',
    applied_to batch_audience not null,
    type batch_type not null default 'INVENTORIED',
    on_demand_vendor_id int,
    free_of_charge boolean not null default false,
    currency char(3) not null,
    activation_fee numeric(14, 5) not null default 0,
    recurring_fee numeric(14, 5) not null default 0,
    markup_percent numeric(9, 4) not null default 0,
    -- Digits after the point to which prices are rounded.
    rounding smallint not null,
    created_at timestamptz not null default now(),
    version int not null default 0,
    constraint pricing_batch_pk primary key (operator_id, tenant_id, id),
    constraint pricing_batch_tenant_fk foreign key (operator_id, tenant_id) references tenant (operator_id, tenant_id),
    constraint pricing_batch_vendor_fk foreign key (operator_id, tenant_id, on_demand_vendor_id)
        references vendor (operator_id, tenant_id, id),
    constraint pricing_batch_name_ck check (length(btrim(name)) between 1 and 120),
    constraint pricing_batch_currency_ck check (currency ~ '^[A-Z]{3}$'),
    constraint pricing_batch_free_ck check (not free_of_charge or applied_to = 'CUSTOMERS'),
    constraint pricing_batch_type_ck check ((type = 'ON_DEMAND') = (on_demand_vendor_id is not null)),
    constraint pricing_batch_activation_ck check (activation_fee >= 0),
    constraint pricing_batch_recurring_ck check (recurring_fee >= 0),
    constraint pricing_batch_markup_ck check (markup_percent >= -100),
    constraint pricing_batch_rounding_ck check (rounding between 0 and 5)
);
create unique index pricing_batch_name_uk on pricing_batch (operator_id, tenant_id, lower(name));

-- A parent's batches through which a child takes numbers, in order; empty scope arrays mean no restriction.
create table assigned_batch (
    operator_id int not null,
    tenant_id int not null,
    child_id int not null,
    position smallint not null,
    pricing_batch_id int not null,
    countries text[] not null default '{}',
    number_types text[] not null default '{}',
    group_ids int[] not null default '{}',
    constraint assigned_batch_pk primary key (operator_id, tenant_id, child_id, pricing_batch_id),
    constraint assigned_batch_position_uk unique (operator_id, tenant_id, child_id, position)
        deferrable initially deferred,
    constraint assigned_batch_child_fk foreign key (operator_id, tenant_id, child_id)
        references tenant (operator_id, parent_id, tenant_id),
    constraint assigned_batch_batch_fk foreign key (operator_id, tenant_id, pricing_batch_id)
        references pricing_batch (operator_id, tenant_id, id)
);
create index assigned_batch_batch_ix on assigned_batch (operator_id, tenant_id, pricing_batch_id);

-- ---------------------------------------------------------------------------------------------- numbers

-- The operator's register of numbers: uniqueness, and what must outlive a number's time in stock.
create table did (
    operator_id int not null,
    number text collate "C" not null,
    -- Always the tenant that is bound while it loads the number: a foreign key, checked row by row, would take a third
    -- of an upload's time to say the same.
    top_tenant_id int not null,
    -- End of the quarantine. No release, deletion or new upload shortens or restarts it.
    aging_until timestamptz,
    in_use_since timestamptz,
    -- An account used it for at least 24 hours since it last came to its customer.
    aging_due boolean not null default false,
    loaded_at timestamptz not null,
    gone_at timestamptz,
    gone_reason text,
    constraint did_pk primary key (operator_id, number),
    constraint did_gone_ck check ((gone_at is null) = (gone_reason is null))
);

-- One tenant's hold on one number: its row in that tenant's inventory, with all that the grid and its filters read.
-- References to batches, groups and children are checked by one statement-level trigger: per-row foreign keys
-- made bulk changes 4.5 to 11 times slower.
create table did_holding (
    operator_id int not null,
    tenant_id int not null,
    number text collate "C" not null,
    state holding_state not null,
    -- When AGING or RESERVED ends by itself, or PENDING is expected to.
    until timestamptz,
    reserved_child_id int,
    reserved_for text,
    -- Who below me holds it; null: nobody, this is the deepest holding.
    child_id int,
    pricing_batch_id int,
    home_batch_id int,
    group_id int,
    description text not null default '',
    in_use boolean not null default false,
    -- When it last became free after being used; null: never used.
    released_at timestamptz,
    held_since timestamptz not null,
    origin holding_origin not null default 'STOCK',
    period_id uuid not null default uuidv7(),
    activation_cost numeric(14, 5) not null,
    recurring_cost numeric(14, 5) not null,
    currency char(3) not null,
    -- Fixed while given out, otherwise null: the price then is only offered, by the batch.
    activation_revenue numeric(14, 5),
    recurring_revenue numeric(14, 5),
    revenue_currency char(3),
    vendor_batch_id int,
    supply_label text,
    country char(2),
    area text,
    number_type text not null,
    number_class text not null default 'STANDARD',
    free_of_charge boolean not null default false,
    version int not null default 0,
    constraint did_holding_pk primary key (operator_id, tenant_id, number),
    constraint did_holding_number_ck check (number ~ '^[0-9]{3,15}$'
        and (number_type = 'INTERNAL') = (length(number) <= 6)
        and (number_type = 'INTERNAL' or number !~ '^0')),
    constraint did_holding_given_ck check ((state = 'GIVEN') = (child_id is not null)),
    constraint did_holding_until_ck check (
        case when state in ('AGING', 'RESERVED') then until is not null else until is null or state = 'PENDING' end),
    constraint did_holding_revenue_ck check ((recurring_revenue is null) = (activation_revenue is null)
        and (recurring_revenue is null) = (revenue_currency is null)
        and (child_id is not null or recurring_revenue is null)),
    constraint did_holding_use_ck check (not in_use or state in ('GIVEN', 'FREE')),
    constraint did_holding_description_ck check (length(description) <= 500)
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02);

-- The last guard against selling a number twice: one deepest holding.
create unique index did_holding_deepest_uk on did_holding (operator_id, number) where child_id is null;
-- What a tenant can give away, in order: taking from a pool must not walk over what was taken before.
create index did_holding_pool_ix on did_holding (operator_id, tenant_id, number) where child_id is null;
create index did_holding_batch_ix on did_holding (operator_id, tenant_id, pricing_batch_id, number);
create index did_holding_unpriced_ix on did_holding (operator_id, tenant_id, number) where pricing_batch_id is null;
create index did_holding_country_ix on did_holding (operator_id, tenant_id, country, number);
create index did_holding_child_ix on did_holding (operator_id, tenant_id, child_id, number) where child_id is not null;
create index did_holding_until_ix on did_holding (operator_id, tenant_id, until) where until is not null;

-- The digits of a number, four at a time, each marked with the tenant: a contains-search then costs what the
-- tenant's own hits cost, whatever others hold. From the right, so that leading zeros survive.
create function number_grams(p_tenant int, p_number text) returns bigint[]
    language sql immutable parallel safe
as $$
    select (array [
        p_tenant * 10000::bigint + p_number::bigint % 10000,
        p_tenant * 10000::bigint + p_number::bigint / 10 % 10000,
        p_tenant * 10000::bigint + p_number::bigint / 100 % 10000,
        p_tenant * 10000::bigint + p_number::bigint / 1000 % 10000,
        p_tenant * 10000::bigint + p_number::bigint / 10000 % 10000,
        p_tenant * 10000::bigint + p_number::bigint / 100000 % 10000,
        p_tenant * 10000::bigint + p_number::bigint / 1000000 % 10000,
        p_tenant * 10000::bigint + p_number::bigint / 10000000 % 10000,
        p_tenant * 10000::bigint + p_number::bigint / 100000000 % 10000,
        p_tenant * 10000::bigint + p_number::bigint / 1000000000 % 10000,
        p_tenant * 10000::bigint + p_number::bigint / 10000000000 % 10000,
        p_tenant * 10000::bigint + p_number::bigint / 100000000000 % 10000
    ])[1 : length(p_number) - 3]
$$;

-- Static twin of a holding's key: carries the gram index, which on the often changed table would make every
-- change 3.5 times slower.
create table did_key (
    operator_id int not null,
    tenant_id int not null,
    number text collate "C" not null,
    constraint did_key_pk primary key (operator_id, tenant_id, number)
);
create index did_key_gram_ix on did_key using gin (number_grams(tenant_id, number));

-- One stay of one number with one tenant at one price. Only to_at is ever set later, and once.
create table holding_period (
    operator_id int not null,
    tenant_id int not null,
    id uuid not null,
    number text collate "C" not null,
    -- Who is paid: the tenant above, or null for the vendor.
    payee_id int,
    from_at timestamptz not null,
    to_at timestamptz,
    origin holding_origin not null,
    home_batch_id int,
    activation numeric(14, 5) not null,
    recurring numeric(14, 5) not null,
    currency char(3) not null,
    rate numeric(18, 8) not null default 1,
    free_of_charge boolean not null default false,
    constraint holding_period_pk primary key (operator_id, tenant_id, id),
    constraint holding_period_order_ck check (to_at >= from_at)
);
create index holding_period_number_ix on holding_period (operator_id, number, from_at);

-- ---------------------------------------------------------------------------------------------- rules said once

-- Whether a holding's AGING or RESERVED has ended: both end by themselves. A plain condition, so that the planner can
-- tell how many rows meet it.
create function lapsed(p_state holding_state, p_until timestamptz, p_now timestamptz) returns boolean
    language sql immutable parallel safe
as $$
    select p_state in ('AGING', 'RESERVED') and p_until <= p_now
$$;

-- The state a holding is in now.
create function effective_state(p_state holding_state, p_until timestamptz, p_now timestamptz) returns holding_state
    language sql immutable parallel safe
as $$
    select case when lapsed(p_state, p_until, p_now) then 'FREE'::holding_state else p_state end
$$;

-- What a batch charges a month for a number of this cost, rounded half up, once.
create function recurring_price(p_cost numeric, p_markup_percent numeric, p_fee numeric, p_rounding int) returns numeric
    language sql immutable parallel safe
as $$
    select round(p_cost * (1 + p_markup_percent / 100) + p_fee, p_rounding)
$$;

-- What a batch charges once for a number of this activation cost.
create function activation_price(p_cost numeric, p_fee numeric, p_rounding int) returns numeric
    language sql immutable parallel safe
as $$
    select round(p_cost + p_fee, p_rounding)
$$;

-- ---------------------------------------------------------------------------------------------- policies and grants

do $$
declare
    name text;
begin
    foreach name in array array ['vendor', 'vendor_batch', 'did_group', 'pricing_batch', 'assigned_batch', 'did',
        'did_holding', 'holding_period']
    loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy %I on %I to didstock_owner using (true) with check (true)', name || '_owner', name);
        execute format('create policy %I on %I to didstock_chain using (operator_id = (select bound_operator()))'
            ' with check (operator_id = (select bound_operator()))', name || '_chain', name);
        execute format('grant select on %I to didstock_audit', name);
    end loop;
    foreach name in array array ['vendor', 'vendor_batch', 'did_group', 'pricing_batch', 'assigned_batch']
    loop
        execute format('create policy %I on %I to didstock_app'
            ' using (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))'
            ' with check (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))',
            name || '_mine', name);
        execute format('grant select, insert, update, delete on %I to didstock_app', name);
        execute format('grant select on %I to didstock_chain', name);
    end loop;
end
$$;
-- A lock on a referenced batch or group (FOR KEY SHARE) asks for an update grant; nothing is changed with it.
grant update (version) on vendor_batch, did_group, pricing_batch to didstock_chain;

create policy did_holding_mine on did_holding to didstock_app
    using (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()))
    with check (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()));
create policy holding_period_mine on holding_period for select to didstock_app
    using (operator_id = (select bound_operator()) and tenant_id = (select bound_tenant()));

grant select on did_holding to didstock_app;
grant update (pricing_batch_id, group_id, description, state, until, version) on did_holding to didstock_app;
-- Not home_batch_id: that is a batch of the tenant above.
grant select (operator_id, tenant_id, id, number, payee_id, from_at, to_at, origin, activation, recurring, currency, rate,
              free_of_charge) on holding_period to didstock_app;
grant select, insert, update, delete on did_holding to didstock_chain;
grant select, insert, update on did to didstock_chain;
grant select, insert, update (to_at) on holding_period to didstock_chain;

-- The search table belongs to the owner of the search function: the gram index can't be used under a policy.
-- Nobody else reads it; that the function looks only at the bound tenant's rows is tested.
alter table did_key enable row level security;
create policy did_key_chain on did_key to didstock_chain
    using (operator_id = (select bound_operator())) with check (operator_id = (select bound_operator()));
grant select, insert, delete on did_key to didstock_chain;
grant select on did_key to didstock_audit;
alter table did_key owner to didstock_entry;

revoke execute on all functions in schema didstock from public;
grant execute on function number_grams(int, text), lapsed(holding_state, timestamptz, timestamptz),
    effective_state(holding_state, timestamptz, timestamptz),
    recurring_price(numeric, numeric, numeric, int), activation_price(numeric, numeric, int)
    to didstock_app, didstock_chain, didstock_entry, didstock_owner;
