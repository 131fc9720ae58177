package com.didstock.tenancy;

import org.jspecify.annotations.Nullable;

/** Why a child or a user can't be as asked. */
public enum TenantRefusal implements RefusalReason {
    NAME_MISSING("name"),
    /** Argument: the most characters. */
    NAME_TOO_LONG("name"),
    /** Another child of the tenant has the name, in whatever case. */
    NAME_TAKEN("name"),
    CURRENCY_UNKNOWN("currency"),
    /** An operator stands below nobody. */
    KIND_NOT_POSSIBLE("kind"),
    /** Only resellers of a tenant that buys for itself may buy for themselves. */
    OWN_VENDORS_NOT_POSSIBLE("ownVendors"),
    /** The tree is as deep as it may be. */
    TOO_DEEP("kind"),
    /** A closed child stays closed; argument: its name. */
    CLOSED("status"),
    /** A child is closed when it holds nothing; arguments: its name, how many it holds. */
    HOLDS_NUMBERS("status"),
    /** A child is closed when it has no children of its own; arguments: its name, how many it has. */
    HAS_CHILDREN("status"),
    /** It holds numbers that it loaded itself; arguments: its name, how many. */
    HOLDS_OWN_NUMBERS("status"),
    LIMIT_NEGATIVE("maxNumbers"),
    /** More digits than a cost can have. */
    LIMIT_OUT_OF_RANGE("maxMonthlyCost"),
    /** The same of what may be new on a day. */
    DAILY_LIMIT_OUT_OF_RANGE("maxDailyCost"),
    /** Arguments: the fewest and the most characters. */
    LOGIN_NOT_POSSIBLE("login"),
    /** Somebody of this operator has the login. */
    LOGIN_TAKEN("login"),
    DISPLAY_NAME_MISSING("displayName"),
    /** Argument: the most characters. */
    DISPLAY_NAME_TOO_LONG("displayName"),
    EMAIL_NOT_POSSIBLE("email"),
    /** Argument: the fewest characters. */
    PASSWORD_TOO_SHORT("password"),
    /** Argument: the most characters. */
    PASSWORD_TOO_LONG("password"),
    /** The password contains the login. */
    PASSWORD_LIKE_LOGIN("password"),
    /** A role of another kind of tenant. */
    ROLE_NOT_POSSIBLE("role"),
    /** Nobody takes away their own access. */
    YOURSELF(null),
    /** Nobody could administer the tenant any more. */
    LAST_ADMINISTRATOR(null);

    private final @Nullable String field;

    TenantRefusal(@Nullable String field) {
        this.field = field;
    }

    @Override
    public String textKey() {
        return "customers.refusal." + name();
    }

    @Override
    public @Nullable String field() {
        return field;
    }

    void when(boolean wrong, Object... arguments) {
        if (wrong) {
            throw new RefusedException(this, arguments);
        }
    }
}
