package com.didstock.tenancy;

import java.util.EnumSet;
import java.util.Set;

/** A user's role: a named set of rights. Stored under its name. */
public enum Role {
    OPERATOR_ADMIN(EnumSet.allOf(Right.class)),
    OPERATOR_VIEWER(EnumSet.of(Right.VIEW, Right.SEE_MONEY)),
    RESELLER_ADMIN(EnumSet.allOf(Right.class)),
    RESELLER_VIEWER(EnumSet.of(Right.VIEW, Right.SEE_MONEY)),
    /** A customer sees what its own numbers cost it, has its accounts use them, labels them and gives them back. */
    CUSTOMER(EnumSet.of(Right.VIEW, Right.SEE_MONEY, Right.PROVISION, Right.LABEL, Right.RELEASE));

    private final Set<Right> rights;

    Role(Set<Right> rights) {
        this.rights = Set.copyOf(rights);
    }

    public Set<Right> rights() {
        return rights;
    }
}
