package com.didstock.database;

import org.jspecify.annotations.Nullable;

/**
 * How to reach the database.
 *
 * @param app what the portal serves with: the role {@code didstock_app}
 * @param owner what migrations run as: the role {@code didstock_owner}; null where somebody else migrates
 */
public record ConnectionSettings(Access app, @Nullable Access owner) {

    /** One role's way in. */
    public record Access(String url, String user, String password) {

        /** Leaves the password out, so that no log ever shows it. */
        @Override
        public String toString() {
            return user + " at " + url;
        }
    }
}
