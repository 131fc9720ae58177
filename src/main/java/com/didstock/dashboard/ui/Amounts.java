package com.didstock.dashboard.ui;

import com.didstock.ui.Formats;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Sums of several currencies, as they are written. */
final class Amounts {

    private Amounts() {}

    /** {@return one for each currency, the largest first} */
    static List<String> of(Map<String, BigDecimal> sums, Formats formats) {
        return sums.entrySet().stream()
                .sorted(Map.Entry.<String, BigDecimal>comparingByValue().reversed())
                .map(sum -> formats.total(sum.getValue(), sum.getKey()))
                .toList();
    }
}
