package com.didstock.provisioning;

import com.didstock.tenancy.RefusalReason;
import com.didstock.tenancy.RefusedException;
import org.jspecify.annotations.Nullable;

/** Why an account can't be as asked, or can't use a number. */
public enum AccountRefusal implements RefusalReason {
    ID_MISSING("accountId"),
    /** Argument: the most characters. */
    ID_TOO_LONG("accountId"),
    /** Another account of the customer has the ID, in whatever case. */
    ID_TAKEN("accountId"),
    /** Argument: the most characters. */
    NAME_TOO_LONG("name"),
    /** Argument: the text. */
    NOT_A_NUMBER("number"),
    /** Neither the customer nor who acts for it holds the number. Argument: the number. */
    NOT_HELD("number"),
    /** Some account uses it, maybe this one. Argument: the number. */
    NUMBER_IN_USE("number"),
    /** It is with another customer or a reseller. Argument: the number. */
    WITH_ANOTHER("number"),
    /** Argument: the number. */
    FROZEN("number"),
    /** Argument: the number. */
    RESERVED("number"),
    /** It cools down after its last use. Argument: the number. */
    AGING("number"),
    /** Not live yet. Argument: the number. */
    PENDING("number"),
    /** No batch prices it for the customer. Argument: the number. */
    NO_PRICE("number"),
    /** Its batch is for resellers. Argument: the number. */
    BATCH_FOR_OTHERS("number"),
    /** Argument: the number. */
    BATCH_IN_OTHER_CURRENCY("number"),
    /** Argument: the number. */
    NO_RATE("number"),
    /** Only an alias can be moved, removed or made the ID. Argument: the number. */
    IS_THE_ID("number"),
    /** The ID is no number of the stock, so it can't become an alias. */
    ID_IS_NO_NUMBER(null),
    /** Only the provider may give up its own hold. */
    POOL_IS_THE_PROVIDERS("then"),
    /** More aliases at once than one transaction takes. Argument: how many it may be. */
    TOO_MANY("numbers");

    private final @Nullable String field;

    AccountRefusal(@Nullable String field) {
        this.field = field;
    }

    @Override
    public String textKey() {
        return "provisioning.refusal." + name();
    }

    @Override
    public @Nullable String field() {
        return field;
    }

    RefusedException because(Object... arguments) {
        return new RefusedException(this, arguments);
    }
}
