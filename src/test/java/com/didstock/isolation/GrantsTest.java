package com.didstock.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the application role can't do even to its own tenant's rows: tried, not read from the catalog. */
class GrantsTest {

    private static final TestTree TREE = TestTree.plant();
    private static final Set<String> WRITABLE =
            Set.of("pricing_batch_id", "group_id", "description", "state", "until", "version");

    private Connection connection;

    @BeforeEach
    void bindTheOperator() throws SQLException {
        connection = TestDatabase.get().app().getConnection();
        connection.setAutoCommit(false);
        run("select * from bind_actor(%d, %d, %d)"
                .formatted(TREE.o.operatorId(), TREE.o.id(), TREE.o.admin().userId()));
    }

    @AfterEach
    void rollBack() throws SQLException {
        connection.rollback();
        connection.close();
    }

    static List<String> forbiddenColumns() throws SQLException {
        var columns = new ArrayList<String>();
        try (var audit = TestDatabase.get().audit().getConnection();
                var rows = audit.createStatement().executeQuery("""
                                select attname from pg_attribute
                                where attrelid = 'didstock.did_holding'::regclass and attnum > 0 and not attisdropped
                                """)) {
            while (rows.next()) {
                if (!WRITABLE.contains(rows.getString(1))) {
                    columns.add(rows.getString(1));
                }
            }
        }
        assertThat(columns)
                .contains(
                        "child_id",
                        "recurring_cost",
                        "recurring_revenue",
                        "origin",
                        "in_use",
                        "number",
                        "tenant_id",
                        "period_id",
                        "free_of_charge",
                        "vendor_batch_id");
        return columns;
    }

    @ParameterizedTest
    @MethodSource("forbiddenColumns")
    void aColumnThatOnlyChainFunctionsWriteIsRefused(String column) {
        refused("update did_holding set %1$s = %1$s".formatted(column));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into did_holding select * from did_holding",
                "delete from did_holding",
                "select from did",
                "select from did_key",
                "update did set gone_at = now()",
                "select password_hash from app_user",
                "select * from app_user",
                "select login from app_user where password_hash like '$argon2%'",
                "insert into app_user (operator_id, tenant_id, login, display_name, role, password_hash)"
                        + " values (bound_operator(), bound_tenant(), 'xy', 'x', 'OPERATOR_ADMIN', '!') returning password_hash",
                "select token_hash from api_token",
                "select home_batch_id from holding_period",
                "update holding_period set to_at = now()",
                "update history set at = now()",
                "delete from history",
                "delete from activity",
                "update holding_count set numbers = 0",
                "update tenant set operator_id = operator_id",
                "update tenant set own_vendors = true",
                "update tenant set path = path",
                "update tenant set currency = 'USD'",
                "update app_user set tenant_id = tenant_id",
                "update api_token set token_hash = token_hash",
                "insert into tenant (operator_id, tenant_id, parent_id, kind, name, currency, path)"
                        + " values (1, 2, 3, 'RESELLER', 'x', 'EUR', '{}')"
            })
    void isRefused(String sql) {
        refused(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table didstock.mine (id int)",
                "create table infra.mine (id int)",
                "create table public.mine (id int)",
                "create temporary table mine (id int)",
                "create schema mine",
                "create function didstock.mine() returns int language sql as 'select 1'",
                "create function pg_temp.mine() returns int language sql as 'select 1'",
                "create view didstock.mine as select 1",
                "create role mine",
                "set role didstock_owner",
                "set role didstock_chain",
                "set role didstock_entry",
                "set row_security = off; select from tenant",
                "set session_replication_role = replica",
                "alter table did_holding disable row level security",
                "alter table did_holding disable trigger all",
                "drop policy did_holding_mine on did_holding",
                "copy did_holding to program 'cat'",
                "select pg_read_file('/etc/passwd')"
            })
    void makesAndUnmakesNothing(String sql) {
        refused(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select open_holdings(1, 1, 1, '{}', 'STOCK', now())",
                "select close_below(1, 1, '{}', '{}', true, now())",
                "select check_limits(1, 1, 1)",
                "select expect_written(1, 1)",
                "select * from chain_of(1, 1, '{}')"
            })
    void innerFunctionsAreRefused(String sql) {
        refused(sql);
    }

    @Test
    void noTableCanBeTruncated() throws SQLException {
        var tables = new ArrayList<String>();
        try (var rows = connection
                .createStatement()
                .executeQuery("select oid::regclass from pg_class where relkind = 'r' and relnamespace in"
                        + " ('didstock'::regnamespace, 'infra'::regnamespace)")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }

        assertThat(tables).hasSizeGreaterThan(20).allSatisfy(table -> refused("truncate " + table));
    }

    /** The refusals above mean something: the same role may do the allowed things here. */
    @Test
    void whatIsAllowedIsAllowed() throws SQLException {
        TREE.load(TREE.o, 1);
        run(
                "select set_config('didstock.operation', uuidv7()::text, true), set_config('didstock.operation_kind', 'T', true)");

        run("update did_holding set pricing_batch_id = null, group_id = null, description = 'x', state = 'FROZEN',"
                + " until = null, version = version + 1 where state = 'FREE'");
        run("select login, display_name from app_user");
    }

    private void refused(String sql) {
        try {
            var savepoint = connection.setSavepoint();
            var failure = catchThrowableOfType(SQLException.class, () -> run(sql));
            connection.rollback(savepoint);
            assertThatObject(failure).as(sql).isNotNull();
            assertThat(failure.getSQLState()).as(failure.getMessage()).isEqualTo("42501");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
