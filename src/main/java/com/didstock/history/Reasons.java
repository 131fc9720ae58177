package com.didstock.history;

import static com.didstock.db.didstock.Tables.OPERATION;

import com.didstock.history.Difference.Property;
import com.didstock.tenancy.TenantContext;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Why operations of the reader's own tenant were done, as was said then.
 *
 * @param texts by operation; only of those that ask for a reason
 */
record Reasons(Map<UUID, String> texts) {

    /** The operations that are not done without a reason. */
    private static final Set<String> WITH_REASON = Set.of("END_AGING", "WITHDRAW");

    static Reasons load(TenantContext context, Collection<UUID> operations) {
        if (operations.isEmpty()) {
            return new Reasons(Map.of());
        }
        var text = DSL.field("{0} #>> '{preview,request,text}'", String.class, OPERATION.REQUEST);
        return new Reasons(context.sql()
                .select(OPERATION.ID, text)
                .from(OPERATION)
                .where(context.owns(OPERATION.OPERATOR_ID, OPERATION.TENANT_ID))
                .and(OPERATION.ID.in(Set.copyOf(operations)))
                .and(OPERATION.KIND.in(WITH_REASON))
                .and(text.ne(""))
                .fetchMap(OPERATION.ID, text));
    }

    Optional<String> of(@Nullable UUID operation) {
        return Optional.ofNullable(operation).map(texts::get);
    }

    static Difference difference(String reason) {
        return new Difference(Property.REASON, null, new Fact.Text(reason));
    }
}
