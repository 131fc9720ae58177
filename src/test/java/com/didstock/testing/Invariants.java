package com.didstock.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What must be true of an operator's numbers after whatever was done to them. Reads all of its tenants' rows as
 * {@code didstock_audit}.
 */
public final class Invariants {

    /** One truth: the query finds whatever speaks against it. {@code :operator} stands for the operator's id. */
    public enum Rule {
        ONE_DEEPEST_HOLDING("""
                select h.number from did_holding h where h.operator_id = :operator
                group by h.number having count(*) filter (where h.child_id is null) <> 1
                """),
        A_CHILD_NAMED_HOLDS_THE_NUMBER("""
                select h.number || ' of ' || h.tenant_id from did_holding h
                where h.operator_id = :operator and h.child_id is not null and not exists (
                    select from did_holding c join tenant t using (operator_id, tenant_id)
                    where c.operator_id = h.operator_id and c.number = h.number and c.tenant_id = h.child_id
                      and t.parent_id = h.tenant_id)
                """),
        A_HOLDER_IS_NAMED_BY_ITS_PARENT_OR_IS_THE_TOP("""
                select h.number || ' of ' || h.tenant_id
                from did_holding h
                join tenant t using (operator_id, tenant_id)
                join did d on d.operator_id = h.operator_id and d.number = h.number
                where h.operator_id = :operator and d.top_tenant_id <> h.tenant_id and not exists (
                    select from did_holding up
                    where up.operator_id = h.operator_id and up.number = h.number and up.tenant_id = t.parent_id
                      and up.child_id = h.tenant_id)
                """),
        THE_REGISTER_KNOWS_WHAT_IS_IN_STOCK("""
                select coalesce(d.number, h.number)
                from (select * from did where operator_id = :operator and gone_at is null) d
                full join (select * from did_holding where operator_id = :operator) h
                    on h.number = d.number and h.tenant_id = d.top_tenant_id
                where h.number is null
                   or d.number is null and not exists (
                       select from did x where x.operator_id = :operator and x.number = h.number and x.gone_at is null)
                """),
        THE_SEARCH_TABLE_HAS_THE_SAME_KEYS("""
                (select h.tenant_id || ' ' || h.number from did_holding h where h.operator_id = :operator
                 except select k.tenant_id || ' ' || k.number from did_key k where k.operator_id = :operator)
                union all
                (select k.tenant_id || ' ' || k.number from did_key k where k.operator_id = :operator
                 except select h.tenant_id || ' ' || h.number from did_holding h where h.operator_id = :operator)
                """),
        A_HOLDING_HAS_ONE_OPEN_PERIOD_AT_ITS_PRICE("""
                select coalesce(h.number || ' of ' || h.tenant_id, p.number || ' period of ' || p.tenant_id)
                from (select * from did_holding where operator_id = :operator) h
                full join (select * from holding_period where operator_id = :operator and to_at is null) p
                    on p.tenant_id = h.tenant_id and p.number = h.number and p.id = h.period_id
                where h.number is null or p.id is null
                   or (p.activation, p.recurring, p.currency, p.free_of_charge)
                       is distinct from (h.activation_cost, h.recurring_cost, h.currency, h.free_of_charge)
                """),
        ONE_PAYER_AT_A_TIME("""
                select one.number || ' paid twice to ' || coalesce(one.payee_id, 0)
                from holding_period one
                join holding_period other on other.operator_id = one.operator_id and other.number = one.number
                    and other.payee_id is not distinct from one.payee_id and other.id > one.id
                    and tstzrange(one.from_at, one.to_at) && tstzrange(other.from_at, other.to_at)
                where one.operator_id = :operator
                """),
        THE_PARENTS_REVENUE_IS_THE_CHILDS_COST("""
                select up.number || ' of ' || up.tenant_id
                from did_holding up
                join did_holding down on down.operator_id = up.operator_id and down.tenant_id = up.child_id
                    and down.number = up.number
                where up.operator_id = :operator
                  and ((up.activation_revenue, up.recurring_revenue, up.revenue_currency)
                      is distinct from (down.activation_cost, down.recurring_cost, down.currency)
                   or up.free_of_charge and (down.activation_cost <> 0 or down.recurring_cost <> 0))
                """),
        THE_WHOLE_CHAIN_KNOWS_OF_THE_USE("""
                select h.number
                from did_holding h
                join tenant t using (operator_id, tenant_id)
                join did d on d.operator_id = h.operator_id and d.number = h.number
                where h.operator_id = :operator
                group by h.number, d.in_use_since
                having bool_and(h.in_use) <> bool_or(h.in_use) or bool_or(h.in_use) <> (d.in_use_since is not null)
                    or bool_or(h.in_use and h.child_id is null and t.kind <> 'CUSTOMER')
                """),
        WHAT_IS_IN_USE_IS_USED_BY_ONE_ACCOUNT("""
                select coalesce(h.number || ' of ' || h.tenant_id || ' has no account', n.number || ' is not in use')
                from (select * from did_holding where operator_id = :operator and in_use and child_id is null) h
                full join (select * from account_number where operator_id = :operator) n
                    on n.tenant_id = h.tenant_id and n.number = h.number
                where h.number is null or n.number is null or n.provisioned <> (h.origin = 'ON_PROVISION')
                """),
        AN_ACCOUNTS_ID_IS_THE_NUMBER_IT_USES_AS_ID("""
                select a.account_id || ' is ' || n.number
                from account a
                join account_number n on n.operator_id = a.operator_id and n.tenant_id = a.tenant_id
                    and n.account_id = a.id and n.role = 'ID'
                where a.operator_id = :operator and a.account_id <> n.number
                """),
        WHAT_WAS_MADE_FOR_A_USE_ENDS_WITH_IT("""
                select h.number || ' of ' || h.tenant_id
                from did_holding h
                where h.operator_id = :operator and h.origin = 'ON_PROVISION' and h.child_id is null and not h.in_use
                """),
        THE_WHOLE_CHAIN_HAS_THE_SAME_FACTS("""
                select h.number from did_holding h where h.operator_id = :operator
                group by h.number
                having count(distinct (h.country, h.area, h.number_type, h.number_class, h.free_of_charge)) > 1
                """),
        COUNTS_ARE_TRUE("""
                select string_agg(x.name, ' ') from (
                    select c.tenant_id || ' ' || c.status || ' by ' || sum(c.numbers) as name
                    from (
                        select tenant_id, status, internal, currency, revenue_currency, pricing_batch_id, group_id, child_id,
                            vendor_batch_id, numbers, recurring_cost, recurring_revenue
                        from holding_count where operator_id = :operator
                        union all
                        select tenant_id, status, internal, currency, revenue_currency, pricing_batch_id, group_id, child_id,
                            vendor_batch_id, numbers, recurring_cost, recurring_revenue
                        from holding_count_delta where operator_id = :operator
                        union all
                        select tenant_id, case when in_use then 'IN_USE' else state::text end, number_type = 'INTERNAL',
                            currency, coalesce(revenue_currency, ''), coalesce(pricing_batch_id, 0), coalesce(group_id, 0),
                            coalesce(child_id, 0), coalesce(vendor_batch_id, 0), -1, -recurring_cost,
                            -coalesce(recurring_revenue, 0)
                        from did_holding where operator_id = :operator) c
                    group by c.tenant_id, c.status, c.internal, c.currency, c.revenue_currency, c.pricing_batch_id,
                        c.group_id, c.child_id, c.vendor_batch_id
                    having sum(c.numbers) <> 0 or sum(c.recurring_cost) <> 0 or sum(c.recurring_revenue) <> 0) x
                having count(*) > 0
                """),
        HISTORY_ENDS_WHERE_THE_STOCK_IS("""
                select coalesce(l.number || ' ' || l.change || ' for ' || l.tenant_id, h.number || ' never opened')
                from (select distinct on (tenant_id, number) * from history where operator_id = :operator
                      order by tenant_id, number, at desc) l
                full join (select * from did_holding where operator_id = :operator) h
                    on h.tenant_id = l.tenant_id and h.number = l.number
                where (l.change = 'CLOSED') is distinct from (h.number is null)
                """),
        WHAT_IS_NAMED_IS_THERE("""
                select h.number || ' of ' || h.tenant_id
                from did_holding h
                where h.operator_id = :operator
                  and (h.pricing_batch_id is not null and not exists (
                          select from pricing_batch b
                          where (b.operator_id, b.tenant_id, b.id) = (h.operator_id, h.tenant_id, h.pricing_batch_id))
                    or h.group_id is not null and not exists (
                          select from did_group g
                          where (g.operator_id, g.tenant_id, g.id) = (h.operator_id, h.tenant_id, h.group_id))
                    or h.vendor_batch_id is not null and not exists (
                          select from vendor_batch v
                          where (v.operator_id, v.tenant_id, v.id) = (h.operator_id, h.tenant_id, h.vendor_batch_id)))
                """),
        EVERY_CHARGE_IS_EXPLAINED_BY_A_STAY("""
                select c.kind || ' of ' || c.number || ' to ' || c.payer_id || ' for ' || c.month
                from charge c
                left join holding_period p on p.operator_id = c.operator_id and p.tenant_id = c.payer_id
                    and p.id = c.holding_period_id and p.number = c.number and p.currency = c.currency
                    and p.payee_id is not distinct from c.payee_id
                where c.operator_id = :operator
                  and (p.id is null or length(c.number) <= 6
                    or c.payee_id is not null and p.free_of_charge
                    or case c.kind
                        when 'ACTIVATION' then c.amount <> p.activation
                        when 'CREDIT' then c.amount <> -p.activation or p.to_at is null or not exists (
                            select from charge a
                            where (a.operator_id, a.payer_id, a.holding_period_id, a.kind)
                                = (c.operator_id, c.payer_id, c.holding_period_id, 'ACTIVATION'::charge_kind))
                        -- In whatever zone: no day before the stay and none after it.
                        else c.month + interval '1 month' < p.from_at - interval '1 day'
                            or c.month > p.to_at + interval '1 day'
                            or c.amount > p.recurring
                            or c.amount > p.recurring * c.days / 28 + 1
                            or c.days > p.to_at::date - p.from_at::date + 2
                    end)
                """),
        A_DAY_IS_PAID_ONCE("""
                select c.number || ' to ' || coalesce(c.payee_id, 0) || ' in ' || c.month
                from charge c
                where c.operator_id = :operator and c.kind = 'RECURRING'
                group by c.number, c.payee_id, c.month
                having sum(c.days) > extract(day from c.month + interval '1 month' - interval '1 day')
                """);

        private final String query;

        Rule(String query) {
            this.query = query;
        }
    }

    private Invariants() {}

    /** Asserts all rules for an operator. */
    public static void hold(int operatorId) {
        try (var connection = TestDatabase.get().audit().getConnection()) {
            assertThat(broken(connection, operatorId)).isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * {@return what speaks against the rules, at most five cases each}
     *
     * @param connection of a role that sees everything
     */
    public static List<String> broken(Connection connection, int operatorId) throws SQLException {
        var found = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            statement.execute("set search_path = didstock");
            for (var rule : Rule.values()) {
                var query = rule.query.replace(":operator", Integer.toString(operatorId));
                try (var rows = statement.executeQuery("select * from (%s) found limit 5".formatted(query))) {
                    while (rows.next()) {
                        found.add(rule + ": " + rows.getString(1));
                    }
                }
            }
        }
        return found;
    }
}
