package com.didstock.charges;

import com.didstock.numbering.DigitPattern;
import com.didstock.numbering.NumberSearch;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What was typed as a number, as the ledger is asked for it.
 *
 * @param low the first number that can match; null: any
 * @param high comes after the last one
 * @param likes patterns, of which one must match; null: anything does
 */
record NumberTerms(@Nullable String low, @Nullable String high, String @Nullable [] likes) {

    /** Comes after every digit in collation "C". */
    private static final String AFTER_ALL_DIGITS = ":";

    static NumberTerms of(NumberSearch search) {
        return switch (search) {
            case NumberSearch.Everything _ -> new NumberTerms(null, null, null);
            case NumberSearch.Nonsense _ -> new NumberTerms(null, null, new String[0]);
            case NumberSearch.Exactly exactly -> exactly(exactly.numbers());
            case NumberSearch.OneOf list -> exactly(list.numbers());
            case NumberSearch.Pattern pattern -> pattern(pattern);
        };
    }

    private static NumberTerms exactly(Collection<String> numbers) {
        return new NumberTerms(null, null, numbers.toArray(String[]::new));
    }

    private static NumberTerms pattern(NumberSearch.Pattern pattern) {
        var likes = pattern.readings().stream().map(DigitPattern::like).toArray(String[]::new);
        var prefix = likes.length == 1 ? pattern.readings().getFirst().prefix() : "";
        return prefix.isEmpty()
                ? new NumberTerms(null, null, likes)
                : new NumberTerms(prefix, prefix + AFTER_ALL_DIGITS, likes);
    }
}
