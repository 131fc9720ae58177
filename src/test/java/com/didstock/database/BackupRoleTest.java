package com.didstock.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** A backup that lacks a table is found out too late. */
class BackupRoleTest {

    @Test
    void theRoleOfTheBackupsReadsEveryTableAndSequence() throws SQLException {
        var unreadable = new ArrayList<String>();
        try (var connection = TestDatabase.get().audit().getConnection();
                var rows = connection.createStatement().executeQuery("""
                                select oid::regclass::text from pg_class
                                where relnamespace in ('didstock'::regnamespace, 'infra'::regnamespace)
                                  and case relkind
                                        when 'S' then not has_sequence_privilege(oid, 'select')
                                        when 'r' then not has_table_privilege(oid, 'select')
                                        when 'p' then not has_table_privilege(oid, 'select')
                                        else false
                                      end
                                """)) {
            while (rows.next()) {
                unreadable.add(rows.getString(1));
            }
        }

        assertThat(unreadable).isEmpty();
    }
}
