package com.didstock.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Money in JSON: decimal strings, never binary fractions, always beside a currency. */
final class Amounts {

    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}(\\.\\d{1,10})?");

    private Amounts() {}

    /** An amount with its currency. */
    record Money(String amount, String currency) {}

    /** {@return with at least the currency's digits, more only where they say something} */
    static @Nullable String text(@Nullable BigDecimal amount, @Nullable String currency) {
        if (amount == null) {
            return null;
        }
        var shortest = amount.stripTrailingZeros();
        var digits = Math.max(shortest.scale(), digits(currency));
        return shortest.setScale(digits, RoundingMode.UNNECESSARY).toPlainString();
    }

    static List<Money> sums(Map<String, BigDecimal> byCurrency) {
        return byCurrency.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Money(String.valueOf(text(entry.getValue(), entry.getKey())), entry.getKey()))
                .toList();
    }

    /**
     * Reads what a client wrote.
     *
     * @param field in which it stands
     * @return null if it is null
     */
    static @Nullable BigDecimal read(@Nullable String text, String field) {
        if (text == null) {
            return null;
        }
        if (!DECIMAL.matcher(text).matches()) {
            throw new InvalidRequestException(field, FieldFault.NOT_AN_AMOUNT);
        }
        return new BigDecimal(text);
    }

    private static int digits(@Nullable String currency) {
        try {
            return currency == null
                    ? 2
                    : Math.max(Currency.getInstance(currency).getDefaultFractionDigits(), 0);
        } catch (IllegalArgumentException _) {
            return 2;
        }
    }
}
