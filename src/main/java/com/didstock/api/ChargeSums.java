package com.didstock.api;

import com.didstock.charges.Statement;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A month's charges added up, as a client reads them. */
@Schema(name = "ChargeStatement")
record ChargeSums(
        String month,

        @Schema(description = "The month is not over: recurring charges then reach to the last midnight.")
        boolean soFar,

        List<Amounts.Money> paid,
        List<Amounts.Money> earned,

        @Schema(description = "What is left of the earnings.")
        List<Amounts.Money> margin,

        List<Sum> sums) {

    static ChargeSums of(Statement statement) {
        return new ChargeSums(
                statement.month().toString(),
                statement.soFar(),
                Amounts.sums(statement.paid()),
                Amounts.sums(statement.earned()),
                Amounts.sums(statement.margin()),
                statement.sums().stream().map(Sum::of).toList());
    }

    @Schema(name = "ChargeSum")
    record Sum(
            String direction,
            String counterparty,

            @Nullable String child,

            @Nullable String pricingBatch,

            String kind,
            long charges,
            String amount,
            String currency) {

        static Sum of(Statement.Sum sum) {
            return new Sum(
                    ChargeItem.side(sum.earned()),
                    ChargeItem.kindOf(sum.counterparty()),
                    ChargeItem.nameOf(sum.counterparty()),
                    sum.batch(),
                    sum.kind().name(),
                    sum.charges(),
                    String.valueOf(Amounts.text(sum.amount(), sum.currency())),
                    sum.currency());
        }
    }
}
