package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree.Member;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The inventory as a file: what a list finds, to whom the list shows it. */
class DidFilesTest extends ApiTest {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Test
    void aFileTellsWhatTheListFinds() {
        var numbers = tree.load(tree.o, 5);
        tree.put(tree.o, tree.wholesale(tree.o), numbers.subList(0, 3));

        var csv = as(tree.o).get("/dids.csv?pricingBatch=Wholesale&sort=-number&columns=status,pricingBatch");

        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(csv.header("Content-Disposition"))
                .matches("attachment; filename=\"o-numbers-\\d{4}-\\d{2}-\\d{2}-\\d{4}\\.csv\"");
        assertThat(csv.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(csv.header("Cache-Control")).contains("no-store");
        var lines = csv.text().lines().toList();
        assertThat(lines.getFirst())
                .isEqualTo("\uFEFFNumber,Status,Pricing batch,DID vendor batch,Activation fee,Periodic fee,Currency,"
                        + "Description,Released date,Free of charge,Country,Area,DID group,Frozen");
        assertThat(lines.subList(1, 4))
                .containsExactlyElementsOf(numbers.subList(0, 3).reversed().stream()
                        .map(number -> number + ",FREE,Wholesale,Carrier numbers,1.00,2.00,EUR,,,N,DE,Berlin,,N")
                        .toList());
        assertThat(lines).hasSize(4);
        var xlsx = as(tree.o).get("/dids.xlsx?pricingBatch=Wholesale");
        assertThat(xlsx.status()).isEqualTo(200);
        assertThat(xlsx.header("Content-Type")).isEqualTo(XLSX);
        assertThat(xlsx.text()).startsWith("PK");
    }

    @Test
    void aFileGoesOnWhereAPageOfTheListEnds() {
        var numbers = tree.load(tree.o, 5);
        var next = as(tree.o).get("/dids?limit=2").ok().path("next").asString();

        assertThat(numbersOf(as(tree.o).get("/dids.csv?after=" + Client.in(next))))
                .containsExactlyElementsOf(numbers.subList(2, 5));
        assertThat(numbersOf(as(tree.o).get("/dids.csv?limit=2&after=" + Client.in(next))))
                .containsExactlyElementsOf(numbers.subList(2, 4));
    }

    /** Who, what, how many, found by what; each tenant its own, and nothing of what was only asked about. */
    @Test
    void whatIsTakenAlongStandsInActivity() {
        var numbers = tree.load(tree.o, 3);
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        tree.give(tree.o, tree.a, numbers.subList(0, 2));

        as(tree.a).get("/dids.xlsx?status=FREE&sort=-number").text();
        as(tree.a).get("/charges.csv").text();
        as(tree.a).get("/charges/margins.csv").text();
        as(tree.a).send("HEAD", "/dids.xlsx", null, Map.of());
        as(tree.a).get("/dids").ok();

        var found = taken(tree.a, "DOWNLOAD_NUMBERS");
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().path("numbers").asInt()).isEqualTo(2);
        assertThat(found.getFirst().path("change").asString()).isEqualTo("DOWNLOADED");
        assertThat(found.getFirst().path("target").asString()).isEqualTo("XLSX?status=FREE&order=desc");
        assertThat(found.getFirst().toString()).contains("admin");
        assertThat(taken(tree.a, "DOWNLOAD_CHARGES")).hasSize(1);
        assertThat(taken(tree.a, "DOWNLOAD_CHARGES").getFirst().path("target").asString())
                .isEqualTo("CSV");
        assertThat(taken(tree.a, "DOWNLOAD_MARGINS")).hasSize(1);
        for (var other : List.of(tree.o, tree.b, tree.ca, tree.p)) {
            assertThat(taken(other, "DOWNLOAD_NUMBERS")).as(other.toString()).isEmpty();
        }
    }

    private List<JsonNode> taken(Member who, String operation) {
        return as(who).get("/activity?operation=" + operation)
                .ok()
                .path("items")
                .valueStream()
                .toList();
    }

    @Test
    void headTellsTheNameAndSendsNothing() {
        tree.load(tree.o, 1);
        var head = as(tree.o).send("HEAD", "/dids.xlsx", null, Map.of());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).isEqualTo(XLSX);
        assertThat(head.header("Content-Disposition")).contains(".xlsx");
        assertThat(head.text()).isEmpty();
        assertThat(as(tree.o).get("/dids.csv").text()).contains("Number");
        assertThat(as(tree.o).get("/dids.csv").text()).contains("Number");
    }

    @Test
    void whatIsNotUnderstoodIsRefusedByItsName() {
        var client = as(tree.o);

        client.get("/dids.csv?colums=status").invalid("colums", "UNKNOWN_PARAMETER");
        client.get("/dids.csv?columns=status&columns=secret").invalid("columns", "UNKNOWN_VALUE");
        client.get("/dids.csv?sort=colour").invalid("sort", "UNKNOWN_VALUE");
        client.get("/dids.csv?limit=0").invalid("limit", "OUT_OF_RANGE");
        client.get("/dids.csv?after=elsewhere").invalid("after", "NOT_A_CURSOR");
        client.get("/dids.csv?timeZone=Mars").invalid("timeZone", "UNKNOWN_VALUE");
        client.get("/dids.csv?status=LOST").invalid("status", "UNKNOWN_VALUE");
        client.get("/dids.csv?pricingBatch=Nowhere").problem(404, "NOT_THERE");
        client.post("/dids.csv", "{}").problem(405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void everybodyGetsItsOwnNumbersOnlyAndNobodyWithoutAToken() {
        var numbers = tree.load(tree.o, 2);
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        tree.give(tree.o, tree.a, numbers);

        for (var path : List.of("/dids.csv", "/dids.xlsx")) {
            assertThat(anonymous().get(path).status()).isEqualTo(401);
            assertThat(new Client(port, "didstock_false").get(path).status()).isEqualTo(401);
        }
        assertThat(numbersOf(as(tree.o).get("/dids.csv"))).containsExactlyElementsOf(numbers);
        assertThat(numbersOf(viewer(tree.a).get("/dids.csv"))).containsExactlyElementsOf(numbers);
        assertThat(numbersOf(readingOnly(tree.a).get("/dids.csv"))).containsExactlyElementsOf(numbers);
        for (var stranger : List.of(tree.b, tree.a1, tree.ca, tree.ca1, tree.cb, tree.p, tree.q)) {
            assertThat(numbersOf(as(stranger).get("/dids.csv")))
                    .as("%s", stranger)
                    .isEmpty();
            assertThat(as(stranger)
                            .get("/dids.csv?number=" + numbers.getFirst() + "&timeZone=UTC")
                            .text())
                    .isEqualTo(as(stranger)
                            .get("/dids.csv?number=999000111222333&timeZone=UTC")
                            .text());
        }
    }

    /** A part must not look like the whole: a client that got all it was sent would never ask again. */
    @Test
    void anAnswerThatFailsHalfwayIsCutOff() throws Exception {
        var numbers = tree.load(tree.o, 3_000);
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(
                    "update didstock.did_holding set currency = 'ZZZ' where operator_id = %d and number = '%s'"
                            .formatted(tree.o.operatorId(), numbers.getLast()));
        }

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> as(tree.o).get("/dids.csv"));
        assertThat(as(tree.o).get("/dids.csv?limit=2999").status()).isEqualTo(200);
    }

    private static List<String> numbersOf(Client.Answer csv) {
        assertThat(csv.status()).as("%s", csv.text()).isEqualTo(200);
        return csv.text().lines().skip(1).map(line -> line.split(",")[0]).toList();
    }
}
