package com.didstock.pricing;

import static com.didstock.db.didstock.Tables.DID_HOLDING;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantTransaction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Service;

/** Says what numbers would cost by the terms of a batch, before the batch is saved. */
@Service
public class PriceList {

    private static final int MOST_EXAMPLES = 100;

    private final TenantTransaction transactions;

    PriceList(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * Prices for some costs, computed by the same functions that price real numbers.
     *
     * @param examples at most {@value #MOST_EXAMPLES}
     * @return a quote for each example, in order
     * @throws RefusedException if the terms can't be those of a batch
     */
    public List<PriceQuote> quote(Actor actor, BatchTerms terms, List<PriceExample> examples) {
        if (examples.size() > MOST_EXAMPLES) {
            throw new IllegalArgumentException("at most " + MOST_EXAMPLES + " examples");
        }
        // A form is priced before it has a name.
        var rule = BatchRules.checked(terms.name().isBlank() ? terms.named("?") : terms);
        return transactions.read(actor, context -> {
            context.require(Right.SEE_MONEY);
            var quotes = new ArrayList<PriceQuote>();
            for (var example : examples) {
                quotes.add(
                        rule.freeOfCharge()
                                ? quoteOf(example, BigDecimal.ZERO, BigDecimal.ZERO)
                                : context.sql()
                                        .select(activationPrice(rule, example), recurringPrice(rule, example))
                                        .fetchSingle(row -> quoteOf(example, row.value1(), row.value2())));
            }
            return quotes;
        });
    }

    /**
     * What each of the tenant's batches would make of a cost in its currency, by name.
     *
     * @param cost not negative
     */
    public List<BatchQuote> quoteAll(Actor actor, PriceExample cost) {
        var all = transactions.read(actor, context -> {
            context.require(Right.SEE_MONEY);
            return BatchTable.all(context);
        });
        return all.stream()
                .map(batch -> new BatchQuote(
                        batch, quote(actor, batch.terms(), List.of(cost)).getFirst(), exact(batch.terms(), cost)))
                .toList();
    }

    private static BigDecimal exact(BatchTerms rule, PriceExample cost) {
        return rule.freeOfCharge()
                ? BigDecimal.ZERO
                : cost.recurringCost()
                        .multiply(BigDecimal.ONE.add(rule.markupPercent().movePointLeft(2)))
                        .add(rule.recurringFee())
                        .stripTrailingZeros();
    }

    /** {@return ISO 4217 code of the currency in which the tenant itself is billed: what a new batch begins with} */
    public String currency(Actor actor) {
        return transactions.read(actor, context -> context.tenant().currency());
    }

    /**
     * The cost of one of the tenant's own numbers, to ask a price for.
     *
     * @param number digits of a number that the tenant holds
     * @throws NotThereException if the tenant does not hold it
     */
    public PriceExample costOf(Actor actor, String number) {
        return transactions.read(actor, context -> {
            context.require(Right.SEE_MONEY);
            return context.sql()
                    .select(DID_HOLDING.ACTIVATION_COST, DID_HOLDING.RECURRING_COST)
                    .from(DID_HOLDING)
                    .where(context.ownsHolding())
                    .and(DID_HOLDING.NUMBER.eq(number))
                    .fetchOptional(row -> new PriceExample(row.value1(), row.value2()))
                    .orElseThrow(() -> new NotThereException("number"));
        });
    }

    private static PriceQuote quoteOf(PriceExample example, BigDecimal activation, BigDecimal recurring) {
        return new PriceQuote(example.activationCost(), example.recurringCost(), activation, recurring);
    }

    private static Field<BigDecimal> activationPrice(BatchTerms rule, PriceExample example) {
        return DSL.function(
                DSL.name("didstock", "activation_price"),
                SQLDataType.NUMERIC,
                DSL.val(example.activationCost()),
                DSL.val(rule.activationFee()),
                DSL.val(Objects.requireNonNull(rule.rounding())));
    }

    private static Field<BigDecimal> recurringPrice(BatchTerms rule, PriceExample example) {
        return DSL.function(
                DSL.name("didstock", "recurring_price"),
                SQLDataType.NUMERIC,
                DSL.val(example.recurringCost()),
                DSL.val(rule.markupPercent()),
                DSL.val(rule.recurringFee()),
                DSL.val(Objects.requireNonNull(rule.rounding())));
    }
}
