package com.didstock.conditions;

/** How a field is tested. Each is written in JSON by its name. */
public enum ConditionOperator {
    IS(1, 1),
    IS_NOT(1, 1),
    IS_ONE_OF(1, ConditionOperator.MOST_VALUES),
    STARTS_WITH(1, 1),
    CONTAINS(1, 1),
    ENDS_WITH(1, 1),
    /** A pattern: {@code %} is anything or nothing, {@code _} one sign. */
    MATCHES(1, 1),
    LESS(1, 1),
    GREATER(1, 1),
    BEFORE(1, 1),
    AFTER(1, 1),
    /** Both ends belong to it. */
    BETWEEN(2, 2),
    /** So many times 24 hours back from now. */
    IN_LAST_DAYS(1, 1),
    IS_EMPTY(0, 0),
    IS_NOT_EMPTY(0, 0);

    /** So many values an {@link #IS_ONE_OF} may name. */
    public static final int MOST_VALUES = 1_000;

    private final int fewest;
    private final int most;

    ConditionOperator(int fewest, int most) {
        this.fewest = fewest;
        this.most = most;
    }

    /** {@return how many values it needs at least} */
    public int fewestValues() {
        return fewest;
    }

    /** {@return how many values it takes at most} */
    public int mostValues() {
        return most;
    }
}
