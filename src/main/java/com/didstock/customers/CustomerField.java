package com.didstock.customers;

import com.didstock.conditions.ConditionField;
import com.didstock.conditions.ConditionFields;
import com.didstock.conditions.FieldType;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantStatus;
import java.util.Arrays;
import java.util.Optional;

/** What the resellers and customers below a tenant can be searched by, in the order in which it is offered. */
public enum CustomerField {
    NAME("name", FieldType.TEXT, false),
    KIND("kind", FieldType.CHOICE, false, TenantKind.RESELLER, TenantKind.CUSTOMER),
    STATUS("status", FieldType.CHOICE, false, TenantStatus.values()),
    /** In which it is billed, by its ISO 4217 code. */
    CURRENCY("currency", FieldType.TEXT, false),
    NUMBERS("numbers", FieldType.COUNT, false),
    IN_USE("inUse", FieldType.COUNT, false),
    NOT_IN_USE("notInUse", FieldType.COUNT, false),
    MONTHLY_COST("monthlyCost", FieldType.MONEY, true),
    MONTHLY_REVENUE("monthlyRevenue", FieldType.MONEY, true),
    MONTHLY_MARGIN("monthlyMargin", FieldType.MONEY, true),
    ASSIGNED_BATCHES("assignedBatches", FieldType.COUNT, false),
    MAX_NUMBERS("maxNumbers", FieldType.COUNT, true),
    MAX_MONTHLY_COST("maxMonthlyCost", FieldType.MONEY, true),
    MAX_RESERVATIONS("maxReservations", FieldType.COUNT, true),
    CREATED("created", FieldType.DATE, false),
    HAS_ACCOUNTS("hasAccounts", FieldType.YES_NO, false),
    /** Any of its accounts' IDs. */
    ACCOUNT_ID("accountId", FieldType.TEXT, true);

    private final ConditionField field;

    CustomerField(String name, FieldType type, boolean canBeEmpty, Enum<?>... choices) {
        this.field = new ConditionField(
                name, type, canBeEmpty, Arrays.stream(choices).map(Enum::name).toList());
    }

    public ConditionField field() {
        return field;
    }

    public static Optional<CustomerField> named(String name) {
        return Arrays.stream(values())
                .filter(it -> it.field.name().equals(name))
                .findFirst();
    }

    /** Of what somebody must not see, not even the name is known. */
    static ConditionFields of(boolean seesMoney) {
        return new ConditionFields(Arrays.stream(values())
                .filter(it -> seesMoney || it.field.type() != FieldType.MONEY)
                .map(CustomerField::field)
                .toList());
    }
}
