package com.didstock.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What one operation did to one number, on the reader's level.
 *
 * @param operation its name as in the API
 * @param differences what changed, in a fixed order; without money for a user who may not see it
 */
public record NumberChange(
        UUID operationId,
        String number,
        Instant at,
        String operation,
        Change change,
        Who who,
        List<Difference> differences) {

    public NumberChange {
        differences = List.copyOf(differences);
    }

    NumberChange with(List<Difference> more) {
        return more.isEmpty()
                ? this
                : new NumberChange(
                        operationId,
                        number,
                        at,
                        operation,
                        change,
                        who,
                        Stream.concat(differences.stream(), more.stream()).toList());
    }
}
