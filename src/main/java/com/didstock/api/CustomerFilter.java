package com.didstock.api;

import com.didstock.conditions.ConditionFields;
import com.didstock.conditions.ConditionJson;
import com.didstock.conditions.InvalidConditionException;
import com.didstock.conditions.SearchCondition;
import org.jspecify.annotations.Nullable;

/** Reads what must be true of resellers and customers, as a request says it. */
final class CustomerFilter {

    static final String WORDS =
            "A condition as JSON, as in the list of numbers, of the fields name, kind, status, currency,"
                    + " numbers, inUse, notInUse, monthlyCost, monthlyRevenue, monthlyMargin, assignedBatches, maxNumbers,"
                    + " maxMonthlyCost, maxReservations, created, hasAccounts and accountId.";

    private CustomerFilter() {}

    /** {@return the condition; null for none} */
    static @Nullable SearchCondition read(ConditionFields fields, @Nullable String filter) {
        if (filter == null || filter.isBlank()) {
            return null;
        }
        try {
            var condition = ConditionJson.read(filter);
            fields.require(condition);
            return condition;
        } catch (InvalidConditionException invalid) {
            throw Filters.invalid(invalid.problem(), "filter");
        }
    }
}
