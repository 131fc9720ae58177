package com.didstock.uploads;

import static com.didstock.uploads.UploadFixture.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.Right;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadUpdatesTest {

    private static final String HEADER = UploadFixture.HEADER + ",Description,Area,Country\n";

    private final UploadFixture at = new UploadFixture();
    private final TestTree tree = at.tree;

    @Test
    void exactlyTheTickedColumnsChange() {
        var number = imported(1).getFirst();

        var report = update(HEADER + number + ",Carrier numbers,7,8,new,Midtown,\n", Set.of(UpdateColumn.DESCRIPTION));

        assertThat(report.updated()).isEqualTo(1);
        assertThat(report.imported()).isZero();
        var holding = tree.holding(tree.o, number);
        assertThat(holding.get("description")).isEqualTo("new");
        assertThat(holding.get("recurring_cost").toString()).isEqualTo("2.00000");
        assertThat(holding.get("area")).isNotEqualTo("Midtown");
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void aBlankLeavesANumberAsItIs() {
        var number = imported(1).getFirst();
        update(HEADER + number + ",Carrier numbers,1,2,first,Midtown,\n", EnumSet.allOf(UpdateColumn.class));

        var report = update(HEADER + number + ",Carrier numbers,1,2,,,\n", EnumSet.allOf(UpdateColumn.class));

        assertThat(report.updated()).isZero();
        assertThat(report.unchanged()).isEqualTo(1);
        assertThat(tree.holding(tree.o, number).get("description")).isEqualTo("first");
        assertThat(tree.holding(tree.o, number).get("area")).isEqualTo("Midtown");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theSameFileAgainInAnyOrderChangesNothingAndSaysSo(long seed) {
        var numbers = new ArrayList<>(TestTree.freshNumbers(35));
        var lines = numbers.stream()
                .map(number -> number + ",Carrier numbers,3,4,told " + number + ",Midtown,--\n")
                .collect(Collectors.toCollection(ArrayList::new));
        var all = new ImportChoices(true, EnumSet.allOf(UpdateColumn.class), true);
        run(HEADER + String.join("", lines), all);
        var before = at.stock();

        Collections.shuffle(lines, new Random(seed));
        var staged = at.stage(tree.o.admin(), HEADER + String.join("", lines));
        var foretold = at.uploads.changes(tree.o.admin(), staged.id(), all);
        var report = run(staged.id(), all);

        assertThat(foretold).isEqualTo(new UploadChanges(0, 35, 0, 0, List.of()));
        assertThat(report.updated()).isZero();
        assertThat(report.unchanged()).isEqualTo(35);
        assertThat(at.stock()).isEqualTo(before);
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void aNewCostOfAGivenNumberChangesOnlyTheTopAndWhatItNoLongerCoversIsForetold() {
        var numbers = given(2);
        var text = UploadFixture.HEADER + "\n" + numbers.getFirst() + ",Carrier numbers,1,50\n" + numbers.getLast()
                + ",Carrier numbers,1,2\n";
        var earns = tree.holding(tree.a, numbers.getFirst()).get("recurring_cost");
        var choices = new ImportChoices(false, Set.of(UpdateColumn.VENDOR_COSTS), false);

        var staged = at.stage(tree.o.admin(), text);
        var foretold = at.uploads.changes(tree.o.admin(), staged.id(), choices);
        var report = run(staged.id(), choices);

        assertThat(foretold.changed()).isEqualTo(1);
        assertThat(foretold.unchanged()).isEqualTo(1);
        assertThat(foretold.firstUncovered())
                .extracting(UploadChanges.Uncovered::number)
                .containsExactly(numbers.getFirst());
        assertThat(report.updated()).isEqualTo(1);
        assertThat(tree.holding(tree.o, numbers.getFirst())
                        .get("recurring_cost")
                        .toString())
                .isEqualTo("50.00000");
        assertThat(tree.holding(tree.a, numbers.getFirst()).get("recurring_cost"))
                .isEqualTo(earns);
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void countryAndAreaChangeOnTheWholeChain() {
        var number = given(1).getFirst();
        tree.give(tree.a, tree.ca, List.of(number));

        update(HEADER + number + ",Carrier numbers,1,2,mine alone,Midtown,--\n", EnumSet.allOf(UpdateColumn.class));

        for (var holder : List.of(tree.o, tree.a, tree.ca)) {
            assertThat(tree.holding(holder, number).get("area")).isEqualTo("Midtown");
            assertThat(tree.holding(holder, number).get("country")).isNull();
        }
        assertThat(tree.holding(tree.a, number).get("description")).isEqualTo("");
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void numbersMoveToAnotherVendorBatchOnlyIfToldSo() {
        var number = imported(1).getFirst();
        otherBatch("Other", null);
        var text = UploadFixture.HEADER + "\n" + number + ",Other,5,6\n";
        var before = tree.holding(tree.o, number).get("vendor_batch_id");

        run(text, new ImportChoices(false, Set.of(UpdateColumn.VENDOR_COSTS), false));
        var stayed = tree.holding(tree.o, number).get("vendor_batch_id");
        var report = run(text, new ImportChoices(false, Set.of(), true));

        assertThat(stayed).isEqualTo(before);
        assertThat(report.updated()).isEqualTo(1);
        assertThat(tree.holding(tree.o, number).get("vendor_batch_id")).isNotEqualTo(before);
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void aNumberGivenOutKeepsItsCurrency() {
        var given = given(1).getFirst();
        var free = imported(1).getFirst();
        otherBatch("Yen", "JPY");
        var text = UploadFixture.HEADER + "\n" + given + ",Yen,5,6\n" + free + ",Yen,5,6\n";

        var staged = at.stage(tree.o.admin(), text);
        var report = run(staged.id(), new ImportChoices(false, Set.of(UpdateColumn.VENDOR_COSTS), true));

        assertThat(report.updated()).isEqualTo(1);
        assertThat(tree.holding(tree.o, free).get("currency")).isEqualTo("JPY");
        assertThat(tree.holding(tree.o, given).get("currency")).isNotEqualTo("JPY");
        assertThat(at.codes(tree.o.admin(), staged.id()).get(2)).contains(ProblemCode.UPDATE_CURRENCY_WHILE_GIVEN);
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void whatAnotherTenantLoadedIsNotChanged() {
        var theirs = tree.load(tree.b, 1).getFirst();
        var before = at.stock();

        var report =
                update(HEADER + theirs + ",Carrier numbers,9,9,mine,Midtown,\n", EnumSet.allOf(UpdateColumn.class));

        assertThat(report.updated()).isZero();
        assertThat(at.stock()).isEqualTo(before);
    }

    @Test
    void nobodyElseLearnsWhatWouldChange() {
        var staged = at.stage(tree.o.admin(), file(imported(1)));

        assertThatExceptionOfType(NotThereException.class)
                .isThrownBy(() -> at.uploads.changes(
                        tree.b.admin(),
                        staged.id(),
                        new ImportChoices(false, EnumSet.allOf(UpdateColumn.class), true)));
    }

    @Test
    void aLongImportByTwoThatIsKilledGoesOnAndDoesEachOnce() {
        var known = imported(60);
        var fresh = TestTree.freshNumbers(100);
        var numbers = new ArrayList<>(known);
        numbers.addAll(fresh);
        Collections.shuffle(numbers, new Random(7));
        var text =
                numbers.stream().map(n -> n + ",Carrier numbers,5,6,told,,\n").collect(Collectors.joining());
        var staged = at.stage(tree.o.admin(), HEADER + text);
        var choices = new ImportChoices(true, EnumSet.allOf(UpdateColumn.class), false);
        var stretches = new AtomicInteger();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> at.uploads.importRows(tree.o.admin(), staged.id(), choices, "key", (_, _) -> {
                    if (stretches.incrementAndGet() > 5) {
                        throw new IllegalStateException("killed");
                    }
                }));
        var stopped = at.uploads.report(tree.o.admin(), staged.id());
        var done = at.uploads.importRows(tree.o.admin(), staged.id(), choices, "key", UploadProgress.NONE);

        assertThat(stopped.stage()).isEqualTo(UploadStage.IMPORTING);
        assertThat(stopped.gone()).isLessThan(160).isEqualTo(stopped.imported() + stopped.updated());
        assertThat(done.stage()).isEqualTo(UploadStage.IMPORTED);
        assertThat(done.imported()).isEqualTo(100);
        assertThat(done.updated()).isEqualTo(60);
        assertThat(at.appliedUploads("key")).isEqualTo(160);
        assertThat(at.count("history")).isEqualTo(60 + 160);
        assertThat(at.count("upload_line")).isZero();
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void whatCameInBeforeCancellingStaysAndIsCounted() {
        var staged = at.stage(tree.o.admin(), file(TestTree.freshNumbers(120)));
        var stretches = new AtomicInteger();

        var report = at.uploads.importRows(tree.o.admin(), staged.id(), true, "key", (_, _) -> {
            if (stretches.incrementAndGet() == 3) {
                at.uploads.cancel(tree.o.admin(), staged.id());
            }
        });

        assertThat(report.stage()).isEqualTo(UploadStage.CANCELLED);
        assertThat(report.imported()).isBetween(30, 50).isEqualTo(at.count("did_holding"));
        assertThat(at.appliedUploads("key")).isEqualTo(report.imported());
        assertThat(at.count("upload_line")).isZero();
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void blankFeesAndABlankVendorBatchLeaveANumberAsItIs() {
        var number = imported(1).getFirst();

        var report =
                update(HEADER + number + ",,,8,new,,\n", Set.of(UpdateColumn.DESCRIPTION, UpdateColumn.VENDOR_COSTS));

        assertThat(report.refusedLines()).isZero();
        assertThat(report.updated()).isEqualTo(1);
        var holding = tree.holding(tree.o, number);
        assertThat(holding.get("description")).isEqualTo("new");
        assertThat(holding.get("activation_cost").toString()).isEqualTo("1.00000");
        assertThat(holding.get("recurring_cost").toString()).isEqualTo("8.00000");
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void movingWithABlankVendorBatchMovesNothing() {
        var number = imported(1).getFirst();
        var before = at.stock();

        var report =
                run(HEADER + number + ",,,,,,\n", new ImportChoices(false, EnumSet.allOf(UpdateColumn.class), true));

        assertThat(report.unchanged()).isEqualTo(1);
        assertThat(at.stock()).isEqualTo(before);
    }

    @Test
    void onlyANumberInStockMayLeaveFeesAndVendorBatchBlank() {
        var known = imported(1).getFirst();
        var fresh = TestTree.freshNumbers(1).getFirst();

        var staged = at.stage(tree.o.admin(), HEADER + known + ",,,,told,,\n" + fresh + ",,,5,told,,\n");

        assertThat(staged.refusedLines()).isEqualTo(1);
        assertThat(staged.known()).isEqualTo(1);
        assertThat(at.codes(tree.o.admin(), staged.id()).get(3))
                .containsExactlyInAnyOrder(ProblemCode.VENDOR_BATCH_MISSING, ProblemCode.FEE_MISSING);
    }

    @Test
    void aFeeThatNamesACurrencyNeedsItsVendorBatch() {
        var known = imported(1).getFirst();

        var staged = at.stage(tree.o.admin(), HEADER + known + ",,5 USD,6 USD,,,\n");

        assertThat(at.codes(tree.o.admin(), staged.id()).get(2)).containsExactly(ProblemCode.VENDOR_BATCH_MISSING);
    }

    @Test
    void freeNumbersAreFrozenAndFrozenOnesFreedAndNoOthers() {
        var numbers = imported(2);
        var given = given(1).getFirst();
        var header = UploadFixture.HEADER + ",Frozen\n";
        var columns = Set.of(UpdateColumn.FROZEN);

        var froze = update(header + numbers.getFirst() + ",,,,Y\n" + numbers.getLast() + ",,,,N\n", columns);
        var state = tree.holding(tree.o, numbers.getFirst()).get("state").toString();
        var staged = at.stage(tree.o.admin(), header + numbers.getFirst() + ",,,,N\n" + given + ",,,,Y\n");
        var freed = run(staged.id(), new ImportChoices(false, columns, false));

        assertThat(froze.updated()).isEqualTo(1);
        assertThat(froze.unchanged()).isEqualTo(1);
        assertThat(state).isEqualTo("FROZEN");
        assertThat(freed.updated()).isEqualTo(1);
        assertThat(tree.holding(tree.o, numbers.getFirst()).get("state").toString())
                .isEqualTo("FREE");
        assertThat(tree.holding(tree.o, given).get("state").toString()).isEqualTo("GIVEN");
        assertThat(at.codes(tree.o.admin(), staged.id()).get(3)).contains(ProblemCode.UPDATE_FREEZE_NOT_FREE);
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void costsInTheCurrencyOfABatchThatTheNumberDoesNotMoveToAreNotTaken() {
        var number = imported(1).getFirst();
        otherBatch("Yen", "JPY");
        var staged = at.stage(tree.o.admin(), UploadFixture.HEADER + "\n" + number + ",Yen,5,6\n");
        var before = at.stock();

        var report = run(staged.id(), new ImportChoices(false, Set.of(UpdateColumn.VENDOR_COSTS), false));

        assertThat(report.updated()).isZero();
        assertThat(at.codes(tree.o.admin(), staged.id()).get(2)).contains(ProblemCode.UPDATE_OTHER_CURRENCY);
        assertThat(at.stock()).isEqualTo(before);
    }

    @Test
    void aNumberMovesIntoAnotherCurrencyOnlyWithBothItsCosts() {
        var number = imported(1).getFirst();
        otherBatch("Yen", "JPY");
        var text = UploadFixture.HEADER + "\n" + number + ",Yen,,6\n";
        var before = at.stock();
        var staged = at.stage(tree.o.admin(), text);
        var again = at.stage(tree.o.admin(), text);

        run(staged.id(), new ImportChoices(false, Set.of(), true));
        run(again.id(), new ImportChoices(false, Set.of(UpdateColumn.VENDOR_COSTS), true));

        for (var upload : List.of(staged, again)) {
            assertThat(at.codes(tree.o.admin(), upload.id()).get(2))
                    .contains(ProblemCode.UPDATE_CURRENCY_WITHOUT_COSTS);
        }
        assertThat(at.stock()).isEqualTo(before);
    }

    @Test
    void aNumberGivenOutStaysFreeOfChargeOrNot() {
        var number = given(1).getFirst();
        var before = at.stock();
        var staged = at.stage(
                tree.o.admin(), UploadFixture.HEADER + ",Free of charge\n" + number + ",Carrier numbers,1,2,Y\n");

        run(staged.id(), new ImportChoices(false, Set.of(UpdateColumn.FREE_OF_CHARGE), false));

        assertThat(at.codes(tree.o.admin(), staged.id()).get(2)).contains(ProblemCode.UPDATE_FREE_WHILE_GIVEN);
        assertThat(at.stock()).isEqualTo(before);
    }

    // ------------------------------------------------------------------------------------------- what is there first

    private List<String> imported(int count) {
        var numbers = TestTree.freshNumbers(count);
        run(file(numbers), ImportChoices.newNumbers(true));
        return numbers;
    }

    private List<String> given(int count) {
        var numbers = imported(count);
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        tree.give(tree.o, tree.a, numbers);
        tree.put(tree.a, tree.retail(tree.a), numbers);
        return numbers;
    }

    private void otherBatch(String name, @org.jspecify.annotations.Nullable String currency) {
        tree.transactions()
                .write(
                        tree.o.admin(),
                        Right.UPLOAD,
                        context -> context.sql()
                                .execute(
                                        "insert into vendor_batch (operator_id, tenant_id, vendor_id, name, currency)"
                                                + " select operator_id, tenant_id, vendor_id, ?, coalesce(?, currency)"
                                                + " from vendor_batch where operator_id = ? and tenant_id = ? limit 1",
                                        name,
                                        currency,
                                        tree.o.operatorId(),
                                        tree.o.id()));
    }

    private UploadReport update(String text, Set<UpdateColumn> columns) {
        return run(text, new ImportChoices(false, columns, false));
    }

    private UploadReport run(String text, ImportChoices choices) {
        return run(at.stage(tree.o.admin(), text).id(), choices);
    }

    private UploadReport run(UUID upload, ImportChoices choices) {
        return at.uploads.importRows(
                tree.o.admin(), upload, choices, UUID.randomUUID().toString(), UploadProgress.NONE);
    }
}
