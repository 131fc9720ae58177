package com.didstock.uploads;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tenants that a file of existing stock may name, by the names that lead to them. */
record Holders(Map<String, Holder> byPath) {

    static final Holders NONE = new Holders(Map.of());

    private static final String STEP = "/";

    /**
     * A tenant below the uploader.
     *
     * @param customer whether it is one, and has accounts
     * @param active whether it and everybody between is neither suspended nor closed
     * @param firstCurrency what the first one of them is billed in, ISO 4217
     */
    record Holder(int id, List<String> names, boolean customer, boolean active, String firstCurrency) {}

    static Holders of(List<Holder> all) {
        var byPath = new HashMap<String, Holder>();
        all.forEach(it -> byPath.put(path(it.names()), it));
        return new Holders(Map.copyOf(byPath));
    }

    /**
     * {@return whom a cell means; null if nobody below}
     *
     * @param cell a direct child's name, or all names from a direct child on with slashes between
     */
    @Nullable
    Holder find(String cell) {
        // A name may have a slash itself.
        var asItIs = byPath.get(path(List.of(cell)));
        return asItIs != null ? asItIs : byPath.get(path(Arrays.asList(cell.split(STEP, -1))));
    }

    private static String path(List<String> names) {
        return names.stream()
                .flatMap(name -> Arrays.stream(name.split(STEP, -1)))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(STEP));
    }
}
