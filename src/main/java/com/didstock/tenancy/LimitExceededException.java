package com.didstock.tenancy;

/** The operation would take a tenant over a limit that the tenant above set. Nothing was written. */
public class LimitExceededException extends RuntimeException {

    /** What is limited. */
    public enum Limit {
        /** How many numbers a tenant may hold. */
        NUMBERS,
        /** What a tenant's numbers may cost it a month, in its billing currency. */
        MONTHLY_COST,
        /** What may be new to a tenant's monthly cost on one day. */
        DAILY_COST,
        /** How many numbers of the offer a tenant may keep for itself. */
        RESERVATIONS
    }

    private final Limit limit;

    LimitExceededException(Limit limit, Throwable cause) {
        super("over the limit of " + limit, cause);
        this.limit = limit;
    }

    public Limit limit() {
        return limit;
    }
}
