package com.didstock.pricing;

import com.didstock.tenancy.RefusalReason;
import org.jspecify.annotations.Nullable;

/** Why a pricing batch or an assignment of one can't be as asked. */
public enum BatchRefusal implements RefusalReason {
    NAME_MISSING("name"),
    /** Argument: the most characters. */
    NAME_TOO_LONG("name"),
    /** Another batch of the tenant has the name, in whatever case. */
    NAME_TAKEN("name"),
    /** Argument: the most characters. */
    DESCRIPTION_TOO_LONG("description"),
    CURRENCY_UNKNOWN("currency"),
    ACTIVATION_FEE_NEGATIVE("activationFee"),
    RECURRING_FEE_NEGATIVE("recurringFee"),
    /** More than nine digits before or five after the point. */
    ACTIVATION_FEE_OUT_OF_RANGE("activationFee"),
    RECURRING_FEE_OUT_OF_RANGE("recurringFee"),
    /** The price would be negative. Argument: the least. */
    MARKUP_TOO_LOW("markupPercent"),
    /** More than five digits before or four after the point. */
    MARKUP_OUT_OF_RANGE("markupPercent"),
    ROUNDING_OUT_OF_RANGE("rounding"),
    FREE_ONLY_FOR_CUSTOMERS("freeOfCharge"),
    VENDOR_MISSING("onDemandVendor"),
    VENDOR_ONLY_FOR_ON_DEMAND("onDemandVendor"),
    /** Applied-to, type or currency of a batch that prices given-out numbers. Argument: how many. */
    PRICES_GIVEN_NUMBERS(null),
    /** Numbers in the batch would be offered for less a month than they cost. Argument: how many. */
    BELOW_COST("markupPercent"),
    /** A batch to be deleted holds numbers. Argument: how many. */
    HOLDS_NUMBERS(null),
    /** A batch to be deleted, or to be made another kind, is assigned. Argument: to whom. */
    ASSIGNED_TO_CHILD(null),
    /** An assignment of a batch that is for others. Argument: its name. */
    BATCH_FOR_OTHERS("batches"),
    /** An assignment of a batch in a currency that is not the child's. Arguments: its name, the child's currency. */
    BATCH_IN_OTHER_CURRENCY("batches"),
    /** Argument: the batch's name. */
    ASSIGNED_TWICE("batches"),
    /** Argument: what was given. */
    COUNTRY_UNKNOWN("countries"),
    /** Argument: the most batches. */
    TOO_MANY_ASSIGNED("batches");

    private final @Nullable String field;

    BatchRefusal(@Nullable String field) {
        this.field = field;
    }

    @Override
    public String textKey() {
        return "pricing.refusal." + name();
    }

    @Override
    public @Nullable String field() {
        return field;
    }
}
