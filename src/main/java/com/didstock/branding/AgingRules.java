package com.didstock.branding;

import java.util.Map;

/**
 * How long a number rests after use, in days.
 *
 * @param days for all numbers without a rule of their own
 * @param tollFreeDays for toll-free numbers
 * @param byCountry country code → number type → days
 */
public record AgingRules(int days, int tollFreeDays, Map<String, Map<String, Integer>> byCountry) {

    /** What holds for operators who say nothing else: 45 days, 120 for toll-free numbers. */
    public static final AgingRules STANDARD = new AgingRules(45, 120, Map.of());

    /** Numbers inside the operator's network rest not at all. */
    private static final String INTERNAL = "INTERNAL";

    private static final String TOLL_FREE = "TOLL_FREE";
    private static final String ALL_TYPES = "ALL";

    /**
     * {@return the days that such a number rests; 0: it is free at once}
     *
     * @param country ISO 3166-1 alpha-2, or {@code --}
     * @param numberType name of the number's type, as TOLL_FREE
     */
    public int days(String country, String numberType) {
        if (numberType.equals(INTERNAL)) {
            return 0;
        }
        var rules = byCountry.getOrDefault(country, Map.of());
        var own = rules.getOrDefault(numberType, rules.get(ALL_TYPES));
        if (own != null) {
            return own;
        }
        return numberType.equals(TOLL_FREE) ? tollFreeDays : days;
    }
}
