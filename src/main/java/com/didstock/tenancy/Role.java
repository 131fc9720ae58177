package com.didstock.tenancy;

import java.util.EnumSet;
import java.util.Set;

/** A user's role: a named set of rights. Stored under its name. */
public enum Role {
    OPERATOR_ADMIN(EnumSet.allOf(Right.class)),
    OPERATOR_VIEWER(EnumSet.of(Right.VIEW, Right.SEE_MONEY)),
    /** Gives out, recalls, holds back and labels numbers and serves accounts, without seeing any amount. */
    OPERATOR_CLERK(Rights.WORK),
    RESELLER_ADMIN(EnumSet.allOf(Right.class)),
    RESELLER_VIEWER(EnumSet.of(Right.VIEW, Right.SEE_MONEY)),
    /** As an operator's clerk. */
    RESELLER_CLERK(Rights.WORK),
    /**
     * A customer sees what its numbers cost it, takes them and gives them back, has its accounts use them, labels them, and has
     * its own servers told.
     */
    CUSTOMER(EnumSet.of(
            Right.VIEW, Right.SEE_MONEY, Right.TAKE, Right.PROVISION, Right.LABEL, Right.RELEASE, Right.CONNECT)),
    /** Looks after a customer's accounts and labels its numbers; sees no amount and gives nothing back. */
    CUSTOMER_CLERK(EnumSet.of(Right.VIEW, Right.PROVISION, Right.LABEL));

    private static final class Rights {
        static final Set<Right> VIEWING = Set.of(Right.VIEW, Right.SEE_MONEY);
        static final Set<Right> WORK = EnumSet.of(Right.VIEW, Right.ASSIGN, Right.PROVISION, Right.LABEL, Right.HOLD);
    }

    private final Set<Right> rights;

    Role(Set<Right> rights) {
        this.rights = Set.copyOf(rights);
    }

    public Set<Right> rights() {
        return rights;
    }

    /** {@return what is left of the rights for somebody who only views as a tenant, if that is so} */
    Set<Right> rights(boolean viewing) {
        return viewing ? Rights.VIEWING : rights;
    }
}
