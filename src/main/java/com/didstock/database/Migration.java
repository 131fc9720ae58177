package com.didstock.database;

import com.didstock.database.ConnectionSettings.Access;
import java.sql.DriverManager;
import java.sql.SQLException;
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
            letBackupsRead(owner);
        } catch (FlywayException | SQLException e) {
            throw new StartRefusedException(
                    "The database could not be brought up to date as %s: %s".formatted(owner, e.getMessage()), e);
        }
    }

    /**
     * A dump needs every table and sequence, also those no migration names: Flyway's own, and the sequences behind
     * identity columns.
     */
    private static void letBackupsRead(Access owner) throws SQLException {
        try (var connection = DriverManager.getConnection(owner.url(), owner.user(), owner.password());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // Nodes that start at once would collide on the catalogue's rows.
            statement.execute("select pg_advisory_xact_lock(hashtext('didstock: grants for backups'))");
            statement.execute("grant select on all tables in schema didstock, infra to didstock_audit");
            statement.execute("grant select on all sequences in schema didstock, infra to didstock_audit");
            connection.commit();
        }
    }
}
