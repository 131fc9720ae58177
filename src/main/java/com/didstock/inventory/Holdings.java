package com.didstock.inventory;

import static com.didstock.db.didstock.Tables.DID_GROUP;
import static com.didstock.db.didstock.Tables.DID_HOLDING;
import static com.didstock.db.didstock.Tables.HISTORY;
import static com.didstock.db.didstock.Tables.PRICING_BATCH;
import static org.jooq.impl.DSL.val;

import com.didstock.db.didstock.enums.HoldingState;
import com.didstock.db.didstock.tables.DidHolding;
import com.didstock.tenancy.StockChangedException;
import com.didstock.tenancy.TenantContext;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The changes that a holder can make to its own rows, and what they are chosen from; what concerns others as well is
 * {@link HoldingChains}. Works inside the caller's
 * transaction, for which {@link TenantContext#begin} has named the operation.
 *
 * <p>Says nothing about which status allows what: the allowed statuses are passed in. Each statement re-checks
 * ownership, version and status itself, waits for locks, and returns the numbers it really changed.
 */
@Component
public class Holdings {

    private static final DidHolding H = DID_HOLDING;

    private final NumberSearchConditions searches;

    Holdings(NumberSearchConditions searches) {
        this.searches = searches;
    }

    // ------------------------------------------------------------------------------------------- choosing

    /**
     * The numbers that a filter finds, ascending.
     *
     * @param after only numbers after this one; null from the beginning
     */
    public List<Candidate> candidates(
            TenantContext context, InventoryFilter filter, @Nullable String after, int limit) {
        var search = HoldingConditions.of(filter, context, searches);
        return candidates(
                context, search.condition().and(after == null ? DSL.noCondition() : H.NUMBER.gt(after)), limit);
    }

    /** Those of these numbers that the tenant holds, ascending. */
    public List<Candidate> candidates(TenantContext context, List<String> numbers) {
        return candidates(context, HoldingConditions.oneOf(numbers), numbers.size());
    }

    private List<Candidate> candidates(TenantContext context, Condition condition, int limit) {
        return context.sql()
                .select(
                        H.NUMBER,
                        H.VERSION,
                        H.STATE,
                        H.UNTIL,
                        H.IN_USE,
                        H.RESERVED_CHILD_ID,
                        H.RESERVATION_EXTENDED,
                        H.CHILD_ID,
                        H.PRICING_BATCH_ID,
                        H.GROUP_ID,
                        H.VENDOR_BATCH_ID,
                        H.NUMBER_TYPE,
                        H.NUMBER_CLASS,
                        H.COUNTRY,
                        H.RECURRING_COST,
                        H.CURRENCY,
                        H.RECURRING_REVENUE,
                        H.REVENUE_CURRENCY)
                .from(H)
                .where(context.ownsHolding())
                .and(condition)
                .orderBy(H.NUMBER)
                .limit(limit)
                .fetch(record -> toCandidate(record, context));
    }

    private static Candidate toCandidate(Record record, TenantContext context) {
        return new Candidate(
                record.get(H.NUMBER),
                record.get(H.VERSION),
                HoldingConditions.status(record.get(H.STATE), record.get(H.UNTIL), record.get(H.IN_USE), context.now()),
                instant(record.get(H.UNTIL)),
                record.get(H.RESERVED_CHILD_ID),
                record.get(H.RESERVATION_EXTENDED),
                record.get(H.CHILD_ID),
                record.get(H.PRICING_BATCH_ID),
                record.get(H.GROUP_ID),
                record.get(H.VENDOR_BATCH_ID) != null,
                record.get(H.NUMBER_TYPE),
                record.get(H.NUMBER_CLASS),
                record.get(H.COUNTRY),
                record.get(H.RECURRING_COST),
                record.get(H.CURRENCY),
                record.get(H.RECURRING_REVENUE),
                record.get(H.REVENUE_CURRENCY));
    }

    // ------------------------------------------------------------------------------------------- own row only

    /**
     * Puts numbers into a pricing batch.
     *
     * @param reassign whether also those that lie in another batch
     */
    public Set<String> putIntoBatch(
            TenantContext context, Selection selection, Set<DidStatus> from, int batchId, boolean reassign) {
        return change(
                context,
                selection,
                from,
                Map.of(H.PRICING_BATCH_ID, batchId),
                H.PRICING_BATCH_ID
                        .isDistinctFrom(batchId)
                        .and(reassign ? DSL.noCondition() : H.PRICING_BATCH_ID.isNull()));
    }

    public Set<String> takeOutOfBatch(TenantContext context, Selection selection, Set<DidStatus> from) {
        return change(
                context,
                selection,
                from,
                Map.of(H.PRICING_BATCH_ID, nothing(H.PRICING_BATCH_ID)),
                H.PRICING_BATCH_ID.isNotNull());
    }

    public Set<String> putIntoGroup(TenantContext context, Selection selection, Set<DidStatus> from, int groupId) {
        return change(context, selection, from, Map.of(H.GROUP_ID, groupId), H.GROUP_ID.isDistinctFrom(groupId));
    }

    public Set<String> takeOutOfGroup(TenantContext context, Selection selection, Set<DidStatus> from) {
        return change(context, selection, from, Map.of(H.GROUP_ID, nothing(H.GROUP_ID)), H.GROUP_ID.isNotNull());
    }

    /** @param description at most 500 characters */
    public Set<String> describe(TenantContext context, Selection selection, Set<DidStatus> from, String description) {
        return change(context, selection, from, Map.of(H.DESCRIPTION, description), H.DESCRIPTION.ne(description));
    }

    public Set<String> freeze(TenantContext context, Selection selection, Set<DidStatus> from) {
        return change(
                context,
                selection,
                from,
                Map.of(H.STATE, HoldingState.FROZEN, H.UNTIL, nothing(H.UNTIL)),
                DSL.noCondition());
    }

    public Set<String> unfreeze(TenantContext context, Selection selection, Set<DidStatus> from) {
        return change(context, selection, from, Map.of(H.STATE, HoldingState.FREE), DSL.noCondition());
    }

    /** At the top of the chain: free and in no batch. A quarantine that runs goes on. */
    public Set<String> releaseToOwnPool(TenantContext context, Selection selection, Set<DidStatus> from) {
        var aging = HoldingConditions.hasStatus(Set.of(DidStatus.AGING), context.now());
        return change(
                context,
                selection,
                from,
                Map.of(
                        H.STATE,
                        DSL.when(aging, H.STATE).otherwise(HoldingState.FREE),
                        H.UNTIL,
                        DSL.when(aging, H.UNTIL),
                        H.PRICING_BATCH_ID,
                        nothing(H.PRICING_BATCH_ID)),
                H.VENDOR_BATCH_ID.isNotNull());
    }

    private Set<String> change(
            TenantContext context,
            Selection selection,
            Set<DidStatus> from,
            Map<? extends Field<?>, ?> values,
            Condition alsoRequired) {
        if (selection.size() == 0) {
            return Set.of();
        }
        var numbers = val(array(selection.numbers()));
        // In one order everywhere, so that two operations on the same numbers wait instead of deadlocking.
        context.sql()
                .select(H.NUMBER)
                .from(H)
                .where(context.ownsHolding())
                .and(HoldingConditions.oneOf(selection.numbers()))
                .orderBy(H.NUMBER)
                .forUpdate()
                .execute();
        var chosen = DSL.table(
                        "unnest({0}, {1})", numbers, val(selection.versions().toArray(Integer[]::new)))
                .as("chosen", "number", "version");
        return new TreeSet<>(context.sql()
                .update(H)
                .set(values)
                .set(H.VERSION, H.VERSION.plus(1))
                .from(chosen)
                .where(context.ownsHolding())
                .and(H.NUMBER.eq(DSL.field(DSL.name("chosen", "number"), SQLDataType.VARCHAR)))
                .and(H.VERSION.eq(DSL.field(DSL.name("chosen", "version"), SQLDataType.INTEGER)))
                .and(HoldingConditions.hasStatus(from, context.now()))
                .and(alsoRequired)
                .returning(H.NUMBER)
                .fetch(H.NUMBER));
    }

    private static <T> Field<T> nothing(Field<T> field) {
        return DSL.castNull(field);
    }

    // ------------------------------------------------------------------------------------------- as before

    /**
     * Gives the tenant's own rows the batch, group, description and state that they had before an operation. All or none.
     *
     * @throws com.didstock.tenancy.StockChangedException if the batch or group is no longer there
     */
    public void undoOwn(TenantContext context, UUID operation, List<String> numbers) {
        var was = HISTORY.as("was");
        var batch = PRICING_BATCH.as("batch");
        var group = DID_GROUP.as("old_group");
        var written = context.sql()
                .update(H)
                .set(
                        H.PRICING_BATCH_ID,
                        DSL.when(was.BEFORE_BATCH_ID.isDistinctFrom(was.AFTER_BATCH_ID), was.BEFORE_BATCH_ID)
                                .otherwise(H.PRICING_BATCH_ID))
                .set(
                        H.GROUP_ID,
                        DSL.when(was.BEFORE_GROUP_ID.isDistinctFrom(was.AFTER_GROUP_ID), was.BEFORE_GROUP_ID)
                                .otherwise(H.GROUP_ID))
                .set(H.DESCRIPTION, DSL.coalesce(was.BEFORE_DESCRIPTION, H.DESCRIPTION))
                .set(H.STATE, DSL.coalesce(was.BEFORE_STATE, H.STATE))
                .set(
                        H.UNTIL,
                        DSL.when(was.BEFORE_UNTIL.isDistinctFrom(was.AFTER_UNTIL), was.BEFORE_UNTIL)
                                .otherwise(H.UNTIL))
                .set(H.VERSION, H.VERSION.plus(1))
                .from(was)
                .where(context.ownsHolding())
                .and(context.owns(was.OPERATOR_ID, was.TENANT_ID))
                .and(was.OPERATION_ID.eq(operation))
                .and(was.NUMBER.eq(H.NUMBER))
                .and(HoldingConditions.oneOf(numbers))
                .and(was.BEFORE_BATCH_ID
                        .isNull()
                        .or(DSL.exists(DSL.selectOne()
                                .from(batch)
                                .where(context.owns(batch.OPERATOR_ID, batch.TENANT_ID))
                                .and(batch.ID.eq(was.BEFORE_BATCH_ID)))))
                .and(was.BEFORE_GROUP_ID
                        .isNull()
                        .or(DSL.exists(DSL.selectOne()
                                .from(group)
                                .where(context.owns(group.OPERATOR_ID, group.TENANT_ID))
                                .and(group.ID.eq(was.BEFORE_GROUP_ID)))))
                .execute();
        if (written != numbers.size()) {
            throw new StockChangedException(
                    new IllegalStateException("wrote %d of %d rows".formatted(written, numbers.size())));
        }
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static String[] array(List<String> numbers) {
        return numbers.toArray(String[]::new);
    }
}
