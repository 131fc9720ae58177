package com.didstock.branding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.database.StartRefusedException;
import com.didstock.tenancy.OperatorRegisters;
import com.didstock.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class OperatorsTest {

    @TempDir
    Path folder;

    @TempDir
    Path data;

    private final String north = "north-" + UUID.randomUUID();
    private final String south = "south-" + UUID.randomUUID();
    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void theOnlyOperatorAnswersUnderEveryName() throws IOException {
        write(north, "name: North\ndefault-country: DE\nhosts: [north.example]\n");

        assertThat(operators().forHost("elsewhere.example")).isPresent();
    }

    @Test
    void severalOperatorsAnswerUnderTheirOwnNamesOnly() throws IOException {
        write(north, "name: North\ndefault-country: DE\nhosts: [north.example]\n");
        write(south, "name: South\ndefault-country: GB\nhosts: [south.example]\n");

        var operators = operators();

        assertThat(operators
                        .forHost("SOUTH.example")
                        .map(operator -> operator.settings().name()))
                .contains("South");
        assertThat(operators.forHost("elsewhere.example")).isEmpty();
        assertThat(operators.bySlug(north)).isPresent();
        assertThat(operators.bySlug("nobody")).isEmpty();
    }

    @Test
    void aChangeIsTakenOverAndABadOneIsNot() throws IOException {
        write(north, "name: North\ndefault-country: DE\n");
        var operators = operators();
        var id = operators.bySlug(north).orElseThrow().id();

        write(north, "name: North and Sons\ndefault-country: DE\n");
        operators.reloadIfChanged();
        assertThat(operators.settings(id).name()).isEqualTo("North and Sons");

        write(north, "name: North, wrong\ndefault-country: DE\ncolour: red\n");
        operators.reloadIfChanged();
        assertThat(operators.settings(id).name()).isEqualTo("North and Sons");

        write(north, "name: North again and again\ndefault-country: DE\n");
        operators.reloadIfChanged();
        assertThat(operators.settings(id).name()).isEqualTo("North again and again");
        assertThat(operators.bySlug(north).orElseThrow().id()).isEqualTo(id);
    }

    @Test
    void theFirstAdministratorsPasswordIsForTheOwnersEyesOnlyAndMadeOnce() throws IOException, SQLException {
        write(north, "name: North\ndefault-country: DE\nadmin:\n  login: root\n");

        operators();
        operators();

        var file = data.resolve("admin-password.txt");
        assertThat(Files.readAllLines(file)).singleElement().asString().startsWith(north + ": log in as root with ");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(users(north)).isEqualTo(1);
    }

    @Test
    void aGivenPasswordIsWrittenNowhere() throws IOException {
        write(north, "name: North\ndefault-country: DE\n");
        environment.setProperty("DIDSTOCK_ADMIN_PASSWORD", "correct horse battery");

        operators();

        assertThat(data.resolve("admin-password.txt")).doesNotExist();
    }

    @Test
    void aShortPasswordIsRefused() throws IOException {
        write(north, "name: North\ndefault-country: DE\n");
        environment.setProperty("DIDSTOCK_ADMIN_PASSWORD", "short");

        assertThatThrownBy(this::operators)
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("at least 8 characters");
    }

    @Test
    void theDemosOperatorGetsNoAdministratorWhileTheDemoIsOn() throws IOException, SQLException {
        write(north, "name: North\ndefault-country: DE\ndemo: true\n");
        environment.setProperty("didstock.demo", "true");
        operators();
        assertThat(users(north)).isZero();

        environment.setProperty("didstock.demo", "false");
        operators();
        assertThat(users(north)).isEqualTo(1);
    }

    @Test
    void aFolderWithMistakesStopsTheStartWithASentence() throws IOException {
        write(north, "name: North\n");

        assertThatThrownBy(this::operators)
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("The tenants folder can't be used")
                .hasMessageContaining("default-country: is missing");
    }

    private Operators operators() {
        environment.setProperty("didstock.tenants", folder.toString());
        environment.setProperty("didstock.data", data.toString());
        return new Operators(
                environment, OperatorRegisters.over(TestDatabase.get().app()));
    }

    private static int users(String slug) throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.prepareStatement(
                        "select count(*) from didstock.app_user u join didstock.tenant t using (operator_id, tenant_id)"
                                + " where t.slug = ?")) {
            statement.setString(1, slug);
            var row = statement.executeQuery();
            row.next();
            return row.getInt(1);
        }
    }

    private void write(String slug, String yaml) throws IOException {
        Files.createDirectories(folder.resolve(slug));
        Files.writeString(folder.resolve(slug).resolve("operator.yml"), yaml);
    }
}
