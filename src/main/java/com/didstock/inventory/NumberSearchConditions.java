package com.didstock.inventory;

import com.didstock.tenancy.TenantContext;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what was typed as a number into a condition on holdings. */
@Component
class NumberSearchConditions {

    /**
     * A condition, and how many of the tenant's numbers meet it if that is known.
     */
    record Search(Condition condition, @Nullable Long hits) {}

    Search of(TenantContext context, String text) {
        return text.isBlank()
                ? new Search(DSL.noCondition(), null)
                : new Search(HoldingConditions.startsWith(text), null);
    }
}
