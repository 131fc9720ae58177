package com.didstock.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.didstock.assignment.OperationRefusedException.Reason;
import com.didstock.branding.Operators;
import com.didstock.inventory.InventoryFilter;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** How long before it begins a new price is announced is what the operator's file says. */
@SpringBootTest
class NoticeDaysTest {

    private static final Path FOLDER = folder();

    @Autowired
    Assignments assignments;

    @Autowired
    Operators operators;

    TestTree tree;

    @DynamicPropertySource
    static void ownFolder(DynamicPropertyRegistry properties) throws IOException {
        write("notice-days", 30);
        properties.add("didstock.tenants", FOLDER::toString);
    }

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
    }

    @Test
    void aShorterNoticeAllowsAnEarlierDayAndNoEarlierOneThanThat() throws IOException, SQLException {
        giveNotice(3);

        var first = assignments.firstDay(tree.o.admin(), OperationKind.REPRICE);

        var noticed = LocalDate.now(ZoneOffset.UTC).plusDays(3);
        assertThat(first)
                .isEqualTo(
                        noticed.getDayOfMonth() == 1
                                ? noticed
                                : noticed.withDayOfMonth(1).plusMonths(1));
        assertThat(assignments.preview(tree.o.admin(), reprice(first)).wouldChange())
                .isZero();
        assertThatThrownBy(() -> assignments.preview(tree.o.admin(), reprice(first.minusMonths(1))))
                .isInstanceOfSatisfying(OperationRefusedException.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.NO_NOTICE);
                    assertThat(refused.arguments()).containsExactly(3);
                });
    }

    @Test
    void aLongerNoticeRefusesWhatAMonthWouldHaveAllowed() throws IOException, SQLException {
        giveNotice(100);

        var first = assignments.firstDay(tree.o.admin(), OperationKind.REPRICE);

        assertThat(first).isAfterOrEqualTo(LocalDate.now(ZoneOffset.UTC).plusDays(100));
        assertThatThrownBy(() -> assignments.preview(tree.o.admin(), reprice(first.minusMonths(1))))
                .isInstanceOfSatisfying(
                        OperationRefusedException.class,
                        refused -> assertThat(refused.arguments()).containsExactly(100));
    }

    private void giveNotice(int days) throws IOException, SQLException {
        write(slug(), days);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> operators.settings(tree.o.operatorId()).noticeDays() == days);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("tenants");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void write(String slug, int days) throws IOException {
        var file = Files.createDirectories(FOLDER.resolve(slug)).resolve("operator.yml");
        Files.writeString(
                file,
                "name: North\ndefault-country: DE\nhosts: [%s.example]\nprices:\n  notice-days: %d\n"
                        .formatted(slug, days));
    }

    private String slug() throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.prepareStatement(
                        "select slug from didstock.tenant where operator_id = ? and tenant_id = ?")) {
            statement.setInt(1, tree.o.operatorId());
            statement.setInt(2, tree.o.id());
            var row = statement.executeQuery();
            row.next();
            return row.getString(1);
        }
    }

    private static OperationRequest reprice(LocalDate from) {
        return new OperationRequest(
                OperationKind.REPRICE, null, "", InventoryFilter.EVERYTHING, new ApplyTo.All(), Choices.NONE, from);
    }
}
