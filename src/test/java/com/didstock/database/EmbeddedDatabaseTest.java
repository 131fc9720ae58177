package com.didstock.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.database.ConnectionSettings.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedDatabaseTest {

    /** Unpacked once for all tests; each has data of its own. */
    private static final Path PROGRAMS = Path.of("target/postgres-server").toAbsolutePath();

    @TempDir
    Path data;

    private final List<EmbeddedDatabase> running = new ArrayList<>();

    @AfterEach
    void stop() {
        running.forEach(EmbeddedDatabase::close);
    }

    @Test
    void keepsItsDataAndPasswordsOverARestart() throws Exception {
        var first = start();
        execute(first.access("didstock_owner"), "create table didstock.kept as select 42 as answer");
        var password = first.settings().app().password();
        first.close();

        var second = start();

        assertThat(ask(second.access("didstock_owner"), "select answer from didstock.kept"))
                .isEqualTo("42");
        assertThat(second.settings().app().password()).isEqualTo(password);
    }

    @Test
    void isDurableAndReachableFromThisMachineOnly() throws Exception {
        var administrator = start().access("postgres");

        assertThat(ask(administrator, "show fsync")).isEqualTo("on");
        assertThat(ask(administrator, "show synchronous_commit")).isEqualTo("on");
        assertThat(ask(administrator, "show full_page_writes")).isEqualTo("on");
        assertThat(ask(administrator, "show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(ask(administrator, "show unix_socket_directories")).isEmpty();
        assertThat(ask(administrator, "show server_encoding")).isEqualTo("UTF8");
        assertThat(ask(administrator, "select datcollate from pg_database where datname = current_database()"))
                .isEqualTo("C.UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "didstock_owner", "didstock_app", "didstock_audit"})
    void letsNobodyInWithoutThePassword(String role) throws Exception {
        var url = start().settings().app().url();

        for (var guess : List.of("postgres", "didstock", role)) {
            assertThatThrownBy(() -> ask(new Access(url, role, guess), "select 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
        assertThatThrownBy(() -> DriverManager.getConnection(url + "?user=" + role))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no password was provided");
    }

    @Test
    void showsThePasswordsToTheUserOfThePortalOnly() throws Exception {
        start();

        var file = data.resolve("database-passwords.properties");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("postgres"))))
                .isEqualTo("rwx------");
    }

    @Test
    void servesAsARoleThatPassesTheRoleCheck() throws Exception {
        var settings = start().settings();
        Migration.run(settings.owner() == null ? settings.app() : settings.owner());

        var app = settings.app();
        try (var connection = DriverManager.getConnection(app.url(), app.user(), app.password())) {
            RoleCheck.refuseTooStrong(connection);
        }
    }

    @Test
    void refusesASecondPortalOnTheSameFolderAndLeavesTheFirstAlone() throws Exception {
        var first = start();

        assertThatThrownBy(this::start)
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("Another didstock is running on " + data);

        assertThat(ask(first.settings().app(), "select 1")).isEqualTo("1");
    }

    @Test
    void stopsTheServerThatAKilledPortalLeftBehindAndGoesOn() throws Exception {
        var portal = startInAnotherProcess();
        var orphan = serverProcess();
        portal.destroyForcibly();
        assertThat(portal.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(orphan.isAlive()).isTrue();

        var database = start();

        assertThat(orphan.onExit()).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(ask(database.access("didstock_owner"), "select answer from didstock.committed"))
                .isEqualTo("42");
    }

    @Test
    void recoversWhenPortalAndServerWereKilledTogether() throws Exception {
        var portal = startInAnotherProcess();
        var server = serverProcess();
        portal.destroyForcibly().waitFor();
        server.destroyForcibly();
        server.onExit().get(10, TimeUnit.SECONDS);

        var database = start();

        assertThat(ask(database.access("didstock_owner"), "select answer from didstock.committed"))
                .isEqualTo("42");
    }

    @Test
    void doesNotMistakeAnotherProcessForItsServer() throws Exception {
        start().close();
        var bystander = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(
                    data.resolve("postgres/postmaster.pid"),
                    bystander.pid() + "\n" + data.resolve("postgres") + "\n0\n5432\n\n127.0.0.1\n");

            var database = start();

            assertThat(bystander.isAlive()).isTrue();
            assertThat(ask(database.settings().app(), "select 1")).isEqualTo("1");
        } finally {
            bystander.destroyForcibly();
        }
    }

    @Test
    void saysWhatIsWrongWhenThePasswordsAreGone() throws Exception {
        start().close();
        Files.delete(data.resolve("database-passwords.properties"));

        assertThatThrownBy(this::start)
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("database-passwords.properties");
    }

    @Test
    void doesNotTouchDataOfAnotherVersion() throws Exception {
        start().close();
        Files.writeString(data.resolve("postgres/PG_VERSION"), "17\n");

        assertThatThrownBy(this::start)
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("is of PostgreSQL 17, this didstock brings 18");
    }

    private EmbeddedDatabase start() throws IOException {
        var database = EmbeddedDatabase.start(data, PROGRAMS);
        running.add(database);
        return database;
    }

    private Process startInAnotherProcess() throws IOException {
        var portal = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherPortal.class.getName(),
                        data.toString(),
                        PROGRAMS.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said =
                portal.inputReader().lines().filter(OtherPortal.READY::equals).findFirst();
        assertThat(said).isPresent();
        return portal;
    }

    private ProcessHandle serverProcess() throws IOException {
        var pid = Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    private static void execute(Access access, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(access.url(), access.user(), access.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Access access, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(access.url(), access.user(), access.password());
                var row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** A portal in a process of its own, for being killed. */
    static final class OtherPortal {

        static final String READY = "other portal is ready";

        public static void main(String[] args) throws Exception {
            var database = EmbeddedDatabase.start(Path.of(args[0]), Path.of(args[1]));
            execute(database.access("didstock_owner"), "create table didstock.committed as select 42 as answer");
            System.out.println(READY);
            Thread.sleep(60_000);
            database.close();
        }
    }
}
