package com.didstock.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.branding.Operators;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ApiTokens;
import com.didstock.testing.TestClock;
import com.didstock.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Two operators, told apart by host name: north is localhost, south is 127.0.0.1. Everything over real HTTP. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class LoginFlowTest {

    private static final String NORTH = "localhost";
    private static final String SOUTH = "127.0.0.1";
    private static final String STRANGER = "127.0.0.2";
    private static final String PASSWORD = "correct horse battery";

    @LocalServerPort
    int port;

    @Autowired
    Operators operators;

    @Autowired
    ApiTokens tokens;

    @Autowired
    TestClock clock;

    @DynamicPropertySource
    static void twoOperators(DynamicPropertyRegistry properties) throws IOException {
        var folder = Files.createTempDirectory("tenants");
        write(folder, "login-north", "name: North\ndefault-country: DE\nhosts: [localhost]\n");
        write(folder, "login-south", "name: South\ndefault-country: GB\nhosts: [127.0.0.1]\n");
        properties.add("didstock.tenants", folder::toString);
        properties.add("DIDSTOCK_ADMIN_PASSWORD", () -> PASSWORD);
    }

    @BeforeEach
    void nobodyHasFailedYet() throws SQLException {
        execute("delete from infra.login_throttle");
        execute("update didstock.app_user set status = 'ACTIVE' where login = 'admin'");
    }

    @Test
    void aWrongPasswordAndAnUnknownUserGetTheSameAnswer() {
        var wrong = new Visitor(NORTH, port).logIn("admin", "wrong");
        var unknown = new Visitor(NORTH, port).logIn("nobody", "wrong");

        assertThat(wrong.statusCode()).isEqualTo(302).isEqualTo(unknown.statusCode());
        assertThat(Visitor.location(wrong)).isEqualTo("/login?error").isEqualTo(Visitor.location(unknown));
        assertThat(wrong.body()).isEqualTo(unknown.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b", "admin' or 1=1 --", "äöü", "x"})
    void whateverIsTypedAsANameIsOnlyAWrongName(String name) {
        assertThat(Visitor.location(new Visitor(NORTH, port).logIn(name, PASSWORD)))
                .isEqualTo("/login?error");
    }

    @Test
    void aLoginMakesANewSessionIdAndThePlantedOneIsWorthNothing() {
        var victim = new Visitor(NORTH, port);
        victim.get("/login");
        var planted = victim.sessionId().orElseThrow();

        victim.logIn("admin", PASSWORD);

        assertThat(victim.isSignedIn()).isTrue();
        assertThat(victim.sessionId().orElseThrow()).isNotEqualTo(planted);
        var attacker = new Visitor(NORTH, port);
        attacker.bring(planted);
        assertThat(attacker.isSignedIn()).isFalse();
    }

    @Test
    void afterLoggingOutTheSessionIsDeadAndNoPageWasKept() {
        var visitor = new Visitor(NORTH, port);
        visitor.logIn("admin", PASSWORD);
        var session = visitor.sessionId().orElseThrow();
        var page = visitor.get("/settings/api-tokens");

        var out = visitor.logOut();

        assertThat(page.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(v -> assertThat(v).contains("no-store"));
        assertThat(Visitor.location(out)).isEqualTo("/login?out");
        visitor.bring(session);
        assertThat(visitor.isSignedIn()).isFalse();
    }

    @Test
    void theSessionsCookieIsForThisSiteAndNotForScripts() {
        var cookie = new Visitor(NORTH, port).get("/login").headers().firstValue("Set-Cookie");

        assertThat(cookie)
                .hasValueSatisfying(value -> assertThat(value)
                        .contains("JSESSIONID=")
                        .contains("HttpOnly")
                        .contains("SameSite=Lax")
                        .contains("Path=/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/", "/settings/api-tokens", "/nowhere"})
    void everyPageCarriesTheSecurityHeaders(String path) {
        var visitor = new Visitor(NORTH, port);
        visitor.logIn("admin", PASSWORD);

        var headers = visitor.get(path).headers();

        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'")
                .contains("object-src 'none'")
                .doesNotContain("script-src 'self' 'unsafe-inline'");
    }

    @Test
    void scriptsOfThePageHaveTheNonceOfTheirAnswerOnly() {
        var visitor = new Visitor(NORTH, port);
        var first = visitor.get("/login");
        var second = visitor.get("/login");

        var policy = first.headers().firstValue("Content-Security-Policy").orElse("");
        var nonce = policy.replaceAll("(?s).*'nonce-([^']+)'.*", "$1");
        assertThat(first.body()).contains("nonce=\"" + nonce + "\"").doesNotContainPattern("<script(?![^>]*nonce=)");
        assertThat(second.headers().firstValue("Content-Security-Policy").orElse(""))
                .doesNotContain(nonce);
    }

    @Test
    void anUnknownHostIsNotThereAndGetsNoSession() {
        var stranger = new Visitor(STRANGER, port);

        for (var path : List.of("/", "/login", "/api/v1/dids", "/styles.css")) {
            var answer = stranger.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.headers().firstValue("Set-Cookie")).as(path).isEmpty();
        }
        assertThat(stranger.get("/actuator/health").statusCode()).isEqualTo(200);
    }

    @Test
    void aSessionIsWorthNothingUnderAnotherOperatorsHost() {
        var north = new Visitor(NORTH, port);
        north.logIn("admin", PASSWORD);
        var south = new Visitor(SOUTH, port);
        south.bring(north.sessionId().orElseThrow());

        assertThat(firstScreen(north)).contains("Administrator").doesNotContain("There is nothing here");
        assertThat(firstScreen(south)).contains("There is nothing here").doesNotContain("Administrator");
    }

    @Test
    void eachOperatorsPortalHasItsOwnNameAndBrand() {
        assertThat(firstLoginScreen(new Visitor(NORTH, port))).contains("North").doesNotContain("South");
        assertThat(firstLoginScreen(new Visitor(SOUTH, port))).contains("South").doesNotContain("North");
        assertThat(new Visitor(SOUTH, port).get("/brand.css").body()).contains("--brand-light: #2f5af5");
    }

    @Test
    void fiveFailuresMakeOneWaitTwiceAsLongEachTime() {
        var visitor = new Visitor(NORTH, port);
        for (var i = 0; i < 5; i++) {
            assertThat(Visitor.location(visitor.logIn("admin", "wrong"))).isEqualTo("/login?error");
        }

        assertThat(Visitor.location(visitor.logIn("admin", PASSWORD))).isEqualTo("/login?wait=30");
        clock.advance(Duration.ofSeconds(31));
        assertThat(Visitor.location(visitor.logIn("admin", "wrong"))).isEqualTo("/login?error");
        assertThat(Visitor.location(visitor.logIn("admin", PASSWORD))).isEqualTo("/login?wait=60");
        clock.advance(Duration.ofSeconds(61));
        visitor.logIn("admin", PASSWORD);
        assertThat(visitor.isSignedIn()).isTrue();
        assertThat(Visitor.location(new Visitor(NORTH, port).logIn("admin", "wrong")))
                .isEqualTo("/login?error");
    }

    @Test
    void anUnknownUserIsSlowedDownLikeAKnownOne() {
        var visitor = new Visitor(NORTH, port);
        for (var i = 0; i < 5; i++) {
            visitor.logIn("nobody", "wrong");
        }

        assertThat(Visitor.location(visitor.logIn("nobody", "wrong"))).isEqualTo("/login?wait=30");
    }

    @Test
    void whoIsSignedInNoticesNothingOfGuessing() {
        var owner = new Visitor(NORTH, port);
        owner.logIn("admin", PASSWORD);
        var guesser = new Visitor(NORTH, port);
        for (var i = 0; i < 6; i++) {
            guesser.logIn("admin", "wrong");
        }

        assertThat(owner.isSignedIn()).isTrue();
        var elsewhere = new Visitor(SOUTH, port);
        elsewhere.logIn("admin", PASSWORD);
        assertThat(elsewhere.isSignedIn())
                .as("the user of that name of another operator")
                .isTrue();
    }

    @Test
    void guessesAtTheSameMomentDoNotSlipThroughTogether() throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> guess = () -> Visitor.location(new Visitor(NORTH, port).logIn("admin", "wrong"));

            var answers =
                    pool
                            .invokeAll(List.of(guess, guess, guess, guess, guess, guess, guess, guess, guess, guess))
                            .stream()
                            .map(future -> future.resultNow())
                            .toList();

            assertThat(answers).filteredOn("/login?error"::equals).hasSize(5);
            assertThat(answers)
                    .filteredOn(answer -> answer.startsWith("/login?wait="))
                    .hasSize(5);
        }
    }

    @Test
    void thePageWantedComesAfterTheLogin() {
        var visitor = new Visitor(NORTH, port);

        assertThat(Visitor.location(visitor.get("/settings/api-tokens"))).isEqualTo("/login");

        assertThat(Visitor.location(visitor.logIn("admin", PASSWORD))).startsWith("/settings/api-tokens");
    }

    @Test
    void whoComesWithADeadSessionIsToldSo() {
        var visitor = new Visitor(NORTH, port);
        visitor.bring("0123456789ABCDEF0123456789ABCDEF");

        assertThat(Visitor.location(visitor.get("/settings/api-tokens"))).isEqualTo("/login?expired");
        assertThat(Visitor.location(visitor.logIn("admin", PASSWORD))).startsWith("/settings/api-tokens");
    }

    @Test
    void whoIsDisabledIsLockedOutAtTheNextScreen() throws SQLException {
        var visitor = new Visitor(NORTH, port);
        visitor.logIn("admin", PASSWORD);
        assertThat(firstScreen(visitor)).contains("Administrator");

        execute("update didstock.app_user set status = 'DISABLED' where login = 'admin'");

        assertThat(firstScreen(visitor))
                .contains("Your access has been withdrawn")
                .doesNotContain("Create token");
        assertThat(visitor.isSignedIn()).isFalse();
    }

    @Test
    void anAddressThatNoScreenHasLooksLikeWhatIsNotThereAndNamesNoRoutes() {
        var visitor = new Visitor(NORTH, port);
        visitor.logIn("admin", PASSWORD);

        var screen = visitor.open("no/such/screen");

        assertThat(screen).contains("There is nothing here").doesNotContain("settings/api-tokens");
    }

    @Test
    void theApiAnswersWithAProblemWithoutAToken() {
        for (var visitor : List.of(new Visitor(NORTH, port))) {
            for (var answer : List.of(
                    visitor.get("/api/v1/dids"),
                    visitor.get("/api/v1/dids", "Authorization", "Bearer didstock_wrong"),
                    visitor.get("/api/v1/dids", "Authorization", "Basic YWRtaW46eA=="))) {
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
                assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
                assertThat(answer.body()).contains("\"status\":401").contains("\"instance\":\"/api/v1/dids\"");
            }
        }
        assertThat(new Visitor(NORTH, port).get("/api/v1/openapi").statusCode()).isEqualTo(200);
    }

    @Test
    void aSessionOpensNoApi() {
        var visitor = new Visitor(NORTH, port);
        visitor.logIn("admin", PASSWORD);

        assertThat(visitor.get("/api/v1/dids").statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenWorksUntilRevokedAndAReadingOneOnlyReads() throws SQLException {
        var north = admin("login-north");
        var writing = tokens.create(north, "sync", false, null);
        var reading = tokens.create(north, "report", true, null);
        var visitor = new Visitor(NORTH, port);

        assertThat(status(visitor, writing.secret())).isNotEqualTo(401);
        assertThat(status(visitor, reading.secret())).isNotEqualTo(401);
        var write = visitor.post("/api/v1/no-such-thing", Map.of(), "Authorization", "Bearer " + reading.secret());
        assertThat(write.statusCode()).isEqualTo(403);
        assertThat(write.body()).contains("can only read");
        assertThat(visitor.post("/api/v1/no-such-thing", Map.of(), "Authorization", "Bearer " + writing.secret())
                        .statusCode())
                .isEqualTo(404);

        tokens.revoke(north, writing.id());

        assertThat(status(visitor, writing.secret())).isEqualTo(401);
        execute("update didstock.app_user set status = 'DISABLED' where login = 'admin'");
        assertThat(status(visitor, reading.secret())).isEqualTo(401);
    }

    private static int status(Visitor visitor, String secret) {
        return visitor.get("/api/v1/no-such-thing", "Authorization", "Bearer " + secret)
                .statusCode();
    }

    /** What the browser asks for after the page has loaded. */
    private static String firstScreen(Visitor visitor) {
        return visitor.open("settings/api-tokens");
    }

    private static String firstLoginScreen(Visitor visitor) {
        return visitor.open("login");
    }

    private Actor admin(String slug) throws SQLException {
        int operator = operators.bySlug(slug).orElseThrow().id();
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.prepareStatement(
                        "select user_id from didstock.app_user where operator_id = ? and login = 'admin'")) {
            statement.setInt(1, operator);
            var row = statement.executeQuery();
            row.next();
            return new Actor(operator, operator, row.getInt(1));
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void write(Path folder, String slug, String yaml) throws IOException {
        Files.createDirectories(folder.resolve(slug));
        Files.writeString(folder.resolve(slug).resolve("operator.yml"), yaml);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class StandingClock {

        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock();
        }
    }
}
