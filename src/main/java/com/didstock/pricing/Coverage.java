package com.didstock.pricing;

import java.util.Set;

/**
 * Which numbers an assigned batch covers. An empty set is no restriction.
 *
 * @param countries ISO 3166-1 alpha-2 codes
 * @param numberTypes names of number types, such as GEOGRAPHIC
 * @param groups ids of the parent's own DID groups
 */
public record Coverage(Set<String> countries, Set<String> numberTypes, Set<Integer> groups) {

    public static final Coverage ALL = new Coverage(Set.of(), Set.of(), Set.of());

    public Coverage {
        countries = Set.copyOf(countries);
        numberTypes = Set.copyOf(numberTypes);
        groups = Set.copyOf(groups);
    }

    /** {@return whether it covers every number} */
    public boolean isAll() {
        return countries.isEmpty() && numberTypes.isEmpty() && groups.isEmpty();
    }
}
