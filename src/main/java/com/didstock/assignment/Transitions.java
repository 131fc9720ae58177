package com.didstock.assignment;

import static com.didstock.inventory.DidStatus.AGING;
import static com.didstock.inventory.DidStatus.FREE;
import static com.didstock.inventory.DidStatus.FROZEN;
import static com.didstock.inventory.DidStatus.GIVEN;
import static com.didstock.inventory.DidStatus.IN_USE;
import static com.didstock.inventory.DidStatus.PENDING;
import static com.didstock.inventory.DidStatus.RESERVED;

import com.didstock.inventory.DidStatus;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The transition table: for each operation and each status of a number, what comes of it. The only place that says so;
 * the documentation's table and the authorization tests are made from it.
 */
public final class Transitions {

    private static final Map<OperationKind, Map<DidStatus, Outcome>> TABLE = new EnumMap<>(OperationKind.class);

    static {
        row(OperationKind.ASSIGN_TO_PRICING_BATCH)
                .stays(FREE, FROZEN, RESERVED, AGING, PENDING)
                .refuses(Refusal.PRICED_BY_BATCH, GIVEN, IN_USE);
        row(OperationKind.UNASSIGN_FROM_PRICING_BATCH)
                .stays(FREE, FROZEN, RESERVED, AGING, PENDING)
                .refuses(Refusal.PRICED_BY_BATCH, GIVEN, IN_USE);
        row(OperationKind.REPRICE)
                .stays(GIVEN, IN_USE)
                .refuses(Refusal.NOT_GIVEN, FREE, FROZEN, RESERVED, AGING, PENDING);
        row(OperationKind.GIVE)
                .becomes(Result.GIVEN, FREE, RESERVED)
                .refuses(Refusal.FROZEN, FROZEN)
                .refuses(Refusal.AGING, AGING)
                .refuses(Refusal.PENDING, PENDING)
                .refuses(Refusal.WITH_CHILD, GIVEN)
                .refuses(Refusal.IN_USE, IN_USE);
        row(OperationKind.RECALL)
                .becomes(Result.FREE_OR_AGING, GIVEN)
                .refuses(Refusal.IN_USE, IN_USE)
                .refuses(Refusal.WITH_NOBODY, FREE, FROZEN, RESERVED, AGING, PENDING);
        row(OperationKind.TRANSFER)
                .stays(GIVEN, IN_USE)
                .refuses(Refusal.NOT_WITH_CHILD, FREE, FROZEN, RESERVED, AGING, PENDING);
        row(OperationKind.ASSIGN_TO_ACCOUNT)
                .becomes(Result.IN_USE, FREE, RESERVED, GIVEN)
                .refuses(Refusal.FROZEN, FROZEN)
                .refuses(Refusal.AGING, AGING)
                .refuses(Refusal.PENDING, PENDING)
                .refuses(Refusal.IN_USE, IN_USE);
        row(OperationKind.MOVE_TO_ACCOUNT)
                .stays(IN_USE)
                .refuses(Refusal.NOT_IN_USE, FREE, FROZEN, RESERVED, AGING, PENDING, GIVEN);
        row(OperationKind.UNASSIGN_FROM_ACCOUNT)
                .becomes(Result.NOT_IN_USE, IN_USE)
                .refuses(Refusal.NOT_IN_USE, FREE, FROZEN, RESERVED, AGING, PENDING, GIVEN);
        row(OperationKind.ASSIGN_TO_GROUP).stays(DidStatus.values());
        row(OperationKind.REMOVE_FROM_GROUP).stays(DidStatus.values());
        row(OperationKind.SET_DESCRIPTION).stays(DidStatus.values());
        row(OperationKind.SET_CLASS).stays(DidStatus.values());
        row(OperationKind.MOVE_TO_VENDOR_BATCH).stays(DidStatus.values());
        row(OperationKind.SET_FREE_OF_CHARGE).stays(DidStatus.values());
        row(OperationKind.FREEZE)
                .becomes(Result.FROZEN, FREE)
                .refuses(Refusal.ALREADY_DONE, FROZEN)
                .refuses(Refusal.AGING, AGING)
                .refuses(Refusal.RESERVED, RESERVED)
                .refuses(Refusal.PENDING, PENDING)
                .refuses(Refusal.WITH_CHILD, GIVEN)
                .refuses(Refusal.IN_USE, IN_USE);
        row(OperationKind.UNFREEZE)
                .becomes(Result.FREE, FROZEN)
                .refuses(Refusal.NOT_FROZEN, FREE, AGING, RESERVED, PENDING, GIVEN, IN_USE);
        row(OperationKind.RESERVE)
                .becomes(Result.RESERVED, FREE)
                .refuses(Refusal.FROZEN, FROZEN)
                .refuses(Refusal.RESERVED, RESERVED)
                .refuses(Refusal.AGING, AGING)
                .refuses(Refusal.PENDING, PENDING)
                .refuses(Refusal.WITH_CHILD, GIVEN)
                .refuses(Refusal.IN_USE, IN_USE);
        row(OperationKind.EXTEND_RESERVATION)
                .becomes(Result.RESERVED, RESERVED)
                .refuses(Refusal.NOT_RESERVED, FREE, FROZEN, AGING, PENDING, GIVEN, IN_USE);
        row(OperationKind.CANCEL_RESERVATION)
                .becomes(Result.FREE, RESERVED)
                .refuses(Refusal.NOT_RESERVED, FREE, FROZEN, AGING, PENDING, GIVEN, IN_USE);
        row(OperationKind.RELEASE_TO_POOL)
                .becomes(Result.FREE_OR_AGING, FREE, FROZEN, AGING)
                .refuses(Refusal.RESERVED, RESERVED)
                .refuses(Refusal.PENDING, PENDING)
                .refuses(Refusal.WITH_CHILD, GIVEN)
                .refuses(Refusal.IN_USE, IN_USE);
        row(OperationKind.RETURN)
                .becomes(Result.FREE_OR_AGING, FREE, FROZEN, AGING)
                .refuses(Refusal.RESERVED, RESERVED)
                .refuses(Refusal.PENDING, PENDING)
                .refuses(Refusal.WITH_CHILD, GIVEN)
                .refuses(Refusal.IN_USE, IN_USE);
        row(OperationKind.END_AGING)
                .becomes(Result.FREE, AGING)
                .refuses(Refusal.NOT_AGING, FREE, FROZEN, RESERVED, PENDING, GIVEN, IN_USE);
        row(OperationKind.WITHDRAW).becomes(Result.GONE, DidStatus.values());
        row(OperationKind.DELETE)
                .becomes(Result.GONE, FREE, FROZEN, AGING, RESERVED, PENDING)
                .refuses(Refusal.WITH_CHILD, GIVEN)
                .refuses(Refusal.IN_USE, IN_USE);
    }

    private Transitions() {}

    /** What comes of an operation on a number in a status. */
    public sealed interface Outcome {

        /** It is done; afterwards the number is so. */
        record Becomes(Result result) implements Outcome {}

        /** It is not done. */
        record Refused(Refusal refusal) implements Outcome {}
    }

    /** How a number is after an operation. */
    public enum Result {
        /** As it was. */
        UNCHANGED,
        FREE,
        FROZEN,
        GIVEN,
        /** Kept for somebody until a date. */
        RESERVED,
        /** Free, or aging where its quarantine runs or begins. */
        FREE_OR_AGING,
        /** Used by an account, on every level. */
        IN_USE,
        /** With the customer still, or with somebody above it, free or aging: as was chosen, or laid down for it. */
        NOT_IN_USE,
        /** In no inventory. */
        GONE
    }

    public static Outcome of(OperationKind kind, DidStatus status) {
        var outcome = TABLE.getOrDefault(kind, Map.of()).get(status);
        if (outcome == null) {
            throw new IllegalStateException("the transition table says nothing of " + kind + " and " + status);
        }
        return outcome;
    }

    /** {@return the statuses in which an operation is possible: what its SQL is told} */
    public static Set<DidStatus> from(OperationKind kind) {
        var from = EnumSet.noneOf(DidStatus.class);
        for (var status : DidStatus.values()) {
            if (of(kind, status) instanceof Outcome.Becomes) {
                from.add(status);
            }
        }
        return from;
    }

    private static Row row(OperationKind kind) {
        var cells = new EnumMap<DidStatus, Outcome>(DidStatus.class);
        TABLE.put(kind, cells);
        return new Row(cells);
    }

    private record Row(Map<DidStatus, Outcome> cells) {

        Row stays(DidStatus... statuses) {
            return becomes(Result.UNCHANGED, statuses);
        }

        Row becomes(Result result, DidStatus... statuses) {
            return put(new Outcome.Becomes(result), statuses);
        }

        Row refuses(Refusal refusal, DidStatus... statuses) {
            return put(new Outcome.Refused(refusal), statuses);
        }

        private Row put(Outcome outcome, DidStatus... statuses) {
            for (var status : statuses) {
                if (cells.put(status, outcome) != null) {
                    throw new IllegalStateException("said twice: " + status);
                }
            }
            return this;
        }
    }
}
