package com.didstock.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The pages of a tenant with 200,000 numbers are cut along an index, also under row-level security: what a screen reads
 * does not grow with what the tenant holds.
 */
class PlanTest {

    private static final int NUMBERS = 200_000;
    private static final Pattern LOOPS = Pattern.compile("loops=(\\d+)");
    private static final Pattern REMOVED = Pattern.compile("Rows Removed by [A-Za-z ]*: (\\d+)");
    private static final TestTree TREE = TestTree.plant();
    private static String numberAtHalf = "";

    @BeforeAll
    static void fill() throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set search_path = didstock");
            // Past the triggers, which would write as much again in history.
            statement.execute("set session_replication_role = replica");
            for (var holder : List.of(TREE.o, TREE.p)) {
                statement.execute("""
                        insert into did_holding (operator_id, tenant_id, number, state, until, held_since, activation_cost,
                            recurring_cost, currency, country, number_type, pricing_batch_id)
                        select :o, :t, 10000000000 + i * 48271::bigint %% 9999999967,
                            case when i %% 500 = 0 then 'AGING'::holding_state else 'FREE' end,
                            case when i %% 500 = 0 then now() + interval '1 day' end, now(), 1, 2, 'EUR', 'US', 'GEOGRAPHIC',
                            case when i %% 1000 = 0 then :few when i %% 7 < 6 then :most end
                        from generate_series(1, %d) i on conflict do nothing
                        """.formatted(holder == TREE.o ? NUMBERS : NUMBERS / 10)
                        .replace(":few", Integer.toString(TREE.retail(TREE.o)))
                        .replace(":most", Integer.toString(TREE.wholesale(TREE.o)))
                        .replace(":o", Integer.toString(holder.operatorId()))
                        .replace(":t", Integer.toString(holder.id())));
            }
            statement.execute("""
                    insert into did_key (operator_id, tenant_id, number)
                    select operator_id, tenant_id, number from did_holding
                    where operator_id in (%d, %d) on conflict do nothing
                    """.formatted(TREE.o.operatorId(), TREE.p.operatorId()));
            statement.execute("vacuum analyze did_holding, did_key");
            try (var row = statement.executeQuery(
                    "select number from did_holding where operator_id = %d order by number offset %d limit 1"
                            .formatted(TREE.o.operatorId(), NUMBERS / 2))) {
                row.next();
                numberAtHalf = row.getString(1);
            }
        }
    }

    @AfterAll
    static void empty() throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set search_path = didstock");
            statement.execute("set session_replication_role = replica");
            for (var table : List.of("did_holding", "did_key")) {
                statement.execute("delete from %s where operator_id in (%d, %d)"
                        .formatted(table, TREE.o.operatorId(), TREE.p.operatorId()));
            }
            statement.execute("vacuum did_holding, did_key");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the first page      |                                              | operator_id = | tenant_id =",
                "the last page       | desc                                         | operator_id = | tenant_id =",
                "starts with         | and number >= '1555' and number < '1555:'    | number >= '1555' | number < '1555:'",
                "from the middle on  | and number > :half                           | number > | tenant_id =",
                "in a small batch    | and pricing_batch_id = :few                  | pricing_batch_id = | tenant_id =",
                "in a big batch      | and pricing_batch_id = :most                 | operator_id = | tenant_id =",
                "in no batch         | and pricing_batch_id is null                 | operator_id = | tenant_id =",
                "in no batch, after  | and pricing_batch_id is null and number > :half | number > | tenant_id =",
                "of a country        | and country = 'US'                           | operator_id = | tenant_id =",
                "of none             | and country = 'FR'                           | country = 'FR' | tenant_id =",
                "lapsing             | and until is not null and until <= now()     | until <= | tenant_id =",
                "one                 | and number = :half                           | number = | tenant_id ="
            })
    void aPageIsCutAlongAnIndex(String name, String condition, String indexed, String alsoIndexed) throws SQLException {
        boolean last = "desc".equals(condition);
        var plan = plan("""
                select number from did_holding where operator_id = :o and tenant_id = :o %s order by number %s limit 51
                """.formatted(condition == null || last ? "" : condition, last ? "desc" : ""));

        assertThat(indexConditions(plan)).as(name + "\n" + plan).contains(indexed, alsoIndexed);
        assertThat(plan).doesNotContain("Seq Scan").doesNotContain("~~");
        assertThat(buffers(plan)).as(name + "\n" + plan).isLessThan(300);
    }

    /** The measure sees what it is for: LIKE can't use the index under a policy and walks all the tenant has. */
    @Test
    void aWalkOverTheWholeTenantWouldBeSeen() throws SQLException {
        var plan = plan("""
                select number from did_holding where operator_id = :o and tenant_id = :o and number like '0555%'
                order by number limit 51
                """);

        assertThat(indexConditions(plan)).doesNotContain("0555");
        assertThat(buffers(plan)).isGreaterThan(300);
    }

    @Test
    void aContainsSearchUsesTheGrams() throws SQLException {
        var plans = plansInside("select search_numbers('%55512%', '{5551,5512}', 20001)");

        assertThat(plans).contains("did_key_gram_ix").doesNotContain("Seq Scan").doesNotContain("did_key_pk");
    }

    /** The search as the portal sees it: right, also by comparison with a walk. */
    @ParameterizedTest
    @CsvSource({"%5551%, '{5551}'", "%55512%, '{5551,5512}'", "%00000%, '{0}'", "1%8647, '{8647}'"})
    void aContainsSearchFindsWhatAWalkFinds(String pattern, String grams) throws SQLException {
        assertThat(numbers("select * from search_numbers('%s', '%s', 20001) order by 1".formatted(pattern, grams)))
                .isNotEmpty()
                .isEqualTo(numbers("select number from did_holding where operator_id = :o and tenant_id = :o"
                        + " and number like '%s' order by 1".formatted(pattern)));
    }

    @ParameterizedTest
    @CsvSource({
        "select count(*) from offer_page('1555'&'1555:'&null&null&null&null&null&null&null&50&now())",
        "select count(*) from claim_from_offer('1555'&'1555:'&null&null&null&null&null&null&50&now())"
    })
    void theOfferIsReadAlongAnIndex(String call) throws SQLException {
        var plans = plansInside(call.replace('&', ','));

        assertThat(indexConditions(plans)).contains("number >= '1555'", "number < '1555:'");
        assertThat(plans).doesNotContain("Seq Scan on did_holding");
    }

    /** A session keeps the plans of what triggers do; its first change must not choose them for all that follow. */
    @Test
    void aBulkChangeAfterASmallOneIsNotComparedRowByRow() throws SQLException {
        var plans = plansInside(
                "update did_holding set description = 'one', version = version + 1 where %s and number = %s"
                        .formatted(filled("operator_id = :o and tenant_id = :o"), filled(":half")),
                "select set_config('didstock.operation', uuidv7()::text, true)",
                "update did_holding set description = 'many', version = version + 1 where %s and number = any (%s)"
                        .formatted(filled("operator_id = :o and tenant_id = :o"), some(10_000)));

        assertThat(plans)
                .contains("insert into history")
                .doesNotContainPattern(
                        "Nested Loop[^\\n]*\\n(\\s+Join Filter[^\\n]*\\n)?\\s+->  Named Tuplestore Scan");
    }

    @Test
    void chainsAreLockedByTheirKeys() throws SQLException {
        var plans = plansInside("select lock_chain(%s)".formatted(some(10_000)));

        assertThat(plans).contains("did_holding_pk").doesNotContain("Seq Scan on did_holding");
    }

    /** An operator whose numbers came in a moment ago, and of whom the planner has never heard. */
    @Test
    void chainsOfAnOperatorUnknownToThePlannerAreLockedByTheirKeys() throws SQLException {
        var unknown = TestTree.plant();
        var loaded = unknown.load(unknown.o, 1_000);
        var given = unknown.load(unknown.o, 1_000);
        unknown.give(unknown.o, unknown.a, given);
        var numbers = Stream.concat(loaded.stream(), given.stream()).toList();

        var plans = plansInside(unknown.o, "select lock_chain('{%s}')".formatted(String.join(",", numbers)));

        assertThat(plans).contains("did_holding_pk").doesNotContain("Seq Scan on did_holding");
        assertThat(removedByFilters(plans)).as(plans).isLessThan(numbers.size());
    }

    /** Whoever replaces a function and forgets to say its settings again brings back the plans they were made against. */
    @ParameterizedTest
    @CsvSource({
        "lock_chain, hashjoin",
        "lock_chain, mergejoin",
        "open_holdings, hashjoin",
        "open_holdings, mergejoin",
        "close_below, hashjoin",
        "close_below, mergejoin",
        "withdraw_numbers, hashjoin",
        "withdraw_numbers, mergejoin",
        "give_numbers, nestloop",
        "import_upload, nestloop",
        "import_existing_stock, nestloop",
        "existing_stock_refusals, nestloop",
        "record_holdings_changed, nestloop",
        "refuse_changing_given_batch, nestloop"
    })
    void functionsKeepTheSettingsOfTheirPlans(String function, String join) throws SQLException {
        assertThat(numbers("select unnest(proconfig) from pg_proc where proname = '%s'".formatted(function)))
                .contains("enable_" + join + "=off");
    }

    /** Planned for the tenant at hand, one that the statistics don't know is taken for one with a single row. */
    @Test
    void whateverChangesAListOfNumbersIsPlannedForAnyTenant() throws SQLException {
        assertThat(numbers("""
                        select p.oid::regprocedure::text from pg_proc p
                        join pg_language l on l.oid = p.prolang
                        where p.pronamespace = 'didstock'::regnamespace and l.lanname = 'plpgsql' and p.provolatile = 'v'
                          and 'p_numbers' = any (p.proargnames) and not 'p_low' = any (p.proargnames)
                          and not coalesce('plan_cache_mode=force_generic_plan' = any (p.proconfig), false)
                        """))
                .as("say at the end of the migration: alter function ... set plan_cache_mode = force_generic_plan")
                .isEmpty();
    }

    private static String some(int count) throws SQLException {
        return "'{%s}'"
                .formatted(String.join(
                        ",",
                        numbers("select number from did_holding where operator_id = :o and tenant_id = :o"
                                + " and number <> :half order by number limit " + count)));
    }

    private static String plan(String sql) throws SQLException {
        try (var connection = bound(TestDatabase.get().app().getConnection());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("explain (analyze, buffers) " + filled(sql))) {
            var plan = new StringBuilder();
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
            return plan.toString();
        }
    }

    /** {@return the plans of the statements inside a function, which runs as its owner} */
    private static String plansInside(String... calls) throws SQLException {
        return plansInside(calls[0].contains("offer") ? TREE.a : TREE.o, calls);
    }

    private static String plansInside(TestTree.Member member, String... calls) throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("load 'auto_explain'");
            statement.execute("set local search_path = didstock");
            statement.execute("set local plan_cache_mode = force_custom_plan");
            bind(statement, member);
            statement.execute("set local auto_explain.log_min_duration = 0");
            statement.execute("set local auto_explain.log_analyze = on");
            statement.execute("set local auto_explain.log_nested_statements = on");
            statement.execute("set local client_min_messages = log");
            var plans = new StringBuilder();
            for (var call : calls) {
                statement.execute(call);
                for (var warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                    plans.append(warning.getMessage()).append('\n');
                }
            }
            connection.rollback();
            return plans.toString();
        }
    }

    private static List<String> numbers(String sql) throws SQLException {
        try (var connection = bound(TestDatabase.get().app().getConnection());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(filled(sql))) {
            var numbers = new ArrayList<String>();
            while (rows.next()) {
                numbers.add(rows.getString(1));
            }
            return numbers;
        }
    }

    private static Connection bound(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            bind(statement, TREE.o);
        }
        return connection;
    }

    private static void bind(Statement statement, TestTree.Member member) throws SQLException {
        statement.execute("select * from bind_actor(%d, %d, %d)"
                .formatted(member.operatorId(), member.id(), member.admin().userId()));
        statement.execute("select set_config('didstock.operation', uuidv7()::text, true),"
                + " set_config('didstock.operation_kind', 'TEST', true)");
    }

    private static String filled(String sql) {
        return sql.replace(":o", Integer.toString(TREE.o.operatorId()))
                .replace(":few", Integer.toString(TREE.retail(TREE.o)))
                .replace(":most", Integer.toString(TREE.wholesale(TREE.o)))
                .replace(":half", "'" + numberAtHalf + "'");
    }

    /** {@return rows that were read, compared and thrown away; of a node run many times, those of all its runs} */
    private static long removedByFilters(String plans) {
        long removed = 0;
        long loops = 1;
        for (var line : plans.lines().toList()) {
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

    private static String indexConditions(String plan) {
        return plan.lines()
                .filter(line -> line.contains("Index Cond:"))
                .map(line -> line.replace("::text", ""))
                .reduce("", (one, other) -> one + other + "\n");
    }

    /** {@return pages read by the whole plan, which its top line counts} */
    private static int buffers(String plan) {
        var line = plan.lines().filter(l -> l.contains("Buffers:")).findFirst().orElseThrow();
        int pages = 0;
        for (var part : line.trim().split(" ")) {
            if (part.startsWith("hit=") || part.startsWith("read=")) {
                pages += Integer.parseInt(part.substring(part.indexOf('=') + 1));
            }
        }
        return pages;
    }
}
