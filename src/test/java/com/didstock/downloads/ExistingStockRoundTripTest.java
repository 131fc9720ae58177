package com.didstock.downloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.TenantTransaction;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.testing.TestTree.Member;
import com.didstock.uploads.FileColumn;
import com.didstock.uploads.UploadOptions;
import com.didstock.uploads.UploadProgress;
import com.didstock.uploads.UploadReport;
import com.didstock.uploads.Uploads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** A whole stock taken along as a file is the same stock with another operator that has the same tenants. */
@SpringBootTest
class ExistingStockRoundTripTest {

    private static final ZoneId ZONE = ZoneId.of("America/St_Johns");
    private static final String WHY = "moving to another portal";

    @Autowired
    TenantTransaction transactions;

    @Autowired
    Uploads uploads;

    private final TestTree here = TestTree.plant();
    private final TestTree there = TestTree.plant();
    private ExistingStockFiles files;

    @BeforeEach
    void files() {
        files = new ExistingStockFiles(transactions, 7);
        here.clock().set(Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(10)));
    }

    @ParameterizedTest
    @CsvSource({"1, CSV", "2, XLSX", "3, CSV", "4, XLSX", "20261123, CSV"})
    void whatOneOperatorTakesAlongIsTheSameWithAnother(int seed, SheetFormat format) throws IOException {
        for (var tree : List.of(here, there)) {
            tree.batch(tree.o, "=Special / deal", "RESELLERS", TestTree.CURRENCY);
            tree.batch(tree.o, "Retail too", "CUSTOMERS", TestTree.CURRENCY);
        }
        grow(new Random(seed));

        var report = upload(there.o.admin(), download(here.o.admin(), format, WHY), format);

        assertThat(uploads.problems(there.o.admin(), report.id(), 0, 100)).isEmpty();
        assertThat(chains(there)).containsExactlyElementsOf(chains(here));
        assertThat(chains(there)).anyMatch(it -> it.contains("| AGING |")).anyMatch(it -> it.contains("| ID |"));
        assertThat(download(there.o.admin(), SheetFormat.CSV, WHY))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(new String(download(here.o.admin(), SheetFormat.CSV, WHY), StandardCharsets.UTF_8));
        Invariants.hold(there.o.operatorId());
    }

    @Test
    void whatComesBackToWhomItIsFromChangesNothing() throws IOException {
        grow(new Random(5));
        var before = chains(here);

        var report = upload(here.o.admin(), download(here.o.admin(), SheetFormat.CSV, WHY), SheetFormat.CSV);

        assertThat(report.imported()).isZero();
        assertThat(report.known()).isEqualTo(report.lines());
        assertThat(chains(here)).isEqualTo(before);
    }

    @Test
    void theColumnsAreThoseThatAnUploadReads() {
        assertThat(FileColumn.of(true)).extracting(FileColumn::title).containsAll(StockLine.HEADER);
        assertThat(StockLine.HEADER).hasSameSizeAs(FileColumn.of(true));
    }

    // ------------------------------------------------------------------------------------------ who is told what

    @Test
    void withoutAReasonNobodyBelowTheDirectChildrenIsNamed() throws IOException {
        var numbers = here.load(here.o, 2);
        here.give(here.o, here.a, numbers);
        here.give(here.a, here.ca, numbers.subList(0, 1));
        here.setInUse(here.ca, numbers.subList(0, 1), true);

        var text = text(here.o.admin(), null);

        assertThat(line(text, numbers.get(0)))
                .contains(",A,Wholesale,")
                .endsWith(",GIVEN")
                .doesNotContain("CA", "line");
        assertThat(line(text, numbers.get(1))).contains(",A,Wholesale,").endsWith(",GIVEN");
        assertThat(line(text(here.o.admin(), WHY), numbers.get(0)))
                .contains(",A / CA,Wholesale,")
                .contains(",line,");
    }

    @Test
    void aResellerThatBuysForItselfTellsItsCustomersAndTheirAccounts() throws IOException {
        var numbers = here.load(here.b, 1);
        here.load(here.o, 1);
        here.give(here.b, here.cb, numbers);
        here.setInUse(here.cb, numbers, true);

        var text = text(here.b.admin(), null);

        assertThat(text.lines()).hasSize(2);
        assertThat(line(text, numbers.getFirst()))
                .contains(",CB,Retail,")
                .contains(",line,")
                .endsWith(",IN_USE");
        assertThatThrownBy(() -> text(here.b.admin(), WHY)).isInstanceOf(NotThereException.class);
    }

    @Test
    void takingWholeChainsAlongIsRecordedWithItsReason() throws IOException {
        here.load(here.o, 3);
        text(here.o.admin(), WHY);

        assertThat(sql(here, """
                        select a.operation || ' ' || a.change || ' ' || a.numbers || ' ' || l.number || ' ' || l.reason
                        from activity a
                        join chain_look l on l.operator_id = a.operator_id and l.id = a.operation_id
                        where a.operator_id = ?
                        """)).containsExactly("DOWNLOAD_CHAINS LOOKED_UP 3 * " + WHY);
    }

    @Test
    void aReasonIsAReason() {
        assertThatThrownBy(() -> text(here.o.admin(), " x ")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> text(here.o.admin(), "x".repeat(301))).isInstanceOf(RefusedException.class);
        assertThat(sql(here, "select reason from chain_look where operator_id = ?"))
                .isEmpty();
    }

    @Test
    void whoMayNotUploadOrSeeMoneyTakesNothingAlong() {
        for (var who : List.of(here.o.viewer(), here.ca.admin(), here.clerk(here.o), here.b.viewer())) {
            assertThatThrownBy(() -> text(who, null)).isInstanceOf(RightMissingException.class);
            assertThatThrownBy(() -> text(who, WHY)).isInstanceOf(RightMissingException.class);
        }
        assertThatThrownBy(() -> text(here.a.admin(), null)).isInstanceOf(NotThereException.class);
        assertThat(sql(here, "select reason from chain_look where operator_id = ?"))
                .isEmpty();
    }

    @Test
    void aLookIsGoodForWhoeverRecordedItAlone() {
        var numbers = here.load(here.o, 1);
        here.give(here.o, here.a, numbers);
        var look = here.write(here.o, "DOWNLOAD_CHAINS", ctx -> (UUID) ctx.sql()
                .fetchValue(
                        "select record_stock_file('because', ?::timestamptz)",
                        ctx.now().toString()));

        for (var other : List.of(here.b.admin(), here.p.admin())) {
            assertThatThrownBy(() -> files.next(other, "", look)).hasStackTraceContaining("nobody recorded why");
        }
        assertThatThrownBy(() -> here.run(
                        here.b,
                        "DOWNLOAD_CHAINS",
                        ctx -> ctx.sql().fetchValue("select record_stock_file('because', now())")))
                .hasStackTraceContaining("only the operator");
    }

    // ------------------------------------------------------------------------------------------ a stock that lived

    private void grow(Random random) {
        var special = number("=Special / deal");
        var tooRetail = number("Retail too");
        for (int round = 0; round < 6; round++) {
            var facts = Facts.BERLIN.costing("1.25", "0.0" + (1 + random.nextInt(9)) + random.nextInt(1_000));
            var numbers = new ArrayList<>(
                    here.load(here.o, TestTree.freshNumbers(6), facts, round < 2 || random.nextBoolean()));
            here.clock().advance(Duration.ofHours(1 + random.nextInt(5)));
            if (!here.status(here.o, numbers.getFirst()).equals("FREE")) {
                continue;
            }
            // Each stock has numbers that are used, that rest, and that are far down.
            switch (round < 2 ? round : random.nextInt(4)) {
                case 0 -> {
                    if (special != null) {
                        here.put(here.o, special, numbers);
                    }
                    here.give(here.o, here.a, numbers);
                    here.give(here.a, here.ca, numbers.subList(0, 4));
                    use(here.ca, numbers.subList(0, 2));
                    here.clock().advance(Duration.ofDays(1).plusHours(2));
                    here.setInUse(here.ca, numbers.subList(2, 3), true);
                    here.clock().advance(Duration.ofDays(1).plusHours(1));
                    here.setInUse(here.ca, numbers.subList(2, 3), false);
                    here.release(here.ca, numbers.subList(2, 3));
                }
                case 1 -> {
                    here.give(here.o, here.a, numbers);
                    here.give(here.a, here.a1, numbers.subList(1, 6));
                    here.give(here.a1, here.ca1, numbers.subList(2, 6));
                    here.setInUse(here.ca1, numbers.subList(4, 6), true);
                }
                case 2 -> here.put(here.o, tooRetail, numbers.subList(0, 3));
                default -> here.give(here.o, here.b, numbers.subList(0, random.nextInt(5) + 1));
            }
        }
    }

    private @Nullable Integer number(String batch) {
        return here.read(here.o, ctx -> {
            var id = ctx.sql()
                    .fetchValue("select id from pricing_batch where tenant_id = ? and name = ?", here.o.id(), batch);
            return id == null ? null : ((Number) id).intValue();
        });
    }

    // One account whose ID is the first number; the others are its aliases.
    private void use(Member customer, List<String> numbers) {
        here.run(customer, "ASSIGN_TO_ACCOUNT", ctx -> {
            var now = ctx.now().toString();
            var account = ctx.sql()
                    .fetchValue(
                            "insert into account (operator_id, tenant_id, account_id, created_at)"
                                    + " values (?, ?, ?, ?::timestamptz) returning id",
                            customer.operatorId(),
                            customer.id(),
                            numbers.getFirst(),
                            now);
            for (var number : numbers) {
                ctx.sql()
                        .fetchValue(
                                "select use_numbers(?, ?, ?::text[], ?::account_number_role, ?::timestamptz)",
                                customer.id(),
                                account,
                                new String[] {number},
                                number.equals(numbers.getFirst()) ? "ID" : "ALIAS",
                                now);
            }
        });
    }

    // ------------------------------------------------------------------------------------------ tools

    private byte[] download(Actor actor, SheetFormat format, @Nullable String reason) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var file = files.begin(actor, new ExistingStockOrder(format, ZONE, reason))) {
            file.writeTo(out);
        }
        return out.toByteArray();
    }

    private String text(Actor actor, @Nullable String reason) throws IOException {
        return new String(download(actor, SheetFormat.CSV, reason), StandardCharsets.UTF_8);
    }

    private static String line(String text, String number) {
        return text.lines().filter(it -> it.startsWith(number)).findFirst().orElseThrow();
    }

    private UploadReport upload(Actor actor, byte[] file, SheetFormat format) {
        var staged = uploads.stage(
                actor,
                "stock." + format.extension(),
                new ByteArrayInputStream(file),
                UploadOptions.ofFile(ZONE).ofExistingStock(),
                UploadProgress.NONE);
        return uploads.importRows(actor, staged.id(), false, UUID.randomUUID().toString(), UploadProgress.NONE);
    }

    /** All that the holdings of an operator are, level by level, but for ids and versions. */
    private static List<String> chains(TestTree tree) {
        return sql(tree, """
                select concat_ws(' | ', h.number, t.level, t.name, h.state, h.until, c.name, b.name, h.in_use,
                    h.activation_cost, h.recurring_cost, h.currency, h.activation_revenue, h.recurring_revenue,
                    h.revenue_currency, v.name, h.supply_label, h.country, h.area, h.number_type,
                    h.free_of_charge, a.account_id, n.role, n.since,
                    case when h.in_use then d.in_use_since end,
                    case when h.state = 'AGING' then d.aging_until end,
                    case t.level when 0 then h.held_since end)
                from did_holding h
                join did d on d.operator_id = h.operator_id and d.number = h.number
                join tenant t on t.operator_id = h.operator_id and t.tenant_id = h.tenant_id
                left join tenant c on c.operator_id = h.operator_id and c.tenant_id = h.child_id
                left join pricing_batch b on b.operator_id = h.operator_id and b.tenant_id = h.tenant_id
                    and b.id = h.pricing_batch_id
                left join vendor_batch v on v.operator_id = h.operator_id and v.tenant_id = h.tenant_id
                    and v.id = h.vendor_batch_id
                left join account_number n on n.operator_id = h.operator_id and n.tenant_id = h.tenant_id
                    and n.number = h.number
                left join account a on a.operator_id = n.operator_id and a.id = n.account_id
                where h.operator_id = ? order by h.number, t.level
                """);
    }

    private static List<String> sql(TestTree tree, String query) {
        try (var connection = TestDatabase.get().audit().getConnection()) {
            return DSL.using(connection, SQLDialect.POSTGRES)
                    .fetch(query, tree.o.operatorId())
                    .map(row -> row.get(0, String.class));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
