package com.didstock.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.RightMissingException;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PricingBatchesTest {

    private final TestTree tree = TestTree.plant();
    private final PricingBatches batches = new PricingBatches(tree.transactions());
    private final AssignedBatches assigned = new AssignedBatches(tree.transactions());

    @Test
    void aBatchIsKeptAsItWasSaidWithTheRoundingOfItsCurrency() {
        var terms = new BatchTerms(
                "  Retail US ",
                AppliedTo.CUSTOMERS,
                BatchType.INVENTORIED,
                null,
                false,
                "JPY",
                new BigDecimal("1.5"),
                new BigDecimal("0.25"),
                new BigDecimal("-12.5"),
                null,
                " toll-free ");

        var created = batches.create(tree.o.admin(), terms);

        assertThat(batches.find(tree.o.admin(), created.id())).isEqualTo(created);
        assertThat(created.terms().name()).isEqualTo("Retail US");
        assertThat(created.terms().description()).isEqualTo("toll-free");
        assertThat(created.terms().rounding()).isZero();
        assertThat(created.terms().activationFee()).isEqualByComparingTo("1.5");
        assertThat(created.terms().recurringFee()).isEqualByComparingTo("0.25");
        assertThat(created.terms().markupPercent()).isEqualByComparingTo("-12.5");
        assertThat(batches.findByName(tree.o.admin(), "retail us")).contains(created);
    }

    @Test
    void belowCostIsRefusedUnlessItIsMeant() {
        var batch = tree.retail(tree.o);
        var numbers = tree.load(tree.o, 3);
        tree.put(tree.o, batch, numbers);
        var before = batches.find(tree.o.admin(), batch);
        var terms = new BatchTerms(
                before.name(),
                AppliedTo.CUSTOMERS,
                BatchType.INVENTORIED,
                null,
                false,
                "EUR",
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                new BigDecimal("-10"),
                2,
                "");

        assertThatThrownBy(() -> batches.update(tree.o.admin(), batch, before.version(), terms, false))
                .asInstanceOf(type(RefusedException.class))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo(BatchRefusal.BELOW_COST);
                    assertThat(refused.arguments()).containsExactly(3);
                });
        var after = batches.update(tree.o.admin(), batch, before.version(), terms, true);

        assertThat(after.terms().markupPercent()).isEqualByComparingTo("-10");
        // A change that leaves the prices alone is no reason to ask again.
        assertThat(batches.update(tree.o.admin(), batch, after.version(), terms, false)
                        .version())
                .isGreaterThan(after.version());
    }

    @Test
    void theListTellsHowManyNumbersGoBelowCostWithoutThoseMeantToBeFree() {
        var batch = tree.wholesale(tree.o);
        var free = tree.load(tree.o, TestTree.freshNumbers(1), TestTree.Facts.BERLIN.free());
        var numbers = tree.load(tree.o, 3);
        tree.put(tree.o, batch, numbers);
        tree.put(tree.o, batch, free);
        tree.give(tree.o, tree.a, numbers.subList(0, 1));
        assertThat(belowCost(batch)).isZero();

        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql()
                        .execute(
                                "update pricing_batch set recurring_fee = 0, markup_percent = -100 where id = ?",
                                batch));

        // Those offered; the one given out keeps its price.
        assertThat(belowCost(batch)).isEqualTo(2);
        assertThat(batches.list(tree.a.admin(), ""))
                .allSatisfy(row -> assertThat(row.belowCost()).isZero());
    }

    private int belowCost(int batch) {
        return batches.list(tree.o.admin(), "").stream()
                .filter(row -> row.id() == batch)
                .findFirst()
                .orElseThrow()
                .belowCost();
    }

    @Test
    void whoChangedWhatIsToldToTheBatchesOwnTenantOnly() {
        var changes = new BatchChanges(tree.transactions());
        var batch = batches.create(tree.a.admin(), BatchTerms.blank("EUR").named("Hotels"));
        batches.update(
                tree.a.admin(), batch.id(), batch.version(), batch.terms().named("Inns"));

        assertThat(changes.list(tree.a.viewer(), batch.id()).getFirst()).satisfies(change -> {
            assertThat(change.field()).isEqualTo("name");
            assertThat(change.before()).isEqualTo("Hotels");
            assertThat(change.after()).isEqualTo("Inns");
            assertThat(change.by()).startsWith("reseller_admin");
        });
        for (var other : List.of(tree.o, tree.b, tree.a1, tree.ca, tree.p)) {
            assertThatThrownBy(() -> changes.list(other.admin(), batch.id())).isInstanceOf(NotThereException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"EUR, 2", "JPY, 0", "KWD, 3"})
    void pricesAreRoundedToTheMinorUnitsOfTheCurrencyUnlessSaidOtherwise(String currency, int digits) {
        var created = batches.create(tree.o.admin(), BatchTerms.blank(currency).named("New"));

        assertThat(created.terms().rounding()).isEqualTo(digits);
    }

    @Test
    void theListCountsWhatLiesInEachBatchAndWhatItEarns() {
        int batch = tree.wholesale(tree.o);
        var numbers = tree.load(tree.o, 7);
        tree.put(tree.o, batch, numbers);
        tree.give(tree.o, tree.a, numbers.subList(0, 3));
        tree.give(tree.a, tree.ca, numbers.subList(0, 1));
        tree.setInUse(tree.ca, numbers.subList(0, 1), true);
        tree.reserve(tree.o, tree.a, numbers.subList(3, 5), Duration.ofDays(1));

        var row = row(tree.o, batch);

        assertThat(row.numbers().inUse()).isEqualTo(1);
        assertThat(row.numbers().given()).isEqualTo(2);
        assertThat(row.numbers().free()).isEqualTo(2);
        assertThat(row.numbers().other()).isEqualTo(2);
        assertThat(row.numbers().monthlyRevenue().get("EUR")).isEqualByComparingTo("7.50");
        assertThat(row.assignedTo()).containsExactly("A", "B");

        tree.clock().advance(Duration.ofDays(2));
        assertThat(row(tree.o, batch).numbers().free())
                .as("a reservation that ended by itself")
                .isEqualTo(4);
    }

    @Test
    void theListFindsByNameAndDescription() {
        batches.create(
                tree.o.admin(),
                new BatchTerms(
                        "Numbers",
                        AppliedTo.CUSTOMERS,
                        BatchType.INVENTORIED,
                        null,
                        false,
                        "EUR",
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        null,
                        "For hotels"));

        assertThat(names(tree.o, "HOTEL")).containsExactly("Numbers");
        assertThat(names(tree.o, "tail")).containsExactly("Retail");
        assertThat(names(tree.o, "100%")).isEmpty();
    }

    @Test
    void everybodySeesOnlyTheirOwnBatches() {
        var mine = batches.create(tree.a.admin(), BatchTerms.blank("EUR").named("Only A's"));

        assertThat(names(tree.a, "")).contains("Only A's");
        assertThat(batches.list(tree.a.viewer(), "")).isNotEmpty();
        for (var other : List.of(tree.o, tree.b, tree.a1, tree.ca, tree.cb, tree.p, tree.q)) {
            assertThat(names(other, "")).as("%s", other).doesNotContain("Only A's");
            assertThat(batches.findByName(other.admin(), "Only A's")).isEmpty();
            assertNotThere(() -> batches.find(other.admin(), mine.id()));
            if (other.kind() != com.didstock.tenancy.TenantKind.CUSTOMER) {
                assertNotThere(() -> batches.update(other.admin(), mine.id(), mine.version(), mine.terms()));
                assertNotThere(() -> batches.duplicate(other.admin(), mine.id(), ""));
                assertNotThere(() -> batches.delete(other.admin(), mine.id()));
            }
        }
        assertThat(batches.find(tree.a.admin(), mine.id())).isEqualTo(mine);
    }

    @Test
    void whoeverMayNotPriceChangesNothing() {
        var mine = batches.create(tree.a.admin(), BatchTerms.blank("EUR").named("A's"));

        for (Actor actor : List.of(tree.a.viewer(), tree.ca.admin())) {
            assertMayNot(() -> batches.create(actor, BatchTerms.blank("EUR").named("Another")));
            assertMayNot(() -> batches.update(actor, mine.id(), mine.version(), mine.terms()));
            assertMayNot(() -> batches.duplicate(actor, mine.id(), ""));
            assertMayNot(() -> batches.delete(actor, mine.id()));
            assertMayNot(() -> assigned.set(actor, tree.ca.id(), List.of()));
        }
        assertThat(names(tree.a, "")).containsExactly("A's", "Retail", "Wholesale");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongTermsAreRefusedByTheirField(BatchTerms terms, BatchRefusal reason, String field) {
        assertRefused(reason, () -> batches.create(tree.o.admin(), terms));
        int id = tree.wholesale(tree.o);
        assertRefused(
                reason,
                () -> batches.update(
                        tree.o.admin(), id, batches.find(tree.o.admin(), id).version(), terms));

        assertThat(reason.field()).isEqualTo(field);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(terms("  ", "EUR", "0", "0", "0", 2), BatchRefusal.NAME_MISSING, "name"),
                Arguments.of(terms("x".repeat(121), "EUR", "0", "0", "0", 2), BatchRefusal.NAME_TOO_LONG, "name"),
                Arguments.of(terms("rEtAiL", "EUR", "0", "0", "0", 2), BatchRefusal.NAME_TAKEN, "name"),
                Arguments.of(terms("N", "EURO", "0", "0", "0", 2), BatchRefusal.CURRENCY_UNKNOWN, "currency"),
                Arguments.of(
                        terms("N", "EUR", "-0.01", "0", "0", 2), BatchRefusal.ACTIVATION_FEE_NEGATIVE, "activationFee"),
                Arguments.of(
                        terms("N", "EUR", "0", "-0.01", "0", 2), BatchRefusal.RECURRING_FEE_NEGATIVE, "recurringFee"),
                Arguments.of(
                        terms("N", "EUR", "1E12", "0", "0", 2),
                        BatchRefusal.ACTIVATION_FEE_OUT_OF_RANGE,
                        "activationFee"),
                Arguments.of(
                        terms("N", "EUR", "0", "0.000001", "0", 2),
                        BatchRefusal.RECURRING_FEE_OUT_OF_RANGE,
                        "recurringFee"),
                Arguments.of(terms("N", "EUR", "0", "0", "-100.01", 2), BatchRefusal.MARKUP_TOO_LOW, "markupPercent"),
                Arguments.of(terms("N", "EUR", "0", "0", "1E9", 2), BatchRefusal.MARKUP_OUT_OF_RANGE, "markupPercent"),
                Arguments.of(terms("N", "EUR", "0", "0", "0", 6), BatchRefusal.ROUNDING_OUT_OF_RANGE, "rounding"),
                Arguments.of(terms("N", "EUR", "0", "0", "0", -1), BatchRefusal.ROUNDING_OUT_OF_RANGE, "rounding"),
                Arguments.of(
                        new BatchTerms(
                                "N",
                                AppliedTo.RESELLERS,
                                BatchType.INVENTORIED,
                                null,
                                true,
                                "EUR",
                                BigDecimal.ZERO,
                                BigDecimal.ZERO,
                                BigDecimal.ZERO,
                                2,
                                ""),
                        BatchRefusal.FREE_ONLY_FOR_CUSTOMERS,
                        "freeOfCharge"),
                Arguments.of(
                        new BatchTerms(
                                "N",
                                AppliedTo.RESELLERS,
                                BatchType.ON_DEMAND,
                                null,
                                false,
                                "EUR",
                                BigDecimal.ZERO,
                                BigDecimal.ZERO,
                                BigDecimal.ZERO,
                                2,
                                ""),
                        BatchRefusal.VENDOR_MISSING,
                        "onDemandVendor"));
    }

    @Test
    void anotherTenantsVendorIsNotThere() {
        int vendorOfB = tree.read(
                tree.b,
                ctx -> ((Number)
                                java.util.Objects.requireNonNull(ctx.sql().fetchValue("select id from vendor limit 1")))
                        .intValue());
        var terms = new BatchTerms(
                "N",
                AppliedTo.RESELLERS,
                BatchType.ON_DEMAND,
                vendorOfB,
                false,
                "EUR",
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                2,
                "");

        assertNotThere(() -> batches.create(tree.o.admin(), terms));
        assertThat(batches.create(tree.b.admin(), terms).terms().onDemandVendor())
                .isEqualTo(vendorOfB);
    }

    @Test
    void whoeverReadAnOlderVersionIsTold() {
        var read = batches.create(tree.o.admin(), BatchTerms.blank("EUR").named("New"));
        var changed = batches.update(
                tree.o.admin(), read.id(), read.version(), read.terms().named("Newer"));

        assertThatThrownBy(() -> batches.update(
                        tree.o.admin(), read.id(), read.version(), read.terms().named("Newest")))
                .isInstanceOf(ChangedMeanwhileException.class);
        assertThat(batches.find(tree.o.admin(), read.id())).isEqualTo(changed);
    }

    @Test
    void aChangedBatchPricesOnlyWhatIsGivenFromThenOn() {
        var numbers = tree.load(tree.o, 2);
        int id = tree.wholesale(tree.o);
        tree.put(tree.o, id, numbers);
        tree.give(tree.o, tree.a, numbers.subList(0, 1));
        var batch = batches.find(tree.o.admin(), id);

        batches.update(tree.o.admin(), id, batch.version(), fee(batch.terms(), "9.00"));
        tree.give(tree.o, tree.a, numbers.subList(1, 2));

        assertThat(tree.holding(tree.a, numbers.get(0)).get("recurring_cost", BigDecimal.class))
                .isEqualByComparingTo("2.50");
        assertThat(tree.holding(tree.a, numbers.get(1)).get("recurring_cost", BigDecimal.class))
                .isEqualByComparingTo("11.00");
    }

    @Test
    void aBatchThatPricesGivenNumbersStaysOfItsKind() {
        int id = tree.wholesale(tree.o);
        var numbers = tree.load(tree.o, 3);
        tree.put(tree.o, id, numbers);
        tree.give(tree.o, tree.a, numbers.subList(0, 2));
        for (var child : List.of(tree.a, tree.b)) {
            assigned.set(tree.o.admin(), child.id(), List.of());
        }
        var before = batches.find(tree.o.admin(), id);

        assertRefused(
                BatchRefusal.PRICES_GIVEN_NUMBERS,
                () -> batches.update(tree.o.admin(), id, before.version(), kind(before, AppliedTo.CUSTOMERS, "EUR")),
                2);
        assertRefused(
                BatchRefusal.PRICES_GIVEN_NUMBERS,
                () -> batches.update(tree.o.admin(), id, before.version(), kind(before, AppliedTo.RESELLERS, "USD")),
                2);
        tree.recall(tree.o, numbers.subList(0, 2));

        assertThat(batches.update(tree.o.admin(), id, before.version(), kind(before, AppliedTo.CUSTOMERS, "USD"))
                        .terms()
                        .currency())
                .isEqualTo("USD");
    }

    @Test
    void anAssignedBatchStaysOfItsKind() {
        var before = batches.find(tree.o.admin(), tree.wholesale(tree.o));

        assertRefused(
                BatchRefusal.ASSIGNED_TO_CHILD,
                () -> batches.update(
                        tree.o.admin(), before.id(), before.version(), kind(before, AppliedTo.CUSTOMERS, "EUR")),
                "A, B");
    }

    @Test
    void aBatchIsDeletedOnlyWhenNothingHangsOnIt() {
        int id = tree.wholesale(tree.o);
        var numbers = tree.load(tree.o, 3);
        tree.put(tree.o, id, numbers);
        tree.give(tree.o, tree.a, numbers.subList(0, 1));

        assertRefused(BatchRefusal.HOLDS_NUMBERS, () -> batches.delete(tree.o.admin(), id), 3);
        tree.put(tree.o, null, numbers.subList(1, 3));
        assertRefused(BatchRefusal.HOLDS_NUMBERS, () -> batches.delete(tree.o.admin(), id), 1);
        tree.recall(tree.o, numbers.subList(0, 1));
        tree.put(tree.o, null, numbers.subList(0, 1));
        assertRefused(BatchRefusal.ASSIGNED_TO_CHILD, () -> batches.delete(tree.o.admin(), id), "A, B");
        assigned.set(tree.o.admin(), tree.a.id(), List.of());
        assertRefused(BatchRefusal.ASSIGNED_TO_CHILD, () -> batches.delete(tree.o.admin(), id), "B");
        assigned.set(tree.o.admin(), tree.b.id(), List.of());

        batches.delete(tree.o.admin(), id);

        assertNotThere(() -> batches.find(tree.o.admin(), id));
        assertNotThere(() -> batches.delete(tree.o.admin(), id));
    }

    /** It is remembered where a number given out came from, but that does not hold the batch. */
    @Test
    void aHomeBatchCanBeDeletedAndTheNumberComesBackInNone() {
        int home = tree.batch(tree.o, "Home", "CUSTOMERS", "EUR");
        var number = tree.load(tree.o, 1);
        tree.put(tree.o, home, number);
        tree.chain(
                tree.o,
                "GIVE",
                "select give_numbers(?, ?::text[], true, '{FREE}', ?::timestamptz)",
                tree.a.id(),
                TestTree.array(number));
        assertThat(tree.holding(tree.o, number.getFirst()).get("home_batch_id")).isEqualTo(home);

        batches.delete(tree.o.admin(), home);
        tree.recall(tree.o, number);

        assertThat(tree.status(tree.o, number.getFirst())).isEqualTo("FREE");
        assertThat(tree.holding(tree.o, number.getFirst()).get("pricing_batch_id"))
                .isNull();
    }

    @Test
    void aCopyHasTheTermsAndNeitherNumbersNorAssignments() {
        int id = tree.wholesale(tree.o);
        tree.put(tree.o, id, tree.load(tree.o, 2));

        var copy = batches.duplicate(tree.o.admin(), id, "");
        var second = batches.duplicate(tree.o.admin(), id, " ");
        var named = batches.duplicate(tree.o.admin(), id, "Resellers 2027");

        assertThat(copy.name()).isEqualTo("Wholesale (2)");
        assertThat(second.name()).isEqualTo("Wholesale (3)");
        assertThat(named.name()).isEqualTo("Resellers 2027");
        assertThat(copy.terms().named(""))
                .isEqualTo(batches.find(tree.o.admin(), id).terms().named(""));
        assertThat(row(tree.o, copy.id()).numbers().total()).isZero();
        assertThat(row(tree.o, copy.id()).assignedTo()).isEmpty();
        assertRefused(BatchRefusal.NAME_TAKEN, () -> batches.duplicate(tree.o.admin(), id, "retail"));
    }

    private PricingBatchRow row(Member member, int id) {
        return batches.list(member.admin(), "").stream()
                .filter(row -> row.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private List<String> names(Member member, String search) {
        return batches.list(member.admin(), search).stream()
                .map(row -> row.terms().name())
                .toList();
    }

    private static BatchTerms terms(
            String name, String currency, String activationFee, String recurringFee, String markup, int rounding) {
        return new BatchTerms(
                name,
                AppliedTo.RESELLERS,
                BatchType.INVENTORIED,
                null,
                false,
                currency,
                new BigDecimal(activationFee),
                new BigDecimal(recurringFee),
                new BigDecimal(markup),
                rounding,
                "");
    }

    private static BatchTerms fee(BatchTerms terms, String recurringFee) {
        return terms(terms.name(), terms.currency(), "0", recurringFee, "0", 2);
    }

    private static BatchTerms kind(PricingBatch batch, AppliedTo appliedTo, String currency) {
        var terms = batch.terms();
        return new BatchTerms(
                terms.name(),
                appliedTo,
                terms.type(),
                null,
                false,
                currency,
                terms.activationFee(),
                terms.recurringFee(),
                terms.markupPercent(),
                2,
                "");
    }

    static void assertRefused(BatchRefusal reason, ThrowingCallable call, Object... arguments) {
        assertThatThrownBy(call).asInstanceOf(type(RefusedException.class)).satisfies(refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            if (arguments.length > 0) {
                assertThat(refused.arguments()).containsExactly(arguments);
            }
        });
    }

    static void assertNotThere(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NotThereException.class);
    }

    private static void assertMayNot(ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(RightMissingException.class))
                .extracting(RightMissingException::right)
                .isEqualTo(Right.PRICE);
    }
}
