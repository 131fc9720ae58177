package com.didstock.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.testing.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleCheckTest {

    private final TestDatabase database = TestDatabase.get();

    @Test
    void acceptsTheRoleOfThePortal() {
        assertThatCode(() -> check("didstock_app")).doesNotThrowAnyException();
    }

    @Test
    void refusesASuperuser() {
        assertThatThrownBy(() -> check("postgres"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("does not serve as the database role postgres: it")
                .hasMessageContaining("is a superuser")
                .hasMessageContaining("Give spring.datasource.username");
    }

    @Test
    void refusesTheOwnerOfTheTables() {
        assertThatThrownBy(() -> check("didstock_owner"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("owns ")
                .hasMessageContaining("may create objects in schema didstock");
    }

    @Test
    void refusesTheRoleOfTheAuditors() {
        assertThatThrownBy(() -> check("didstock_audit"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("bypasses row-level security");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    bypassrls                   | bypasses row-level security
                    createrole                  | may create roles
                    createdb                    | may create databases
                    in role didstock_owner      | owns
                    in role didstock_audit      | may become didstock_audit, which bypasses row-level security
                    in role didstock_chain      | may create objects in schema didstock
                    """)
    void refusesARoleThatGotMoreThanThePortalNeeds(String trait, String objection) throws SQLException {
        administer("create role too_strong login password 'too_strong' " + trait);
        try {
            assertThatThrownBy(() -> check("too_strong"))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining(objection);
        } finally {
            administer("drop role too_strong");
        }
    }

    private void check(String role) throws SQLException {
        var access = database.access(role);
        try (var connection = DriverManager.getConnection(access.url(), access.user(), access.password())) {
            RoleCheck.refuseTooStrong(connection);
        }
    }

    private void administer(String sql) throws SQLException {
        try (var connection = database.superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
