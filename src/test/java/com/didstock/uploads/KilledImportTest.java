package com.didstock.uploads;

import static com.didstock.uploads.UploadFixture.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports whose process is killed, or whose connection to the database is: what came in stays, the rest comes in once. */
class KilledImportTest {

    private static final int NUMBERS = 800;

    private final UploadFixture at = new UploadFixture();
    private final TestTree tree = at.tree;

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void anImportWhoseProcessIsKilledGoesOnWhereItWas(int stretches) throws Exception {
        var upload =
                at.stage(tree.o.admin(), file(TestTree.freshNumbers(NUMBERS))).id();
        goesOnAfterAKill(upload, stretches, 1);
    }

    @Test
    void existingStockWhoseImportIsKilledIsWholeChainsAndGoesOn() throws Exception {
        var text = UploadFixture.HEADER + ",Holder,Account\n"
                + TestTree.freshNumbers(NUMBERS).stream()
                        .map(number -> number + ",Carrier numbers,1,2,A/A1/CA1,desk\n")
                        .collect(Collectors.joining());
        var upload = at.stage(tree.o.admin(), text, UploadFixture.OPTIONS.ofExistingStock())
                .id();
        goesOnAfterAKill(upload, 2, 4);
        assertThat(at.count("account")).isEqualTo(1);
        assertThat(at.count("account_number")).isEqualTo(NUMBERS);
    }

    private void goesOnAfterAKill(UUID upload, int stretches, int levels) throws Exception {
        var process = importing(upload);
        try (var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int gone = 0;
            for (var line = said.readLine(); line != null && gone < stretches; line = said.readLine()) {
                gone += line.startsWith("gone") ? 1 : 0;
            }
            assertThat(gone).isEqualTo(stretches);
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        awaitNobodyAtIt();

        var left = at.uploads.report(tree.o.admin(), upload);
        assertThat(left.stage()).isEqualTo(UploadStage.IMPORTING);
        assertThat(left.imported()).isPositive().isLessThan(NUMBERS);
        assertThat(at.count("did_holding")).isEqualTo(left.imported() * levels);
        assertThat(at.count("upload_line")).isEqualTo(NUMBERS - left.imported());
        Invariants.hold(tree.o.operatorId());
        goesOnToItsEnd(upload, levels);
    }

    @Test
    void anImportWhoseConnectionsAreCutGoesOnWhereItWas() throws Exception {
        var upload =
                at.stage(tree.o.admin(), file(TestTree.freshNumbers(NUMBERS))).id();
        var stretches = new AtomicInteger();

        assertThatException()
                .isThrownBy(() -> at.uploads.importRows(tree.o.admin(), upload, true, "key", (_, _) -> {
                    if (stretches.incrementAndGet() >= 5) {
                        cut();
                        throw new IllegalStateException("nobody is left to go on");
                    }
                }));

        var left = at.uploads.report(tree.o.admin(), upload);
        assertThat(left.imported()).isPositive().isEqualTo(at.count("did_holding"));
        Invariants.hold(tree.o.operatorId());
        goesOnToItsEnd(upload, 1);
    }

    private void goesOnToItsEnd(UUID upload, int levels) {
        var done = at.uploads.importRows(tree.o.admin(), upload, true, "key", UploadProgress.NONE);

        assertThat(done.stage()).isEqualTo(UploadStage.IMPORTED);
        assertThat(done.imported()).isEqualTo(NUMBERS);
        assertThat(at.appliedUploads("key")).isEqualTo(NUMBERS);
        assertThat(at.count("did_holding")).isEqualTo(NUMBERS * levels);
        assertThat(at.count("did_key")).isEqualTo(NUMBERS * levels);
        assertThat(at.count("holding_period")).isEqualTo(NUMBERS * levels);
        assertThat(at.count("history")).isEqualTo(NUMBERS * levels);
        assertThat(at.count("upload_line")).isZero();
        Invariants.hold(tree.o.operatorId());
    }

    private Process importing(UUID upload) throws Exception {
        var actor = tree.o.admin();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ImportingProcess.class.getName(),
                        TestDatabase.get().jdbcUrl() + "?ApplicationName=importing",
                        String.valueOf(actor.operatorId()),
                        String.valueOf(actor.tenantId()),
                        String.valueOf(actor.userId()),
                        upload.toString())
                .redirectError(Redirect.DISCARD)
                .start();
    }

    // The server finds out that a process is gone when it next writes to it.
    private static void awaitNobodyAtIt() throws SQLException, InterruptedException {
        for (int i = 0; i < 200; i++) {
            if (number("select count(*) from pg_stat_activity where application_name = 'importing'") == 0) {
                return;
            }
            Thread.sleep(Duration.ofMillis(50));
        }
        throw new AssertionError("the killed process is still connected");
    }

    private static void cut() {
        try {
            number("select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = 'didstock_app'"
                    + " and query ilike '%upload%'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int number(String sql) throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var found = connection.createStatement().executeQuery(sql)) {
            found.next();
            return found.getInt(1);
        }
    }
}
