package com.didstock.assignment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operation that is, or was, planned for a day to come.
 *
 * @param id that of the operation
 * @param operation its name as in the API, or {@value #MOVE}
 * @param effectiveOn its day, in the operator's time zone
 * @param planner who planned it and as whom it is done
 * @param targetName to whom it brings numbers or tenants; null: to nobody, or somebody whose name the reader is not told
 * @param movedName who moves, or whose customers do; null for operations on numbers
 * @param wouldChange how many numbers it was to change when it was planned
 * @param changed how many it changed; null until it is done
 * @param overAt when it was done, cancelled or given up; null: it is still to be done
 * @param cancelledBy who cancelled it; null: nobody
 * @param failure why it was given up; null: it was not
 */
public record Plan(
        UUID id,
        String operation,
        LocalDate effectiveOn,
        State state,
        String planner,
        Instant plannedAt,
        @Nullable String targetName,
        @Nullable String movedName,
        int wouldChange,
        @Nullable Integer changed,
        @Nullable Instant overAt,
        @Nullable String cancelledBy,
        @Nullable Failure failure) {

    /** What the move of a reseller or customer to another parent is called. */
    public static final String MOVE = "MOVE_TENANTS";

    /** What became of it. */
    public enum State {
        PLANNED,
        DONE,
        CANCELLED,
        FAILED
    }

    /** Why a plan was given up on its day. */
    public enum Failure {
        /** Whoever planned it, or the tenant, is no longer active. */
        PERSON_GONE,
        /** Whoever planned it may no longer do this. */
        RIGHT_LOST,
        /** Its target is closed, suspended, or a child no longer. */
        TARGET_GONE,
        /** Numbers would go for less a month than they cost, which was not said to be meant. */
        BELOW_COST,
        /** Whoever was to get the numbers would exceed its limits. */
        LIMIT,
        /** It can't be so any more. */
        NOT_POSSIBLE,
        /** It was tried several times, and each time something failed. */
        KEEPS_FAILING
    }
}
