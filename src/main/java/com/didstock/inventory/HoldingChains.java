package com.didstock.inventory;

import static com.didstock.db.didstock.Tables.GIVE_PRICES;
import static com.didstock.db.didstock.Tables.REPRICE_PRICES;
import static com.didstock.db.didstock.Tables.STATES_BELOW;
import static com.didstock.db.didstock.Tables.TRANSFER_REFUSALS;
import static org.jooq.impl.DSL.val;

import com.didstock.db.didstock.enums.HoldingState;
import com.didstock.numbering.NumberClass;
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
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What happens to numbers on more than one level of their chains: they are given, taken back, sold on, reserved for others,
 * repriced, taken out of stock. Works inside the caller's transaction, for which {@link TenantContext#begin} has named the
 * operation, by the functions of the database that alone may write there.
 *
 * <p>Says nothing about which status allows what: the allowed statuses are passed in. All or none: if one of the numbers
 * can't go along any more, {@link com.didstock.tenancy.StockChangedException}.
 */
@Component
public class HoldingChains {

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
     * Has numbers rest again where they rested before the tenant took them back by an operation, till the same day. All or none.
     *
     * @throws com.didstock.tenancy.StockChangedException if something happened to one of the numbers since
     */
    public void undoTakingBack(TenantContext context, UUID operation, List<String> numbers) {
        call(context, "undo_taking_back", val(operation), val(array(numbers)), now(context));
    }

    /**
     * Keeps numbers, which came back by an operation's being undone, for the child again for which they had been kept
     * before it, as long as they would have been. Those that were not kept, or would no longer be, stay as they are.
     */
    public void reserveAgain(TenantContext context, UUID operation, List<String> numbers) {
        call(context, "reserve_again", val(operation), val(array(numbers)), now(context));
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
