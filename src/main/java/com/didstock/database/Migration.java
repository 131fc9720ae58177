package com.didstock.database;

import com.didstock.database.ConnectionSettings.Access;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the schema up to date. Runs as the owner of the tables over connections of its own, all closed when it returns:
 * nothing that serves ever holds the owner's rights.
 */
public final class Migration {

    private Migration() {}

    /** Several nodes may call this at once: Flyway's lock lets one migrate and the others wait. */
    public static void run(Access owner) {
        try {
            Flyway.configure()
                    .dataSource(owner.url(), owner.user(), owner.password())
                    .schemas("infra")
                    .createSchemas(false)
                    .locations("classpath:db/migration")
                    .failOnMissingLocations(false)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StartRefusedException(
                    "The database could not be brought up to date as %s: %s".formatted(owner, e.getMessage()), e);
        }
    }
}
