package com.didstock.database;

import com.didstock.database.ConnectionSettings.Access;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that comes with didstock, for a portal on one machine. Durable, on loopback only, closed to every process
 * that cannot read the password file in the data directory. What a killed portal left running is stopped at the next
 * start.
 *
 * <p>In the data directory: {@code postgres/} (the data), {@code server/} (PostgreSQL's programs),
 * {@code database-passwords.properties}, {@code didstock.lock} and {@code logs/postgres.log}.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String SUPERUSER = "postgres";
    private static final String DATABASE = "didstock";
    private static final List<String> LOGINS = List.of("didstock_owner", "didstock_app", "didstock_audit");

    private final DataDirectoryLock lock;
    private final PostgresServer server;
    private final Secrets secrets;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedDatabase(DataDirectoryLock lock, PostgresServer server, Secrets secrets, int port) {
        this.lock = lock;
        this.server = server;
        this.secrets = secrets;
        this.port = port;
    }

    /**
     * Starts the database in {@code data}, creating what is missing.
     *
     * @throws StartRefusedException when another portal lives in {@code data}, or PostgreSQL does not start
     */
    public static EmbeddedDatabase start(Path data) {
        try {
            var folder = Files.createDirectories(data).toRealPath();
            return start(folder, folder.resolve("server"));
        } catch (IOException e) {
            throw new StartRefusedException("The folder %s cannot be used: %s".formatted(data, e.getMessage()), e);
        }
    }

    /** As above, with PostgreSQL's programs in a folder that several databases may share. */
    static EmbeddedDatabase start(Path data, Path programs) throws IOException {
        var lock = DataDirectoryLock.take(data);
        try {
            var log = Files.createDirectories(data.resolve("logs")).resolve("postgres.log");
            var server = PostgresServer.of(programs, data.resolve("postgres"), log);
            var secrets = secrets(data, server);
            server.stopOrphan();
            var port = freePort();
            server.start(port);
            var database = new EmbeddedDatabase(lock, server, secrets, port);
            try {
                database.prepare();
            } catch (SQLException | RuntimeException e) {
                database.close();
                throw new StartRefusedException("The embedded database could not be prepared: " + e.getMessage(), e);
            }
            return database;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    public ConnectionSettings settings() {
        return new ConnectionSettings(access("didstock_app"), access("didstock_owner"));
    }

    /** For administrators and backups; the portal serves with {@link #settings()} only. */
    Access access(String role) {
        return new Access(url(DATABASE), role, secrets.of(role));
    }

    /** Ends all connections; returns when the server has written everything and is gone. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try (lock) {
            server.stop();
        } catch (IOException | StartRefusedException e) {
            LOG.warn("The embedded database did not stop by itself; the next start will stop it", e);
        }
    }

    private static Secrets secrets(Path data, PostgresServer server) throws IOException {
        var file = data.resolve("database-passwords.properties");
        if (server.isCreated()) {
            server.refuseOtherVersion();
            return Secrets.read(file);
        }
        var roles = new ArrayList<>(LOGINS);
        roles.add(SUPERUSER);
        var secrets = Secrets.generate(file, roles);
        server.create(secrets.of(SUPERUSER));
        return secrets;
    }

    /** Harmless to repeat; repeated at every start, so that a new version's bootstrap reaches an old database. */
    private void prepare() throws SQLException {
        try (var connection = connectAsSuperuser("postgres")) {
            if (!exists(connection)) {
                execute(connection, "create database " + DATABASE);
                execute(connection, "revoke connect, temporary on database " + DATABASE + " from public");
            }
        }
        try (var connection = connectAsSuperuser(DATABASE)) {
            execute(connection, bootstrap());
            execute(connection, "alter database " + DATABASE + " owner to didstock_owner");
            execute(connection, "grant connect on database " + DATABASE + " to didstock_app, didstock_audit");
            for (var role : LOGINS) {
                // Hashed on this side: the password itself is in no statement and no log.
                connection
                        .unwrap(PGConnection.class)
                        .alterUserPassword(role, secrets.of(role).toCharArray(), "scram-sha-256");
            }
        }
    }

    private Connection connectAsSuperuser(String database) throws SQLException {
        return DriverManager.getConnection(url(database), SUPERUSER, secrets.of(SUPERUSER));
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select from pg_database where datname = ?")) {
            statement.setString(1, DATABASE);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String bootstrap() {
        try (var in = Objects.requireNonNull(EmbeddedDatabase.class.getResourceAsStream("/db/bootstrap.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
