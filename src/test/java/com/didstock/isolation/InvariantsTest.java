package com.didstock.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.Invariants;
import com.didstock.testing.Invariants.Rule;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule of {@link Invariants} finds the mistake it is for, and none is found where there is none. */
class InvariantsTest {

    private static final TestTree TREE = TestTree.plant();

    /** A mistake for each rule, made past triggers and policies on an operator with free, given and used numbers. */
    private static final Map<Rule, String> MISTAKES = Map.ofEntries(
            Map.entry(
                    Rule.ONE_DEEPEST_HOLDING,
                    "update did_holding set child_id = 1, state = 'GIVEN' where operator_id = :operator and child_id is null"),
            Map.entry(
                    Rule.A_CHILD_NAMED_HOLDS_THE_NUMBER,
                    "delete from did_holding where operator_id = :operator and child_id is null and tenant_id <> :operator"),
            Map.entry(
                    Rule.A_HOLDER_IS_NAMED_BY_ITS_PARENT_OR_IS_THE_TOP,
                    "delete from did_holding where operator_id = :operator and tenant_id = :operator and child_id is not null"),
            Map.entry(
                    Rule.THE_REGISTER_KNOWS_WHAT_IS_IN_STOCK,
                    "update did set gone_at = now(), gone_reason = 'DELETED' where operator_id = :operator"),
            Map.entry(Rule.THE_SEARCH_TABLE_HAS_THE_SAME_KEYS, "delete from did_key where operator_id = :operator"),
            Map.entry(
                    Rule.A_HOLDING_HAS_ONE_OPEN_PERIOD_AT_ITS_PRICE,
                    "update holding_period set recurring = recurring + 1 where operator_id = :operator"),
            Map.entry(Rule.ONE_PAYER_AT_A_TIME, """
                    insert into holding_period
                    select operator_id, tenant_id, uuidv7(), number, payee_id, from_at, from_at + interval '1 h', origin,
                        home_batch_id, activation, recurring, currency, rate, free_of_charge
                    from holding_period where operator_id = :operator
                    """),
            Map.entry(
                    Rule.THE_PARENTS_REVENUE_IS_THE_CHILDS_COST,
                    "update did_holding set recurring_revenue = 99 where operator_id = :operator and child_id is not null"),
            Map.entry(
                    Rule.THE_WHOLE_CHAIN_KNOWS_OF_THE_USE,
                    "update did_holding set in_use = false where operator_id = :operator and child_id is null"),
            Map.entry(
                    Rule.WHAT_IS_IN_USE_IS_USED_BY_ONE_ACCOUNT,
                    "delete from account_number where operator_id = :operator"),
            Map.entry(Rule.AN_ACCOUNTS_ID_IS_THE_NUMBER_IT_USES_AS_ID, """
                    update account_number set role = 'ID' where (operator_id, number) =
                        (select operator_id, min(number) from account_number where operator_id = :operator group by 1)
                    """),
            Map.entry(
                    Rule.WHAT_WAS_MADE_FOR_A_USE_ENDS_WITH_IT,
                    "update did_holding set origin = 'ON_PROVISION' where operator_id = :operator and not in_use"),
            Map.entry(
                    Rule.THE_WHOLE_CHAIN_HAS_THE_SAME_FACTS,
                    "update did_holding set area = 'Bonn' where operator_id = :operator and child_id is null"),
            Map.entry(
                    Rule.COUNTS_ARE_TRUE,
                    "update holding_count_delta set numbers = numbers + 1 where operator_id = :operator"),
            Map.entry(Rule.HISTORY_ENDS_WHERE_THE_STOCK_IS, "delete from history where operator_id = :operator"),
            Map.entry(Rule.WHAT_IS_NAMED_IS_THERE, "delete from pricing_batch where operator_id = :operator"),
            Map.entry(Rule.EVERY_CHARGE_IS_EXPLAINED_BY_A_STAY, """
                    insert into charge (operator_id, payer_id, payee_id, holding_period_id, number, kind, month, amount, currency,
                        days, posted_at)
                    select operator_id, tenant_id, payee_id, id, number, 'ACTIVATION', date_trunc('month', from_at)::date,
                        activation + 0.01, currency, 0, from_at
                    from holding_period where operator_id = :operator
                    """),
            Map.entry(Rule.A_DAY_IS_PAID_ONCE, """
                    insert into charge (operator_id, payer_id, payee_id, holding_period_id, number, kind, month, sequence, amount,
                        currency, days, posted_at)
                    select p.operator_id, p.tenant_id, p.payee_id, p.id, p.number, 'RECURRING',
                        date_trunc('month', p.from_at)::date, twice, p.recurring, p.currency, 28, p.from_at
                    from holding_period p cross join generate_series(1, 2) twice where p.operator_id = :operator
                    """));

    @BeforeAll
    static void stock() {
        TREE.load(TREE.o, 3);
        var used = TREE.load(TREE.o, 3);
        TREE.give(TREE.o, TREE.a, used);
        TREE.give(TREE.a, TREE.ca, used);
        TREE.setInUse(TREE.ca, used, true);
    }

    @Test
    void nothingIsFoundWhereNothingIsWrong() {
        Invariants.hold(TREE.o.operatorId());
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void aMistakeIsFound(Rule rule) throws SQLException {
        int operator = TREE.o.operatorId();
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local search_path = didstock");
            statement.execute("set local session_replication_role = replica");
            var mistake = Objects.requireNonNull(MISTAKES.get(rule));
            assertThat(statement.executeUpdate(mistake.replace(":operator", Integer.toString(operator))))
                    .isPositive();

            assertThat(Invariants.broken(connection, operator)).anyMatch(found -> found.startsWith(rule.name()));

            connection.rollback();
        }
    }

    @Test
    void everyRuleHasItsMistake() {
        assertThat(MISTAKES.keySet()).isEqualTo(EnumSet.allOf(Rule.class));
    }
}
