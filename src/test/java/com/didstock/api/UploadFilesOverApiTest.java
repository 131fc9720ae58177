package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files whose columns are said over the API, and what is found in them, page by page. */
class UploadFilesOverApiTest extends ApiTest {

    private static final String HEADER = "Number,DID vendor batch,Activation fee,Periodic fee,Description\n";

    @Test
    void whatAColumnMeansCanBeSaidAndIsRemembered() throws InterruptedException {
        var operator = as(tree.o);
        var number = TestTree.freshNumbers(1).getFirst();
        var csv = "Anschluss,Preis,Einmal,Sonstiges\n" + number + ",7.50,3,x\n";
        var file = file(operator, csv);
        assertThat(file.at("/columns/0/name").asString()).isEqualTo("Anschluss");
        assertThat(file.at("/columns/0/meaning").isNull()).isTrue();
        assertThat(file.at("/columns/1/samples/0").asString()).isEqualTo("7.50");
        assertThat(file.path("remembered").asBoolean()).isFalse();

        var upload = checked(
                operator,
                operator.post("/upload-files/" + id(file) + "/check", """
                {"columns": {"0": "NUMBER", "1": "PERIODIC_FEE", "2": "ACTIVATION_FEE"}, "vendorBatch": "Carrier numbers"}
                """).ok());
        assertThat(upload.path("ready").asInt()).isEqualTo(1);
        operator.post("/uploads/" + id(upload) + "/import", "{}").ok();

        assertThat(tree.holding(tree.o, number).get("recurring_cost").toString())
                .isEqualTo("7.50000");
        var again = file(operator, csv);
        assertThat(again.path("remembered").asBoolean()).isTrue();
        assertThat(again.at("/columns/1/meaning").asString()).isEqualTo("PERIODIC_FEE");
    }

    /** Unknown, somebody else's, another node's: all alike, and said with the way on. */
    @Test
    void aFileThatIsNotHereSaysWhyAndWhatToDo() {
        var theirs = id(file(as(tree.p), HEADER + TestTree.freshNumbers(1).getFirst() + ",Carrier numbers,1,2,\n"));
        for (var id : List.of(theirs, java.util.UUID.randomUUID().toString())) {
            for (var asked : List.of(
                    as(tree.o).get("/upload-files/" + id),
                    as(tree.o).post("/upload-files/" + id + "/check", "{\"columns\": {\"0\": \"NUMBER\"}}"))) {
                var error = asked.problem(404, "NOT_THERE").path("errors").path(0);
                assertThat(error.path("code").asString()).isEqualTo("FILE_NOT_KEPT");
                assertThat(error.path("detail").asString())
                        .isEqualTo(
                                "The file is not here: a file is kept for an hour, and only by the server that received it."
                                        + " Send it again.");
            }
        }
    }

    @Test
    void whatMakesNoSenseIsRefusedAndTheFileStays() {
        var operator = as(tree.o);
        var file =
                id(file(operator, "Anschluss,Preis\n" + TestTree.freshNumbers(1).getFirst() + ",1\n"));
        var check = "/upload-files/" + file + "/check";

        operator.post(check, "{\"columns\": {\"7\": \"NUMBER\"}}").problem(400, "INVALID");
        operator.post(check, "{\"columns\": {\"0\": \"NUMBER\", \"1\": \"NUMBER\"}}")
                .problem(400, "INVALID");
        operator.post(check, "{\"columns\": {\"0\": \"SHOE_SIZE\"}}").problem(400, "INVALID");
        operator.post(check, "{\"batchNames\": {\"theirs\": null}}").problem(400, "INVALID");
        assertThat(operator.post(check, "{\"columns\": {\"0\": \"NUMBER\", \"1\": null}}")
                        .status())
                .as("null is what is left out")
                .isEqualTo(422);
        assertThat(operator.post(check, "{\"columns\": {\"0\": \"NUMBER\"}}").status())
                .isBetween(400, 499);
        operator.get("/upload-files/" + file).ok();

        operator.delete("/upload-files/" + file).ok();
        operator.get("/upload-files/" + file).problem(404, "NOT_THERE");
    }

    @Test
    void namesThatAreNotThereAreToldAndMeantOtherwise() throws InterruptedException {
        var operator = as(tree.o);
        var number = TestTree.freshNumbers(1).getFirst();
        var file = id(file(operator, HEADER + number + ",Their batch,1,2,\n"));
        var first = checked(
                operator,
                operator.post("/upload-files/" + file + "/check", "{}").ok());
        assertThat(first.path("ready").asInt()).isZero();
        assertThat(operator.get("/uploads/" + id(first) + "/unknown-names")
                        .ok()
                        .at("/vendorBatches/0")
                        .asString())
                .isEqualTo("Their batch");

        var second = checked(
                operator,
                operator.post(
                                "/uploads/" + id(first) + "/check-again",
                                "{\"batchNames\": {\"Their batch\": \"Carrier numbers\"}}")
                        .ok());

        assertThat(second.path("ready").asInt()).isEqualTo(1);
        assertThat(operator.get("/uploads/" + id(first)).ok().path("stage").asString())
                .isEqualTo("CANCELLED");
    }

    @Test
    void problemsAreToldPageByPageAndByKind() {
        var operator = as(tree.o);
        var csv = new StringBuilder(HEADER);
        for (int i = 0; i < 7; i++) {
            csv.append("12ab").append(i).append(",Carrier numbers,1,2,\n");
        }
        csv.append(TestTree.freshNumbers(1).getFirst()).append(",Carrier numbers,-1,2,\n");
        var upload = upload(operator, csv.toString());
        var path = "/uploads/" + upload + "/problems?limit=3";

        var seen = new ArrayList<Integer>();
        var page = operator.get(path).ok();
        assertThat(page.at("/kinds/NUMBER_UNREADABLE").asInt()).isEqualTo(7);
        assertThat(page.at("/items/0/explanation").asString()).isNotBlank();
        for (;
                ;
                page = operator.get(path + "&from=" + page.path("next").asInt()).ok()) {
            page.path("items").forEach(item -> seen.add(item.path("line").asInt()));
            if (page.path("next").isNull()) {
                break;
            }
        }

        assertThat(seen).containsExactly(2, 3, 4, 5, 6, 7, 8, 9);
        var negative = operator.get("/uploads/" + upload + "/problems?kind=FEE_NEGATIVE")
                .ok();
        assertThat(negative.path("items").size()).isEqualTo(1);
        assertThat(negative.at("/items/0/line").asInt()).isEqualTo(9);
        operator.get(path + "&from=-1").problem(400, "INVALID");
        operator.get("/uploads/" + upload + "/problems?limit=501").problem(400, "INVALID");
    }

    @Test
    void whatAnImportWouldDoIsToldNumberByNumber() {
        var operator = as(tree.o);
        var known = tree.load(tree.o, TestTree.freshNumbers(3), Facts.BERLIN.costing("1.00", "2.00"));
        var fresh = TestTree.freshNumbers(2);
        var upload = upload(
                operator,
                HEADER
                        + fresh.get(0) + ",Carrier numbers,1,2,new one\n"
                        + known.get(0) + ",,1,2.50,\n"
                        + known.get(1) + ",,1,2,\n"
                        + fresh.get(1) + ",Carrier numbers,3,4,\n"
                        + known.get(2) + ",,,,told\n");
        var rows = "/uploads/" + upload + "/rows?update=VENDOR_COSTS&limit=1&kind=";

        var first = operator.get(rows + "NEW").ok();
        assertThat(first.at("/items/0/number").asString()).isEqualTo(fresh.get(0));
        assertThat(first.at("/items/0/description").asString()).isEqualTo("new one");
        var second =
                operator.get(rows + "NEW&from=" + first.path("next").asInt()).ok();
        assertThat(second.at("/items/0/number").asString()).isEqualTo(fresh.get(1));
        assertThat(second.at("/items/0/recurringCost").asString()).startsWith("4");
        assertThat(second.path("next").isNull()).isTrue();

        var changed = operator.get(rows + "CHANGED").ok();
        assertThat(changed.path("next").isNull()).isTrue();
        assertThat(changed.at("/items/0/number").asString()).isEqualTo(known.get(0));
        assertThat(changed.at("/items/0/changes").toString())
                .isEqualTo("[{\"part\":\"RECURRING_COST\",\"before\":\"2\",\"after\":\"2.5\"}]");
        assertThat(numbers(operator.get(rows.replace("limit=1", "limit=9") + "UNCHANGED")
                        .ok()))
                .containsExactly(known.get(1), known.get(2));
        assertThat(numbers(operator.get("/uploads/" + upload + "/rows?update=DESCRIPTION&kind=CHANGED")
                        .ok()))
                .containsExactly(known.get(2));
        assertThat(tree.holding(tree.o, known.get(0)).get("recurring_cost").toString())
                .isEqualTo("2.00000");
        assertThat(operator.get(rows + "CHANGED&from=2147483647")
                        .ok()
                        .path("next")
                        .isNull())
                .as("behind the last row")
                .isTrue();
        operator.post("/uploads/" + upload + "/import", "{\"update\": [null]}").problem(400, "INVALID");
    }

    @Test
    void nobodyElseSeesOrTouchesAFileOrWhatIsInIt() {
        var csv = HEADER + TestTree.freshNumbers(1).getFirst() + ",Nobody's,1,2,\n";
        var file = id(file(as(tree.o), csv));
        var upload = upload(as(tree.o), csv);

        for (var other : List.of(as(tree.b), as(tree.p))) {
            other.get("/upload-files/" + file).problem(404, "NOT_THERE");
            other.post("/upload-files/" + file + "/check", "{}").problem(404, "NOT_THERE");
            other.delete("/upload-files/" + file).problem(404, "NOT_THERE");
            other.get("/uploads/" + upload + "/problems").problem(404, "NOT_THERE");
            other.get("/uploads/" + upload + "/errors.csv").problem(404, "NOT_THERE");
            other.get("/uploads/" + upload + "/rows").problem(404, "NOT_THERE");
            other.get("/uploads/" + upload + "/unknown-names").problem(404, "NOT_THERE");
            other.post("/uploads/" + upload + "/check-again", "{}").problem(404, "NOT_THERE");
            other.post("/uploads/" + upload + "/import", "{}").problem(404, "NOT_THERE");
        }
        as(tree.a).get("/upload-files/" + file).problem(422, "NO_OWN_VENDORS");
        as(tree.a).get("/uploads/" + upload + "/rows").problem(422, "NO_OWN_VENDORS");
        assertThat(as(tree.ca).get("/upload-files/" + file).status()).isBetween(403, 422);
        assertThat(as(tree.ca).get("/uploads/" + upload + "/rows").status()).isBetween(403, 422);
        assertThat(anonymous().get("/upload-files/" + file).status()).isEqualTo(401);
        assertThat(anonymous().get("/uploads/" + upload + "/rows").status()).isEqualTo(401);
        as(tree.o).get("/upload-files/" + file).ok();
    }

    private static List<String> numbers(JsonNode page) {
        var numbers = new ArrayList<String>();
        page.path("items").forEach(item -> numbers.add(item.path("number").asString()));
        return numbers;
    }

    private static JsonNode file(Client client, String csv) {
        var sent = client.upload("/upload-files", csv, Map.of(), Map.of());
        assertThat(sent.status()).as("%s", sent.text()).isEqualTo(201);
        return sent.body();
    }

    private static String upload(Client client, String csv) {
        var sent = client.upload("/uploads", csv, Map.of(), Map.of());
        assertThat(sent.status()).as("%s", sent.text()).isEqualTo(201);
        return id(sent.body());
    }

    private static JsonNode checked(Client client, JsonNode upload) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            var now = client.get("/uploads/" + id(upload)).ok();
            if (!now.path("stage").asString().equals("STAGING")) {
                return now;
            }
            Thread.sleep(Duration.ofMillis(100));
        }
        throw new AssertionError("still being checked: " + upload);
    }

    private static String id(JsonNode item) {
        return item.path("id").asString();
    }
}
