package com.didstock.charges.ui;

import com.didstock.charges.Counterparty;
import com.didstock.ui.Formats;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** How months, sums and counterparties read. */
final class ChargeTexts {

    private ChargeTexts() {}

    static String month(YearMonth month) {
        return DateTimeFormatter.ofPattern("LLLL yyyy", Formats.current().locale())
                .format(month);
    }

    /** {@return the amounts of all currencies, or a dash for none} */
    static String sums(Map<String, BigDecimal> byCurrency) {
        return byCurrency.isEmpty()
                ? "—"
                : byCurrency.entrySet().stream()
                        .map(sum -> Formats.current().money(sum.getValue(), sum.getKey()))
                        .collect(Collectors.joining(" + "));
    }

    static String counterparty(Counterparty counterparty, UnaryOperator<String> texts) {
        return switch (counterparty) {
            case Counterparty.Vendors _ -> texts.apply("charges.vendors");
            case Counterparty.Above _ -> texts.apply("charges.above");
            case Counterparty.Child child -> child.name();
        };
    }
}
