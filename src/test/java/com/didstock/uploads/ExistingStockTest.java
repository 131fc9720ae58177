package com.didstock.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.LedgerPostings;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Loading stock that was there before, with those who hold it and use it. */
class ExistingStockTest {

    private static final UploadOptions EXISTING = UploadFixture.OPTIONS.ofExistingStock();

    private final UploadFixture upload = new UploadFixture();
    private final TestTree tree = upload.tree;
    private List<String> numbers = List.of();

    @BeforeEach
    void numbers() {
        tree.clock().set(Instant.parse("2026-03-10T12:00:00Z"));
        numbers = TestTree.freshNumbers(5);
    }

    // ------------------------------------------------------------------------------------------ chains

    @Test
    void aNumberComesToItsHolderAtThePriceOfTheBatchNamed() {
        tree.batch(tree.o, "Special", "RESELLERS", TestTree.CURRENCY);

        load(tree.o, "Holder,Pricing batch", numbers.getFirst() + ",%s,A,Special");

        assertThat(chain(numbers.getFirst())).containsExactly("O GIVEN to A at 2.50 by Special", "A FREE costs 2.50");
    }

    @Test
    void aPathBuildsAHoldingForEachLevelEachAtThePriceOfItsOwnParent() {
        load(tree.o, "Holder", numbers.getFirst() + ",%s,A / A1 / CA1");

        assertThat(chain(numbers.getFirst()))
                .containsExactly(
                        "O GIVEN to A at 2.50 by Wholesale",
                        "A GIVEN to A1 at 3.00 by Wholesale",
                        "A1 GIVEN to CA1 at 3.50 by Retail",
                        "CA1 FREE costs 3.50");
    }

    @Test
    void thePriceInTheFileIsWhatTheFirstOnePays() {
        load(
                tree.o,
                "Holder,Activation revenue,Recurring revenue",
                numbers.getFirst() + ",%s,A/A1,9.00,7.25",
                numbers.get(1) + ",%s,a / a1,,EUR 4");

        assertThat(chain(numbers.getFirst()))
                .containsExactly(
                        "O GIVEN to A at 7.25 by nothing", "A GIVEN to A1 at 7.75 by Wholesale", "A1 FREE costs 7.75");
        assertThat(chain(numbers.get(1))).contains("A1 FREE costs 4.50");
    }

    @Test
    void withoutAHolderItIsTheUploadersOwnInTheBatchNamed() {
        load(
                tree.o,
                "Holder,Pricing batch,Status",
                numbers.getFirst() + ",%s,,Retail,FREE",
                numbers.get(1) + ",%s,,,FROZEN");

        assertThat(chain(numbers.getFirst())).containsExactly("O FREE in Retail");
        assertThat(chain(numbers.get(1))).containsExactly("O FROZEN");
    }

    @Test
    void whatComesBackGoesWhereItWouldHaveGone() {
        tree.batch(tree.o, "Special", "RESELLERS", TestTree.CURRENCY);
        load(tree.o, "Holder,Pricing batch", numbers.getFirst() + ",%s,A,Special");
        tree.recall(tree.o, List.of(numbers.getFirst()));

        assertThat(chain(numbers.getFirst())).containsExactly("O FREE in Special");
    }

    // ------------------------------------------------------------------------------------------ use

    @Test
    void anAccountThatIsNotThereIsMadeAndUsesItsNumbers() {
        var id = numbers.getFirst();
        load(
                tree.o,
                "Holder,Account,In use since",
                id + ",%s,A/CA,+" + id + ",2025-07-01",
                numbers.get(1) + ",%s,A/CA," + id + ",2025-08-01 10:00:00",
                numbers.get(2) + ",%s,A/CA,front desk,",
                numbers.get(3) + ",%s,A/CA,Front Desk,");

        assertThat(accounts())
                .containsExactly(
                        "CA front desk: " + numbers.get(2) + " ALIAS, " + numbers.get(3) + " ALIAS",
                        "CA " + id + ": " + id + " ID, " + numbers.get(1) + " ALIAS");
        assertThat(tree.status(tree.ca, id)).isEqualTo("IN_USE");
        assertThat(tree.status(tree.o, id)).isEqualTo("IN_USE");
        assertThat(sql("select in_use_since::text from did where operator_id = ? and number = '" + id + "'"))
                .singleElement()
                .satisfies(it -> assertThat(it.get(0, String.class)).startsWith("2025-07-01"));
    }

    @Test
    void inUseWithoutAnAccountIsTheAccountOfTheNumberItself() {
        load(tree.o, "Holder,In use since", numbers.getFirst() + ",%s,A/CA,2025-07-01");

        assertThat(accounts()).containsExactly("CA %1$s: %1$s ID".formatted(numbers.getFirst()));
    }

    @Test
    void aNumberThatAgesRestsWithWhomItCameBackToUntilThen() {
        load(tree.o, "Holder,Aging until", numbers.getFirst() + ",%s,A,2026-04-01", numbers.get(1) + ",%s,,2026-03-01");

        assertThat(chain(numbers.getFirst())).contains("A AGING costs 2.50");
        assertThat(tree.holding(tree.a, numbers.getFirst()).get("until", Instant.class))
                .isEqualTo(Instant.parse("2026-04-02T00:00:00Z"));
        assertThat(chain(numbers.get(1))).containsExactly("O FROZEN");
    }

    // ------------------------------------------------------------------------------------------ money

    @Test
    void nothingIsChargedForThePastAndNoActivation() {
        load(tree.o, "Holder,Obtained on,In use since", numbers.getFirst() + ",%s,A/CA,2019-05-01,2019-06-01");
        assertThat(sql("select next_month::text from charge_run where operator_id = ?"))
                .as("no month before is to be closed")
                .extracting(it -> it.get(0, String.class))
                .containsExactly("2026-03-01");
        tree.clock().set(Instant.parse("2026-04-01T12:00:00Z"));
        var posting = LedgerPostings.over(TestDatabase.get().app());
        for (int piece = 0; piece < 5; piece++) {
            posting.post(tree.o.operatorId(), ZoneOffset.UTC, tree.clock().instant(), 1_000);
        }

        // 22 days of March.
        assertThat(
                        sql(
                                "select payer_id, kind::text as kind, days, month::text as month from charge where operator_id = ?"))
                .extracting(it -> it.get("kind") + " " + it.get("days") + " " + it.get("month"))
                .containsExactly("RECURRING 22 2026-03-01", "RECURRING 22 2026-03-01", "RECURRING 22 2026-03-01");
        assertThat(tree.holding(tree.o, numbers.getFirst()).get("held_since", Instant.class))
                .isEqualTo(Instant.parse("2019-05-01T00:00:00Z"));
    }

    // ------------------------------------------------------------------------------------------ refusals

    @Test
    void everyRowThatCannotBeBuiltIsReportedWithItsColumnAndNothingOfItComesIn() {
        var stage = stage(
                tree.o,
                "Holder,Pricing batch,Account,Aging until,Status,Recurring revenue",
                numbers.getFirst() + ",%s,Nobody,,,,,",
                numbers.get(1) + ",%s,A,Retail,,,,",
                numbers.get(2) + ",%s,A,,desk,,,",
                numbers.get(3) + ",%s,A/CA,,desk,2026-04-01,,",
                numbers.get(4) + ",%s,,Gold,,,Sold,4");

        assertThat(upload.uploads.problems(tree.o.admin(), stage.id(), 0, 100))
                .extracting(UploadProblem::line, UploadProblem::column, UploadProblem::value, UploadProblem::code)
                .containsExactly(
                        tuple(2, "Holder", "Nobody", ProblemCode.HOLDER_UNKNOWN),
                        tuple(3, "Pricing batch", "Retail", ProblemCode.BATCH_FOR_OTHERS),
                        tuple(4, "Account", "desk", ProblemCode.ACCOUNT_NEEDS_CUSTOMER),
                        tuple(5, "Aging until", "2026-04-01", ProblemCode.AGING_IN_USE),
                        tuple(6, "Pricing batch", "Gold", ProblemCode.PRICING_BATCH_UNKNOWN),
                        tuple(6, "Recurring revenue", "4", ProblemCode.PRICE_WITHOUT_HOLDER),
                        tuple(6, "Status", "Sold", ProblemCode.STATUS_UNREADABLE));
        assertThat(stage.ready()).isZero();
        assertThat(stage.refusedLines()).isEqualTo(5);
        assertThat(upload.uploads.unknownNames(tree.o.admin(), stage.id()).holders())
                .containsExactly(new UnknownNames.UnknownHolder("Nobody", 1));
    }

    @Test
    void everyOtherMistakeIsNamed() {
        tree.batch(tree.o, "Dollars", "RESELLERS", "USD");
        var bare = tree.reseller(tree.o, "Bare", false);
        tree.run(tree.o, "TEST", ctx -> ctx.sql().execute("delete from assigned_batch where child_id = " + bare.id()));
        tree.run(tree.o, "TEST", ctx -> {
            var vendor = ctx.sql().fetchValue("select id from vendor where tenant_id = " + tree.o.id());
            ctx.sql()
                    .execute(
                            "insert into vendor_batch (operator_id, tenant_id, vendor_id, name, currency)"
                                    + " values (?, ?, ?, 'Yen numbers', 'JPY')",
                            tree.o.operatorId(),
                            tree.o.id(),
                            vendor);
        });
        var elsewhere = tree.load(tree.o, 2);
        tree.give(tree.o, tree.b, elsewhere.subList(0, 1));
        var resting = rested();
        var fresh = TestTree.freshNumbers(11);
        var columns = "Holder,Pricing batch,Activation revenue,Account,In use since,Aging until,Status";

        var stage = stage(
                tree.o,
                columns,
                fresh.get(0) + ",%s,A,Dollars,,,,,",
                fresh.get(1) + ",%s,Bare,,,,,,",
                fresh.get(2) + ",Yen numbers,1,2,A,,,,,,",
                fresh.get(3) + ",%s,A,,3,,,,",
                fresh.get(4) + ",%s,A/CA,,," + "x".repeat(65) + ",,,",
                fresh.get(5) + ",%s,A/CA,,," + elsewhere.getFirst() + ",,,",
                fresh.get(6) + ",%s,A,,,,2024-01-01,,",
                fresh.get(7) + ",%s,A/CA,,,,,2026-05-01,",
                fresh.get(8) + ",%s,A,,,,,,AGING",
                resting + ",%s,A/CA,,,desk,,,",
                "1234,%s,A/CA,,,,,,");

        assertThat(upload.uploads.problems(tree.o.admin(), stage.id(), 0, 100))
                .extracting(UploadProblem::line, UploadProblem::code)
                .containsExactly(
                        tuple(2, ProblemCode.BATCH_IN_OTHER_CURRENCY),
                        tuple(3, ProblemCode.NO_PRICE),
                        tuple(4, ProblemCode.NO_RATE),
                        tuple(5, ProblemCode.PRICE_INCOMPLETE),
                        tuple(6, ProblemCode.ACCOUNT_TOO_LONG),
                        tuple(7, ProblemCode.ACCOUNT_ELSEWHERE),
                        tuple(8, ProblemCode.IN_USE_NEEDS_CUSTOMER),
                        tuple(9, ProblemCode.AGING_AT_CUSTOMER),
                        tuple(10, ProblemCode.AGING_WITHOUT_DATE),
                        tuple(11, ProblemCode.STILL_AGING),
                        tuple(12, ProblemCode.INTERNAL_WITH_HOLDER));
        assertThat(stage.ready()).isZero();
        var dollars = stage(tree.o, "Holder,Pricing batch", fresh.get(9) + ",Yen numbers,1,2,A,Wholesale");
        assertThat(upload.codes(tree.o.admin(), dollars.id())).containsEntry(2, List.of(ProblemCode.NO_RATE));
    }

    /** A number that was used, came back, was deleted, and still rests. */
    private String rested() {
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.ca, number);
        tree.setInUse(tree.ca, number, true);
        tree.clock().advance(Duration.ofDays(2));
        tree.setInUse(tree.ca, number, false);
        tree.release(tree.ca, number);
        tree.recall(tree.o, number);
        tree.delete(tree.o, number);
        return number.getFirst();
    }

    @Test
    void aPriceMissingFurtherDownRefusesTheWholeChain() {
        var bare = tree.customer(tree.a1, "Bare");
        tree.run(tree.a1, "TEST", ctx -> ctx.sql().execute("delete from assigned_batch where child_id = " + bare.id()));
        var stage = stage(tree.o, "Holder", numbers.getFirst() + ",%s,A/A1/Bare", numbers.get(1) + ",%s,A/A1/CA1");

        assertThat(upload.uploads.problems(tree.o.admin(), stage.id(), 0, 100))
                .singleElement()
                .isEqualTo(
                        new UploadProblem(2, "Holder", "A/A1/Bare", ProblemCode.NO_PRICE_BELOW, List.of("A1 / Bare")));
        importAll(tree.o, stage);
        assertThat(chain(numbers.getFirst())).isEmpty();
        assertThat(chain(numbers.get(1))).hasSize(4);
    }

    @Test
    void whatCanNotBeBuiltAnyMoreIsSkippedAsAWholeAndSaidWhy() {
        var stage = stage(tree.o, "Holder", numbers.getFirst() + ",%s,A/A1/CA1", numbers.get(1) + ",%s,A");
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql().execute("update tenant set status = 'SUSPENDED' where tenant_id = " + tree.a.id()));
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql().execute("update tenant set status = 'ACTIVE' where tenant_id = " + tree.b.id()));

        var report = importAll(tree.o, stage);

        assertThat(report.imported()).isZero();
        assertThat(report.skipped()).isEqualTo(2);
        assertThat(upload.codes(tree.o.admin(), stage.id()))
                .containsEntry(2, List.of(ProblemCode.HOLDER_SUSPENDED))
                .containsEntry(3, List.of(ProblemCode.HOLDER_SUSPENDED));
    }

    @Test
    void theSameFileAgainChangesNothingAndSaysSo() {
        load(tree.o, "Holder,Account", numbers.getFirst() + ",%s,A/CA,desk", numbers.get(1) + ",%s,A,");
        var before = upload.stock();

        var again = stage(tree.o, "Holder,Account", numbers.getFirst() + ",%s,A/CA,desk", numbers.get(1) + ",%s,A,");

        assertThat(again.ready()).isZero();
        assertThat(again.known()).isEqualTo(2);
        assertThat(again.isImportable()).isFalse();
        assertThat(again.isUpdatable()).isFalse();
        assertThat(upload.codes(tree.o.admin(), again.id()).values())
                .allSatisfy(codes -> assertThat(codes).containsExactly(ProblemCode.ALREADY_IN_STOCK));
        var updates = new ImportChoices(false, EnumSet.allOf(UpdateColumn.class), false);
        assertThatThrownBy(() -> upload.uploads.importRows(
                        tree.o.admin(), again.id(), updates, UUID.randomUUID().toString(), UploadProgress.NONE))
                .isInstanceOf(UploadRefusedException.class);
        assertThat(upload.stock()).isEqualTo(before);
    }

    // ------------------------------------------------------------------------------------------ both sides

    @Test
    void aResellerThatBuysForItselfLoadsForThoseBelowIt() {
        load(tree.b, "Holder", numbers.getFirst() + ",%s,CB");

        assertThat(chain(numbers.getFirst())).containsExactly("B GIVEN to CB at 2.50 by Retail", "CB FREE costs 2.50");
    }

    @Test
    void whoIsNotBelowIsNotThere() {
        for (var stranger : Set.of("A", "A/CA", "O", "B", "O/A", "P", "Q")) {
            var stage = stage(tree.b, "Holder", numbers.getFirst() + ",%s," + stranger);
            assertThat(upload.codes(tree.b.admin(), stage.id()))
                    .containsExactlyEntriesOf(Map.of(2, List.of(ProblemCode.HOLDER_UNKNOWN)));
        }
        var batches = stage(tree.b, "Holder,Pricing batch", numbers.getFirst() + ",%s,CB,Wholesale B");
        assertThat(upload.codes(tree.b.admin(), batches.id()))
                .containsEntry(2, List.of(ProblemCode.PRICING_BATCH_UNKNOWN));
    }

    @Test
    void nobodyElseLoadsExistingStock() {
        for (var actor : List.of(tree.ca.admin(), tree.o.viewer(), tree.clerk(tree.o))) {
            assertThatThrownBy(() -> upload.stage(actor, file("Holder", numbers.getFirst() + ",%s,A"), EXISTING))
                    .isInstanceOf(RightMissingException.class);
        }
        assertThatThrownBy(() -> upload.stage(tree.a.admin(), file("Holder", numbers.getFirst() + ",%s,A1"), EXISTING))
                .isInstanceOf(UploadRefusedException.class);
    }

    @Test
    void othersFilesOfExistingStockAreNotThere() {
        var stage = stage(tree.o, "Holder", numbers.getFirst() + ",%s,A");
        for (var actor : List.of(tree.b.admin(), tree.p.admin())) {
            assertThatThrownBy(() -> importAs(actor, stage)).hasMessageContaining("upload");
        }
    }

    @Test
    void inAFileOfNewNumbersTheColumnsMeanNothing() {
        var plain = upload.stage(tree.o.admin(), file("Holder,Status", numbers.getFirst() + ",%s,Nobody,Sold"));

        assertThat(plain.unusedColumns()).containsExactly("Holder", "Status");
        assertThat(plain.ready()).isOne();
    }

    // ------------------------------------------------------------------------------------------ telling

    @Test
    void theHistorySaysHowItCameAndEachTenantIsToldOnce() {
        load(
                tree.o,
                "Holder",
                numbers.getFirst() + ",%s,A/A1/CA1",
                numbers.get(1) + ",%s,A/A1/CA1",
                numbers.get(2) + ",%s,A");

        assertThat(sql("select distinct operation from history where operator_id = ?"))
                .extracting(it -> it.get(0, String.class))
                .containsExactly("EXISTING_STOCK");
        assertThat(sql("""
                        select t.name || ' ' || n.kind || ' ' || n.numbers from notice n
                        join tenant t on t.operator_id = n.operator_id and t.tenant_id = n.tenant_id
                        where n.operator_id = ? order by 1
                        """))
                .extracting(it -> it.get(0, String.class))
                .containsExactly("A RECEIVED 3", "A1 RECEIVED 2", "CA1 RECEIVED 2", "O NUMBERS_LOADED 3");
    }

    @Test
    void theCountsAreWhatIsThere() {
        load(tree.o, "Holder,Account", numbers.getFirst() + ",%s,A/CA,desk", numbers.get(1) + ",%s,A,");

        assertThat(sql("""
                        select t.name || ' ' || c.status || ' ' || sum(c.numbers) || ' ' || round(sum(c.recurring_cost), 2)
                        from holding_count_delta c
                        join tenant t on t.operator_id = c.operator_id and t.tenant_id = c.tenant_id
                        where c.operator_id = ? group by t.name, c.status order by 1
                        """))
                .extracting(it -> it.get(0, String.class))
                .containsExactly(
                        "A FREE 1 2.50", "A IN_USE 1 2.50", "CA IN_USE 1 3.00", "O GIVEN 1 2.00", "O IN_USE 1 2.00");
    }

    // ------------------------------------------------------------------------------------------ tools

    private static String file(String columns, String... rows) {
        var text = new StringBuilder(UploadFixture.HEADER + "," + columns + "\n");
        for (var row : rows) {
            text.append(row.formatted("Carrier numbers,1.00,2.00")).append('\n');
        }
        return text.toString();
    }

    private UploadReport stage(Member buyer, String columns, String... rows) {
        return upload.stage(buyer.admin(), file(columns, rows), EXISTING);
    }

    private void load(Member buyer, String columns, String... rows) {
        var stage = stage(buyer, columns, rows);
        assertThat(upload.uploads.problems(buyer.admin(), stage.id(), 0, 10)).isEmpty();
        var report = importAll(buyer, stage);
        assertThat(report.stage()).isEqualTo(UploadStage.IMPORTED);
        assertThat(report.imported()).isEqualTo(rows.length);
        Invariants.hold(tree.o.operatorId());
    }

    private UploadReport importAll(Member buyer, UploadReport stage) {
        return upload.importAll(buyer.admin(), stage.id());
    }

    private void importAs(Actor actor, UploadReport stage) {
        upload.importAll(actor, stage.id());
    }

    private List<String> chain(String number) {
        return sql("""
                select t.name, h.state::text as state, c.name as child, h.recurring_cost, h.recurring_revenue,
                    b.name as batch, t.level
                from did_holding h
                join tenant t on t.operator_id = h.operator_id and t.tenant_id = h.tenant_id
                left join tenant c on c.operator_id = h.operator_id and c.tenant_id = h.child_id
                left join pricing_batch b on b.operator_id = h.operator_id and b.tenant_id = h.tenant_id
                    and b.id = h.pricing_batch_id
                where h.operator_id = ? and h.number = '%s' order by t.level
                """.formatted(number))
                .map(it -> it.get("name") + " " + it.get("state")
                        + (it.get("child") == null
                                ? (it.get("batch") == null ? "" : " in " + it.get("batch"))
                                        + (money(it, "recurring_cost").equals("2.00")
                                                ? ""
                                                : " costs " + money(it, "recurring_cost"))
                                : " to " + it.get("child") + " at " + money(it, "recurring_revenue") + " by "
                                        + (it.get("batch") == null ? "nothing" : it.get("batch"))));
    }

    private static String money(Record row, String column) {
        return row.get(column, BigDecimal.class).setScale(2).toPlainString();
    }

    private List<String> accounts() {
        return sql("""
                select t.name || ' ' || a.account_id || ': ' || string_agg(n.number || ' ' || n.role, ', ' order by n.number)
                from account a
                join tenant t on t.operator_id = a.operator_id and t.tenant_id = a.tenant_id
                left join account_number n on n.operator_id = a.operator_id and n.account_id = a.id
                where a.operator_id = ? group by t.name, a.account_id order by a.account_id desc
                """).map(it -> it.get(0, String.class));
    }

    private Result<Record> sql(String query) {
        try (var connection = TestDatabase.get().audit().getConnection()) {
            return DSL.using(connection, SQLDialect.POSTGRES).fetch(query, tree.o.operatorId());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
