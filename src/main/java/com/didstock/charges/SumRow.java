package com.didstock.charges;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/** Sums of a statement that are alike in what they are listed by, kind and currency, as one. */
record SumRow(String by, ChargeKind kind, String currency, long charges, BigDecimal amount) {

    private record Key(String by, ChargeKind kind, String currency) {}

    /** {@return in the order in which they first come} */
    static List<SumRow> of(List<Statement.Sum> sums, Function<Statement.Sum, String> by) {
        var rows = new LinkedHashMap<Key, SumRow>();
        for (var sum : sums) {
            var key = new Key(by.apply(sum), sum.kind(), sum.currency());
            rows.merge(key, new SumRow(key.by, key.kind, key.currency, sum.charges(), sum.amount()), SumRow::plus);
        }
        return List.copyOf(rows.values());
    }

    private SumRow plus(SumRow other) {
        return new SumRow(by, kind, currency, charges + other.charges, amount.add(other.amount));
    }
}
