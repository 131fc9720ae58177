package com.didstock.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What the database really holds, as the auditor reads it. */
final class Audit implements AutoCloseable {

    private static final Set<String> DATED = Set.of("RESERVED", "AGING");

    private final Connection connection;
    private final DSLContext sql;

    Audit() {
        try {
            connection = TestDatabase.get().audit().getConnection();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        sql = DSL.using(connection, SQLDialect.POSTGRES);
        sql.execute("set search_path = didstock");
    }

    /** {@return number → holder's id → what its row says, as {@link Chain#rows} would} */
    Map<String, Map<Integer, String>> rows(Collection<Integer> operators, Collection<String> numbers, Instant now) {
        var rows = new TreeMap<String, Map<Integer, String>>();
        for (var row : sql.fetch("""
                select * from did_holding where operator_id = any (?::int[]) and number = any (?::text[])
                """, operators.toArray(Integer[]::new), numbers.toArray(String[]::new))) {
            rows.computeIfAbsent(row.get("number", String.class), _ -> new TreeMap<>())
                    .put(row.get("tenant_id", Integer.class), row(row, now));
        }
        return rows;
    }

    private static String row(Record row, Instant now) {
        var until = instant(row, "until");
        var state = row.get("state", String.class);
        if (DATED.contains(state) && until != null && !until.isAfter(now)) {
            state = "FREE";
        }
        var reserved = state.equals("RESERVED");
        return Chain.row(
                state,
                DATED.contains(state) ? until : null,
                row.get("in_use", Boolean.class),
                row.get("child_id", Integer.class),
                reserved ? row.get("reserved_child_id", Integer.class) : null,
                reserved && row.get("reservation_extended", Boolean.class),
                row.get("origin", String.class),
                row.get("pricing_batch_id", Integer.class),
                row.get("group_id", Integer.class),
                row.get("activation_cost", BigDecimal.class),
                row.get("recurring_cost", BigDecimal.class),
                row.get("number_class", String.class));
    }

    private static @Nullable Instant instant(Record row, String column) {
        var at = row.get(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** Asserts that history tells of an operation each row that it changed, and nothing of others' numbers. */
    void toldOnce(UUID operation, Set<String> changed, String what) {
        var told = new TreeSet<String>();
        for (var row :
                sql.fetch("select tenant_id || ' ' || number as what from history where operation_id = ?", operation)) {
            told.add(Objects.requireNonNull(row.get("what", String.class)));
        }
        assertThat(told).as("history of " + what).containsAll(changed);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
