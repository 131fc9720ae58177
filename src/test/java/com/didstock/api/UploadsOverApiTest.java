package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an upload does to numbers in stock, over the API. */
class UploadsOverApiTest extends ApiTest {

    private static final String HEADER =
            "Number,DID vendor batch,Activation fee,Periodic fee,Description,Released date\n";

    @Test
    void exactlyWhatIsNamedChangesAndABlankLeavesANumberAsItIs() {
        var operator = as(tree.o);
        var number = tree.load(tree.o, 1).getFirst();
        var id = upload(operator, HEADER + number + ",,,9.50,told by the API,\n");

        var foretold =
                operator.get("/uploads/" + id + "/changes?update=DESCRIPTION").ok();
        var done = operator.post("/uploads/" + id + "/import", "{\"update\": [\"VENDOR_COSTS\"]}")
                .ok();

        assertThat(foretold.path("changed").asInt()).isEqualTo(1);
        assertThat(done.path("updated").asInt()).isEqualTo(1);
        assertThat(done.path("imported").asInt()).isZero();
        var holding = tree.holding(tree.o, number);
        assertThat(holding.get("recurring_cost").toString()).isEqualTo("9.50000");
        assertThat(holding.get("activation_cost").toString()).isEqualTo("1.00000");
        assertThat(holding.get("description")).isEqualTo("");
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void numbersMoveToTheBatchOfTheFileIfToldSo() {
        var operator = as(tree.o);
        var number = tree.load(tree.o, 1).getFirst();
        var before = tree.holding(tree.o, number).get("vendor_batch_id");
        operator.post(
                        "/vendor-batches",
                        "{\"vendorId\": %d, \"name\": \"Moved here\", \"currency\": \"EUR\"}"
                                .formatted(operator.get("/vendors")
                                        .ok()
                                        .at("/items/0/id")
                                        .asInt()))
                .ok();
        var id = upload(operator, HEADER + number + ",Moved here,1,2,,\n");

        var done =
                operator.post("/uploads/" + id + "/import", "{\"move\": true}").ok();

        assertThat(done.path("updated").asInt()).isEqualTo(1);
        assertThat(tree.holding(tree.o, number).get("vendor_batch_id")).isNotEqualTo(before);
    }

    @Test
    void existingStockComesInWithItsHolders() {
        var operator = as(tree.o);
        var numbers = TestTree.freshNumbers(2);
        var text = "Number,DID vendor batch,Activation fee,Periodic fee,Holder,Account\n" + numbers.get(0)
                + ",Carrier numbers,1,2,A/CA,desk\n" + numbers.get(1) + ",Carrier numbers,1,2,B/CA,\n";
        var checked = operator.upload("/uploads", text, Map.of("mode", "existing-stock"), Map.of())
                .ok();
        var id = checked.path("id").asString();
        var unknown = operator.get("/uploads/" + id + "/unknown-names").ok();
        var rows = operator.get("/uploads/" + id + "/rows?kind=NEW").ok();
        var done = operator.post("/uploads/" + id + "/import", "{}").ok();

        assertThat(rows.at("/items/0/holder").asString()).isEqualTo("A / CA");
        assertThat(rows.at("/items/0/account").asString()).isEqualTo("desk");
        assertThat(checked.path("mode").asString()).isEqualTo("existing-stock");
        assertThat(unknown.at("/holders/0/name").asString()).isEqualTo("B/CA");
        assertThat(unknown.at("/holders/0/rows").asInt()).isEqualTo(1);
        assertThat(done.path("imported").asInt()).isEqualTo(1);
        assertThat(tree.status(tree.ca, numbers.getFirst())).isEqualTo("IN_USE");
        operator.upload("/uploads", text, Map.of("mode", "stock"), Map.of()).problem(400, "INVALID");
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void theStockComesBackAsAFileWithWholeChainsForAReasonOnly() {
        var operator = as(tree.o);
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.ca, number);

        assertThat(line(operator.get("/existing-stock.csv").text(), number.getFirst()))
                .contains(",A,Wholesale,")
                .doesNotContain("CA");
        assertThat(operator.get("/existing-stock.xlsx").status()).isEqualTo(200);
        assertThat(line(
                        operator.post("/existing-stock.csv", "{\"reason\": \"moving out\"}")
                                .text(),
                        number.getFirst()))
                .contains(",A / CA,Wholesale,");
        operator.post("/existing-stock.csv", "{}").problem(422, "REASON_MISSING");
        assertThat(operator.get("/activity").text()).contains("DOWNLOAD_CHAINS", "moving out");
        assertThat(as(tree.b)
                        .post("/existing-stock.csv", "{\"reason\": \"moving out\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aCancelledUploadBringsInNothing() {
        var operator = as(tree.o);
        var number = TestTree.freshNumbers(1).getFirst();
        var id = upload(operator, HEADER + number + ",Carrier numbers,1,2,,\n");

        var cancelled = operator.post("/uploads/" + id + "/cancel", "").ok();

        assertThat(cancelled.path("stage").asString()).isEqualTo("CANCELLED");
        assertThat(operator.post("/uploads/" + id + "/import", "{}").status()).isBetween(400, 499);
        operator.get("/dids/" + number).problem(404, "NOT_THERE");
    }

    @Test
    void datesWithoutAZoneAreReadAsAFileThatIsDownloadedSaysThem() {
        var operator = as(tree.o);
        var numbers = TestTree.freshNumbers(2);
        var here = upload(operator, HEADER + numbers.getFirst() + ",Carrier numbers,1,2,,2024-05-06 07:08:09\n");
        operator.post("/uploads/" + here + "/import", "{}").ok();
        var tokyo = operator.upload(
                        "/uploads",
                        HEADER + numbers.getLast() + ",Carrier numbers,1,2,,2024-05-06 07:08:09\n",
                        Map.of("timeZone", "Asia/Tokyo"),
                        Map.of())
                .body()
                .path("id")
                .asString();
        operator.post("/uploads/" + tokyo + "/import", "{}").ok();

        assertThat(line(operator.get("/dids.csv").text(), numbers.getFirst())).contains("2024-05-06 07:08:09");
        assertThat(line(operator.get("/dids.csv?timeZone=Asia/Tokyo").text(), numbers.getLast()))
                .contains("2024-05-06 07:08:09");
    }

    @Test
    void nobodyElseSeesOrTouchesAnUpload() {
        var id = upload(as(tree.o), HEADER + TestTree.freshNumbers(1).getFirst() + ",Carrier numbers,1,2,,\n");

        for (var other : List.of(as(tree.b), as(tree.p))) {
            other.get("/uploads/" + id).problem(404, "NOT_THERE");
            other.get("/uploads/" + id + "/changes?update=AREA").problem(404, "NOT_THERE");
            other.post("/uploads/" + id + "/cancel", "").problem(404, "NOT_THERE");
        }
        assertThat(anonymous().get("/uploads/" + id).status()).isEqualTo(401);
        assertThat(as(tree.o).get("/uploads/" + id).ok().path("stage").asString())
                .isEqualTo("CHECKED");
    }

    private static String line(String csv, String number) {
        return csv.lines().filter(line -> line.contains(number)).findFirst().orElse("");
    }

    private static String upload(Client client, String csv) {
        var uploaded = client.upload("/uploads", csv, Map.of(), Map.of());
        assertThat(uploaded.status()).isEqualTo(201);
        return uploaded.body().path("id").asString();
    }
}
