package com.didstock.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class PortalOnTestDatabaseTest {

    @Autowired
    DataSource dataSource;

    @Test
    void servesAsTheRoleBoundByRowLevelSecurity() throws SQLException {
        try (var connection = dataSource.getConnection();
                var row = connection.createStatement().executeQuery("select session_user")) {
            row.next();

            assertThat(row.getString(1)).isEqualTo("didstock_app");
        }
    }
}
