package com.didstock.notices;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operation of somebody else did to the tenant's numbers, or what came of no operation.
 *
 * @param operation the operation, as in the history; null if it came of none
 * @param operationName its name, as in the API; null if it came of none
 * @param child name of the tenant's child through which it came; null: it came from above
 * @param numbers how many
 * @param number which one, if it is one
 * @param about what it is about, where that is no number
 * @param monthly what that costs a month, by currency; empty if it is about no money, or the user may see none
 * @param read whether the user has marked it as read
 */
public record Notice(
        long id,
        NoticeKind kind,
        Instant at,
        @Nullable UUID operation,
        @Nullable String operationName,
        @Nullable String child,
        int numbers,
        @Nullable String number,
        @Nullable String about,
        SortedMap<String, BigDecimal> monthly,
        boolean read) {}
