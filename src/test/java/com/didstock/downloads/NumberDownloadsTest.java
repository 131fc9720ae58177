package com.didstock.downloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.didstock.downloads.DownloadOrder.What;
import com.didstock.history.ActivityEntry;
import com.didstock.history.ActivityFilter;
import com.didstock.history.ActivityLogs;
import com.didstock.history.Thing;
import com.didstock.inventory.DidSort;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.NumberInventory;
import com.didstock.inventory.PageRequest;
import com.didstock.provisioning.AccountNumbers;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ActorRefusedException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantTransaction;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class NumberDownloadsTest {

    @Autowired
    TenantTransaction transactions;

    @Autowired
    NumberInventory inventory;

    @Autowired
    AccountNumbers accounts;

    private TestTree tree;
    private NumberDownloads downloads;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
        // Stretches so short that every file here has several.
        downloads = new NumberDownloads(transactions, inventory, accounts::using, 3);
    }

    @Test
    void tellsWhatASearchFindsInTheOrderAskedForOverAllStretches() throws IOException {
        var numbers = tree.load(tree.o, 8);
        tree.put(tree.o, tree.wholesale(tree.o), numbers.subList(1, 8));
        tree.give(tree.o, tree.a, numbers.subList(1, 4));

        assertThat(column(rows(tree.o.admin(), found(InventoryFilter.EVERYTHING)), "Number"))
                .containsExactlyElementsOf(numbers);
        assertThat(column(rows(tree.o.admin(), sorted(DidSort.NUMBER, false)), "Number"))
                .containsExactlyElementsOf(numbers.reversed());
        assertThat(column(rows(tree.o.admin(), sorted(DidSort.CHILD, false)), "Held by"))
                .containsExactly("A", "A", "A", "", "", "", "", "");
        assertThat(column(
                        rows(tree.o.admin(), found(InventoryFilter.EVERYTHING.withStatuses(Set.of(DidStatus.GIVEN)))),
                        "Number"))
                .containsExactlyElementsOf(numbers.subList(1, 4));
        assertThat(rows(tree.o.admin(), found(InventoryFilter.EVERYTHING.withText("999999"))))
                .isEmpty();
        assertThat(column(
                        rows(
                                tree.o.admin(),
                                new What.Named(List.of(
                                        numbers.get(6), "999999999", numbers.get(2), numbers.get(0), numbers.get(4)))),
                        "Number"))
                .containsExactly(numbers.get(6), numbers.get(2), numbers.get(0), numbers.get(4));
    }

    @Test
    void aLimitCountsRowsOverAllStretches() throws IOException {
        var numbers = tree.load(tree.o, 8);
        for (var most : List.of(1, 3, 4, 6, 8, 20)) {
            var all = What.Found.all(InventoryFilter.EVERYTHING, DidSort.NUMBER, true);
            var some = new What.Found(all.filter(), all.from(), most);
            assertThat(column(rows(tree.o.admin(), some), "Number"))
                    .containsExactlyElementsOf(numbers.subList(0, Math.min(most, 8)));
        }
    }

    @Test
    void everybodyGetsItsOwnNumbersAtItsOwnLevelAndNothingElse() throws IOException {
        var numbers = tree.load(tree.o, 4);
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        tree.give(tree.o, tree.a, numbers);
        tree.put(tree.a, tree.retail(tree.a), numbers.subList(0, 2));
        tree.give(tree.a, tree.ca, numbers.subList(0, 2));
        tree.setInUse(tree.ca, numbers.subList(0, 1), true);

        var operator = rows(tree.o.admin(), found(InventoryFilter.EVERYTHING)).getFirst();
        assertThat(operator)
                .containsEntry("DID vendor batch", "Carrier numbers")
                .containsEntry("Activation fee", "1.00")
                .containsEntry("Periodic fee", "2.00")
                .containsEntry("Currency", "EUR")
                .containsEntry("Held by", "A")
                .containsEntry("Pricing batch", "Wholesale")
                .containsEntry("Recurring revenue", "2.50")
                .containsEntry("Margin", "0.50")
                .doesNotContainKeys("Supply label", "Account");
        var reseller = rows(tree.a.admin(), found(InventoryFilter.EVERYTHING));
        assertThat(column(reseller, "Number")).containsExactlyElementsOf(numbers);
        assertThat(reseller.getFirst())
                .containsEntry("Supply label", "Premium routes")
                .containsEntry("Activation cost", "1.20")
                .containsEntry("Recurring cost", "2.50")
                .containsEntry("Held by", "CA")
                .containsEntry("Recurring revenue", "3.00")
                .doesNotContainKeys("DID vendor batch", "Activation fee", "Periodic fee", "Account");
        assertThat(String.join(" ", reseller.getFirst().values())).doesNotContain("Carrier", "1.00");
        var customer = rows(tree.ca.admin(), found(InventoryFilter.EVERYTHING));
        assertThat(column(customer, "Number")).containsExactlyElementsOf(numbers.subList(0, 2));
        assertThat(column(customer, "Account")).containsExactly("line", "");
        assertThat(customer.getFirst())
                .containsEntry("Recurring cost", "3.00")
                .doesNotContainKeys("Held by", "Pricing batch", "Recurring revenue", "Margin", "DID vendor batch");
        for (var stranger : List.of(tree.b, tree.a1, tree.ca1, tree.cb, tree.p, tree.q)) {
            assertThat(rows(stranger.admin(), found(InventoryFilter.EVERYTHING)))
                    .as("%s", stranger)
                    .isEmpty();
            assertThat(rows(stranger.admin(), new What.Named(numbers)))
                    .as("%s", stranger)
                    .isEmpty();
        }
    }

    @Test
    void aFileHasTheColumnsWantedAndAlwaysThoseThatAnUploadNeeds() throws IOException {
        tree.load(tree.o, 1);
        tree.load(tree.b, 1);
        var wanted = EnumSet.of(DidColumn.STATUS, DidColumn.RECURRING_REVENUE, DidColumn.VENDOR_BATCH);

        assertThat(header(tree.o.admin(), wanted))
                .containsExactly(
                        "Number",
                        "DID vendor batch",
                        "Status",
                        "Recurring revenue",
                        "Activation fee",
                        "Periodic fee",
                        "Currency",
                        "Description",
                        "Released date",
                        "Free of charge",
                        "Country",
                        "Area",
                        "DID group",
                        "Frozen",
                        "Revenue currency");
        assertThat(header(tree.b.admin(), wanted)).containsExactlyElementsOf(header(tree.o.admin(), wanted));
        assertThat(header(tree.a.admin(), wanted))
                .containsExactly("Number", "Status", "Recurring revenue", "Revenue currency");
        assertThat(header(tree.ca.admin(), wanted)).containsExactly("Number", "Status");
    }

    @Test
    void columnsStandInTheOrderInWhichTheyAreWanted() throws IOException {
        var wanted = new LinkedHashSet<>(List.of(DidColumn.DESCRIPTION, DidColumn.NUMBER, DidColumn.COUNTRY));

        assertThat(header(tree.a.admin(), wanted)).containsExactly("Description", "Number", "Country");
    }

    @Test
    void whoMayNotSeeMoneyGetsNoColumnOfMoney() {
        for (var kind : TenantKind.values()) {
            for (var ownVendors : List.of(true, false)) {
                var tenant = new TenantContext.TenantFacts(kind, 1, "T", "EUR", ownVendors);
                var columns = NumberDownloads.columns(Set.of(), tenant, Set.of(Right.VIEW, Right.LABEL));

                assertThat(columns).contains(DidColumn.NUMBER, DidColumn.STATUS);
                assertThat(columns)
                        .noneMatch(column ->
                                column.title(ownVendors).matches("(?i).*(fee|cost|revenue|currency|margin).*"));
            }
        }
    }

    @Test
    void timesAreThoseOfTheZone() throws IOException {
        var numbers = tree.load(tree.o, 1);
        var berlin = ZoneId.of("Europe/Berlin");
        var held = inventory.get(tree.o.admin(), numbers.getFirst()).heldSince();
        var order = new DownloadOrder(found(InventoryFilter.EVERYTHING), Set.of(), SheetFormat.CSV, berlin);

        assertThat(column(parse(text(tree.o.admin(), order)), "Held since"))
                .containsExactly(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                        .format(held.atZone(berlin)));
    }

    @ParameterizedTest
    @EnumSource
    void whoIsSuspendedMeanwhileGetsNoFurtherNumbersAndNoWholeFile(SheetFormat format) throws Exception {
        var numbers = tree.load(tree.o, 7);
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        tree.give(tree.o, tree.a, numbers);
        var out = new ByteArrayOutputStream();

        try (var download = downloads.begin(tree.a.viewer(), order(found(InventoryFilter.EVERYTHING), format))) {
            suspend(tree.a.viewer());
            assertThatExceptionOfType(ActorRefusedException.class).isThrownBy(() -> download.writeTo(out));
        }

        if (format == SheetFormat.CSV) {
            assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain(numbers.get(3));
        } else {
            var file = Files.write(Files.createTempFile("broken", ".xlsx"), out.toByteArray());
            assertThatExceptionOfType(ZipException.class).isThrownBy(() -> new ZipFile(file.toFile()).close());
            Files.delete(file);
        }
    }

    private static void suspend(Actor user) throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(
                            "update didstock.app_user set status = 'DISABLED' where operator_id = %d and user_id = %d"
                                    .formatted(user.operatorId(), user.userId())))
                    .isOne();
        }
    }

    @Test
    void whoReadsAFileSlowlyKeepsNobodyFromTheScreens() throws Exception {
        tree.load(tree.o, 1_500);
        var actor = tree.o.admin();
        var stuck = new CountDownLatch(NumberDownloads.PER_TENANT);
        var readOn = new CountDownLatch(1);
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var reader = 0; reader < NumberDownloads.PER_TENANT; reader++) {
                readers.submit(() -> {
                    try (var file = downloads.begin(actor, order(found(InventoryFilter.EVERYTHING), SheetFormat.CSV))) {
                        return file.writeTo(new Slow(stuck, readOn));
                    }
                });
            }
            try {
                assertThat(stuck.await(20, TimeUnit.SECONDS)).isTrue();
                var page = new PageRequest(DidSort.NUMBER, true, null, false, PageRequest.MAX_SIZE);
                assertTimeoutPreemptively(
                        Duration.ofSeconds(10), () -> inventory.page(actor, InventoryFilter.EVERYTHING, page));
            } finally {
                readOn.countDown();
            }
        }
    }

    @Test
    void aTenantWritesTwoFilesAtOnceAndGetsItsPlacesBackWhateverHappened() throws IOException {
        tree.load(tree.o, 4);
        var actor = tree.o.admin();
        var first = downloads.begin(actor, order(found(InventoryFilter.EVERYTHING), SheetFormat.CSV));
        var second = downloads.begin(tree.o.viewer(), order(found(InventoryFilter.EVERYTHING), SheetFormat.XLSX));

        var refused = catchThrowableOfType(
                RefusedException.class,
                () -> downloads.begin(actor, order(found(InventoryFilter.EVERYTHING), SheetFormat.CSV)));
        assertThat(refused.reason()).isEqualTo(DownloadRefusal.BUSY);
        try (var another = downloads.begin(tree.a.admin(), order(found(InventoryFilter.EVERYTHING), SheetFormat.CSV))) {
            assertThat(another.fileName()).startsWith("a-numbers-").endsWith(".csv");
        }

        first.close();
        first.close();
        try (var third = downloads.begin(actor, order(found(InventoryFilter.EVERYTHING), SheetFormat.CSV))) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> third.writeTo(new Broken()));
        }
        second.close();
        assertThat(rows(actor, found(InventoryFilter.EVERYTHING))).hasSize(4);
        assertThat(rows(actor, found(InventoryFilter.EVERYTHING))).hasSize(4);
    }

    /** What somebody got before it broke off is told as well, and ticked rows name no search. */
    @Test
    void activityTellsHowManyWereTakenByWhomAndWhatFoundThem() throws IOException {
        tree.load(tree.o, 7);
        var ticked = tree.load(tree.o, 2);
        rows(tree.o.viewer(), found(InventoryFilter.EVERYTHING.withStatuses(Set.of(DidStatus.FREE))));
        rows(tree.o.admin(), new What.Named(ticked));
        try (var broken = downloads.begin(tree.o.admin(), order(found(InventoryFilter.EVERYTHING), SheetFormat.XLSX))) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> broken.writeTo(new Broken()));
        }
        downloads.check(tree.o.admin(), order(found(InventoryFilter.EVERYTHING), SheetFormat.CSV));

        var log = taken(tree.o.admin());
        assertThat(log).hasSizeGreaterThanOrEqualTo(2);
        assertThat(log.getLast().numbers()).isEqualTo(9);
        assertThat(log.getLast().target()).isEqualTo(new Thing(Thing.Kind.FILE, 0, "CSV?status=FREE"));
        assertThat(log.get(log.size() - 2).numbers()).isEqualTo(2);
        assertThat(log.get(log.size() - 2).target()).isEqualTo(new Thing(Thing.Kind.FILE, 0, "CSV"));
        assertThat(log.subList(0, log.size() - 2)).allMatch(it -> it.numbers() <= 9);
        assertThat(taken(tree.a.admin())).isEmpty();
    }

    private List<ActivityEntry> taken(Actor actor) {
        return ActivityLogs.over(transactions)
                .page(actor, new ActivityFilter("DOWNLOAD_NUMBERS", null, null, null), null, 50)
                .entries();
    }

    @Test
    void theNameOfTheFileIsPlainWhateverTheTenantIsCalled() {
        var odd = tree.reseller(tree.o, "Žižkov \"Café\";\r\n../=evil", false);
        var nameless = tree.reseller(tree.o, "東京", false);

        try (var download = downloads.begin(odd.admin(), order(found(InventoryFilter.EVERYTHING), SheetFormat.XLSX))) {
            assertThat(download.fileName()).matches("zizkov-cafe-evil-numbers-\\d{4}-\\d{2}-\\d{2}-\\d{4}\\.xlsx");
        }
        try (var download =
                downloads.begin(nameless.admin(), order(found(InventoryFilter.EVERYTHING), SheetFormat.CSV))) {
            assertThat(download.fileName()).matches("numbers-\\d{4}-\\d{2}-\\d{2}-\\d{4}\\.csv");
        }
    }

    // ------------------------------------------------------------------------------------------- downloading

    private static What found(InventoryFilter filter) {
        return What.Found.all(filter, DidSort.NUMBER, true);
    }

    private static What sorted(DidSort sort, boolean ascending) {
        return What.Found.all(InventoryFilter.EVERYTHING, sort, ascending);
    }

    private static DownloadOrder order(What what, SheetFormat format) {
        return new DownloadOrder(what, Set.of(), format, ZoneOffset.UTC);
    }

    private List<String> header(Actor actor, Set<DidColumn> columns) throws IOException {
        var order = new DownloadOrder(found(InventoryFilter.EVERYTHING), columns, SheetFormat.CSV, ZoneOffset.UTC);
        return List.of(text(actor, order)
                .lines()
                .findFirst()
                .orElseThrow()
                .substring(1)
                .split(","));
    }

    private List<Map<String, String>> rows(Actor actor, What what) throws IOException {
        return parse(text(actor, what));
    }

    private String text(Actor actor, What what) throws IOException {
        return text(actor, order(what, SheetFormat.CSV));
    }

    private String text(Actor actor, DownloadOrder order) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var download = downloads.begin(actor, order)) {
            download.writeTo(out);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<Map<String, String>> parse(String csv) {
        var rows = new ArrayList<Map<String, String>>();
        CsvReader.builder()
                .ofNamedCsvRecord(csv.substring(1))
                .forEach(row -> rows.add(new LinkedHashMap<>(row.getFieldsAsMap())));
        return rows;
    }

    private static List<String> column(List<Map<String, String>> rows, String name) {
        return rows.stream().map(row -> row.getOrDefault(name, "!")).toList();
    }

    private static final class Broken extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("the client is gone");
        }
    }

    /** Takes the first piece, and says so, but no more before it is told to. */
    private static final class Slow extends OutputStream {

        private final CountDownLatch stuck;
        private final CountDownLatch readOn;

        Slow(CountDownLatch stuck, CountDownLatch readOn) {
            this.stuck = stuck;
            this.readOn = readOn;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            stuck.countDown();
            try {
                if (!readOn.await(30, TimeUnit.SECONDS)) {
                    throw new IOException("nobody reads on");
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
