package com.didstock.tenancy;

import java.io.Serializable;
import java.security.Principal;

/**
 * The principal of a login or an API token.
 *
 * @param readOnly whether the token used is limited to reading; always false for a login
 */
public record SignedInUser(int operatorId, int tenantId, int userId, String login, String displayName, boolean readOnly)
        implements Principal, Serializable {

    public Actor actor() {
        return new Actor(operatorId, tenantId, userId);
    }

    @Override
    public String getName() {
        return login;
    }
}
