package com.didstock.assignment;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 45 days; 120 for toll-free numbers; none for internal ones. */
@Component
class StandardAging implements AgingRules {

    @Override
    public int days(int operatorId, @Nullable String country, String numberType) {
        return switch (numberType) {
            case "INTERNAL" -> 0;
            case "TOLL_FREE" -> 120;
            default -> 45;
        };
    }
}
