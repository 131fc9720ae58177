package com.didstock.assignment;

import org.jspecify.annotations.Nullable;

/** How long a number cools down after a customer used it, before anybody else may have it. */
public interface AgingRules {

    /**
     * @param country ISO 3166-1 alpha-2; null for numbers of no country
     * @param numberType as libphonenumber names it, or INTERNAL
     * @return whole days; 0: not at all
     */
    int days(int operatorId, @Nullable String country, String numberType);
}
