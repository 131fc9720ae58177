package com.didstock.assignment;

/** Why an operation passes over a number. Each has a sentence under {@code assignment.refusal.*}. */
public enum Refusal {
    /** An account uses it. */
    IN_USE,
    /** It is with a customer or reseller. */
    WITH_CHILD,
    /** It is with nobody, so there is nothing to take back. */
    WITH_NOBODY,
    FROZEN,
    NOT_FROZEN,
    AGING,
    NOT_AGING,
    /** Reserved for somebody else. */
    RESERVED,
    NOT_RESERVED,
    /** A reservation is extended once. */
    ALREADY_EXTENDED,
    /** The reservation ends on that day or later anyway. */
    RESERVED_LONGER,
    PENDING,
    /** Given out: its batch prices it; reprice instead. */
    PRICED_BY_BATCH,
    /** In another batch; <em>reassign</em> moves it. */
    IN_OTHER_BATCH,
    IN_NO_BATCH,
    IN_NO_GROUP,
    /** With nobody, so it has a price only when it is given out. */
    NOT_GIVEN,
    /** No batch prices it. */
    FREE_OF_CHARGE,
    /** Already as the operation would make it. */
    ALREADY_DONE,
    /** No batch prices it for this child. */
    NO_PRICE,
    /** Its batch is for customers and the child is a reseller, or the other way round. */
    BATCH_FOR_OTHERS,
    BATCH_IN_OTHER_CURRENCY,
    /** Its cost is in a currency for which there is no rate. */
    NO_RATE,
    /** The child reserved it or gave it on; an explicit choice takes it back all the same. */
    RESERVED_OR_GIVEN_ON,
    /** With nobody, so it can't go from one child to another. */
    NOT_WITH_CHILD,
    /** The child reserved it or gave it on, and the transfer would part it from those below. */
    GIVEN_ON,
    /** An account uses it, and resellers have no accounts. */
    USED_BY_ACCOUNT,
    /** Its account uses other numbers, too, which are not transferred. */
    ACCOUNT_USES_OTHERS,
    /** There is an account of this name where its account would go. */
    ACCOUNT_TAKEN,
    /** An account used it: it must rest before another customer has it. */
    MUST_REST,
    /** No account uses it. */
    NOT_IN_USE,
    /** An account of somebody else uses it: of another customer, or of one further down. */
    USED_BY_OTHERS,
    /** It is the ID of its account; that is changed there. */
    IS_THE_ID,
    /** Only the tenant that loaded a number can delete it. */
    NOT_LOADED_HERE,
    /** In no vendor batch: somebody else loaded it, or it is an internal one. */
    NO_VENDOR_BATCH,
    /** Bought in another currency than that of the vendor batch, and what it costs there was not said. */
    OTHER_COST_CURRENCY,
    /** Somebody has it free of charge who was never charged for it, so that it has no price to go back to. */
    NEVER_CHARGED,
    /** Only the tenant that loaded a number says its class. */
    CLASSED_BY_LOADER,
    /** Nobody pays for internal numbers, so they have no class. */
    INTERNAL,
    /** Changed since the preview. */
    CHANGED,
    /** Not, or no longer, in this inventory. */
    NOT_THERE
}
