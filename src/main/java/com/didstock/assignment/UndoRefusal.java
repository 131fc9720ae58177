package com.didstock.assignment;

/** Why a number is not put back. Each has a sentence under {@code assignment.undo.refusal.*}. */
public enum UndoRefusal {
    /** Something was done with it since, by anybody who holds it. */
    CHANGED_SINCE,
    /** An account used it until then: accounts are not brought back. */
    WAS_IN_USE,
    /** Whoever had it is suspended or closed. */
    NOT_ACTIVE
}
