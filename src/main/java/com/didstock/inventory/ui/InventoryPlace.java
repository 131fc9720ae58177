package com.didstock.inventory.ui;

import com.didstock.conditions.ConditionJson;
import com.didstock.conditions.InvalidConditionException;
import com.didstock.conditions.SearchCondition;
import com.didstock.inventory.Choice;
import com.didstock.inventory.DidSort;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.PageRequest;
import com.vaadin.flow.router.QueryParameters;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where in the inventory somebody is: the search and the page, as the URL says it. Junk in a URL is ignored, never an
 * error.
 */
record InventoryPlace(InventoryFilter filter, PageRequest page) {

    static final InventoryPlace START = new InventoryPlace(InventoryFilter.EVERYTHING, PageRequest.FIRST);

    private static final String NONE = "none";

    static InventoryPlace of(QueryParameters parameters) {
        var text = parameters.getSingleParameter("q").orElse("");
        var filter = new InventoryFilter(
                text.length() > 200_000 ? "" : text,
                choice(parameters, "vendor-batch"),
                text(parameters, "supply"),
                choice(parameters, "batch"),
                choice(parameters, "group"),
                choice(parameters, "with"),
                statuses(parameters),
                parameters
                        .getSingleParameter("country")
                        .filter(it -> it.matches("[A-Z]{2}|--"))
                        .orElse(null),
                text(parameters, "area"),
                condition(parameters));
        var page = new PageRequest(
                value(DidSort.class, parameters.getSingleParameter("sort")).orElse(DidSort.NUMBER),
                !parameters.getSingleParameter("order").orElse("").equals("desc"),
                position(parameters),
                parameters.getSingleParameter("back").isPresent(),
                parameters
                        .getSingleParameter("size")
                        .filter(it -> it.matches("\\d{1,3}"))
                        .map(Integer::valueOf)
                        .filter(PageBar.SIZES::contains)
                        .orElse(PageRequest.DEFAULT_SIZE));
        return new InventoryPlace(filter, page);
    }

    QueryParameters parameters() {
        var values = new LinkedHashMap<String, String>();
        put(values, "q", filter.text());
        put(values, "vendor-batch", text(filter.vendorBatch()));
        put(values, "supply", filter.supplyLabel());
        put(values, "batch", text(filter.pricingBatch()));
        put(values, "group", text(filter.group()));
        put(values, "with", text(filter.heldBy()));
        put(
                values,
                "status",
                filter.statuses().stream().sorted().map(Enum::name).collect(Collectors.joining(",")));
        put(values, "country", filter.country());
        put(values, "area", filter.area());
        put(values, "filter", filter.condition() == null ? null : ConditionJson.write(filter.condition()));
        if (page.sort() != DidSort.NUMBER) {
            put(values, "sort", page.sort().name().toLowerCase(Locale.ROOT));
        }
        if (!page.ascending()) {
            put(values, "order", "desc");
        }
        var position = page.position();
        if (position != null) {
            put(values, "at", position.number());
            put(values, "value", position.value());
        }
        if (page.backwards()) {
            put(values, "back", "1");
        }
        if (page.size() != PageRequest.DEFAULT_SIZE) {
            put(values, "size", Integer.toString(page.size()));
        }
        return QueryParameters.simple(values);
    }

    /** Another search begins on its first page. */
    InventoryPlace search(InventoryFilter wanted) {
        return new InventoryPlace(wanted, page.at(null, false));
    }

    InventoryPlace turn(PageRequest wanted) {
        return new InventoryPlace(filter, wanted);
    }

    /** The same search sorted by number, from its first page: where there is too much to sort by anything else. */
    InventoryPlace byNumber() {
        return turn(new PageRequest(DidSort.NUMBER, true, null, false, page.size()));
    }

    /** Where one ends up who asks for a page behind the last, or before the first. */
    InventoryPlace end() {
        return turn(page.at(null, !page.backwards()));
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            values.put(name, value);
        }
    }

    private static @Nullable String text(QueryParameters parameters, String name) {
        return parameters
                .getSingleParameter(name)
                .filter(it -> !it.isBlank() && it.indexOf('\0') < 0)
                .orElse(null);
    }

    private static Choice choice(QueryParameters parameters, String name) {
        return parameters
                .getSingleParameter(name)
                .map(value -> {
                    if (value.equals(NONE)) {
                        return Choice.NONE;
                    }
                    return value.matches("\\d{1,9}|1\\d{9}|20\\d{8}|21[0-3]\\d{7}")
                            ? Choice.of(Integer.parseInt(value))
                            : Choice.ANY;
                })
                .orElse(Choice.ANY);
    }

    private static @Nullable String text(Choice choice) {
        return switch (choice) {
            case Choice.Any _ -> null;
            case Choice.None _ -> NONE;
            case Choice.One one -> Integer.toString(one.id());
        };
    }

    private static @Nullable SearchCondition condition(QueryParameters parameters) {
        try {
            return parameters
                    .getSingleParameter("filter")
                    .map(ConditionJson::read)
                    .orElse(null);
        } catch (InvalidConditionException _) {
            return null;
        }
    }

    private static Set<DidStatus> statuses(QueryParameters parameters) {
        var statuses = EnumSet.noneOf(DidStatus.class);
        parameters.getSingleParameter("status").stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .forEach(name -> value(DidStatus.class, Optional.of(name)).ifPresent(statuses::add));
        return statuses;
    }

    private static PageRequest.@Nullable Position position(QueryParameters parameters) {
        return parameters
                .getSingleParameter("at")
                .filter(number -> number.matches("[0-9/:]{1,17}"))
                .map(number -> new PageRequest.Position(
                        parameters.getSingleParameter("value").orElse(""), number))
                .orElse(null);
    }

    private static <E extends Enum<E>> Optional<E> value(Class<E> type, Optional<String> name) {
        return name.flatMap(it -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(it))
                .findFirst());
    }
}
