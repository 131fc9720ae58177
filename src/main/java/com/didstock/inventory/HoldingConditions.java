package com.didstock.inventory;

import static com.didstock.db.didstock.Tables.DID_HOLDING;

import com.didstock.conditions.SearchCondition;
import com.didstock.db.didstock.enums.HoldingState;
import com.didstock.inventory.NumberSearchConditions.Search;
import com.didstock.numbering.NumberType;
import com.didstock.tenancy.TenantContext;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Where what is asked of the inventory becomes SQL; for what was built in the advanced search see {@link BuiltConditions}. */
final class HoldingConditions {

    private static final int LONGEST_INTERNAL = 6;

    private HoldingConditions() {}

    /**
     * {@return all that a filter asks for, and how many numbers meet it where an index told}
     *
     * @throws com.didstock.conditions.InvalidConditionException if its condition asks for what the user does not have
     */
    static Search of(InventoryFilter filter, TenantContext context, NumberSearchConditions searches) {
        var typed = searches.of(context, filter.text());
        if (filter.isTextOnly() && !filter.text().isBlank()) {
            return typed;
        }
        var all = typed.condition().and(besidesTyped(filter, context, searches));
        return new Search(
                filter.inARow() == null ? all : ConsecutiveNumbers.atLeast(filter.inARow(), all, context), null);
    }

    private static Condition besidesTyped(
            InventoryFilter filter, TenantContext context, NumberSearchConditions searches) {
        return DSL.and(
                asksForInternal(filter)
                        ? DSL.noCondition()
                        : DSL.length(DID_HOLDING.NUMBER).gt(LONGEST_INTERNAL),
                filter.condition() == null
                        ? DSL.noCondition()
                        : new BuiltConditions(context, searches).of(filter.condition()),
                of(filter.vendorBatch(), DID_HOLDING.VENDOR_BATCH_ID),
                filter.supplyLabel() == null ? DSL.noCondition() : DID_HOLDING.SUPPLY_LABEL.eq(filter.supplyLabel()),
                of(filter.pricingBatch(), DID_HOLDING.PRICING_BATCH_ID),
                of(filter.group(), DID_HOLDING.GROUP_ID),
                of(filter.heldBy(), DID_HOLDING.CHILD_ID),
                hasStatus(filter.statuses(), context.now()),
                country(filter.country()),
                filter.area() == null ? DSL.noCondition() : DID_HOLDING.AREA.containsIgnoreCase(filter.area()),
                filter.numberClass() == null
                        ? DSL.noCondition()
                        : DID_HOLDING.NUMBER_CLASS.eq(filter.numberClass().name()));
    }

    /** Internal numbers are found by what was typed, if that can mean one, or by their type: not among all others. */
    private static boolean asksForInternal(InventoryFilter filter) {
        return !filter.text().isBlank() || filter.condition() != null && asksForInternal(filter.condition());
    }

    private static boolean asksForInternal(SearchCondition condition) {
        return switch (condition) {
            case SearchCondition.And and -> and.parts().stream().anyMatch(HoldingConditions::asksForInternal);
            case SearchCondition.Or or -> or.parts().stream().anyMatch(HoldingConditions::asksForInternal);
            case SearchCondition.Not not -> asksForInternal(not.part());
            case SearchCondition.Test test ->
                test.field().equals(StockField.NUMBER.field().name())
                        || test.field().equals(StockField.NUMBER_TYPE.field().name())
                                && test.values().contains(NumberType.INTERNAL.name());
        };
    }

    private static Condition of(Choice choice, Field<Integer> field) {
        return switch (choice) {
            case Choice.Any _ -> DSL.noCondition();
            case Choice.None _ -> field.isNull();
            case Choice.One one -> field.eq(one.id());
        };
    }

    private static Condition country(@Nullable String country) {
        if (country == null) {
            return DSL.noCondition();
        }
        return country.equals("--") ? DID_HOLDING.COUNTRY.isNull() : DID_HOLDING.COUNTRY.eq(country);
    }

    /** No statuses: every status. */
    static Condition hasStatus(Set<DidStatus> statuses, Instant now) {
        return statuses.isEmpty()
                ? DSL.noCondition()
                : DSL.or(statuses.stream().map(status -> is(status, now)).toList());
    }

    static Condition is(DidStatus status, Instant now) {
        var notInUse = DID_HOLDING.IN_USE.isFalse();
        var lapsed = DID_HOLDING.UNTIL.le(at(now));
        return switch (status) {
            case FREE ->
                notInUse.and(DID_HOLDING
                        .STATE
                        .eq(HoldingState.FREE)
                        .or(DID_HOLDING
                                .STATE
                                .in(HoldingState.AGING, HoldingState.RESERVED)
                                .and(lapsed)));
            case IN_USE -> DID_HOLDING.IN_USE.isTrue();
            case GIVEN -> notInUse.and(DID_HOLDING.STATE.eq(HoldingState.GIVEN));
            case AGING -> DID_HOLDING.STATE.eq(HoldingState.AGING).and(DSL.not(lapsed));
            case RESERVED -> DID_HOLDING.STATE.eq(HoldingState.RESERVED).and(DSL.not(lapsed));
            case FROZEN -> DID_HOLDING.STATE.eq(HoldingState.FROZEN);
            case PENDING -> DID_HOLDING.STATE.eq(HoldingState.PENDING);
        };
    }

    /** The status of a stored holding at a time. */
    static DidStatus status(HoldingState state, @Nullable OffsetDateTime until, boolean inUse, Instant now) {
        if (inUse) {
            return DidStatus.IN_USE;
        }
        var lapsed = until != null && !until.toInstant().isAfter(now);
        return switch (state) {
            case FROZEN -> DidStatus.FROZEN;
            case FREE -> DidStatus.FREE;
            case RESERVED -> lapsed ? DidStatus.FREE : DidStatus.RESERVED;
            case GIVEN -> DidStatus.GIVEN;
            case AGING -> lapsed ? DidStatus.FREE : DidStatus.AGING;
            case PENDING -> DidStatus.PENDING;
        };
    }

    /** Starts with these digits; a range, since LIKE loses its index under row-level security. ':' follows '9'. */
    static Condition startsWith(String digits) {
        return DID_HOLDING.NUMBER.ge(digits).and(DID_HOLDING.NUMBER.lt(digits + ":"));
    }

    static Condition oneOf(Collection<String> numbers) {
        return DID_HOLDING.NUMBER.eq(
                DSL.any(DSL.val(List.copyOf(numbers).toArray(String[]::new), SQLDataType.VARCHAR.array())));
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
