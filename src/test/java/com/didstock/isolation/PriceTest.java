package com.didstock.isolation;

import static com.didstock.testing.TestTree.array;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.tenancy.StockChangedException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At what price a number goes to a child, by which batch, and when it does not go. */
class PriceTest {

    private final TestTree tree = TestTree.plant();

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @ParameterizedTest
    @CsvSource({
        // cost, markup %, fee, digits, price: rounded half up, once, at the end
        "2.00, 10, 0.25, 2, 2.45",
        "1.005, 0, 0, 2, 1.01",
        "1.004, 0, 0.0009, 2, 1.00",
        "1.004, 0, 0.0010, 2, 1.01",
        "0.333, 50, 0, 3, 0.500",
        "9.99, -100, 0, 2, 0.00",
        "123, 12.5, 0, 0, 138"
    })
    void theRecurringPriceIsRoundedOnce(String cost, String markup, String fee, int digits, String price) {
        Object found = tree.read(
                tree.o,
                ctx -> ctx.sql()
                        .fetchValue(
                                "select recurring_price(?::numeric, ?::numeric, ?::numeric, ?)::text",
                                cost,
                                markup,
                                fee,
                                digits));

        assertThat(found).isEqualTo(price);
    }

    @Test
    void aNumberInABatchCostsWhatTheBatchSays() {
        var number = tree.load(tree.o, TestTree.freshNumbers(1), Facts.BERLIN.costing("3.00", "4.00"));
        int dear = tree.batch(tree.o, "Dear", "RESELLERS", "EUR");
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql().execute("update pricing_batch set markup_percent = 50 where id = ?", dear));
        tree.put(tree.o, dear, number);

        tree.give(tree.o, tree.a, number);

        assertThat(price(tree.a, number)).isEqualTo("3.20 6.50 EUR");
    }

    @Test
    void aNumberInNoBatchCostsWhatTheFirstAssignedBatchThatCoversItSays() {
        int cheap = batchWithFee("Cheap", "0.01");
        int other = batchWithFee("Other", "0.02");
        tree.assign(tree.o, tree.b, cheap);
        tree.assign(tree.o, tree.b, other);
        order(tree.b, List.of(other, cheap, tree.wholesale(tree.o)));
        scope(other, "countries = '{FR}'");
        var german = tree.load(tree.o, 1);
        var french = tree.load(tree.o, TestTree.freshNumbers(1), Facts.BERLIN.in("FR", "Paris"));

        tree.give(tree.o, tree.b, german);
        tree.give(tree.o, tree.b, french);

        assertThat(price(tree.b, german)).isEqualTo("1.20 2.01 EUR");
        assertThat(price(tree.b, french)).isEqualTo("1.20 2.02 EUR");
        assertThat(tree.holding(tree.o, french.getFirst()).get("pricing_batch_id"))
                .isEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource({"countries = '{FR}'", "number_types = '{MOBILE}'", "group_ids = '{1}'"})
    void whatNoAssignedBatchCoversHasNoPriceAndIsNotOffered(String scope) {
        scope(tree.wholesale(tree.o), scope);
        var number = tree.load(tree.o, 1);

        assertThat(refusal(tree.a, number)).isEqualTo("NO_PRICE");
        assertThat(tree.take(tree.a, 1)).isEmpty();
        assertThatThrownBy(() -> tree.give(tree.o, tree.a, number)).isInstanceOf(StockChangedException.class);
    }

    @Test
    void aBatchForCustomersPricesNoResellersNumber() {
        var number = tree.load(tree.o, 1);
        tree.put(tree.o, tree.retail(tree.o), number);

        assertThat(refusal(tree.a, number)).isEqualTo("BATCH_FOR_OTHERS");
        assertThatThrownBy(() -> tree.give(tree.o, tree.a, number)).isInstanceOf(StockChangedException.class);
    }

    @Test
    void aBatchForResellersPricesNoCustomersNumberEvenIfItIsAssigned() {
        var c = tree.customer(tree.o, "C");
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql()
                        .execute(
                                "update pricing_batch set applied_to = 'RESELLERS' where id = ?", tree.retail(tree.o)));
        tree.load(tree.o, 1);

        assertThat(tree.take(c, 1)).isEmpty();
    }

    @Test
    void aBatchInAnotherCurrencyIsRefusedByName() {
        var number = tree.load(tree.o, 1);
        tree.put(tree.o, tree.batch(tree.o, "Dollars", "RESELLERS", "USD"), number);

        assertThat(refusal(tree.a, number)).isEqualTo("BATCH_IN_OTHER_CURRENCY");
    }

    @Test
    void aCostInAnotherCurrencyHasNoRate() {
        tree.run(tree.o, "TEST", ctx -> ctx.sql().execute("update vendor_batch set currency = 'USD'"));
        var number = tree.load(tree.o, 1);
        tree.put(tree.o, tree.wholesale(tree.o), number);

        assertThat(refusal(tree.a, number)).isEqualTo("NO_RATE");
        assertThat(tree.take(tree.a, 1)).isEmpty();
    }

    @Test
    void theAssignedBatchPricesItInsteadOnlyIfSaidSo() {
        var number = tree.load(tree.o, 1);
        tree.put(tree.o, tree.retail(tree.o), number);

        assertThat(refusal(tree.a, number)).isEqualTo("BATCH_FOR_OTHERS");
        tree.chain(
                tree.o,
                "GIVE",
                "select give_numbers(?, ?::text[], true, '{FREE}', ?::timestamptz)",
                tree.a.id(),
                array(number));

        assertThat(price(tree.a, number)).isEqualTo("1.20 2.50 EUR");
        assertThat(tree.holding(tree.o, number.getFirst()).get("home_batch_id")).isEqualTo(tree.retail(tree.o));
    }

    @Test
    void aNumberFreeOfChargeIsFreeAtEveryLevelWhateverItsBatch() {
        var number = tree.load(tree.o, TestTree.freshNumbers(1), Facts.BERLIN.free());
        tree.put(tree.o, tree.retail(tree.o), number);

        tree.give(tree.o, tree.a, number);
        assertThat(tree.take(tree.a1, 1)).isEqualTo(number);
        tree.give(tree.a1, tree.ca1, number);

        for (var holder : List.of(tree.a, tree.a1, tree.ca1)) {
            assertThat(price(holder, number)).isEqualTo("0.00 0.00 EUR");
        }
        assertThat(tree.holding(tree.o, number.getFirst()).get("pricing_batch_id"))
                .isNull();
    }

    @Test
    void aNumberThatLiesInABatchIsOfferedByThatBatchAlone() {
        var number = tree.load(tree.o, 1);
        int other = tree.batch(tree.o, "Other", "RESELLERS", "EUR");
        tree.put(tree.o, other, number);
        assertThat(tree.take(tree.a, 1)).isEmpty();

        tree.assign(tree.o, tree.a, other);

        assertThat(tree.take(tree.a, 1)).isEqualTo(number);
        assertThat(tree.holding(tree.o, number.getFirst()).get("home_batch_id")).isEqualTo(other);
    }

    private String price(Member holder, List<String> number) {
        var row = tree.holding(holder, number.getFirst());
        return "%.2f %.2f %s"
                .formatted(
                        row.get("activation_cost", BigDecimal.class),
                        row.get("recurring_cost", BigDecimal.class),
                        row.get("currency", String.class));
    }

    private String refusal(Member child, List<String> number) {
        Object refusal = tree.read(
                tree.o,
                ctx -> ctx.sql()
                        .fetchValue(
                                "select refusal from give_prices(?, ?, ?, ?::text[], false)",
                                tree.o.operatorId(),
                                tree.o.id(),
                                child.id(),
                                array(number)));
        return String.valueOf(refusal);
    }

    private int batchWithFee(String name, String fee) {
        int batch = tree.batch(tree.o, name, "RESELLERS", "EUR");
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql()
                        .execute("update pricing_batch set recurring_fee = ?::numeric where id = ?", fee, batch));
        return batch;
    }

    private void order(Member child, List<Integer> batches) {
        tree.run(tree.o, "TEST", ctx -> {
            for (int place = 0; place < batches.size(); place++) {
                ctx.sql()
                        .execute(
                                "update assigned_batch set position = ? where child_id = ? and pricing_batch_id = ?",
                                place,
                                child.id(),
                                batches.get(place));
            }
        });
    }

    private void scope(int batch, String scope) {
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql()
                        .execute("update assigned_batch set %s where pricing_batch_id = ?".formatted(scope), batch));
    }
}
