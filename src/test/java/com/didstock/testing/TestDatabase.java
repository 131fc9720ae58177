package com.didstock.testing;

import com.didstock.database.ConnectionSettings.Access;
import com.didstock.database.Migration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The one PostgreSQL of a test JVM: started on first use, with didstock's roles, migrated, gone with the JVM. Tests share
 * it, so each makes its own operators and never assumes an empty table. Spring contexts get it by
 * {@link TestDatabaseInitializer}.
 *
 * <p>The data sources open a new connection at each call; close what you take.
 */
public final class TestDatabase {

    private static final String NAME = "didstock";
    private static final TestDatabase ONE = start();

    private final EmbeddedPostgres server;

    private TestDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    public static TestDatabase get() {
        return ONE;
    }

    /** What the portal is: bound by row-level security. */
    public DataSource app() {
        return as("didstock_app");
    }

    /** What migrations are: owns the tables. */
    public DataSource owner() {
        return as("didstock_owner");
    }

    /** Reads all tenants' rows: for assertions across tenants. */
    public DataSource audit() {
        return as("didstock_audit");
    }

    /** The administrator of the server: bound by nothing, for arranging and for cleaning up. */
    public DataSource superuser() {
        return as("postgres");
    }

    /** Every role's password is its own name. */
    public Access access(String role) {
        return new Access(jdbcUrl(), role, role);
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), NAME);
    }

    private DataSource as(String role) {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl());
        source.setUser(role);
        source.setPassword(role);
        return source;
    }

    private static TestDatabase start() {
        try {
            // Nothing here outlives the JVM: fsync stays off, as the embedded server has it by default.
            var database = new TestDatabase(EmbeddedPostgres.builder()
                    .setLocaleConfig("encoding", "UTF8")
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setServerConfig("max_connections", "100")
                    .start());
            database.bootstrap();
            Migration.run(database.access("didstock_owner"));
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("The test database could not be prepared", e);
        }
    }

    private void bootstrap() throws IOException, SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + NAME);
        }
        try (var connection = superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(resource("/db/bootstrap.sql"));
            statement.execute("alter database " + NAME + " owner to didstock_owner");
            for (var role : new String[] {"didstock_owner", "didstock_app", "didstock_audit"}) {
                statement.execute("alter role %s password '%s'".formatted(role, role));
            }
        }
    }

    private static String resource(String name) throws IOException {
        try (var in = Objects.requireNonNull(TestDatabase.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
