package com.didstock.uploads;

import static com.didstock.uploads.UploadFixture.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.didstock.tenancy.ActorRefusedException;
import com.didstock.tenancy.LostImports;
import com.didstock.tenancy.LostImportsFinder;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UploadJobsTest {

    private final UploadFixture at = new UploadFixture();
    private final TestTree tree = at.tree;
    private final UploadJobs jobs = new UploadJobs(at.uploads, LostImportsFinder.lostImports(), tree.clock());

    @Test
    void anImportThatAStoppedNodeLeftBehindGoesOnByItself() throws InterruptedException {
        var upload = leftBehind();
        tree.clock().advance(UploadImports.LEASE.plusSeconds(1));

        jobs.goOn();

        var report = over(upload);
        assertThat(report.stage()).isEqualTo(UploadStage.IMPORTED);
        assertThat(report.imported()).isEqualTo(45);
        assertThat(report.releasedAtOnce()).isTrue();
        assertThat(at.appliedUploads("key")).isEqualTo(45);
        assertThat(at.count("did_holding")).isEqualTo(45);
        assertThat(at.count("history")).isEqualTo(45);
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void anImportThatSomebodyMayStillBeAtIsLeftAlone() {
        var upload = leftBehind();
        tree.clock().advance(UploadImports.LEASE.minusSeconds(1));

        jobs.goOn();

        assertThat(jobs.isRunning(upload)).isFalse();
        assertThat(at.uploads.report(tree.o.admin(), upload).stage()).isEqualTo(UploadStage.IMPORTING);
    }

    @Test
    void anImportWhoseUserMayNotUploadAnyMoreStopsWithTheReason() throws Exception {
        var upload = leftBehind();
        var came = at.count("did_holding");
        role("OPERATOR_VIEWER");
        tree.clock().advance(UploadImports.LEASE.plusSeconds(1));

        jobs.goOn();

        awaitEnd(upload);
        role("OPERATOR_ADMIN");
        var report = at.uploads.report(tree.o.admin(), upload);
        assertThat(report.stage()).isEqualTo(UploadStage.CANCELLED);
        assertThat(report.failure()).isEqualTo("STARTER_GONE");
        assertThat(at.count("did_holding")).isEqualTo(came).isEqualTo(report.imported());
    }

    @Test
    void anImportOfASuspendedTenantStopsAfterAStretchAndGoesOnWhenItIsActiveAgain() throws Exception {
        var staged = at.stage(tree.o.admin(), file(TestTree.freshNumbers(45)));
        var stretches = new AtomicInteger();
        assertThatExceptionOfType(ActorRefusedException.class)
                .isThrownBy(() -> at.uploads.importRows(tree.o.admin(), staged.id(), true, "key", (_, _) -> {
                    if (stretches.incrementAndGet() == 2) {
                        status("SUSPENDED");
                    }
                }));
        var came = stock();
        assertThat(stretches).hasValue(2);
        assertThat(came).isBetween(1, 44);

        tree.clock().advance(UploadImports.LEASE.plusSeconds(1));
        jobs.goOn();
        awaitEnd(staged.id());
        assertThat(stock()).isEqualTo(came);

        status("ACTIVE");
        tree.clock().advance(UploadImports.LEASE.plusSeconds(1));
        jobs.goOn();
        var report = over(staged.id());
        assertThat(report.stage()).isEqualTo(UploadStage.IMPORTED);
        assertThat(report.imported()).isEqualTo(45);
        Invariants.hold(tree.o.operatorId());
    }

    /** How many numbers the operator holds, whoever may look. */
    private int stock() {
        return superuser("select count(*) from didstock.did_holding where operator_id = " + tree.o.operatorId());
    }

    private void status(String status) {
        superuser("update didstock.tenant set status = '%s' where tenant_id = %d returning 1"
                .formatted(status, tree.o.id()));
    }

    private static int superuser(String sql) {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void anImportThatFailsEachTimeIsGivenUpAndSaysSo() throws Exception {
        var upload = leftBehind();
        var came = at.count("did_holding");
        var finder = LostImportsFinder.lostImports();
        for (int attempt = 1; attempt <= 5; attempt++) {
            tree.clock().advance(UploadImports.LEASE.plusSeconds(1));
            assertThat(mine(finder)).hasSize(1);
        }
        tree.clock().advance(UploadImports.LEASE.plusSeconds(1));

        var sixth = mine(finder);

        assertThat(sixth).isEmpty();
        var report = at.uploads.report(tree.o.admin(), upload);
        assertThat(report.stage()).isEqualTo(UploadStage.CANCELLED);
        assertThat(report.failure()).isEqualTo("KEEPS_FAILING");
        assertThat(at.count("did_holding")).isEqualTo(came);
    }

    @Test
    void whatAnotherNodeTookOverSinceIsNotEnded() {
        var upload = leftBehind();
        var finder = LostImportsFinder.lostImports();
        tree.clock().advance(UploadImports.LEASE.plusSeconds(1));
        var first = mine(finder).getFirst();
        tree.clock().advance(UploadImports.LEASE.plusSeconds(1));
        var second = mine(finder).getFirst();

        finder.end(first, "STARTER_GONE");
        var after = at.uploads.report(tree.o.admin(), upload).stage();
        finder.end(second, "STARTER_GONE");

        assertThat(after).isEqualTo(UploadStage.IMPORTING);
        assertThat(at.uploads.report(tree.o.admin(), upload).stage()).isEqualTo(UploadStage.CANCELLED);
    }

    private List<LostImports.Lost> mine(LostImports finder) {
        var now = tree.clock().instant();
        return finder.take(now, now.plus(UploadImports.LEASE)).stream()
                .filter(lost -> lost.actor().operatorId() == tree.o.operatorId())
                .toList();
    }

    private UUID leftBehind() {
        var staged = at.stage(tree.o.admin(), file(TestTree.freshNumbers(45)));
        var stretches = new AtomicInteger();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> at.uploads.importRows(tree.o.admin(), staged.id(), true, "key", (_, _) -> {
                    if (stretches.incrementAndGet() == 2) {
                        throw new IllegalStateException("killed");
                    }
                }));
        return staged.id();
    }

    private void awaitEnd(UUID upload) throws InterruptedException {
        for (int i = 0; i < 300 && jobs.isRunning(upload); i++) {
            Thread.sleep(Duration.ofMillis(100));
        }
        assertThat(jobs.isRunning(upload)).as("still runs").isFalse();
    }

    private UploadReport over(UUID upload) throws InterruptedException {
        awaitEnd(upload);
        return at.uploads.report(tree.o.admin(), upload);
    }

    private void role(String role) throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var change = connection.prepareStatement(
                        "update didstock.app_user set role = ?::didstock.user_role where operator_id = ? and user_id = ?")) {
            change.setString(1, role);
            change.setInt(2, tree.o.operatorId());
            change.setInt(3, tree.o.admin().userId());
            assertThat(change.executeUpdate()).isEqualTo(1);
        }
    }
}
