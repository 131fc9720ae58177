package com.didstock.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestTree;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** The price that the database computes is the one of the rule, said here in decimals: rounded half up, once. */
class PriceListPropertyTest {

    private static final TestTree TREE = TestTree.plant();
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final PriceList prices = new PriceList(TREE.transactions());

    @Property(tries = 200)
    void aPriceIsCostWithMarkupAndFeeRoundedHalfUpOnce(
            @ForAll("costs") @Size(min = 1, max = 10) List<PriceExample> examples,
            @ForAll("fees") BigDecimal activationFee,
            @ForAll("fees") BigDecimal recurringFee,
            @ForAll("markups") BigDecimal markup,
            @ForAll("roundings") int rounding) {
        var terms = terms(activationFee, recurringFee, markup, rounding, false);

        var quotes = prices.quote(TREE.o.admin(), terms, examples);

        assertThat(quotes).hasSameSizeAs(examples);
        for (int i = 0; i < examples.size(); i++) {
            var example = examples.get(i);
            var factor = HUNDRED.add(markup);
            // Dividing by a hundred moves the point: nothing is lost before the one rounding.
            var recurring = example.recurringCost()
                    .multiply(factor)
                    .movePointLeft(2)
                    .add(recurringFee)
                    .setScale(rounding, RoundingMode.HALF_UP);
            var activation = example.activationCost().add(activationFee).setScale(rounding, RoundingMode.HALF_UP);
            assertThat(quotes.get(i).recurring()).as("a month, %s", example).isEqualByComparingTo(recurring);
            assertThat(quotes.get(i).activation()).as("once, %s", example).isEqualByComparingTo(activation);
            assertThat(quotes.get(i).monthlyMargin()).isEqualByComparingTo(recurring.subtract(example.recurringCost()));
        }
    }

    @Property(tries = 50)
    void noPriceIsNegative(
            @ForAll("costs") @Size(min = 1, max = 10) List<PriceExample> examples,
            @ForAll("markups") BigDecimal markup,
            @ForAll("roundings") int rounding) {
        var quotes = prices.quote(
                TREE.o.admin(), terms(BigDecimal.ZERO, BigDecimal.ZERO, markup, rounding, false), examples);

        assertThat(quotes).allSatisfy(quote -> {
            assertThat(quote.recurring()).isNotNegative();
            assertThat(quote.activation()).isNotNegative();
        });
    }

    @Property(tries = 30)
    void freeOfChargeIsFreeWhateverTheFees(
            @ForAll("costs") @Size(min = 1, max = 5) List<PriceExample> examples,
            @ForAll("fees") BigDecimal fee,
            @ForAll("markups") BigDecimal markup) {
        var quotes = prices.quote(TREE.o.admin(), terms(fee, fee, markup, 2, true), examples);

        assertThat(quotes).allSatisfy(quote -> {
            assertThat(quote.recurring()).isZero();
            assertThat(quote.activation()).isZero();
        });
    }

    /** The oracle would notice another rounding: these lie exactly in the middle. */
    @Example
    void theMiddleGoesUp() {
        var examples = List.of(
                new PriceExample(new BigDecimal("0.125"), new BigDecimal("0.125")),
                new PriceExample(new BigDecimal("0.135"), new BigDecimal("0.135")));

        var quotes = prices.quote(
                TREE.o.admin(), terms(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 2, false), examples);

        assertThat(quotes)
                .extracting(PriceQuote::recurring)
                .containsExactly(new BigDecimal("0.13"), new BigDecimal("0.14"));
    }

    private static BatchTerms terms(
            BigDecimal activationFee, BigDecimal recurringFee, BigDecimal markup, int rounding, boolean free) {
        return new BatchTerms(
                "",
                AppliedTo.CUSTOMERS,
                BatchType.INVENTORIED,
                null,
                free,
                "EUR",
                activationFee,
                recurringFee,
                markup,
                rounding,
                "");
    }

    @Provide
    Arbitrary<List<PriceExample>> costs() {
        var cost = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("100000"))
                .ofScale(5);
        return net.jqwik.api.Combinators.combine(cost, cost)
                .as(PriceExample::new)
                .list();
    }

    @Provide
    Arbitrary<BigDecimal> fees() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("1000"))
                .ofScale(5);
    }

    @Provide
    Arbitrary<BigDecimal> markups() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("-100"), new BigDecimal("500"))
                .ofScale(4);
    }

    @Provide
    Arbitrary<Integer> roundings() {
        return Arbitraries.of(0, 2, 3);
    }
}
