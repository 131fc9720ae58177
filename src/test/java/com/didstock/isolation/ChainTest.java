package com.didstock.isolation;

import static com.didstock.testing.TestTree.array;
import static com.didstock.testing.TestTree.days;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.didstock.tenancy.Right;
import com.didstock.tenancy.StockChangedException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.testing.TestTree.Member;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the chain functions do to the chain of holdings, for whom, and that they refuse everybody else. */
class ChainTest {

    private final TestTree tree = TestTree.plant();

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
        Invariants.hold(tree.p.operatorId());
    }

    @Test
    void aNumberGoesDownTheChainAndBack() {
        var number = tree.load(tree.o, 1);

        tree.give(tree.o, tree.a, number);
        assertThat(tree.take(tree.a1, 5)).isEqualTo(number);
        tree.give(tree.a1, tree.ca1, number);
        tree.setInUse(tree.ca1, number, true);

        for (var holder : List.of(tree.o, tree.a, tree.a1, tree.ca1)) {
            assertThat(tree.status(holder, number.getFirst())).isEqualTo("IN_USE");
        }

        tree.setInUse(tree.ca1, number, false);
        tree.release(tree.ca1, number);
        tree.recall(tree.o, number);

        assertThat(tree.status(tree.o, number.getFirst())).isEqualTo("FREE");
        assertThat(tree.status(tree.a, number.getFirst())).isEqualTo("ABSENT");
        tree.delete(tree.o, number);
        assertThat(tree.status(tree.o, number.getFirst())).isEqualTo("ABSENT");
    }

    /** A deed on one number that lies in the chain O, A, A1; and the only members who may do it. */
    private record Deed(String name, List<Member> allowed, Consumer<Member> deed) {}

    @TestFactory
    Stream<DynamicTest> onlyWhoIsThisParentOrThisDeepestHolder() {
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.a1, number);
        var deeds = List.of(
                new Deed("gives to CA1", List.of(tree.a1), who -> tree.give(who, tree.ca1, number)),
                new Deed("gives to CA", List.of(), who -> tree.give(who, tree.ca, number)),
                new Deed("gives to B", List.of(), who -> tree.give(who, tree.b, number)),
                new Deed("gives to Q", List.of(), who -> tree.give(who, tree.q, number)),
                new Deed("releases", List.of(tree.a1), who -> tree.release(who, number)),
                new Deed("recalls", List.of(tree.o, tree.a), who -> tree.recall(who, number)),
                new Deed("deletes", List.of(), who -> tree.delete(who, number)),
                new Deed("sets in use", List.of(), who -> tree.setInUse(who, number, true)),
                new Deed(
                        "reserves for CA1",
                        List.of(tree.a1),
                        who -> tree.reserve(who, tree.ca1, number, Duration.ofDays(1))));
        var cases = new ArrayList<DynamicTest>();
        for (var deed : deeds) {
            for (var who : tree.members()) {
                boolean allowed = deed.allowed().contains(who);
                cases.add(dynamicTest(who + (allowed ? " " : " never ") + deed.name(), () -> {
                    var before = everything();
                    if (allowed) {
                        deed.deed().accept(who);
                        assertThat(everything()).isNotEqualTo(before);
                        restore(number);
                    } else {
                        assertThatThrownBy(() -> deed.deed().accept(who)).isInstanceOf(StockChangedException.class);
                        assertThat(everything()).isEqualTo(before);
                    }
                }));
            }
        }
        return cases.stream();
    }

    @TestFactory
    Stream<DynamicTest> onlyTheCustomerAndItsParentSayThatItIsUsed() {
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.a1, number);
        tree.give(tree.a1, tree.ca1, number);
        return tree.members().stream()
                .map(who -> dynamicTest(who + " sets in use", () -> {
                    if (who == tree.ca1 || who == tree.a1) {
                        tree.setInUse(who, number, true);
                        tree.setInUse(who, number, false);
                    } else {
                        assertThatThrownBy(() -> tree.setInUse(who, number, true))
                                .isInstanceOf(StockChangedException.class);
                    }
                }));
    }

    @Test
    void oneNumberThatIsNotTheirsStopsAllOfThem() {
        var mine = tree.load(tree.o, 2);
        var others = tree.load(tree.b, 1);
        var all = Stream.concat(mine.stream(), others.stream()).toList();
        var before = everything();

        assertThatThrownBy(() -> tree.give(tree.o, tree.a, all)).isInstanceOf(StockChangedException.class);
        assertThatThrownBy(() -> tree.delete(tree.o, all)).isInstanceOf(StockChangedException.class);
        assertThatThrownBy(() -> tree.reserve(tree.o, tree.a, all, Duration.ofDays(1)))
                .isInstanceOf(StockChangedException.class);

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aNumberInUseIsNeitherRecalledNorReleasedNorDeletedNorGiven() {
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.ca, number);
        tree.setInUse(tree.ca, number, true);
        var before = everything();

        assertThatThrownBy(() -> tree.recall(tree.o, number)).isInstanceOf(StockChangedException.class);
        assertThatThrownBy(() -> tree.recall(tree.a, number)).isInstanceOf(StockChangedException.class);
        assertThatThrownBy(() -> tree.release(tree.ca, number)).isInstanceOf(StockChangedException.class);
        assertThatThrownBy(() -> tree.delete(tree.o, number)).isInstanceOf(StockChangedException.class);
        assertThatThrownBy(() -> tree.setInUse(tree.ca, number, true)).isInstanceOf(StockChangedException.class);

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void statesThatAreNotPassedInAreRefused() {
        var frozen = tree.load(tree.o, TestTree.freshNumbers(1), Facts.BERLIN, false);
        assertThatThrownBy(() -> tree.give(tree.o, tree.a, frozen)).isInstanceOf(StockChangedException.class);

        var given = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, given);
        tree.give(tree.a, tree.ca, given);
        assertThatThrownBy(() -> tree.chain(
                        tree.o,
                        "RECALL",
                        "select recall_numbers(?::text[], ?::int[], '{FREE,FROZEN,AGING}', ?::timestamptz)",
                        array(given),
                        days(given, 45)))
                .isInstanceOf(StockChangedException.class);
        tree.recall(tree.o, given);
        assertThat(tree.status(tree.ca, given.getFirst())).isEqualTo("ABSENT");
    }

    @Test
    void whatIsReservedForOneChildIsGivenToNoOther() {
        var number = tree.load(tree.o, 1);
        tree.reserve(tree.o, tree.a, number, Duration.ofDays(3));

        assertThatThrownBy(() -> tree.give(tree.o, tree.b, number)).isInstanceOf(StockChangedException.class);
        assertThat(tree.take(tree.b, 1)).isEmpty();

        tree.clock().advance(Duration.ofDays(3));
        tree.give(tree.o, tree.b, number);
    }

    @Test
    void whatWasOnlyPassedThroughGoesToThePoolItWasDrawnFrom() {
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.a1, number);
        tree.give(tree.a1, tree.ca1, number);
        asSuperuser(
                "update did_holding set origin = 'ON_PROVISION' where operator_id = %d and tenant_id in (%d, %d)",
                tree.o.operatorId(), tree.a.id(), tree.a1.id());

        tree.release(tree.ca1, number);

        assertThat(tree.status(tree.o, number.getFirst())).isEqualTo("FREE");
        for (var passed : List.of(tree.a, tree.a1, tree.ca1)) {
            assertThat(tree.status(passed, number.getFirst())).isEqualTo("ABSENT");
        }
    }

    @Test
    void aTenantThatTookItForItselfKeepsIt() {
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.a1, number);
        tree.give(tree.a1, tree.ca1, number);
        asSuperuser(
                "update did_holding set origin = 'ON_PROVISION' where operator_id = %d and tenant_id = %d",
                tree.o.operatorId(), tree.a1.id());

        tree.release(tree.ca1, number);

        assertThat(tree.status(tree.a, number.getFirst())).isEqualTo("FREE");
        assertThat(tree.status(tree.a1, number.getFirst())).isEqualTo("ABSENT");
        assertThat(tree.status(tree.o, number.getFirst())).isEqualTo("GIVEN");
    }

    @Test
    void releasedNumbersAreInNoBatchUnlessTheParentWantsThemInTheirOld() {
        var numbers = tree.load(tree.o, 3);
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        tree.give(tree.o, tree.a, numbers);
        tree.release(tree.a, numbers.subList(0, 1));
        // What is laid down of others says nothing of what A releases.
        for (var other : List.of(tree.o, tree.b, tree.a1)) {
            wantsInItsOldBatchWhatIsReleasedBy(other);
        }
        tree.release(tree.a, numbers.subList(1, 2));
        wantsInItsOldBatchWhatIsReleasedBy(tree.a);
        tree.release(tree.a, numbers.subList(2, 3));

        assertThat(tree.holding(tree.o, numbers.get(0)).get("pricing_batch_id")).isNull();
        assertThat(tree.holding(tree.o, numbers.get(0)).get("home_batch_id")).isEqualTo(tree.wholesale(tree.o));
        assertThat(tree.holding(tree.o, numbers.get(1)).get("pricing_batch_id")).isNull();
        assertThat(tree.holding(tree.o, numbers.get(2)).get("pricing_batch_id")).isEqualTo(tree.wholesale(tree.o));
    }

    private void wantsInItsOldBatchWhatIsReleasedBy(Member child) {
        asSuperuser(
                "update tenant set release_to_home_batch = true where operator_id = %d and tenant_id = %d",
                child.operatorId(), child.id());
    }

    @Test
    void recalledNumbersGoBackWhereTheyLay() {
        var batched = tree.load(tree.o, 1);
        var unpriced = tree.load(tree.o, 1);
        tree.put(tree.o, tree.wholesale(tree.o), batched);
        tree.give(tree.o, tree.a, batched);
        tree.give(tree.o, tree.a, unpriced);
        assertThat(tree.holding(tree.o, unpriced.getFirst()).get("pricing_batch_id"))
                .isEqualTo(tree.wholesale(tree.o));

        tree.recall(tree.o, batched);
        tree.recall(tree.o, unpriced);

        assertThat(tree.holding(tree.o, batched.getFirst()).get("pricing_batch_id"))
                .isEqualTo(tree.wholesale(tree.o));
        assertThat(tree.holding(tree.o, unpriced.getFirst()).get("pricing_batch_id"))
                .isNull();
    }

    @Test
    void everyOperationWritesOneLineOfHistoryPerTenantAndNumber() throws SQLException {
        var numbers = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers);
        tree.setInUse(tree.ca, numbers, true);
        tree.setInUse(tree.ca, numbers, false);
        tree.release(tree.ca, numbers);
        tree.recall(tree.o, numbers);
        tree.put(tree.o, tree.retail(tree.o), numbers);
        tree.delete(tree.o, numbers);

        var lines = new ArrayList<String>();
        try (var audit = TestDatabase.get().audit().getConnection();
                var rows = audit.createStatement().executeQuery("""
                                select t.name || ' ' || h.operation || ' ' || h.change || ' ' || h.lines || ' ' || a.numbers
                                from (select operator_id, tenant_id, operation_id, operation, change, count(*) as lines,
                                          min(at) as at
                                      from didstock.history where operator_id = %d group by 1, 2, 3, 4, 5) h
                                join didstock.activity a using (operator_id, tenant_id, operation_id, operation, change)
                                join didstock.tenant t using (operator_id, tenant_id)
                                order by h.at, t.level
                                """.formatted(tree.o.operatorId()))) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        assertThat(lines)
                .containsExactlyInAnyOrder(
                        "O UPLOAD OPENED 3 3",
                        "O GIVE CHANGED 3 3",
                        "A GIVE OPENED 3 3",
                        "A GIVE CHANGED 3 3",
                        "CA GIVE OPENED 3 3",
                        "O ASSIGN_TO_ACCOUNT CHANGED 3 3",
                        "A ASSIGN_TO_ACCOUNT CHANGED 3 3",
                        "CA ASSIGN_TO_ACCOUNT CHANGED 3 3",
                        "O UNASSIGN_FROM_ACCOUNT CHANGED 3 3",
                        "A UNASSIGN_FROM_ACCOUNT CHANGED 3 3",
                        "CA UNASSIGN_FROM_ACCOUNT CHANGED 3 3",
                        "A RELEASE_TO_POOL CHANGED 3 3",
                        "CA RELEASE_TO_POOL CLOSED 3 3",
                        "O RECALL CHANGED 3 3",
                        "A RECALL CLOSED 3 3",
                        "O ASSIGN_TO_PRICING_BATCH CHANGED 3 3",
                        "O DELETE CLOSED 3 3");
    }

    @Test
    void theNameOfWhoDidItIsToldToTheirOwnTenantOnly() {
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);

        var told = "select by_login from history where operation = 'GIVE'";
        Object toldToO = tree.read(tree.o, ctx -> ctx.sql().fetchValue(told));
        Object toldToA = tree.read(tree.a, ctx -> ctx.sql().fetchValue(told));
        assertThat(toldToO).isNotNull();
        assertThat(toldToA).isNull();
    }

    @Test
    void withoutAnOperationNoNumberChanges() {
        var number = tree.load(tree.o, 1).getFirst();

        assertThatThrownBy(() -> tree.transactions()
                        .write(
                                tree.o.admin(),
                                Right.LABEL,
                                ctx -> ctx.sql()
                                        .execute("update did_holding set description = 'x' where number = ?", number)))
                .rootCause()
                .hasMessageContaining("no operation is bound");
    }

    @Test
    void countsAreTrueBeforeAndAfterFolding() throws SQLException {
        var numbers = tree.load(tree.o, 20);
        tree.give(tree.o, tree.a, numbers.subList(0, 10));
        tree.give(tree.a, tree.ca, numbers.subList(0, 5));
        tree.setInUse(tree.ca, numbers.subList(0, 2), true);
        Invariants.hold(tree.o.operatorId());

        fold();
        Invariants.hold(tree.o.operatorId());
        assertThat(count("holding_count_delta")).isZero();

        tree.recall(tree.a, numbers.subList(2, 5));
        tree.put(tree.o, tree.retail(tree.o), numbers.subList(10, 20));
        Invariants.hold(tree.o.operatorId());
        fold();
        assertThat(count("holding_count_delta")).isZero();
    }

    @Test
    void foldingLeavesTheTransactionBoundAsItWas() {
        var after = tree.write(tree.q, "TEST", ctx -> {
            ctx.sql().fetchValue("select fold_holding_counts(?)", tree.o.operatorId());
            return ctx.sql().fetchValue("select bound_operator()");
        });
        assertThat(after).isEqualTo(tree.q.operatorId());
    }

    @Test
    void aChildSeesOfTheOfferOnlyNumberFactsAndItsOwnPrice() {
        var numbers = tree.load(tree.o, 3);
        tree.put(tree.o, tree.retail(tree.o), numbers.subList(0, 1));
        tree.give(tree.o, tree.b, numbers.subList(1, 2));

        var offer = tree.read(tree.a, ctx -> ctx.sql().fetch("""
                        select * from offer_page(null, null, null, null, null, null, null, null, null, 50, ?::timestamptz)
                        """, OffsetDateTime.ofInstant(ctx.now(), ZoneOffset.UTC)));

        assertThat(offer.fields())
                .extracting(Field::getName)
                .containsExactly(
                        "number",
                        "country",
                        "area",
                        "number_type",
                        "number_class",
                        "free_of_charge",
                        "activation",
                        "recurring",
                        "currency");
        assertThat(offer.getValues("number")).isEqualTo(numbers.subList(2, 3));
        assertThat(offer.getFirst().get("recurring", String.class)).isEqualTo("2.50");
        assertThat(tree.take(tree.a, 50)).isEqualTo(numbers.subList(2, 3));
    }

    @Test
    void aSuspendedParentOffersAndSellsNothing() {
        tree.load(tree.o, 1).forEach(number -> tree.give(tree.o, tree.a, List.of(number)));
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql().execute("update tenant set status = 'SUSPENDED' where tenant_id = ?", tree.a.id()));

        assertThat(tree.take(tree.a1, 1)).isEmpty();
        assertThatThrownBy(() -> tree.give(tree.o, tree.a, tree.load(tree.o, 1)))
                .isInstanceOf(StockChangedException.class);
    }

    @Test
    void whatNumbersNameIsNotDeleted() {
        var numbers = tree.load(tree.o, 1);
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        var group = UUID.randomUUID().toString();
        tree.run(tree.o, "ASSIGN_TO_GROUP", ctx -> {
            ctx.sql()
                    .execute(
                            "insert into did_group (operator_id, tenant_id, name) values (?, ?, ?)",
                            tree.o.operatorId(),
                            tree.o.id(),
                            group);
            ctx.sql().execute("update did_holding set group_id = (select id from did_group where name = ?)", group);
        });

        for (var table : List.of("pricing_batch", "did_group", "vendor_batch")) {
            assertThatThrownBy(() -> tree.run(tree.o, "TEST", ctx -> {
                        ctx.sql().execute("delete from assigned_batch");
                        ctx.sql().execute("delete from " + table);
                    }))
                    .as(table)
                    .rootCause()
                    .hasMessageContaining("numbers still name it");
        }
        tree.delete(tree.o, numbers);
        for (var table : List.of("assigned_batch", "pricing_batch", "did_group", "vendor_batch")) {
            tree.run(tree.o, "TEST", ctx -> ctx.sql().execute("delete from " + table));
        }
    }

    @TestFactory
    Stream<DynamicTest> whatANumberNamesIsItsTenantsOwn() {
        var number = tree.load(tree.o, 1).getFirst();
        var foreign = Map.of("pricing_batch_id", tree.wholesale(tree.a), "group_id", 4711);
        return foreign.entrySet().stream()
                .map(named -> dynamicTest(
                        named.getKey(),
                        () -> assertThatThrownBy(() -> tree.run(
                                        tree.o,
                                        "TEST",
                                        ctx -> ctx.sql()
                                                .execute(
                                                        "update did_holding set %s = ? where number = ?"
                                                                .formatted(named.getKey()),
                                                        named.getValue(),
                                                        number)))
                                .rootCause()
                                .hasMessageContaining("is not there")));
    }

    @Test
    void onlyWhoBuysFromVendorsLoadsNumbersAndLearnsWhichAreThere() {
        var known = tree.load(tree.o, 1);
        for (var who : List.of(tree.o, tree.b, tree.a, tree.ca, tree.p)) {
            List<?> told = tree.read(
                    who, ctx -> ctx.sql().fetchValues("select known_numbers(?::text[])", (Object) array(known)));
            assertThat(told.size()).as(who.name()).isEqualTo(who == tree.o || who == tree.b ? 1 : 0);
        }
        assertThatThrownBy(() -> tree.run(
                        tree.a,
                        "UPLOAD",
                        ctx -> ctx.sql().fetchValue("select import_upload(uuidv7(), 0, 1, true, now())")))
                .isInstanceOf(StockChangedException.class);
    }

    @Test
    void aNumberExistsOnceInAnOperatorAndInAnotherAsWell() {
        var numbers = tree.load(tree.o, 1);

        tree.load(tree.b, numbers, Facts.BERLIN);
        tree.load(tree.p, numbers, Facts.BERLIN);

        assertThat(tree.status(tree.b, numbers.getFirst())).isEqualTo("ABSENT");
        assertThat(tree.status(tree.p, numbers.getFirst())).isEqualTo("FREE");
    }

    @Test
    void anImportIntoAVendorBatchOfSomebodyElseWritesNothing() {
        var number = TestTree.freshNumbers(1);

        assertThatThrownBy(() -> tree.run(tree.b, "UPLOAD", ctx -> {
                    var upload = tree.stage(ctx, tree.b, number, Facts.BERLIN);
                    ctx.sql().execute("update upload_line set vendor_batch_id = ?", tree.vendorBatch(tree.o));
                    ctx.sql().fetchValue("select import_upload(?::uuid, 0, 1, true, now())", upload);
                }))
                .isInstanceOf(StockChangedException.class);
    }

    /** Brings the number of {@link #onlyWhoIsThisParentOrThisDeepestHolder} back into its chain. */
    private void restore(List<String> number) {
        if (!tree.status(tree.o, number.getFirst()).equals("FREE")) {
            tree.recall(tree.o, number);
        }
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.a1, number);
    }

    private Map<String, Set<String>> everything() {
        var tables = List.of(
                "did", "did_holding", "did_key", "holding_period", "history", "activity", "holding_count_delta");
        try (var audit = TestDatabase.get().audit().getConnection()) {
            var all = new HashMap<String, Set<String>>();
            for (var table : tables) {
                var rows = new HashSet<String>();
                try (var found = audit.createStatement()
                        .executeQuery("select t::text from didstock.%s t where operator_id in (%d, %d)"
                                .formatted(table, tree.o.operatorId(), tree.p.operatorId()))) {
                    while (found.next()) {
                        rows.add(found.getString(1));
                    }
                }
                all.put(table, rows);
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fold() throws SQLException {
        try (var app = TestDatabase.get().app().getConnection();
                var statement = app.createStatement()) {
            statement.execute("select fold_holding_counts(%d)".formatted(tree.o.operatorId()));
        }
    }

    private long count(String table) throws SQLException {
        try (var audit = TestDatabase.get().audit().getConnection();
                var rows = audit.createStatement()
                        .executeQuery("select count(*) from didstock.%s where operator_id = %d"
                                .formatted(table, tree.o.operatorId()))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Arranges what no function makes yet, past the triggers. */
    private static void asSuperuser(String sql, Object... arguments) {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set search_path = didstock");
            statement.execute("set session_replication_role = replica");
            statement.execute(sql.formatted(arguments));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
