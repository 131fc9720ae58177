package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.HeldTable;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody should send is answered by a problem that says what to change, and tells nothing of the inside. */
class HostileRequestsTest extends ApiTest {

    @ParameterizedTest
    @CsvSource({
        "limit=1000000000, limit, OUT_OF_RANGE",
        "limit=-1, limit, OUT_OF_RANGE",
        "limit=0, limit, OUT_OF_RANGE",
        "limit=99999999999999999999, limit, WRONG_TYPE",
        "limit=ten, limit, WRONG_TYPE",
        "statsu=FREE, statsu, UNKNOWN_PARAMETER",
        "status=free, status, UNKNOWN_VALUE",
        "sort=number%3Bdrop%20table%20did, sort, UNKNOWN_VALUE",
        "sort=version, sort, UNKNOWN_VALUE",
        "inARow=1, inARow, OUT_OF_RANGE",
        "inARow=10001, inARow, OUT_OF_RANGE",
        "inARow=some, inARow, WRONG_TYPE",
        "number=1&number=2, number, REPEATED",
        "area=a%00b, area, UNREADABLE_TEXT",
        "number=%F0%9F%98%80, number, ODD_CHARACTER",
        "after=AAAA, after, NOT_A_CURSOR",
        "after=%27%20or%201%3D1, after, NOT_A_CURSOR"
    })
    void aParameterThatCannotBeIsNamed(String query, String field, String code) {
        as(tree.o).get("/dids?" + query).invalid(field, code);
    }

    @Test
    void whatTakesTooLongIsStoppedAndSaidSo() throws SQLException {
        var number = tree.load(tree.o, 1).getFirst();
        var operator = as(tree.o);

        try (var _ = HeldTable.of("did_holding")) {
            operator.get("/dids?number=" + number).problem(503, "TOO_HEAVY");
        }

        operator.get("/dids?number=" + number).ok();
    }

    @ParameterizedTest
    @ValueSource(strings = {"' or '1'='1", "\"; drop table did; --", "%' union select", "\\", "_%_%_%"})
    void textsThatLookLikeSqlAreTexts(String text) {
        tree.load(tree.o, 3);
        var operator = as(tree.o);
        var wanted = Client.in(text);
        assertThat(operator.get("/dids?area=" + wanted).ok().path("items")).isEmpty();
        assertThat(operator.get("/dids?country=" + wanted).ok().path("items")).isEmpty();
        assertThat(operator.get("/dids?supplyLabel=" + wanted).ok().path("items"))
                .isEmpty();
        operator.get("/dids?pricingBatch=" + wanted).problem(404, "NOT_THERE");
        var byNumber = operator.get("/dids/" + wanted);
        assertThat(byNumber.status()).isIn(400, 404);
        Client.assertTellsNothingInside(byNumber.text());
        assertThat(operator.get("/did-groups?search=" + wanted).ok().path("items"))
                .isEmpty();
        assertThat(operator.get("/dids").ok().path("items")).hasSize(3);
    }

    @Test
    void aCursorLeadsNowhereButThroughItsOwnSearch() {
        var loaded = tree.load(tree.o, 6);
        var mine = as(tree.o);
        var cursor =
                mine.get("/dids?limit=2&sort=-recurringCost").ok().path("next").asString();

        assertThat(mine.get("/dids?limit=2&sort=-recurringCost&after=" + cursor)
                        .ok()
                        .path("items"))
                .hasSize(2);
        mine.get("/dids?limit=2&sort=recurringCost&after=" + cursor).invalid("after", "NOT_A_CURSOR");
        mine.get("/dids?limit=2&after=" + cursor).invalid("after", "NOT_A_CURSOR");
        mine.get("/dids?limit=2&sort=-recurringCost&status=FREE&after=" + cursor)
                .invalid("after", "NOT_A_CURSOR");

        var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        for (var evil : new String[] {
            text.replaceFirst("\\|[^|]*$", "|1); select pg_sleep(10)"),
            text.replaceFirst("\\|[^|]*$", "|NaN"),
            text.replaceFirst("\\|[^|]*$", "|" + "9".repeat(400)),
            text.replaceFirst("\\|\\d+\\|", "|x' or 1=1|"),
            "|||",
            ""
        }) {
            var tampered = Base64.getUrlEncoder().encodeToString(evil.getBytes(StandardCharsets.UTF_8));
            if (!tampered.isEmpty()) {
                mine.get("/dids?limit=2&sort=-recurringCost&after=" + tampered).invalid("after", "NOT_A_CURSOR");
            }
        }
        // Another tenant's cursor, even a well-formed one, leads through one's own numbers only.
        assertThat(as(tree.a)
                        .get("/dids?limit=2&sort=-recurringCost&after=" + cursor)
                        .ok()
                        .path("items"))
                .isEmpty();
        assertThat(loaded).hasSize(6);
    }

    @Test
    void bodiesThatCannotBeAreRefusedByField() {
        var operator = as(tree.o);
        operator.post("/operations", "{\"operation\": ").problem(400, "MALFORMED");
        operator.post("/operations", "[]").problem(400, "MALFORMED");
        operator.post("/operations", "").problem(400, "MALFORMED");
        operator.post("/operations", "{} {}").problem(400, "MALFORMED");
        operator.post("/operations", "[".repeat(5000)).problem(400, "MALFORMED");
        operator.post("/operations", "{}").invalid("operation", "MISSING");
        operator.post("/operations", "{\"operation\": \"BURN\"}").invalid("operation", "UNKNOWN_VALUE");
        operator.post("/operations", "{\"operation\": \"FREEZE\"}").invalid("applyTo", "MISSING");
        operator.post("/operations", "{\"operation\": \"FREEZE\", \"aplyTo\": {}}")
                .invalid("aplyTo", "UNKNOWN_FIELD");
        operator.post("/operations", "{\"operation\": \"FREEZE\", \"applyTo\": {\"al\": true}}")
                .invalid("applyTo.al", "UNKNOWN_FIELD");
        operator.post("/operations", "{\"operation\": \"FREEZE\", \"applyTo\": {\"all\": true, \"first\": 1}}")
                .invalid("applyTo", "ONE_OF");
        operator.post("/operations", "{\"operation\": \"FREEZE\", \"applyTo\": {\"first\": -1}}")
                .invalid("applyTo.first", "OUT_OF_RANGE");
        operator.post("/operations", "{\"operation\": \"FREEZE\", \"applyTo\": {\"first\": \"x\"}}")
                .invalid("applyTo.first", "WRONG_TYPE");
        operator.post(
                        "/operations",
                        "{\"operation\": \"FREEZE\", \"applyTo\": {\"all\": true}, \"filter\": {\"inARow\": 0}}")
                .invalid("filter.inARow", "OUT_OF_RANGE");
        operator.post(
                        "/operations",
                        "{\"operation\": \"FREEZE\", \"applyTo\": {\"all\": true}, \"filter\": {\"x\": 1}}")
                .invalid("filter.x", "UNKNOWN_FIELD");
        operator.post("/did-groups", "{\"name\": \"a\\u0000b\"}").invalid("name", "UNREADABLE_TEXT");
        operator.post("/did-groups", "{\"name\": \"a\\ud800b\"}").invalid("name", "UNREADABLE_TEXT");
        operator.post("/did-groups", "{\"name\": \"a\", \"name\": \"b\"}").problem(400, "MALFORMED");
        operator.post("/did-groups", "{\"name\": \"%s\"}".formatted("x".repeat(500)))
                .problem(422, "NAME_TOO_LONG");
        operator.post("/operations", "{\"operation\": \"GIVE\", \"applyTo\": {\"all\": true}}")
                .problem(422, "TARGET_MISSING");
        operator.post("/operations", "{\"operation\": \"SET_DESCRIPTION\", \"applyTo\": {\"all\": true}}")
                .invalid("description", "MISSING");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit, OUT_OF_RANGE",
        "from=yesterday, from, NOT_A_TIME",
        "after=%27%20or%201%3D1, after, NOT_A_CURSOR",
        "after=MV8x', after, NOT_A_CURSOR",
        "by=op, by, UNKNOWN_PARAMETER"
    })
    void aParameterOfTheActivityThatCannotBeIsNamed(String query, String field, String code) {
        as(tree.o).get("/activity?" + query.replace("'", "%27")).invalid(field, code);
    }

    @Test
    void aMegabyteIsEnough() {
        as(tree.o)
                .post("/did-groups", "{\"name\": \"%s\"}".formatted("x".repeat(1024 * 1024)))
                .problem(413, "TOO_LARGE");
    }

    @Test
    void tooLongADescriptionIsRefusedByName() {
        var number = tree.load(tree.o, 1).getFirst();
        var operator = as(tree.o);
        var version = operator.get("/dids/" + number).ok().path("version").asInt();
        var answer = operator.patch("/dids/" + number, "{\"description\": \"%s\"}".formatted("x".repeat(501)), version);
        assertThat(answer.status()).isEqualTo(422);
        operator.post("/operations", """
                {"operation": "SET_DESCRIPTION", "description": "%s", "applyTo": {"all": true}}
                """.formatted("x".repeat(501))).problem(422, "TEXT_TOO_LONG");
    }

    @Test
    void whatIsNotServedIsSaidSo() {
        var operator = as(tree.o);
        operator.get("/nowhere").problem(404, "NO_SUCH_ADDRESS");
        var method = operator.send("DELETE", "/dids", null, Map.of());
        method.problem(405, "METHOD_NOT_ALLOWED");
        assertThat(method.header("Allow")).contains("GET");
        operator.send("GET", "/dids", null, Map.of("Accept", "text/html")).problem(406, "NOT_ACCEPTABLE");
        operator.send("POST", "/operations", "a=b", Map.of("Content-Type", "application/x-www-form-urlencoded"))
                .problem(415, "UNSUPPORTED_MEDIA_TYPE");
        operator.send("POST", "/uploads", "{}", Map.of("Content-Type", "application/json"))
                .problem(415, "UNSUPPORTED_MEDIA_TYPE");
        operator.send("POST", "/uploads", "rubbish", Map.of("Content-Type", "multipart/form-data; boundary=x"))
                .invalid("file", "MISSING");
        operator.get("/operations/no-uuid").problem(404, "NOT_THERE");
        operator.get("/pricing-batches/99999999999999").problem(404, "NOT_THERE");
    }

    @Test
    void aReadingTokenAndAViewerWriteNothing() {
        assertThat(readingOnly(tree.o).post("/did-groups", "{\"name\": \"x\"}").status())
                .isEqualTo(403);
        viewer(tree.o).post("/did-groups", "{\"name\": \"x\"}").problem(403, "RIGHT_MISSING");
        assertThat(as(tree.o).get("/did-groups").ok().path("items")).isEmpty();
    }

    @Test
    void problemsSpeakTheClientsLanguage() {
        var german = as(tree.o).send("GET", "/dids/1", null, Map.of("Accept-Language", "de-CH"));
        assertThat(german.problem(404, "NOT_THERE").path("title").asString()).isEqualTo("Nicht da");
        var english = as(tree.o).send("GET", "/dids/1", null, Map.of());
        assertThat(english.problem(404, "NOT_THERE").path("title").asString()).isEqualTo("Not there");
    }
}
