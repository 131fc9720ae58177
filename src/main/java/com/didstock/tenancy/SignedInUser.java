package com.didstock.tenancy;

import java.io.Serializable;
import java.security.Principal;

/**
 * The principal of a login or an API token.
 *
 * @param readOnly whether the token used is limited to reading; always false for a login
 * @param viewing whether a person of the operator views as the tenant
 */
public record SignedInUser(
        int operatorId, int tenantId, int userId, String login, String displayName, boolean readOnly, boolean viewing)
        implements Principal, Serializable {

    /** Somebody who acts for the own tenant. */
    public SignedInUser(int operatorId, int tenantId, int userId, String login, String displayName, boolean readOnly) {
        this(operatorId, tenantId, userId, login, displayName, readOnly, false);
    }

    /** {@return the same person of the operator, who now views as this tenant} */
    public SignedInUser viewingAs(int viewedTenant) {
        return new SignedInUser(operatorId, viewedTenant, userId, login, displayName, readOnly, true);
    }

    /** {@return the same person, who acts for the operator again} */
    public SignedInUser viewingNoMore() {
        return new SignedInUser(operatorId, operatorId, userId, login, displayName, readOnly, false);
    }

    public Actor actor() {
        return new Actor(operatorId, tenantId, userId, viewing);
    }

    @Override
    public String getName() {
        return login;
    }
}
