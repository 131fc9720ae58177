package com.didstock.assignment;

import java.util.List;

/** An operation as a whole is not possible; nothing was done. Each reason has a sentence. */
public class OperationRefusedException extends RuntimeException {

    /** Why. Under {@code assignment.refused.*}. */
    public enum Reason {
        /** More numbers than one transaction takes; argument: the limit. */
        TOO_MANY,
        /** The preview is older than an hour. */
        PREVIEW_EXPIRED,
        /** The batch, group or child was changed since the preview. */
        TARGET_CHANGED,
        /** Prices changed since the preview. */
        PRICE_CHANGED,
        TARGET_MISSING,
        /** Neither a child nor a prospect. */
        NOBODY_NAMED,
        DATE_MISSING,
        /** Neither gold nor silver nor standard. */
        CLASS_MISSING,
        /** It was not said whether numbers are to be free of charge or charged. */
        CHARGING_MISSING,
        REASON_MISSING,
        /** A cost is below zero, too much, or has too many decimals; argument: the most decimals. */
        COST_OUT_OF_RANGE,
        /** A reservation ends in the past, or too late; argument: the most days. */
        RESERVED_TOO_LONG,
        /** Not the first of a month, or too soon; argument: the days of notice. */
        NO_NOTICE,
        /** A day to be effective on that is over, or too far ahead; argument: the most days. */
        EFFECTIVE_DAY,
        /** What was planned is done, cancelled or given up. */
        PLAN_OVER,
        /** Numbers would go for less a month than they cost, and nobody said that this is meant; argument: how many. */
        BELOW_COST,
        /** The same, and whoever asks does not see costs. */
        BELOW_COST_UNSEEN,
        /** The description is longer than 500 characters. */
        TEXT_TOO_LONG,
        /** The same operation key was used for another request. */
        KEY_REUSED,
        /** An operation of this kind is not undone. */
        NOT_UNDOABLE,
        /** What changed hands is undone for some hours only; argument: how many. */
        UNDO_TOO_LATE,
        /** What was typed as a number is no search. */
        SEARCH_NOT_UNDERSTOOD
    }

    private final Reason reason;
    private final List<Object> arguments;

    public OperationRefusedException(Reason reason, Object... arguments) {
        super(reason.name());
        this.reason = reason;
        this.arguments = List.of(arguments);
    }

    public Reason reason() {
        return reason;
    }

    public List<Object> arguments() {
        return arguments;
    }
}
