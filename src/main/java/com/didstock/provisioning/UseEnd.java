package com.didstock.provisioning;

import com.didstock.inventory.Candidate;
import com.didstock.tenancy.AfterUse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What may become of numbers when an account stops using them, for who asks.
 *
 * @param numbers how many numbers of the stock it uses
 * @param choices what who asks may choose
 */
public record UseEnd(int numbers, List<Choice> choices) {

    /**
     * One way.
     *
     * @param preset whether this happens if nobody chooses
     * @param leaving how many numbers leave the customer
     * @param noLongerCharged what the customer no longer pays a month, by currency
     * @param noLongerPaid what the tenant directly above no longer pays a month, by currency; told to that tenant only
     */
    public record Choice(
            AfterUse then,
            boolean preset,
            int leaving,
            Map<String, BigDecimal> noLongerCharged,
            Map<String, BigDecimal> noLongerPaid) {}

    static UseEnd of(
            boolean customerAsks,
            boolean poolAbove,
            AfterUse preset,
            List<Candidate> all,
            List<Candidate> provisioned) {
        var choices = new ArrayList<Choice>();
        for (var then : AfterUse.values()) {
            if (then == AfterUse.RELEASE_TO_POOL && customerAsks && preset != then) {
                continue;
            }
            var leaving = switch (then) {
                case BY_ORIGIN -> provisioned;
                case KEEP -> List.<Candidate>of();
                case BACK_TO_BATCH, RELEASE_TO_POOL -> all;
            };
            choices.add(new Choice(
                    then,
                    then == preset,
                    leaving.size(),
                    customerAsks
                            ? sum(leaving, Candidate::recurringCost, Candidate::currency)
                            : sum(leaving, Candidate::recurringRevenue, Candidate::revenueCurrency),
                    then == AfterUse.RELEASE_TO_POOL && poolAbove && !customerAsks
                            ? sum(leaving, Candidate::recurringCost, Candidate::currency)
                            : Map.of()));
        }
        return new UseEnd(all.size(), List.copyOf(choices));
    }

    private static Map<String, BigDecimal> sum(
            List<Candidate> numbers,
            Function<Candidate, @Nullable BigDecimal> amount,
            Function<Candidate, @Nullable String> currency) {
        var sums = new TreeMap<String, BigDecimal>();
        for (var number : numbers) {
            var one = amount.apply(number);
            var in = currency.apply(number);
            if (one != null && in != null) {
                sums.merge(in, one, BigDecimal::add);
            }
        }
        return sums;
    }
}
