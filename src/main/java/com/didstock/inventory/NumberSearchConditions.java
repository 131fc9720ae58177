package com.didstock.inventory;

import static com.didstock.db.didstock.Tables.DID_HOLDING;
import static com.didstock.db.didstock.Tables.SEARCH_NUMBERS;

import com.didstock.numbering.DigitPattern;
import com.didstock.numbering.NumberSearch;
import com.didstock.numbering.NumberType;
import com.didstock.tenancy.TenantContext;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns what was typed as a number into a condition on holdings, by whichever way is quick under row-level security:
 *
 * <ul>
 *   <li>begins with digits: a range of the key;
 *   <li>four digits in a row or more, anywhere: the gram index, through {@code search_numbers};
 *   <li>anything else: a walk over the range, with LIKE as the last check.
 * </ul>
 */
@Component
class NumberSearchConditions {

    /** A gram search with more hits than this is left to the walk, which then finds a page at once. */
    static final int MOST_HITS = 20_000;

    private final SearchLanguage language;

    NumberSearchConditions(SearchLanguage language) {
        this.language = language;
    }

    /**
     * A condition, and how many of the tenant's numbers meet it if the index already told.
     */
    record Search(Condition condition, @Nullable Long hits) {}

    /** How the actor's operator reads numbers and days. */
    SearchLanguage language() {
        return language;
    }

    Search of(TenantContext context, String text) {
        return of(context, language.read(context.actor(), text), true);
    }

    /**
     * @param lookUp whether the gram index may be asked; each time is a statement of its own
     */
    Search of(TenantContext context, NumberSearch search, boolean lookUp) {
        return switch (search) {
            case NumberSearch.Everything _ -> new Search(DSL.noCondition(), null);
            case NumberSearch.Nonsense _ -> new Search(DSL.falseCondition(), 0L);
            case NumberSearch.Exactly exactly -> new Search(DID_HOLDING.NUMBER.in(exactly.numbers()), null);
            case NumberSearch.OneOf list -> new Search(HoldingConditions.oneOf(list.numbers()), null);
            case NumberSearch.Pattern pattern -> of(context, pattern, lookUp);
        };
    }

    private static Search of(TenantContext context, NumberSearch.Pattern pattern, boolean lookUp) {
        var kind = pattern.internal() ? DSL.noCondition() : DID_HOLDING.NUMBER_TYPE.ne(NumberType.INTERNAL.name());
        if (pattern.readings().stream().allMatch(DigitPattern::isPureStartsWith)) {
            return new Search(
                    kind.and(DSL.or(pattern.readings().stream()
                            .map(reading -> HoldingConditions.startsWith(reading.prefix()))
                            .toList())),
                    null);
        }
        var hits = lookUp ? gramHits(context, pattern) : null;
        if (hits != null) {
            return new Search(
                    kind.and(HoldingConditions.oneOf(hits)), pattern.internal() ? (Long) (long) hits.size() : null);
        }
        return new Search(
                kind.and(DSL.or(pattern.readings().stream()
                        .map(NumberSearchConditions::walk)
                        .toList())),
                null);
    }

    private static Condition walk(DigitPattern reading) {
        var like = DID_HOLDING.NUMBER.like(reading.like());
        return reading.prefix().isEmpty()
                ? like
                : HoldingConditions.startsWith(reading.prefix()).and(like);
    }

    /** {@return the tenant's numbers that match; null if the index can't tell, or there are too many} */
    private static @Nullable List<String> gramHits(TenantContext context, NumberSearch.Pattern pattern) {
        var hits = new TreeSet<String>();
        for (var reading : pattern.readings()) {
            var grams = reading.grams();
            // A prefix alone narrows better than its own grams; what else is typed must be worth looking up.
            if (reading.runs().stream().allMatch(run -> reading.prefix().startsWith(run))) {
                return null;
            }
            var found = new ArrayList<String>(context.sql()
                    .select(DSL.field("search_numbers", String.class))
                    .from(SEARCH_NUMBERS.call(reading.like(), grams.toArray(Integer[]::new), MOST_HITS + 1))
                    .fetch(0, String.class));
            if (found.size() > MOST_HITS) {
                return null;
            }
            hits.addAll(found);
        }
        return hits.size() > MOST_HITS ? null : List.copyOf(hits);
    }
}
