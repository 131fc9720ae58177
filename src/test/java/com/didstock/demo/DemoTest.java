package com.didstock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.branding.Operators;
import com.didstock.charges.Charges;
import com.didstock.charges.Statement;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.HitCount;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.NumberInventory;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ApiTokens;
import com.didstock.tenancy.Logins;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The portal starts with the demo on, for an operator that no other test knows. */
@SpringBootTest(properties = "didstock.demo=true")
@DirtiesContext
class DemoTest {

    private static final String SLUG = "demo-" + UUID.randomUUID();

    @TempDir
    static Path folder;

    @Autowired
    Demo demo;

    @Autowired
    Operators operators;

    @Autowired
    Logins logins;

    @Autowired
    ApiTokens tokens;

    @Autowired
    NumberInventory inventory;

    @Autowired
    Charges charges;

    private int operator;

    @DynamicPropertySource
    static void anOperatorWithADemo(DynamicPropertyRegistry properties) throws IOException {
        var own = Files.createDirectories(folder.resolve(SLUG));
        Files.writeString(own.resolve("operator.yml"), """
                name: Demo Telecom
                default-country: US
                time-zone: Europe/Berlin
                demo: true
                """);
        properties.add("didstock.tenants", folder::toString);
    }

    @BeforeEach
    void findTheOperator() {
        operator = operators.bySlug(SLUG).orElseThrow().id();
    }

    @ParameterizedTest
    @CsvSource({
        "op, Demo Telecom, OPERATOR_ADMIN",
        "op-viewer, Demo Telecom, OPERATOR_VIEWER",
        "acme, Acme Telecom, RESELLER_ADMIN",
        "acme-viewer, Acme Telecom, RESELLER_VIEWER",
        "globex, Globex, RESELLER_ADMIN",
        "initech, Initech, RESELLER_ADMIN",
        "acme-east, Acme East, RESELLER_ADMIN",
        "globex-labs, Globex Labs, RESELLER_ADMIN",
        "acme-cafe, Café Lumière, CUSTOMER",
        "east-hotel, Hotel East, CUSTOMER"
    })
    void everyUserOfTheReadmeLogsInAndHasAToken(String login, String tenant, String role) throws SQLException {
        var user = logins.logIn(operator, login, "demo", "192.0.2.1");

        assertThat(query("""
                select t.name || ' ' || u.role from tenant t join app_user u using (operator_id, tenant_id)
                where t.operator_id = :operator and u.demo and u.user_id = %d
                """.formatted(user.userId()))).containsExactly(tenant + " " + role);
        assertThat(inventory.tiles(user.actor()).total()).isPositive();
        // Demos of other operators in this database have the same tokens.
        assertThat(tokens.find("demo-" + login))
                .hasValueSatisfying(it -> assertThat(it.login()).isEqualTo(login));
        assertThat(query("""
                select count(*) from api_token
                where operator_id = :operator and user_id = %d and demo and token_hash = sha256('demo-%s')
                """.formatted(user.userId(), login))).containsExactly("1");
    }

    @Test
    void whileTheDemoIsOffNobodyOfItExists() throws SQLException {
        assertThat(query("select login from app_user where operator_id = :operator and not demo"))
                .isEmpty();
        assertThat(query("select name from api_token where operator_id = :operator and not demo"))
                .isEmpty();
        assertThat(query("select display_name from find_login(:operator, 'op', true)"))
                .hasSize(1);
        assertThat(query("select display_name from find_login(:operator, 'op', false)"))
                .isEmpty();
    }

    @Test
    void theTreeIsAsPromised() throws SQLException {
        assertThat(query("""
                select t.kind || ' ' || t.level || ': ' || count(*) from tenant t
                where t.operator_id = :operator group by t.kind, t.level order by 1
                """)).contains("OPERATOR 0: 1", "RESELLER 1: 3", "RESELLER 2: 2");
        assertThat(query("select count(*) from tenant where operator_id = :operator and kind = 'CUSTOMER'"))
                .containsExactly("12");
    }

    @Test
    void thereAreFiveThousandNumbersOfTwelveCountriesInEveryStateAndTwoCurrencies() throws SQLException {
        assertThat(query("select count(*) from did where operator_id = :operator"))
                .singleElement()
                .satisfies(count -> assertThat(Integer.parseInt(count)).isBetween(4_800, 5_300));
        assertThat(query("""
                select distinct country from did_holding
                where operator_id = :operator and tenant_id = operator_id and country is not null
                """)).hasSizeGreaterThanOrEqualTo(12).contains("US", "CA", "GB", "DE", "FR", "CH", "AT", "NL");
        assertThat(query("select distinct currency from did_holding where operator_id = :operator"))
                .containsExactlyInAnyOrder("EUR", "USD");
        assertThat(inventory.count(op(), InventoryFilter.EVERYTHING.withText("1800%VOIP")))
                .extracting(HitCount::value)
                .satisfies(hits -> assertThat(hits).isGreaterThan(50));
    }

    @ParameterizedTest
    @CsvSource({"op", "acme"})
    void aSellerSeesNumbersInEveryStateThatCanBeReached(String login) {
        var tiles = inventory.tiles(
                logins.logIn(operator, login, "demo", "192.0.2.1").actor());

        assertThat(List.of(DidStatus.values()))
                // Nothing is ported in or ordered yet.
                .filteredOn(status -> status != DidStatus.PENDING)
                .allSatisfy(status -> assertThat(tiles.of(status)).isPositive());
        assertThat(tiles.freeWithoutBatch()).isPositive().isLessThan(tiles.of(DidStatus.FREE));
    }

    @ParameterizedTest
    @CsvSource({"op", "acme", "globex", "initech", "acme-east"})
    void aSellerHasSeveralMonthsPostedThatEarnedAndCost(String login) {
        var actor = logins.logIn(operator, login, "demo", "192.0.2.1").actor();

        var months = charges.months(actor);

        assertThat(months).hasSizeGreaterThanOrEqualTo(3);
        assertThat(months.subList(0, 2))
                .allSatisfy(month -> assertThat(charges.statement(actor, month).sums())
                        .extracting(Statement.Sum::earned)
                        .contains(true, false));
    }

    @Test
    void theMonthsThatAreOverArePosted() throws SQLException {
        assertThat(query("""
                select month from charge
                where operator_id = :operator and kind = 'RECURRING' and month < date_trunc('month', now())
                group by month
                """)).hasSizeGreaterThanOrEqualTo(4);
        assertThat(query("""
                select p.number from holding_period p
                where p.operator_id = :operator and (p.from_at > clock_timestamp() or p.to_at > clock_timestamp())
                """)).isEmpty();
    }

    @Test
    void whatWasDoneIsSound() {
        Invariants.hold(operator);
    }

    @Test
    void aSecondStartChangesNothing() throws SQLException {
        var before = rows();

        demo.run(new DefaultApplicationArguments());

        assertThat(rows()).isEqualTo(before);
    }

    /** The stock has just come in; the database has gathered no statistics of it yet. */
    @Test
    void givingFromFreshStockReadsThePricesOnceAndNotForEveryNumberHeld() throws SQLException {
        var op = op();
        try (var connection = TestDatabase.get().app().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set search_path = didstock");
            statement.execute("select bind_actor(%d, %d, %d)".formatted(op.operatorId(), op.tenantId(), op.userId()));
            statement.execute("""
                    select set_config('didstock.operation', uuidv7()::text, true),
                        set_config('didstock.operation_kind', 'GIVE', true)
                    """);
            statement.execute("""
                    select give_numbers(
                        (select tenant_id from tenant where name = 'Acme Telecom'),
                        array(select h.number from did_holding h join pricing_batch b on b.id = h.pricing_batch_id
                              where b.name = 'Wholesale US' and h.state = 'FREE' and h.currency = 'EUR'
                              order by h.number limit 40),
                        false, '{FREE}', now())
                    """);
            try (var scans = statement.executeQuery("""
                    select sum(seq_scan + idx_scan) from pg_stat_xact_user_tables
                    where relname in ('pricing_batch', 'assigned_batch', 'tenant')
                    """)) {
                scans.next();
                assertThat(scans.getLong(1)).isLessThan(4_000);
            }
            connection.rollback();
        }
    }

    private Actor op() {
        return logins.logIn(operator, "op", "demo", "192.0.2.1").actor();
    }

    private List<String> rows() throws SQLException {
        return query("""
                select (select count(*) from app_user where operator_id = :operator)
                    || ' ' || (select count(*) from tenant where operator_id = :operator)
                    || ' ' || (select count(*) from history where operator_id = :operator)
                    || ' ' || (select count(*) from upload where operator_id = :operator)
                """);
    }

    private List<String> query(String sql) throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set search_path = didstock");
            var found = new ArrayList<String>();
            try (var rows = statement.executeQuery(sql.replace(":operator", Integer.toString(operator)))) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }
}
