package com.didstock.testing;

import java.sql.Connection;
import java.sql.SQLException;

/** A table that nobody can read until this is closed: whoever tries waits until the database stops the statement. */
public final class HeldTable implements AutoCloseable {

    private final Connection connection;

    private HeldTable(Connection connection) {
        this.connection = connection;
    }

    public static HeldTable of(String table) throws SQLException {
        var connection = TestDatabase.get().superuser().getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("lock table didstock.%s in access exclusive mode".formatted(table));
        }
        return new HeldTable(connection);
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
