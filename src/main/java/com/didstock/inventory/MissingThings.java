package com.didstock.inventory;

import com.didstock.conditions.SearchCondition;
import com.didstock.conditions.SearchCondition.Test;
import com.didstock.tenancy.Actor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Tells of a search which batches, groups and children it names that the tenant does not have: mostly because they were
 * deleted since it was saved. Such a search still works: nothing is in a batch that is not there, so nothing matches.
 */
@Service
public class MissingThings {

    private final FilterOptions options;

    MissingThings(FilterOptions options) {
        this.options = options;
    }

    /**
     * What is missing.
     *
     * @param fields the fields asked for by something that is not there
     * @param rest the search without what asks for it
     */
    public record Missing(Set<StockField> fields, InventoryFilter rest) {

        public boolean isNothing() {
            return fields.isEmpty();
        }
    }

    /** {@return what of a search is missing} */
    public Missing of(Actor actor, InventoryFilter filter) {
        var missing = new EnumMap<FilterOptions.Kind, Set<Integer>>(FilterOptions.Kind.class);
        named(filter).forEach((kind, ids) -> {
            var gone = new HashSet<>(ids);
            options.named(actor, kind, List.copyOf(ids)).forEach(there -> gone.remove(there.id()));
            missing.put(kind, gone);
        });
        return new Pruned(missing).of(filter);
    }

    private static Map<FilterOptions.Kind, Set<Integer>> named(InventoryFilter filter) {
        var named = new EnumMap<FilterOptions.Kind, Set<Integer>>(FilterOptions.Kind.class);
        Stream.of(filter.searchBarAsCondition(), filter.condition())
                .filter(Objects::nonNull)
                .flatMap(SearchCondition::leaves)
                .forEach(test -> StockField.named(test.field())
                        .map(StockField::kind)
                        .ifPresent(kind -> test.values().stream()
                                .flatMap(value -> StockSearch.id(value).stream())
                                .forEach(named.computeIfAbsent(kind, _ -> new HashSet<>())::add)));
        return named;
    }

    /** Takes apart what is there and what is not. */
    private static final class Pruned {

        private final Map<FilterOptions.Kind, Set<Integer>> missing;
        private final Set<StockField> fields = EnumSet.noneOf(StockField.class);

        Pruned(Map<FilterOptions.Kind, Set<Integer>> missing) {
            this.missing = missing;
        }

        Missing of(InventoryFilter filter) {
            var rest = filter.withVendorBatch(left(StockField.VENDOR_BATCH, filter.vendorBatch()))
                    .withPricingBatch(left(StockField.PRICING_BATCH, filter.pricingBatch()))
                    .withGroup(left(StockField.GROUP, filter.group()))
                    .withHeldBy(left(StockField.HELD_BY, filter.heldBy()))
                    .withCondition(filter.condition() == null ? null : left(filter.condition()));
            return new Missing(Set.copyOf(fields), rest);
        }

        private Choice left(StockField field, Choice choice) {
            if (choice instanceof Choice.One one && isMissing(field, Integer.toString(one.id()))) {
                fields.add(field);
                return Choice.ANY;
            }
            return choice;
        }

        private @Nullable SearchCondition left(SearchCondition condition) {
            return switch (condition) {
                case SearchCondition.And and -> SearchCondition.allOf(left(and.parts()));
                case SearchCondition.Or or -> SearchCondition.anyOf(left(or.parts()));
                case SearchCondition.Not not -> {
                    var part = left(not.part());
                    yield part == null ? null : part.negated();
                }
                case Test test -> left(test);
            };
        }

        private List<SearchCondition> left(List<SearchCondition> parts) {
            var left = new ArrayList<SearchCondition>();
            for (var part : parts) {
                var there = left(part);
                if (there != null) {
                    left.add(there);
                }
            }
            return left;
        }

        private @Nullable SearchCondition left(Test test) {
            var field = StockField.named(test.field()).orElse(null);
            if (field == null || field.kind() == null || test.values().isEmpty()) {
                return test;
            }
            var there = test.values().stream()
                    .filter(value -> !isMissing(field, value))
                    .toList();
            if (there.size() == test.values().size()) {
                return test;
            }
            fields.add(field);
            return there.isEmpty() ? null : new Test(test.field(), test.operator(), there);
        }

        private boolean isMissing(StockField field, String value) {
            var gone = field.kind() == null ? null : missing.get(field.kind());
            return gone != null && gone.stream().anyMatch(id -> id.toString().equals(value));
        }
    }
}
