package com.didstock.bench;

import com.didstock.tenancy.Actor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One operator's stock, made by the owner of the tables with triggers off and indexes rebuilt afterwards.
 *
 * <p>201 tenants on four levels: the operator, ten resellers, four sub-resellers each with three customers each, and three
 * direct customers of each reseller. Half of the numbers is in the operator's own pool; three resellers hold a tenth
 * each, the smallest one 0.3 percent. Of ten numbers one is toll-free and scattered, six are American in blocks of 1,000,
 * three of 30 other countries in blocks of 100.
 */
final class GeneratedStock {

    static final int OPERATOR = 1;
    static final int BIG_RESELLER = 11;
    static final int SMALL_RESELLER = 140;

    /** Two batches of the operator's that are empty. */
    static final int HERE = 31;

    static final int THERE = 32;

    private static final String TENANTS = """
            insert into tenant (operator_id, tenant_id, parent_id, kind, slug, name, currency, own_vendors)
            values (1, 1, null, 'OPERATOR', 'benchmark', 'Operator', 'EUR', true);
            insert into tenant (operator_id, tenant_id, parent_id, kind, name, currency)
            select 1, 10 + r, 1, 'RESELLER', 'Reseller ' || r, 'EUR' from generate_series(1, 10) r;
            insert into tenant (operator_id, tenant_id, parent_id, kind, name, currency)
            select 1, 100 + s, 11 + (s - 1) / 4, 'RESELLER', 'Sub-reseller ' || s, 'EUR' from generate_series(1, 40) s;
            insert into tenant (operator_id, tenant_id, parent_id, kind, name, currency)
            select 1, 1000 + c, 101 + (c - 1) / 3, 'CUSTOMER', 'Customer ' || c, 'EUR' from generate_series(1, 120) c;
            insert into tenant (operator_id, tenant_id, parent_id, kind, name, currency)
            select 1, 2000 + c, 11 + (c - 1) / 3, 'CUSTOMER', 'Direct customer ' || c, 'EUR'
            from generate_series(1, 30) c;
            insert into app_user (operator_id, tenant_id, user_id, login, display_name, role, password_hash)
            select 1, t.tenant_id, t.tenant_id, 'user-' || t.tenant_id, t.name,
                (case t.kind when 'CUSTOMER' then 'CUSTOMER' else t.kind::text || '_ADMIN' end)::user_role, '!'
            from tenant t where t.operator_id = 1;
            insert into pricing_batch (operator_id, tenant_id, id, name, applied_to, currency, activation_fee,
                recurring_fee, rounding)
            select 1, t.tenant_id, b, 'Batch ' || b, (case b when 2 then 'CUSTOMERS' else 'RESELLERS' end)::batch_audience,
                'EUR', 0.20, 0.50, 2
            from tenant t cross join generate_series(1, 10) b where t.operator_id = 1 and t.kind <> 'CUSTOMER';
            insert into pricing_batch (operator_id, tenant_id, id, name, applied_to, currency, recurring_fee, rounding)
            values (1, 1, 31, 'Here', 'RESELLERS', 'EUR', 0.50, 2), (1, 1, 32, 'There', 'RESELLERS', 'EUR', 0.60, 2);
            insert into assigned_batch (operator_id, tenant_id, child_id, position, pricing_batch_id)
            select 1, t.parent_id, t.tenant_id, 1, case t.kind when 'CUSTOMER' then 2 else 1 end
            from tenant t where t.operator_id = 1 and t.parent_id is not null;
            insert into did_group (operator_id, tenant_id, id, name)
            select 1, t.tenant_id, g, 'Group ' || g from tenant t cross join generate_series(1, 5) g
            where t.operator_id = 1;
            insert into vendor (operator_id, tenant_id, id, name) values (1, 1, 1, 'Carrier');
            insert into vendor_batch (operator_id, tenant_id, id, vendor_id, name, currency, supply_label)
            select 1, 1, v, 1, 'Carrier ' || v, 'EUR', 'Premium routes ' || v from generate_series(1, 20) v;
            """;

    private static final String NUMBERS = """
            create unlogged table benchmark_number as
            with counted as (
                select i, i % 10 as kind, i / 10 as k, (hashint8(i / 10) & 2147483647) as owned,
                    (hashint8(i) & 2147483647) as chance
                from generate_series(0, $numbers - 1) i),
            abroad as (
                select array ['44','49','33','34','39','31','32','41','43','45','46','47','48','351','353','358','420',
                        '421','36','30','40','61','64','65','81','82','27','52','55','972'] as codes,
                    array ['GB','DE','FR','ES','IT','NL','BE','CH','AT','DK','SE','NO','PL','PT','IE','FI','CZ',
                        'SK','HU','GR','RO','AU','NZ','SG','JP','KR','ZA','MX','BR','IL'] as countries)
            select c.chance,
                case when c.kind = 0 then '1' || (array [800, 888, 877, 866, 855, 844, 833])[1 + c.k % 7]
                        || lpad(((c.k / 7 * 3333331::bigint + 1234567) % 10000000)::text, 7, '0')
                     when c.kind <= 6 then '1' || 202 + us.block % 97 * 7 || 200 + us.block / 97
                        || us.block % 10 || lpad((us.m % 1000)::text, 3, '0')
                     else a.codes[1 + w.block % 30] || '2' || lpad((w.block / 30)::text, 5, '0')
                        || lpad((w.m % 100)::text, 2, '0') end collate "C" as number,
                case when c.kind <= 6 then 'US' else a.countries[1 + w.block % 30] end as country,
                case when c.kind between 1 and 6 then 'Area ' || us.block % 97 end as area,
                case c.kind when 0 then 'TOLL_FREE' else 'GEOGRAPHIC' end as number_type,
                case when seller.r is null then array [1]
                     when c.owned / 1000 % 10 < 6 then array [1, 10 + seller.r]
                     when c.owned / 1000 % 10 = 9 then
                        array [1, 10 + seller.r, 2001 + (seller.r - 1) * 3 + c.owned / 10000 % 3]
                     when c.owned / 120000 % 2 = 0 then
                        array [1, 10 + seller.r, 101 + (seller.r - 1) * 4 + c.owned / 10000 % 4]
                     else array [1, 10 + seller.r, 101 + (seller.r - 1) * 4 + c.owned / 10000 % 4,
                        1001 + ((seller.r - 1) * 4 + c.owned / 10000 % 4) * 3 + c.owned / 40000 % 3] end as path
            from counted c
            cross join abroad a
            cross join lateral (select c.k * 6 + c.kind - 1 as m, (c.k * 6 + c.kind - 1) / 1000 as block) us
            cross join lateral (select c.k * 3 + c.kind - 7 as m, (c.k * 3 + c.kind - 7) / 100 as block) w
            cross join lateral (
                select case when c.owned % 1000 < 500 then null
                    else width_bucket(c.owned % 1000, array [500, 600, 700, 800, 850, 900, 950, 975, 990, 997])
                    end as r) seller;
            """;

    private static final String HOLDINGS = """
            insert into did (operator_id, number, top_tenant_id, loaded_at)
            select 1, number, 1, now() - interval '400 days' from benchmark_number order by number;
            insert into did_holding (operator_id, tenant_id, number, state, until, child_id, pricing_batch_id,
                home_batch_id, group_id, in_use, released_at, held_since, activation_cost, recurring_cost, currency,
                activation_revenue, recurring_revenue, revenue_currency, vendor_batch_id, supply_label, country, area,
                number_type)
            select 1, p.tenant, n.number, s.state::holding_state,
                case when s.state in ('AGING', 'RESERVED') then now() + make_interval(days => n.chance / 1000 % 60 - 2) end,
                p.child,
                case when p.child >= 1000 then 2
                     when p.child is not null then 1
                     when p.tenant >= 1000 or n.chance % 97 = 0 then null
                     else 1 + n.chance / 100 % 10 end,
                case when p.child is not null then 1 end,
                case when n.chance % 3 = 0 then 1 + n.chance % 5 end,
                n.path[cardinality(n.path)] >= 1000 and n.chance % 10 < 7,
                case when n.chance % 4 = 0 then now() - make_interval(days => n.chance % 300) end,
                now() - make_interval(days => 350 - p.place * 50),
                p.place * 0.20 + 0.80, p.place * 0.50 + 0.50, 'EUR',
                case when p.child is not null then p.place * 0.20 + 1.00 end,
                case when p.child is not null then p.place * 0.50 + 1.00 end,
                case when p.child is not null then 'EUR' end,
                case when p.place = 1 then 1 + n.chance % 20 end,
                case when p.place = 2 then 'Premium routes ' || 1 + n.chance % 20 end,
                n.country, n.area, n.number_type
            from benchmark_number n
            cross join lateral (
                select n.path[place] as tenant, n.path[place + 1] as child, place
                from generate_series(1, cardinality(n.path)) place) p
            cross join lateral (
                select case when p.child is not null then 'GIVEN'
                            when p.tenant >= 1000 then 'FREE'
                            when n.chance % 100 < 3 then 'FROZEN'
                            when n.chance % 100 < 5 then 'AGING'
                            when n.chance % 100 < 6 then 'RESERVED'
                            else 'FREE' end as state) s
            order by p.place, n.number;
            insert into did_key (operator_id, tenant_id, number)
            select operator_id, tenant_id, number from did_holding order by operator_id, tenant_id, number;
            insert into holding_period (operator_id, tenant_id, id, number, payee_id, from_at, origin, home_batch_id,
                activation, recurring, currency)
            select h.operator_id, h.tenant_id, h.period_id, h.number, t.parent_id, h.held_since, h.origin, 1,
                h.activation_cost, h.recurring_cost, h.currency
            from did_holding h join tenant t using (operator_id, tenant_id);
            insert into holding_count (operator_id, tenant_id, status, internal, currency, revenue_currency,
                pricing_batch_id, group_id, child_id, vendor_batch_id, numbers, recurring_cost, recurring_revenue)
            select operator_id, tenant_id, case when in_use then 'IN_USE' else state::text end, false, currency,
                coalesce(revenue_currency, ''), coalesce(pricing_batch_id, 0), coalesce(group_id, 0),
                coalesce(child_id, 0), coalesce(vendor_batch_id, 0), count(*), sum(recurring_cost),
                sum(coalesce(recurring_revenue, 0))
            from did_holding group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
            drop table benchmark_number;
            """;

    private GeneratedStock() {}

    static Actor actor(int tenant) {
        return new Actor(OPERATOR, tenant, tenant);
    }

    static void generate(Connection owner, int numbers) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute("set work_mem = '256MB'");
            statement.execute("set maintenance_work_mem = '512MB'");
            // Nobody is acting here.
            statement.execute("alter table pricing_batch disable trigger user");
            statement.execute(TENANTS);
            statement.execute("alter table pricing_batch enable trigger user");
            statement.execute(NUMBERS.replace("$numbers", Integer.toString(numbers)));
            statement.execute("alter table did_holding disable trigger user");
            var indexes = indexes(statement);
            for (var index : indexes.keySet()) {
                statement.execute("drop index " + index);
            }
            statement.execute(HOLDINGS);
            for (var definition : indexes.values()) {
                statement.execute(definition);
            }
            statement.execute("alter table did_holding enable trigger user");
            statement.execute("vacuum analyze");
        }
    }

    /** The big tables' indexes, as statements that make them, but for those of their keys. */
    private static Map<String, String> indexes(Statement statement) throws SQLException {
        var indexes = new LinkedHashMap<String, String>();
        try (var rows = statement.executeQuery("""
                select c.relname, pg_get_indexdef(i.indexrelid)
                from pg_index i join pg_class c on c.oid = i.indexrelid
                where i.indrelid in ('did_holding'::regclass, 'did_key'::regclass, 'holding_period'::regclass)
                  and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
                """)) {
            while (rows.next()) {
                indexes.put(rows.getString(1), rows.getString(2));
            }
        }
        return indexes;
    }

    static List<String> strings(Connection connection, String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
