package com.didstock.assignment;

import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantKind;
import java.util.EnumSet;
import java.util.Set;

/** What can be done to many numbers at once. The names are those of the API and of the history. */
public enum OperationKind {
    /** Puts numbers into one of the tenant's own pricing batches. */
    ASSIGN_TO_PRICING_BATCH(Section.PRICING, Right.PRICE, Target.PRICING_BATCH, sellers()),
    /** Takes numbers out of their pricing batch; the tenant still holds them and still pays. */
    UNASSIGN_FROM_PRICING_BATCH(Section.PRICING, Right.PRICE, Target.NONE, sellers()),
    /** Numbers given out get the current price of their batch, or of another one, from the first of a month on. */
    REPRICE(Section.PRICING, Right.PRICE, Target.PRICING_BATCH_OR_OWN, sellers()),
    /** Gives numbers to a direct child. */
    GIVE(Section.ASSIGNMENT, Right.ASSIGN, Target.CHILD, sellers()),
    /** Takes numbers back from children that don't use them. */
    RECALL(Section.ASSIGNMENT, Right.ASSIGN, Target.NONE, sellers()),
    /** Numbers go from the children that hold them to another one; those in use stay in use. */
    TRANSFER(Section.ASSIGNMENT, Right.ASSIGN, Target.CHILD, sellers()),
    /** Has an account use numbers as aliases; those that its customer does not hold come to it for that. */
    ASSIGN_TO_ACCOUNT(Section.ASSIGNMENT, Right.PROVISION, Target.ACCOUNT, EnumSet.allOf(TenantKind.class)),
    /** Aliases of a customer's accounts become those of another one of its accounts. */
    MOVE_TO_ACCOUNT(Section.ASSIGNMENT, Right.PROVISION, Target.ACCOUNT, EnumSet.allOf(TenantKind.class)),
    /** Accounts stop using aliases, which go where it is chosen, or laid down for their customer. */
    UNASSIGN_FROM_ACCOUNT(Section.ASSIGNMENT, Right.PROVISION, Target.AFTER_USE, EnumSet.allOf(TenantKind.class)),
    ASSIGN_TO_GROUP(Section.LABELS, Right.LABEL, Target.GROUP, EnumSet.allOf(TenantKind.class)),
    REMOVE_FROM_GROUP(Section.LABELS, Right.LABEL, Target.NONE, EnumSet.allOf(TenantKind.class)),
    SET_DESCRIPTION(Section.LABELS, Right.LABEL, Target.TEXT, EnumSet.allOf(TenantKind.class)),
    /** Says how memorable numbers are, for everybody who holds them; only whoever loaded a number can. */
    SET_CLASS(Section.LABELS, Right.UPLOAD, Target.CLASS, sellers()),
    /** Numbers go to another of the tenant's own vendor batches, at new costs where they are said. */
    MOVE_TO_VENDOR_BATCH(Section.PRICING, Right.UPLOAD, Target.VENDOR_BATCH, sellers()),
    /** Nobody is charged for numbers any more, or everybody again; what is given out from the next day on, at every level. */
    SET_FREE_OF_CHARGE(Section.PRICING, Right.PRICE, Target.CHARGING, EnumSet.of(TenantKind.OPERATOR)),
    /** Keeps numbers for later. */
    FREEZE(Section.HOLD, Right.HOLD, Target.NONE, sellers()),
    UNFREEZE(Section.HOLD, Right.HOLD, Target.NONE, sellers()),
    /** Keeps numbers for a child or for somebody who is no customer yet, until a date. */
    RESERVE(Section.HOLD, Right.ASSIGN, Target.CHILD_OR_PROSPECT, sellers()),
    /** Once, to a later date. */
    EXTEND_RESERVATION(Section.HOLD, Right.ASSIGN, Target.NONE, sellers()),
    CANCEL_RESERVATION(Section.HOLD, Right.ASSIGN, Target.NONE, sellers()),
    /** Ends a quarantine before its time. */
    END_AGING(Section.HOLD, Right.RELEASE, Target.REASON, EnumSet.of(TenantKind.OPERATOR)),
    /** A reseller's numbers go to the pool above; an operator's become free and leave their batch. */
    RELEASE_TO_POOL(Section.RELEASE, Right.RELEASE, Target.NONE, sellers()),
    /** A customer's numbers go back to whom it has them from. */
    RETURN(Section.RELEASE, Right.RELEASE, Target.NONE, EnumSet.of(TenantKind.CUSTOMER)),
    /** Takes numbers out of stock; only for the tenant that loaded them. */
    DELETE(Section.RELEASE, Right.RELEASE, Target.NONE, sellers()),
    /** Takes numbers out of stock wherever they are, also in use. */
    WITHDRAW(Section.RELEASE, Right.RELEASE, Target.WITHDRAWAL, EnumSet.of(TenantKind.OPERATOR));

    /** The headings under which operations are offered. */
    public enum Section {
        PRICING,
        ASSIGNMENT,
        LABELS,
        HOLD,
        /** Release and delete: what cannot simply be taken back. */
        RELEASE
    }

    /** What an operation needs to be told besides the numbers. */
    public enum Target {
        NONE,
        PRICING_BATCH,
        /** A pricing batch; or none: for each number the one that it is in. */
        PRICING_BATCH_OR_OWN,
        GROUP,
        CHILD,
        /** One of the tenant's own vendor batches, and maybe what numbers cost in it. */
        VENDOR_BATCH,
        /** A child, or in words somebody who is none yet. */
        CHILD_OR_PROSPECT,
        TEXT,
        /** Gold, silver or standard. */
        CLASS,
        /** A {@link Charging}. */
        CHARGING,
        /** In words, why. */
        REASON,
        /** A {@link WithdrawalReason}. */
        WITHDRAWAL,
        /** An account of the acting customer, or of a customer directly below. */
        ACCOUNT,
        /** An {@link com.didstock.tenancy.AfterUse}, or nothing: as is laid down for the customer. */
        AFTER_USE
    }

    /** So many days ahead an operation may be planned. */
    public static final int MOST_DAYS_PLANNED = 366;

    private final Section section;
    private final Right right;
    private final Target target;
    private final Set<TenantKind> who;

    OperationKind(Section section, Right right, Target target, Set<TenantKind> who) {
        this.section = section;
        this.right = right;
        this.target = target;
        this.who = Set.copyOf(who);
    }

    private static Set<TenantKind> sellers() {
        return EnumSet.of(TenantKind.OPERATOR, TenantKind.RESELLER);
    }

    public Section section() {
        return section;
    }

    /** {@return what the user must be allowed to do} */
    public Right right() {
        return right;
    }

    public Target target() {
        return target;
    }

    /** {@return whether it needs to be told a date} */
    public boolean dated() {
        return this == RESERVE || this == EXTEND_RESERVATION || this == REPRICE;
    }

    /** {@return whether it can be planned for a day to come} */
    public boolean plannable() {
        return this == TRANSFER || this == WITHDRAW;
    }

    /** {@return the kinds of tenant that can do this at all} */
    public Set<TenantKind> who() {
        return who;
    }

    /** {@return whether a user of this kind of tenant with these rights may do it} */
    public boolean isOpenTo(TenantKind kind, Set<Right> rights) {
        return who.contains(kind) && rights.contains(right);
    }

    /** {@return whether numbers change hands, so that their whole chain is locked and all or none is done} */
    boolean changesChain() {
        return switch (this) {
            case GIVE, RECALL, TRANSFER, RETURN, DELETE -> true;
            case REPRICE, END_AGING, WITHDRAW -> true;
            case ASSIGN_TO_ACCOUNT, MOVE_TO_ACCOUNT, UNASSIGN_FROM_ACCOUNT -> true;
            // These change columns that only a chain function may write.
            case RESERVE, EXTEND_RESERVATION, CANCEL_RESERVATION, SET_CLASS -> true;
            case MOVE_TO_VENDOR_BATCH, SET_FREE_OF_CHARGE -> true;
            // At the top of the chain a release changes the own row only; below it ends the holding.
            case RELEASE_TO_POOL -> true;
            case ASSIGN_TO_PRICING_BATCH,
                    UNASSIGN_FROM_PRICING_BATCH,
                    ASSIGN_TO_GROUP,
                    REMOVE_FROM_GROUP,
                    SET_DESCRIPTION,
                    FREEZE,
                    UNFREEZE -> false;
        };
    }
}
