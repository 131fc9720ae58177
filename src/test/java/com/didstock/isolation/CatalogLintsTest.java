package com.didstock.isolation;

import static com.didstock.isolation.CatalogLints.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalog keeps every rule of {@link CatalogLints}, and every rule reports the mistakes it is for. */
class CatalogLintsTest {

    /** Mistakes that somebody could make in a migration, by the rule that must report them. */
    private static final Map<CatalogLints, List<String>> MISTAKES = Map.ofEntries(
            Map.entry(
                    ROW_LEVEL_SECURITY_IS_ENABLED_AND_FORCED,
                    List.of(
                            "create table didstock.forgotten (operator_id int primary key)",
                            "alter table didstock.did_group no force row level security",
                            "alter table didstock.did_group disable row level security",
                            "alter table didstock.did_key disable row level security",
                            "alter table didstock.did_key owner to didstock_owner")),
            Map.entry(
                    TABLES_BELONG_TO_THE_OWNER,
                    List.of(
                            "alter table didstock.did owner to didstock_chain",
                            "create table didstock.forgotten (operator_id int)")),
            Map.entry(
                    THE_OWNER_CAN_MIGRATE_ROWS,
                    List.of(
                            "drop policy did_owner on didstock.did",
                            "create table didstock.forgotten (operator_id int);"
                                    + " alter table didstock.forgotten force row level security")),
            Map.entry(
                    POLICIES_SAY_WHAT_IS_SEEN_AND_WHAT_IS_WRITTEN,
                    List.of("create policy half on didstock.did_group to didstock_app"
                            + " using (operator_id = (select didstock.bound_operator()))")),
            Map.entry(
                    POLICIES_ARE_NOBODYS_BUT_A_NAMED_ROLES,
                    List.of("create policy everybodys on didstock.did_group for select using (false)")),
            Map.entry(
                    POLICIES_OF_THE_APPLICATION_ASK_WHO_IS_BOUND,
                    List.of(
                            "create policy wide on didstock.did_group for select to didstock_app using (true)",
                            "create policy wide on didstock.did_group for insert to didstock_app with check (true)",
                            "create policy wide on didstock.did_group for select to didstock_app"
                                    + " using (operator_id = (select didstock.bound_operator()))",
                            "create policy slow on didstock.did_group for select to didstock_app"
                                    + " using (operator_id = didstock.bound_operator() and tenant_id = didstock.bound_tenant())")),
            Map.entry(
                    POLICIES_OF_THE_CHAIN_STAY_IN_THE_OPERATOR,
                    List.of(
                            "create policy wide on didstock.did_group to didstock_chain using (true) with check (true)")),
            Map.entry(EVERY_TABLE_HAS_A_PRIMARY_KEY, List.of("create table didstock.forgotten (operator_id int)")),
            Map.entry(
                    THE_OPERATOR_LEADS_EVERY_KEY_AND_INDEX,
                    List.of(
                            "create table didstock.forgotten (id int primary key)",
                            "create unique index on didstock.did_group (tenant_id, name)",
                            "create index on didstock.did_group (lower(name))")),
            Map.entry(
                    THE_OPERATOR_LEADS_EVERY_REFERENCE,
                    List.of("create unique index one on didstock.vendor (id); alter table didstock.did_group"
                            + " add vendor_id int references didstock.vendor (id)")),
            Map.entry(
                    REFERENCES_STAY_WITH_THE_TENANT,
                    List.of(
                            "create unique index one on didstock.vendor (operator_id, id); alter table didstock.did_group"
                                    + " add vendor_id int, add foreign key (operator_id, vendor_id)"
                                    + " references didstock.vendor (operator_id, id)")),
            Map.entry(
                    BIG_TABLES_ARE_CHECKED_BY_STATEMENT,
                    List.of("alter table didstock.did_holding add foreign key (operator_id, tenant_id, group_id)"
                            + " references didstock.did_group (operator_id, tenant_id, id)")),
            Map.entry(
                    VIEWS_ASK_WITH_THE_READERS_RIGHTS,
                    List.of(
                            "create view didstock.everything as select * from didstock.did_group",
                            "create materialized view didstock.everything as select 1")),
            Map.entry(
                    FUNCTIONS_WITH_RIGHTS_OF_THEIR_OWN_ARE_REVIEWED,
                    List.of(
                            "create function didstock.peek() returns int language sql security definer as 'select 1'",
                            "create function public.peek() returns int language sql security definer as 'select 1'")),
            Map.entry(
                    FUNCTIONS_WITH_RIGHTS_OF_THEIR_OWN_ARE_PINNED,
                    List.of(
                            "create function didstock.peek() returns int language sql security definer as 'select 1'",
                            "alter function didstock.known_numbers(text[]) set search_path = pg_temp, didstock")),
            Map.entry(
                    FUNCTIONS_WITH_RIGHTS_OF_THEIR_OWN_HAVE_FEW,
                    List.of(
                            "create function didstock.peek() returns int language sql security definer as 'select 1'",
                            "alter function didstock.known_numbers(text[]) owner to didstock_owner",
                            "alter function didstock.known_numbers(text[]) owner to didstock_audit")),
            Map.entry(
                    NOTHING_IS_EVERYBODYS,
                    List.of(
                            "create function didstock.peek() returns int language sql as 'select 1'",
                            "grant execute on function didstock.known_numbers(text[]) to public",
                            "grant select on didstock.did to public",
                            "grant select (name) on didstock.tenant to public",
                            "grant usage on schema didstock to public")),
            Map.entry(
                    THE_APPLICATION_IS_WEAK,
                    List.of(
                            "alter role didstock_app bypassrls",
                            "alter role didstock_app createrole",
                            "grant didstock_chain to didstock_app",
                            "alter table didstock.did_group owner to didstock_app",
                            "grant create on schema didstock to didstock_app",
                            "grant truncate on didstock.did_group to didstock_app",
                            "grant select on didstock.did_group to didstock_app with grant option")),
            Map.entry(
                    ONLY_THE_AUDITOR_BYPASSES,
                    List.of("alter role didstock_chain bypassrls", "grant update on didstock.did to didstock_audit")));

    private Connection connection;

    @BeforeEach
    void begin() throws SQLException {
        connection = TestDatabase.get().superuser().getConnection();
        connection.setAutoCommit(false);
    }

    @AfterEach
    void rollBack() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @ParameterizedTest
    @EnumSource
    void isKept(CatalogLints lint) throws SQLException {
        assertThat(lint.findings(connection)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void reportsItsMistakes(CatalogLints lint) throws SQLException {
        for (var mistake : Objects.requireNonNull(MISTAKES.get(lint))) {
            try (var statement = connection.createStatement()) {
                statement.execute(mistake);
            }
            assertThat(lint.findings(connection)).as(mistake).isNotEmpty();
            connection.rollback();
        }
    }

    @Test
    void everyRuleHasAMistake() {
        assertThat(MISTAKES.keySet()).isEqualTo(EnumSet.allOf(CatalogLints.class));
    }

    /** Whoever gives the application a new right writes it down in {@code grants/didstock_app.txt}. */
    @Test
    void theApplicationHasTheGrantsThatAreWrittenDown() throws SQLException, IOException {
        assertThat(grants()).containsExactlyElementsOf(written());
    }

    @Test
    void aNewGrantIsSeen() throws SQLException, IOException {
        try (var statement = connection.createStatement()) {
            statement.execute("grant update (in_use) on didstock.did_holding to didstock_app");
        }

        assertThat(grants()).isNotEqualTo(written()).contains("update did_holding(in_use)");
    }

    private List<String> grants() throws SQLException {
        var grants = new ArrayList<String>();
        try (var path = connection.createStatement()) {
            path.execute("set local search_path = didstock");
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select g from (
                            select lower(a.privilege_type) || ' ' || c.oid::regclass as g
                            from pg_class c cross join lateral aclexplode(c.relacl) a
                            where a.grantee = 'didstock_app'::regrole
                            union all
                            select lower(a.privilege_type) || ' ' || t.attrelid::regclass || '(' || t.attname || ')'
                            from pg_attribute t cross join lateral aclexplode(t.attacl) a
                            where a.grantee = 'didstock_app'::regrole
                            union all
                            select 'execute ' || p.oid::regprocedure
                            from pg_proc p cross join lateral aclexplode(p.proacl) a
                            where a.grantee = 'didstock_app'::regrole
                            union all
                            select lower(a.privilege_type) || ' schema ' || n.nspname
                            from pg_namespace n cross join lateral aclexplode(n.nspacl) a
                            where a.grantee = 'didstock_app'::regrole) x
                        order by g collate "C"
                        """)) {
            while (rows.next()) {
                grants.add(rows.getString(1));
            }
        }
        return grants;
    }

    private static List<String> written() throws IOException {
        var file = Objects.requireNonNull(CatalogLintsTest.class.getResourceAsStream("/grants/didstock_app.txt"));
        try (var reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            return reader.readAllLines();
        }
    }
}
