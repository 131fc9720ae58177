package com.didstock.tenancy;

import org.jooq.exception.DataAccessException;

/** Turns what the database refuses into what a person may be told; SQL, names and ids stay here. */
final class DatabaseRefusals {

    private DatabaseRefusals() {}

    static RuntimeException translate(DataAccessException failure) {
        return switch (failure.sqlState()) {
            case "DS001" -> new StockChangedException(failure);
            case "DS002" -> new LimitExceededException(LimitExceededException.Limit.NUMBERS, failure);
            case "DS003" -> new LimitExceededException(LimitExceededException.Limit.MONTHLY_COST, failure);
            case "DS020" -> new LimitExceededException(LimitExceededException.Limit.RESERVATIONS, failure);
            case "DS021" -> new LimitExceededException(LimitExceededException.Limit.DAILY_COST, failure);
            case "57014" -> new TooHeavyException(failure);
            // Serialization failure, deadlock, lock not available: somebody else was at the same numbers.
            case "40001", "40P01", "55P03" -> new StockChangedException(failure);
            case String state
            when state.startsWith("08") || state.startsWith("57P") -> new DatabaseAwayException(failure);
            default -> failure;
        };
    }
}
