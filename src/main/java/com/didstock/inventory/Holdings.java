package com.didstock.inventory;

import static com.didstock.db.didstock.Tables.DID_GROUP;
import static com.didstock.db.didstock.Tables.DID_HOLDING;
import static com.didstock.db.didstock.Tables.GIVE_PRICES;
import static com.didstock.db.didstock.Tables.HISTORY;
import static com.didstock.db.didstock.Tables.PRICING_BATCH;
import static com.didstock.db.didstock.Tables.REPRICE_PRICES;
import static com.didstock.db.didstock.Tables.STATES_BELOW;
import static com.didstock.db.didstock.Tables.TRANSFER_REFUSALS;
import static org.jooq.impl.DSL.val;

import com.didstock.db.didstock.enums.HoldingState;
import com.didstock.db.didstock.tables.DidHolding;
import com.didstock.numbering.NumberClass;
import com.didstock.tenancy.StockChangedException;
import com.didstock.tenancy.TenantContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The changes that a holder can make to its numbers, and what they are chosen from. Works inside the caller's
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
        var search = searches.of(context, filter.text());
        return candidates(
                context,
                DSL.and(
                        search.condition(),
                        HoldingConditions.of(filter, context, searches),
                        after == null ? DSL.noCondition() : H.NUMBER.gt(after)),
                limit);
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

    /**
     * In which status the numbers given to children are there. A number whose child gave it on reads GIVEN.
     *
     * @return nothing for numbers that are with nobody
     */
    public Map<String, DidStatus> statusBelow(TenantContext context, List<String> numbers) {
        var below = STATES_BELOW.call(array(numbers), HoldingConditions.at(context.now()));
        return context.sql().selectFrom(below).fetch().stream()
                .collect(Collectors.toMap(
                        row -> row.get(below.NUMBER),
                        row -> HoldingConditions.status(
                                row.get(below.STATE), null, row.get(below.IN_USE), context.now())));
    }

    /**
     * Locks the chains of these numbers, root first, numbers ascending, until the transaction ends. To be called before
     * judging numbers that are about to change hands.
     */
    public void lockChains(TenantContext context, List<String> numbers) {
        call(context, "lock_chain", val(array(numbers)));
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

    // ------------------------------------------------------------------------------------------- the chain

    /**
     * Gives numbers to a direct child, at the price of {@link GivePrice}. All or none.
     *
     * @throws com.didstock.tenancy.StockChangedException if one of them can't be given any more
     * @throws com.didstock.tenancy.LimitExceededException if the child would exceed its limits
     */
    public void give(
            TenantContext context, int childId, List<String> numbers, boolean byAssignedBatch, Set<DidStatus> from) {
        call(
                context,
                "give_numbers",
                val(childId),
                val(array(numbers)),
                val(byAssignedBatch),
                states(from),
                now(context));
    }

    /**
     * At what price each of these numbers would be given to a child.
     *
     * @param byAssignedBatch by the child's assigned batches, even if the number lies in another
     */
    public Map<String, GivePrice> givePrices(
            TenantContext context, int childId, List<String> numbers, boolean byAssignedBatch) {
        var actor = context.actor();
        var prices = GIVE_PRICES.call(actor.operatorId(), actor.tenantId(), childId, array(numbers), byAssignedBatch);
        return context.sql().selectFrom(prices).fetch().stream()
                .collect(Collectors.toMap(
                        row -> row.get(prices.NUMBER),
                        row -> new GivePrice(
                                row.get(prices.PRICING_BATCH_ID),
                                row.get(prices.ACTIVATION),
                                row.get(prices.RECURRING),
                                row.get(prices.CURRENCY),
                                row.get(prices.REFUSAL),
                                row.get(prices.BELOW_COST))));
    }

    /**
     * Why these numbers can't go from the children that hold them to another one.
     *
     * @return ALREADY_DONE, GIVEN_ON, USED_BY_ACCOUNT, ACCOUNT_USES_OTHERS, ACCOUNT_TAKEN, AGING, PENDING or MUST_REST;
     *     nothing for those that can
     */
    public Map<String, String> transferRefusals(TenantContext context, int childId, List<String> numbers) {
        var refusals = TRANSFER_REFUSALS.call(childId, array(numbers), HoldingConditions.at(context.now()));
        return context.sql()
                .selectFrom(refusals)
                .where(refusals.REFUSAL.isNotNull())
                .fetchMap(refusals.NUMBER, refusals.REFUSAL);
    }

    /**
     * Transfers numbers from the children that hold them to another one, at the price of {@link GivePrice}, with the
     * accounts that use them. All or none.
     *
     * @throws com.didstock.tenancy.StockChangedException if one of them can't be transferred any more
     * @throws com.didstock.tenancy.LimitExceededException if the child would exceed its limits
     */
    public void transfer(TenantContext context, int childId, List<String> numbers, boolean byAssignedBatch) {
        call(context, "transfer_numbers", val(childId), val(array(numbers)), val(byAssignedBatch), now(context));
    }

    /**
     * What each of these numbers, which are given out, would cost its child a month.
     *
     * @param batch by this pricing batch; null: by the one that prices it now
     */
    public Map<String, GivePrice> newPrices(TenantContext context, @Nullable Integer batch, List<String> numbers) {
        var actor = context.actor();
        var prices = REPRICE_PRICES.call(actor.operatorId(), actor.tenantId(), batch, array(numbers));
        return context.sql().selectFrom(prices).fetch().stream()
                .collect(Collectors.toMap(
                        row -> row.get(prices.NUMBER),
                        row -> new GivePrice(
                                row.get(prices.PRICING_BATCH_ID),
                                null,
                                row.get(prices.RECURRING),
                                row.get(prices.CURRENCY),
                                row.get(prices.REFUSAL),
                                row.get(prices.BELOW_COST))));
    }

    /**
     * Announces the prices of {@link #newPrices} to those who hold these numbers from the tenant. All or none.
     *
     * @param from when they become true
     */
    public void reprice(TenantContext context, List<String> numbers, @Nullable Integer batch, Instant from) {
        call(
                context,
                "reprice_numbers",
                val(array(numbers)),
                val(batch, SQLDataType.INTEGER),
                val(HoldingConditions.at(from)),
                now(context));
    }

    /**
     * A price at which a number would be given to a child, or why it can't be.
     *
     * @param activation charged once, in {@code currency}, the child's billing currency; null where none is
     * @param recurring charged a month
     * @param refusal FREE_OF_CHARGE, IN_NO_BATCH, NO_PRICE, BATCH_FOR_OTHERS, BATCH_IN_OTHER_CURRENCY or NO_RATE; null if there is a price
     * @param belowCost whether it is less a month than the number costs, and not meant to be free of charge
     */
    public record GivePrice(
            @Nullable Integer pricingBatch,
            @Nullable BigDecimal activation,
            @Nullable BigDecimal recurring,
            String currency,
            @Nullable String refusal,
            boolean belowCost) {}

    /**
     * Takes numbers back from children, with everything below; they return to their home batches. All or none.
     *
     * @param agingDays for each number, how long it cools down if its customer used it
     * @param fromBelow the statuses they may have at the child
     */
    public void recall(TenantContext context, List<String> numbers, List<Integer> agingDays, Set<DidStatus> fromBelow) {
        call(context, "recall_numbers", val(array(numbers)), days(agingDays), states(fromBelow), now(context));
    }

    /**
     * Ends the tenant's own holdings; the numbers go to the tenant above.
     *
     * @param toHomeBatch into the batch they came from, not into the pool
     * @param fromBelow numbers that are with a child are recalled first, if they have one of these statuses there
     */
    public void release(
            TenantContext context,
            List<String> numbers,
            List<Integer> agingDays,
            boolean toHomeBatch,
            Set<DidStatus> from,
            Set<DidStatus> fromBelow) {
        call(
                context,
                "release_numbers",
                val(array(numbers)),
                days(agingDays),
                val(toHomeBatch),
                states(from),
                states(fromBelow),
                now(context));
    }

    /**
     * Says the class of numbers that the tenant loaded itself, on their whole chains. Numbers of others, internal ones and
     * those that have the class are left alone.
     *
     * @return the numbers whose class was another
     */
    public Set<String> classify(TenantContext context, List<String> numbers, NumberClass wanted) {
        return new TreeSet<>(context.sql()
                .select(DSL.field(
                        "unnest(array(select didstock.classify_numbers({0}, {1})))",
                        SQLDataType.VARCHAR, val(array(numbers)), val(wanted.name())))
                .fetch(row -> row.value1()));
    }

    /**
     * Says in which zone the days are counted that a number rests, if its quarantine begins in this transaction: it is
     * over when its last day is.
     */
    public static void countDaysOfRestIn(TenantContext context, ZoneId zone) {
        context.sql()
                .select(
                        setting("didstock.zone", zone.getId()),
                        setting("didstock.rest_from", context.now().toString()))
                .fetch();
    }

    private static Field<?> setting(String name, String value) {
        return DSL.function("set_config", SQLDataType.VARCHAR, val(name), val(value), val(true));
    }

    /** Takes numbers out of stock, at the top of the chain. The register keeps their quarantine. All or none. */
    public void delete(TenantContext context, List<String> numbers, Set<DidStatus> from) {
        call(context, "delete_numbers", val(array(numbers)), states(from), now(context));
    }

    /**
     * Keeps numbers for a child, or for a prospect named in words, until a time; then they are free again where they lay.
     * All or none.
     */
    public void reserve(
            TenantContext context,
            List<String> numbers,
            Set<DidStatus> from,
            @Nullable Integer childId,
            @Nullable String prospect,
            Instant until) {
        call(
                context,
                "reserve_numbers",
                val(array(numbers)),
                val(HoldingConditions.at(until)),
                val(childId, SQLDataType.INTEGER),
                val(prospect, SQLDataType.VARCHAR),
                states(from),
                now(context));
    }

    /** Reservations that were never extended end later. All or none. */
    public void extendReservation(TenantContext context, List<String> numbers, Set<DidStatus> from, Instant until) {
        call(
                context,
                "extend_reservations",
                val(array(numbers)),
                val(HoldingConditions.at(until)),
                states(from),
                now(context));
    }

    /** Reserved numbers are free again, where they lay. All or none. */
    public void cancelReservation(TenantContext context, List<String> numbers, Set<DidStatus> from) {
        call(context, "cancel_reservations", val(array(numbers)), states(from), now(context));
    }

    /** Ends the quarantine of the operator's own numbers. All or none. */
    public void endAging(TenantContext context, List<String> numbers, Set<DidStatus> from) {
        call(context, "end_aging", val(array(numbers)), states(from), now(context));
    }

    /**
     * Takes numbers that the operator loaded out of stock, with whatever lies below and also if an account uses them. All
     * or none. What was in use for a day rests, should it ever be loaded again.
     *
     * @param agingDays for each number, how many days it rests after use
     * @param reason what the register remembers
     */
    public void withdraw(
            TenantContext context, List<String> numbers, List<Integer> agingDays, Set<DidStatus> from, String reason) {
        call(
                context,
                "rest_after_withdrawal",
                val(array(numbers)),
                val(agingDays.toArray(Integer[]::new)),
                now(context));
        call(context, "withdraw_numbers", val(array(numbers)), val(reason), states(from), now(context));
    }

    /**
     * Opens again what an operation of the tenant closed, at the former prices. All or none.
     *
     * @throws com.didstock.tenancy.StockChangedException if something happened to one of the numbers since
     */
    public void undoClosing(TenantContext context, UUID operation, List<String> numbers) {
        call(context, "undo_closing", val(operation), val(array(numbers)), now(context));
    }

    /**
     * Keeps numbers, which came back by an operation's being undone, for the child again for which they had been kept
     * before it, as long as they would have been. Those that were not kept, or would no longer be, stay as they are.
     */
    public void reserveAgain(TenantContext context, UUID operation, List<String> numbers) {
        call(context, "reserve_again", val(operation), val(array(numbers)), now(context));
    }

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

    private static void call(TenantContext context, String function, Field<?>... arguments) {
        context.sql()
                .select(DSL.function(DSL.name("didstock", function), SQLDataType.OTHER, arguments)
                        .cast(SQLDataType.VARCHAR))
                .fetch();
    }

    private static Field<OffsetDateTime> now(TenantContext context) {
        return val(HoldingConditions.at(context.now()));
    }

    private static String[] array(List<String> numbers) {
        return numbers.toArray(String[]::new);
    }

    private static Field<Integer[]> days(List<Integer> days) {
        return val(days.toArray(Integer[]::new));
    }

    /** The stored states in which a number can have these statuses; what lapsed is judged by the function itself. */
    private static Field<HoldingState[]> states(Set<DidStatus> statuses) {
        return val(Arrays.stream(HoldingState.values())
                .filter(state ->
                        statuses.stream().anyMatch(status -> status.name().equals(state.name())))
                .toArray(HoldingState[]::new));
    }
}
