package com.didstock.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Tenants that came after the last statistics look to the planner as if they had one row. What changes their numbers looks
 * each one up all the same, and does not compare every number with every other: a thousand would be half a million
 * comparisons, ten thousand minutes.
 */
class PlansForNewcomersTest {

    private static final int NUMBERS = 1_000;
    private static final long TOO_MANY = 100_000;
    private static final Pattern LOOPS = Pattern.compile("loops=(\\d+)");
    private static final Pattern REMOVED = Pattern.compile("Rows Removed by Join Filter: (\\d+)");
    private static final String ANY_STATE = "'{FREE,FROZEN,AGING,RESERVED,GIVEN}'";

    private final List<String> compared = new ArrayList<>();

    @Test
    void whateverHappensToTheirNumbersEachIsLookedUpByItself() throws SQLException {
        var others = TestTree.plant();
        others.give(others.o, others.a, others.load(others.o, 2 * NUMBERS));
        superuser("analyze did, did_holding, holding_period, tenant");
        var tree = TestTree.plant();
        var stock = tree.load(tree.o, NUMBERS);
        tree.put(tree.o, tree.wholesale(tree.o), stock);
        var numbers = list(stock);

        look(tree.o, "reserve_numbers(%s, now() + interval '3 days', %d, null, '{FREE}', now())", numbers, tree.a.id());
        look(tree.o, "extend_reservations(%s, now() + interval '4 days', '{RESERVED}', now())", numbers);
        look(tree.o, "cancel_reservations(%s, '{RESERVED}', now())", numbers);
        look(tree.o, "classify_numbers(%s, 'GOLD')", numbers);
        look(tree.o, "give_numbers(%d, %s, false, '{FREE}', now())", tree.a.id(), numbers);
        look(tree.a, "give_numbers(%d, %s, false, '{FREE}', now())", tree.a1.id(), numbers);
        look(tree.a1, "give_numbers(%d, %s, false, '{FREE}', now())", tree.ca1.id(), numbers);
        tree.setInUse(tree.ca1, stock.subList(0, 1), true);
        tree.setInUse(tree.ca1, stock.subList(0, 1), false);
        int line = account(tree.ca1);
        look(tree.ca1, "use_numbers(%d, %d, %s, 'ALIAS', now())", tree.ca1.id(), line, numbers);
        look(tree.ca1, "stop_using(%d, %d, %s, %s, 'KEEP', now())", tree.ca1.id(), line, numbers, days(45));
        look(tree.o, "reprice_numbers(%s, %d, now() + interval '40 days', now())", numbers, tree.wholesale(tree.o));
        look(tree.o, "classify_numbers(%s, 'SILVER')", numbers);
        look(
                tree.o,
                "move_children(%d, %d, %d, %d, now())",
                tree.a.id(),
                tree.a1.id(),
                tree.b.id(),
                tree.wholesale(tree.o));
        look(tree.ca1, "release_numbers(%s, %s, false, %s, '{}', now())", numbers, days(45), ANY_STATE);
        look(tree.o, "recall_numbers(%s, %s, %s, now())", numbers, days(0), ANY_STATE);
        look(tree.a, "claim_from_offer(null, null, null, %s, null, null, null, null, %d, now())", numbers, NUMBERS);
        look(tree.o, "transfer_numbers(%d, %s, false, now())", tree.b.id(), numbers);
        look(tree.o, "recall_numbers(%s, %s, %s, now())", numbers, days(0), ANY_STATE);
        superuser("update tenant set may_draw = true where operator_id = " + tree.o.operatorId());
        look(tree.ca, "claim_from_offer(null, null, null, %s, null, null, null, null, %d, now())", numbers, NUMBERS);
        assertThat(tree.status(tree.ca, stock.getFirst())).isEqualTo("FREE");
        look(tree.o, "withdraw_numbers(%s, 'PORTED_OUT', %s, now())", list(stock.subList(0, 500)), ANY_STATE);
        look(
                tree.o,
                "recall_numbers(%s, %s, %s, now())",
                list(stock.subList(500, NUMBERS)),
                days(0).replaceFirst("(0,){500}", ""),
                ANY_STATE);
        look(tree.o, "delete_numbers(%s, %s, now())", list(stock.subList(500, NUMBERS)), ANY_STATE);

        assertThat(compared).isEmpty();
    }

    @Test
    void existingStockOfNewcomersIsCheckedBuiltAndHandedOutByItsKeys() throws SQLException {
        superuser("analyze did, did_holding, holding_period, tenant, upload_line, account, account_number");
        var tree = TestTree.plant();
        var numbers = TestTree.freshNumbers(NUMBERS);
        var upload = tree.write(tree.o, "TEST", ctx -> {
            var id = tree.stage(ctx, tree.o, numbers, TestTree.Facts.BERLIN);
            ctx.sql()
                    .execute(
                            "update upload_line set holder_id = ?, account_id = 'desk', in_use = true where upload_id = ?",
                            tree.ca1.id(),
                            id);
            return id;
        });

        look(tree.o, "existing_stock_refusals('%s', 0, %d)", upload, NUMBERS);
        look(tree.o, "import_existing_stock('%s', 0, %d, true, now())", upload, NUMBERS);
        look(tree.o, "stock_file('', %d, null, now())", NUMBERS);

        assertThat(tree.status(tree.ca1, numbers.getFirst())).isEqualTo("IN_USE");
        assertThat(compared).isEmpty();
    }

    /** The measure sees what it is for. */
    @Test
    void comparingEachWithEveryOtherWouldBeSeen() throws SQLException {
        var tree = TestTree.plant();
        var numbers = list(tree.load(tree.o, NUMBERS));
        look(
                tree.o,
                "count(*) from unnest(%s) a (number) join unnest(%s) b (number) on a.number < b.number || ''",
                numbers,
                numbers);

        assertThat(compared).hasSize(1);
    }

    private void look(Member member, String call, Object... arguments) throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (var setting : List.of(
                    "load 'auto_explain'",
                    "set local search_path = didstock",
                    "set local plan_cache_mode = force_custom_plan",
                    "select * from bind_actor(%d, %d, %d)"
                            .formatted(
                                    member.operatorId(),
                                    member.id(),
                                    member.admin().userId()),
                    "select set_config('didstock.operation', uuidv7()::text, true),"
                            + " set_config('didstock.operation_kind', 'TEST', true)",
                    "set local auto_explain.log_min_duration = 0",
                    "set local auto_explain.log_nested_statements = on",
                    "set local auto_explain.log_analyze = on",
                    "set local client_min_messages = log")) {
                statement.execute(setting);
            }
            statement.execute("do $do$ begin perform %s; end $do$".formatted(call.formatted(arguments)));
            for (var plan = statement.getWarnings(); plan != null; plan = plan.getNextWarning()) {
                var text = Objects.toString(plan.getMessage());
                if (comparisons(text) > TOO_MANY) {
                    compared.add(call + ":\n" + text.replaceAll("\\{[0-9,]{50,}}", "{…}"));
                }
            }
            connection.commit();
        }
    }

    /** {@return rows that a join compared for nothing; of a node that ran many times, those of all its runs} */
    private static long comparisons(String plan) {
        long removed = 0;
        long loops = 1;
        for (var line : plan.lines().toList()) {
            var ran = LOOPS.matcher(line);
            if (ran.find()) {
                loops = Long.parseLong(ran.group(1));
            }
            var filtered = REMOVED.matcher(line);
            if (filtered.find()) {
                removed += loops * Long.parseLong(filtered.group(1));
            }
        }
        return removed;
    }

    private static int account(Member customer) throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select id from didstock.account where operator_id = %d and tenant_id = %d"
                                .formatted(customer.operatorId(), customer.id()))) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void superuser(String sql) throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set search_path = didstock");
            statement.execute(sql);
        }
    }

    private static String list(List<String> numbers) {
        return "'{%s}'::text[]".formatted(String.join(",", numbers));
    }

    private static String days(int length) {
        return "'{%s}'::int[]".formatted(String.join(",", Collections.nCopies(NUMBERS, Integer.toString(length))));
    }
}
