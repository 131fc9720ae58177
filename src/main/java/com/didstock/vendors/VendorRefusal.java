package com.didstock.vendors;

import com.didstock.tenancy.RefusalReason;
import org.jspecify.annotations.Nullable;

/** Why a vendor or a vendor batch can't be as asked. */
public enum VendorRefusal implements RefusalReason {
    NAME_MISSING("name"),
    /** Argument: the most characters. */
    NAME_TOO_LONG("name"),
    NAME_TAKEN("name"),
    /** A note, description or label. Argument: the most characters. */
    TEXT_TOO_LONG("description"),
    CURRENCY_UNKNOWN("currency"),
    /** The currency of a batch that has numbers. Argument: how many. */
    CURRENCY_FIXED("currency"),
    /** A vendor to be deleted has batches. Argument: how many. */
    HAS_BATCHES(null),
    /** A vendor to be deleted is ordered from by a pricing batch. Argument: which. */
    ORDERED_FROM(null),
    /** A batch to be deleted has numbers. Argument: how many. */
    HAS_NUMBERS(null),
    /** Numbers to be moved into the batch in which they are. */
    SAME_BATCH("into"),
    /** Numbers to be moved into a batch of another currency. Arguments: its name, the currency it would need. */
    OTHER_CURRENCY("into");

    private final @Nullable String field;

    VendorRefusal(@Nullable String field) {
        this.field = field;
    }

    @Override
    public String textKey() {
        return "vendors.refusal." + name();
    }

    @Override
    public @Nullable String field() {
        return field;
    }
}
