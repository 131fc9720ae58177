package com.didstock.inventory;

import com.didstock.conditions.ConditionJson;
import com.didstock.conditions.InvalidConditionException;
import com.didstock.conditions.SearchCondition;
import com.didstock.numbering.NumberClass;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
 * What is searched and how it is sorted, as the inventory's address says it behind the question mark. Junk in an address
 * is ignored, never an error.
 */
public record StockSearch(InventoryFilter filter, DidSort sort, boolean ascending) {

    public static final StockSearch EVERYTHING = new StockSearch(InventoryFilter.EVERYTHING, DidSort.NUMBER, true);

    private static final String NONE = "none";
    private static final int LONGEST_TEXT = 200_000;

    /** {@return the search that a query asks for, without the question mark} */
    public static StockSearch of(String query) {
        return of(Arrays.stream(query.split("&"))
                .map(part -> part.split("=", 2))
                .filter(part -> part.length == 2)
                .collect(Collectors.toMap(part -> decoded(part[0]), part -> decoded(part[1]), (first, _) -> first)));
    }

    /** {@return the search that parameters ask for, by their names; those that are not of a search are left alone} */
    public static StockSearch of(Map<String, String> parameters) {
        var text = PackedText.unpack(parameters.getOrDefault("q", ""), LONGEST_TEXT);
        var country = parameters.getOrDefault("country", "");
        var filter = new InventoryFilter(
                text,
                choice(parameters.get("vendor-batch")),
                text(parameters.get("supply")),
                choice(parameters.get("batch")),
                choice(parameters.get("group")),
                choice(parameters.get("with")),
                statuses(parameters.getOrDefault("status", "")),
                country.matches("[A-Z]{2}|--") ? country : null,
                text(parameters.get("area")),
                value(NumberClass.class, parameters.getOrDefault("class", "")).orElse(null),
                condition(PackedText.unpack(parameters.getOrDefault("filter", ""), ConditionJson.LONGEST)),
                inARow(parameters.get("row")));
        return new StockSearch(
                filter,
                value(DidSort.class, parameters.getOrDefault("sort", "")).orElse(DidSort.NUMBER),
                !parameters.getOrDefault("order", "").equals("desc"));
    }

    /** {@return the parameters by their names, in their usual order} */
    public Map<String, String> parameters() {
        var values = new LinkedHashMap<String, String>();
        put(values, "q", PackedText.pack(filter.text()));
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
        put(
                values,
                "class",
                filter.numberClass() == null ? null : filter.numberClass().name());
        put(
                values,
                "filter",
                filter.condition() == null ? null : PackedText.pack(ConditionJson.write(filter.condition())));
        put(values, "row", filter.inARow() == null ? null : filter.inARow().toString());
        if (sort != DidSort.NUMBER) {
            put(values, "sort", sort.name().toLowerCase(Locale.ROOT));
        }
        if (!ascending) {
            put(values, "order", "desc");
        }
        return values;
    }

    /** {@return the parameters as a query, without the question mark; empty for everything} */
    public String query() {
        return parameters().entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            values.put(name, value);
        }
    }

    private static @Nullable String text(@Nullable String value) {
        return value == null || value.isBlank() || value.indexOf('\0') >= 0 ? null : value;
    }

    private static Choice choice(@Nullable String value) {
        return NONE.equals(value)
                ? Choice.NONE
                : id(value).<Choice>map(Choice::of).orElse(Choice.ANY);
    }

    /** {@return the id that a text is} */
    public static Optional<Integer> id(@Nullable String text) {
        return Optional.ofNullable(text)
                .filter(it -> it.matches("\\d{1,10}"))
                .map(Long::valueOf)
                .filter(it -> it <= Integer.MAX_VALUE)
                .map(Long::intValue);
    }

    private static @Nullable Integer inARow(@Nullable String value) {
        return id(value)
                .filter(it -> it >= InventoryFilter.LEAST_IN_A_ROW && it <= InventoryFilter.MOST_IN_A_ROW)
                .orElse(null);
    }

    private static @Nullable String text(Choice choice) {
        return switch (choice) {
            case Choice.Any _ -> null;
            case Choice.None _ -> NONE;
            case Choice.One one -> Integer.toString(one.id());
        };
    }

    private static @Nullable SearchCondition condition(@Nullable String json) {
        try {
            return json == null ? null : ConditionJson.read(json);
        } catch (InvalidConditionException _) {
            return null;
        }
    }

    private static Set<DidStatus> statuses(String names) {
        var statuses = EnumSet.noneOf(DidStatus.class);
        Arrays.stream(names.split(","))
                .forEach(name -> value(DidStatus.class, name).ifPresent(statuses::add));
        return statuses;
    }

    private static <E extends Enum<E>> Optional<E> value(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
