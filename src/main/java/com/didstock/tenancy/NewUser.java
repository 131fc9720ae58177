package com.didstock.tenancy;

import org.jspecify.annotations.Nullable;

/**
 * A user to be created.
 *
 * @param login letters, digits, dot, hyphen, underscore and @; unique in the operator
 * @param password as typed; kept as a hash only
 */
public record NewUser(
        String login, String displayName, @Nullable String email, Role role, String password) {

    /** Without the password: this may reach a log. */
    @Override
    public String toString() {
        return "NewUser[" + login + ", " + role + "]";
    }
}
