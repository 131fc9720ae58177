package com.didstock.offer;

import com.didstock.numbering.DigitPattern;
import com.didstock.numbering.NumberSearch;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number search as the offer's functions take it; null parts are off.
 *
 * @param low numbers from here on
 * @param high numbers before this
 * @param likes at least one of these patterns
 * @param numbers one of exactly these
 */
record OfferTerms(@Nullable String low, @Nullable String high, String @Nullable [] likes, String @Nullable [] numbers) {

    static OfferTerms of(NumberSearch search, List<String> among) {
        var exactly = among.isEmpty() ? null : among.toArray(String[]::new);
        return switch (search) {
            case NumberSearch.Everything _ -> new OfferTerms(null, null, null, exactly);
            case NumberSearch.Nonsense _ -> new OfferTerms(null, null, null, new String[0]);
            case NumberSearch.Exactly exact -> among(exact.numbers(), exactly);
            case NumberSearch.OneOf list -> among(list.numbers(), exactly);
            case NumberSearch.Pattern pattern -> of(pattern.readings(), exactly);
        };
    }

    private static OfferTerms among(List<String> searched, String @Nullable [] exactly) {
        return exactly == null
                ? new OfferTerms(null, null, null, searched.toArray(String[]::new))
                : new OfferTerms(
                        null,
                        null,
                        null,
                        searched.stream().filter(List.of(exactly)::contains).toArray(String[]::new));
    }

    private static OfferTerms of(List<DigitPattern> readings, String @Nullable [] exactly) {
        var anywhere = readings.stream().anyMatch(reading -> reading.prefix().isEmpty());
        return new OfferTerms(
                anywhere
                        ? null
                        : readings.stream()
                                .map(DigitPattern::prefix)
                                .min(Comparator.naturalOrder())
                                .orElse(null),
                anywhere
                        ? null
                        : readings.stream()
                                .map(DigitPattern::prefixEnd)
                                .max(Comparator.naturalOrder())
                                .orElse(null),
                readings.stream().map(DigitPattern::like).toArray(String[]::new),
                exactly);
    }
}
