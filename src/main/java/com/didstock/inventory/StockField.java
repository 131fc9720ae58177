package com.didstock.inventory;

import com.didstock.conditions.ConditionField;
import com.didstock.conditions.ConditionFields;
import com.didstock.conditions.FieldType;
import com.didstock.numbering.NumberClass;
import com.didstock.numbering.NumberType;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the numbers of an inventory can be searched by, in the order in which it is offered. */
public enum StockField {
    NUMBER("number", FieldType.PHONE, false),
    STATUS("status", FieldType.CHOICE, false, names(DidStatus.values())),
    IN_USE("inUse", FieldType.YES_NO, false),
    /** Since when it can be given out, in whole days of 24 hours; only of numbers that are free. */
    DAYS_FREE("daysFree", FieldType.COUNT, true),
    HELD_BY("heldBy", FilterOptions.Kind.CHILD),
    PRICING_BATCH("pricingBatch", FilterOptions.Kind.PRICING_BATCH),
    HOME_BATCH("homeBatch", FilterOptions.Kind.PRICING_BATCH),
    GROUP("group", FilterOptions.Kind.GROUP),
    DESCRIPTION("description", FieldType.TEXT, true),
    COUNTRY("country", FieldType.COUNTRY, true),
    AREA("area", FieldType.TEXT, true),
    NUMBER_TYPE("numberType", FieldType.CHOICE, false, names(NumberType.values())),
    NUMBER_CLASS("numberClass", FieldType.CHOICE, false, names(NumberClass.values())),
    RECURRING_COST("recurringCost", FieldType.MONEY, false),
    ACTIVATION_COST("activationCost", FieldType.MONEY, false),
    RECURRING_REVENUE("recurringRevenue", FieldType.MONEY, true),
    MARGIN("margin", FieldType.MONEY, true),
    FREE_OF_CHARGE("freeOfCharge", FieldType.YES_NO, false),
    HELD_SINCE("heldSince", FieldType.DATE, false),
    RELEASED_AT("releasedAt", FieldType.DATE, true),
    /** When aging or a reservation ends, or a pending number is expected. */
    UNTIL("until", FieldType.DATE, true),
    VENDOR_BATCH("vendorBatch", FilterOptions.Kind.VENDOR_BATCH),
    VENDOR_BATCH_DESCRIPTION("vendorBatchDescription", FieldType.TEXT, true),
    SUPPLY_LABEL("supplyLabel", FieldType.TEXT, true);

    private final ConditionField field;
    private final FilterOptions.@Nullable Kind kind;

    StockField(String name, FieldType type, boolean canBeEmpty) {
        this(name, type, canBeEmpty, List.of());
    }

    StockField(String name, FieldType type, boolean canBeEmpty, List<String> choices) {
        this.field = new ConditionField(name, type, canBeEmpty, choices);
        this.kind = null;
    }

    StockField(String name, FilterOptions.Kind kind) {
        this.field = new ConditionField(name, FieldType.REFERENCE, true, List.of());
        this.kind = kind;
    }

    public ConditionField field() {
        return field;
    }

    /** {@return what a reference refers to; null for other fields} */
    public FilterOptions.@Nullable Kind kind() {
        return kind;
    }

    public static Optional<StockField> named(String name) {
        return Arrays.stream(values())
                .filter(it -> it.field.name().equals(name))
                .findFirst();
    }

    /** {@return what the user of an open transaction can search by} */
    static ConditionFields of(TenantContext context) {
        return of(
                context.tenant().kind(),
                context.tenant().ownVendors(),
                context.rights().contains(Right.SEE_MONEY));
    }

    /** Of what somebody must not see, or what its numbers never have, not even the name is known. */
    static ConditionFields of(TenantKind tenant, boolean ownVendors, boolean seesMoney) {
        return new ConditionFields(Arrays.stream(values())
                .filter(it -> switch (it) {
                    case HELD_BY, PRICING_BATCH, HOME_BATCH -> tenant != TenantKind.CUSTOMER;
                    case RECURRING_REVENUE, MARGIN -> tenant != TenantKind.CUSTOMER && seesMoney;
                    case RECURRING_COST, ACTIVATION_COST -> seesMoney;
                    case VENDOR_BATCH, VENDOR_BATCH_DESCRIPTION -> ownVendors;
                    case NUMBER,
                            STATUS,
                            IN_USE,
                            DAYS_FREE,
                            GROUP,
                            DESCRIPTION,
                            COUNTRY,
                            AREA,
                            NUMBER_TYPE,
                            NUMBER_CLASS,
                            FREE_OF_CHARGE,
                            HELD_SINCE,
                            RELEASED_AT,
                            UNTIL,
                            SUPPLY_LABEL -> true;
                })
                .map(StockField::field)
                .toList());
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }
}
