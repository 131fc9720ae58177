package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.Invariants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The whole way of a number, by the API alone. */
class ApiStoryTest extends ApiTest {

    @Test
    void aFileOfNumbersGoesAllTheWayToAResellerAndBack() {
        var operator = as(tree.o);
        var reseller = as(tree.a);
        var sibling = as(tree.b);

        operator.post("/vendor-batches", """
                {"vendorId": %d, "name": "Story", "currency": "EUR"}
                """.formatted(operator.get("/vendors")
                        .ok()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asInt()))
                .ok();
        var csv = new StringBuilder("Number,DID vendor batch,Activation fee,Periodic fee\n");
        for (var n = 0; n < 1900; n++) {
            csv.append("1202555%04d,Story,1.00,2.00\n".formatted(n));
        }
        for (var n = 0; n < 100; n++) {
            csv.append("18002%02d8647,Story,1.00,2.00\n".formatted(n));
        }
        csv.append("not a number,Story,1.00,2.00\n");
        var uploaded = operator.upload("/uploads", csv.toString(), Map.of(), Map.of());
        assertThat(uploaded.status()).isEqualTo(201);
        var upload = uploaded.body();
        assertThat(upload.path("ready").asInt()).isEqualTo(2000);
        assertThat(upload.path("refusedLines").asInt()).isEqualTo(1);
        var id = upload.path("id").asString();
        assertThat(uploaded.header("Location")).endsWith("/api/v1/uploads/" + id);
        assertThat(operator.get("/uploads/" + id + "/errors.csv").text()).contains("2002", "not a number");
        var workbook = operator.get("/uploads/" + id + "/errors.xlsx");
        assertThat(workbook.header("Content-Type")).contains("spreadsheetml");
        assertThat(workbook.text()).startsWith("PK");
        assertThat(operator.get("/dids").ok().path("count").path("value").asInt())
                .isZero();

        var imported = operator.post("/uploads/" + id + "/import", "{}").ok();
        assertThat(imported.path("imported").asInt()).isEqualTo(2000);
        assertThat(operator.get("/dids?status=FROZEN")
                        .ok()
                        .path("count")
                        .path("value")
                        .asInt())
                .isEqualTo(2000);

        var released = operate(operator, "RELEASE_TO_POOL", null, "{\"all\": true}", "{}");
        assertThat(released.path("changed").asInt()).isEqualTo(2000);

        var found = operator.get("/dids?number=1800%25VOIP&pricingBatch=NONE&limit=30")
                .ok();
        assertThat(found.path("count").path("value").asInt()).isEqualTo(100);
        assertThat(found.path("count").path("exact").asBoolean()).isTrue();
        assertThat(numbers(found)).hasSize(30).allMatch(number -> number.matches("1800.*8647.*"));
        var second = operator.get("/dids?number=1800%25VOIP&pricingBatch=NONE&limit=30&after="
                        + found.path("next").asString())
                .ok();
        assertThat(numbers(second)).hasSize(30).doesNotContainAnyElementsOf(numbers(found));
        assertThat(numbers(second).getFirst()).isGreaterThan(numbers(found).getLast());

        var preview = operator.post("/operations", """
                {"operation": "ASSIGN_TO_PRICING_BATCH", "target": "Wholesale", "applyTo": {"first": 50},
                 "filter": {"number": "1800%VOIP", "pricingBatch": "NONE"}, "preview": true}
                """).ok();
        assertThat(preview.path("status").asString()).isEqualTo("PREVIEWED");
        assertThat(preview.path("wouldChange").asInt()).isEqualTo(50);
        assertThat(operator.get("/dids?pricingBatch=Wholesale")
                        .ok()
                        .path("count")
                        .path("value")
                        .asInt())
                .isZero();
        var applied = operator.post("/operations/" + preview.path("id").asString() + "/apply", "{}")
                .ok();
        assertThat(applied.path("changed").asInt()).isEqualTo(50);
        var assigned = strings(applied.path("numbers"));

        var given = operate(operator, "GIVE", "A", "{\"all\": true}", "{\"pricingBatch\": \"Wholesale\"}");
        assertThat(strings(given.path("numbers"))).isEqualTo(assigned);
        assertThat(given.path("target").asString()).isEqualTo("A");

        var held = reseller.get("/dids?limit=200").ok();
        assertThat(numbers(held)).isEqualTo(assigned);
        assertThat(held.path("next").isNull()).isTrue();
        var one = held.path("items").path(0);
        assertThat(one.path("recurringCost").asString()).isEqualTo("2.50");
        assertThat(one.path("currency").asString()).isEqualTo("EUR");
        assertThat(one.path("vendorBatch").isNull()).isTrue();
        assertThat(one.path("pricingBatch").isNull()).isTrue();
        assertThat(sibling.get("/dids").ok().path("items")).isEmpty();

        var first = assigned.getFirst();
        assertThat(operator.get("/dids/" + first).ok().path("heldBy").asString())
                .isEqualTo("A");
        assertThat(operate(reseller, "ASSIGN_TO_PRICING_BATCH", "Retail", "{\"first\": 10}", "{}")
                        .path("changed")
                        .asInt())
                .isEqualTo(10);
        assertThat(reseller.get("/dids/" + first).ok().path("recurringRevenue").asString())
                .isEqualTo("3.00");
        var taken = "{\"numbers\": [\"%s\", \"+%s\"]}".formatted(first, assigned.get(1));
        assertThat(operate(reseller, "UNASSIGN_FROM_PRICING_BATCH", null, taken, "{}")
                        .path("changed")
                        .asInt())
                .isEqualTo(2);
        assertThat(reseller.get("/dids").ok().path("count").path("value").asInt())
                .isEqualTo(50);
        assertThat(operate(reseller, "RELEASE_TO_POOL", null, taken, "{}")
                        .path("changed")
                        .asInt())
                .isEqualTo(2);
        reseller.get("/dids/" + first).problem(404, "NOT_THERE");
        assertThat(operator.get("/dids/" + first).ok().path("status").asString())
                .isEqualTo("FREE");

        var activity = reseller.get("/activity").ok().path("items");
        assertThat(activity.valueStream().map(entry -> entry.path("operation").asString()))
                .contains("GIVE", "ASSIGN_TO_PRICING_BATCH", "UNASSIGN_FROM_PRICING_BATCH", "RELEASE_TO_POOL");
        var history = reseller.get("/dids/" + first + "/history").ok().path("items");
        assertThat(history.path(0).path("operation").asString()).isEqualTo("RELEASE_TO_POOL");
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void aResellerTakesFromTheOfferAtItsOwnPrice() {
        var loaded = tree.load(tree.o, 10);
        var reseller = as(tree.a);

        var offered = reseller.get("/offer?limit=4").ok();
        assertThat(numbers(offered)).isEqualTo(loaded.subList(0, 4));
        assertThat(offered.path("count").path("value").asInt()).isEqualTo(10);
        assertThat(offered.path("items").path(0).path("recurringCost").asString())
                .isEqualTo("2.50");
        var next = reseller.get("/offer?limit=4&after=" + offered.path("next").asString());
        assertThat(numbers(next.ok())).isEqualTo(loaded.subList(4, 8));

        var preview = reseller.post("/operations", """
                {"operation": "TAKE", "applyTo": {"first": 3}}
                """).ok();
        assertThat(preview.path("status").asString()).isEqualTo("PREVIEWED");
        assertThat(preview.path("money")
                        .path("paidMonthly")
                        .path(0)
                        .path("amount")
                        .asString())
                .isEqualTo("7.50");
        var address = "/operations/" + preview.path("id").asString();
        assertThat(reseller.get(address).ok()).isEqualTo(preview);
        var taken = reseller.post(address + "/apply", "{}").ok();
        assertThat(strings(taken.path("numbers"))).isEqualTo(loaded.subList(0, 3));
        assertThat(reseller.post(address + "/apply", "{}").ok()).isEqualTo(taken);
        assertThat(reseller.get(address).ok()).isEqualTo(taken);
        assertThat(numbers(reseller.get("/dids").ok())).isEqualTo(loaded.subList(0, 3));

        var chosen = reseller.post("/operations", """
                {"operation": "TAKE", "applyTo": {"numbers": ["%s"]}, "preview": false}
                """.formatted(loaded.get(9))).ok();
        assertThat(strings(chosen.path("numbers"))).containsExactly(loaded.get(9));
        reseller.get("/offer?group=x").invalid("group", "NOT_OF_THE_OFFER");
        reseller.get("/offer?inARow=2").invalid("inARow", "NOT_OF_THE_OFFER");
        assertThat(as(tree.o).get("/offer").ok().path("items")).isEmpty();
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void whatWasGivenToTheWrongResellerIsUndoneByWhoGaveItOnly() {
        var loaded = tree.load(tree.o, 3);
        var given = as(tree.o).post("/operations", """
                {"operation": "GIVE", "target": "A", "applyTo": {"all": true}, "preview": false}
                """).ok();
        var address = "/operations/" + given.path("id").asString() + "/undo";
        tree.give(tree.a, tree.ca, loaded.subList(0, 1));

        for (var stranger : List.of(tree.a, tree.b, tree.ca, tree.p)) {
            as(stranger).post(address, "{}").problem(404, "NOT_THERE");
        }
        var undone = as(tree.o).post(address, "{}").ok();
        assertThat(strings(undone.path("numbers"))).isEqualTo(loaded.subList(1, 3));
        assertThat(undone.path("skipped").get(0).path("reason").asString()).isEqualTo("CHANGED_SINCE");
        assertThat(tree.status(tree.o, loaded.get(1))).isEqualTo("FREE");
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void aNumberIsDescribedAndGroupedUnderTheVersionThatWasRead() {
        var number = tree.load(tree.o, 1).getFirst();
        var operator = as(tree.o);
        operator.post("/did-groups", "{\"name\": \"Gold\"}").ok();

        var read = operator.get("/dids/" + number);
        var version = read.ok().path("version").asInt();
        assertThat(read.header("ETag")).isEqualTo("\"" + version + "\"");
        var changed = operator.patch("/dids/" + number, """
                {"description": "Front desk", "group": "gold"}
                """, version);
        assertThat(changed.ok().path("description").asString()).isEqualTo("Front desk");
        assertThat(changed.body().path("group").asString()).isEqualTo("Gold");

        operator.patch("/dids/" + number, "{\"description\": \"Lost\"}", version)
                .problem(409, "STOCK_CHANGED");
        operator.send(
                        "PATCH",
                        "/dids/" + number,
                        "{\"description\": \"Lost\"}",
                        Map.of("Content-Type", "application/json"))
                .problem(428, "VERSION_MISSING");
        var now = changed.body().path("version").asInt();
        operator.patch("/dids/" + number, "{\"group\": \"Nowhere\", \"description\": \"Lost\"}", now)
                .problem(404, "NOT_THERE");
        assertThat(operator.get("/dids/" + number).ok().path("description").asString())
                .isEqualTo("Front desk");
        var without = operator.patch("/dids/" + number, "{\"group\": null, \"version\": 999}", now)
                .ok();
        assertThat(without.path("group").isNull()).isTrue();
        assertThat(without.path("description").asString()).isEqualTo("Front desk");
    }

    @Test
    void catalogThingsAreMadeChangedAndDeleted() {
        var operator = as(tree.o);
        var created = operator.post("/pricing-batches", """
                {"name": "Retail US", "appliedTo": "CUSTOMERS", "currency": "EUR", "recurringFee": "0.55"}
                """);
        assertThat(created.status()).isEqualTo(201);
        var address = created.header("Location").replace("/api/v1", "");
        assertThat(created.body().path("recurringFee").asString()).isEqualTo("0.55");
        assertThat(created.body().path("activationFee").asString()).isEqualTo("0.00");
        var changed = operator.patch(
                address,
                "{\"markupPercent\": \"15\"}",
                created.body().path("version").asInt());
        assertThat(changed.ok().path("markupPercent").asString()).startsWith("15");
        assertThat(changed.body().path("recurringFee").asString()).isEqualTo("0.55");
        operator.patch(
                        address,
                        "{\"name\": \"Other\"}",
                        created.body().path("version").asInt())
                .problem(409, "CHANGED_MEANWHILE");
        var refused = operator.post("/pricing-batches", """
                {"name": "retail us", "appliedTo": "CUSTOMERS", "currency": "EUR"}
                """).problem(422, "NAME_TAKEN");
        assertThat(refused.path("errors").path(0).path("field").asString()).isEqualTo("name");
        operator.post("/pricing-batches", """
                {"name": "X", "appliedTo": "CUSTOMERS", "currency": "EUR", "recurringFee": "1,5"}
                """).invalid("recurringFee", "NOT_AN_AMOUNT");
        assertThat(operator.delete(address).status()).isEqualTo(204);
        operator.get(address).problem(404, "NOT_THERE");

        var vendor = operator.post("/vendors", "{\"name\": \"Telco\"}").ok();
        var batch = operator.post(
                        "/vendor-batches", """
                {"vendorId": %d, "name": "Batch 1", "currency": "USD"}
                """.formatted(vendor.path("id").asInt()))
                .ok();
        assertThat(batch.path("vendor").asString()).isEqualTo("Telco");
        operator.delete("/vendors/" + vendor.path("id").asInt()).problem(422, "HAS_BATCHES");
        assertThat(operator.delete("/vendor-batches/" + batch.path("id").asInt())
                        .status())
                .isEqualTo(204);
        as(tree.a).get("/vendors").problem(404, "NOT_THERE");
    }

    @Test
    void aChildIsAddedLimitedAndToldItsBatches() {
        var operator = as(tree.o);
        var created = operator.post("/tenants", """
                {"kind": "RESELLER", "name": "Newcomer", "currency": "EUR", "maxNumbers": 5}
                """);
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        var address = created.header("Location").replace("/api/v1", "");
        assertThat(created.body().path("maxNumbers").asInt()).isEqualTo(5);
        var changed = operator.patch(
                        address,
                        "{\"maxNumbers\": null, \"maxMonthlyCost\": \"100\", \"maxDailyCost\": \"10\"}",
                        created.body().path("version").asInt())
                .ok();
        assertThat(changed.path("maxNumbers").isNull()).isTrue();
        assertThat(changed.path("maxMonthlyCost").asString()).isEqualTo("100.00");
        assertThat(changed.path("maxDailyCost").asString()).isEqualTo("10.00");
        assertThat(changed.path("name").asString()).isEqualTo("Newcomer");

        assertThat(operator.get(address + "/assigned-batches").ok().path("batches"))
                .isEmpty();
        var assigned = operator.put(
                        address + "/assigned-batches",
                        "{\"batches\": [{\"pricingBatch\": \"wholesale\", \"countries\": [\"US\"]}]}")
                .ok();
        assertThat(assigned.path("batches").path(0).path("pricingBatch").asString())
                .isEqualTo("Wholesale");
        assertThat(strings(assigned.path("batches").path(0).path("countries"))).containsExactly("US");
        operator.put(address + "/assigned-batches", "{\"batches\": [{\"pricingBatch\": \"Retail\"}]}")
                .problem(422, "BATCH_FOR_OTHERS");
        operator.put(address + "/assigned-batches", "{\"batches\": [{\"pricingBatch\": \"Nothing\"}]}")
                .problem(404, "NOT_THERE");
        assertThat(operator.get("/tenants?search=newc").ok().path("items")).hasSize(1);
        viewer(tree.o)
                .post("/tenants", "{\"kind\": \"CUSTOMER\", \"name\": \"x\", \"currency\": \"EUR\"}")
                .problem(403, "RIGHT_MISSING");
    }

    @Test
    void everybodyLearnsWhoTheyAre() {
        var me = as(tree.ca).get("/me").ok();
        assertThat(me.path("tenant").asString()).isEqualTo("CA");
        assertThat(me.path("kind").asString()).isEqualTo("CUSTOMER");
        assertThat(strings(me.path("operations"))).contains("RETURN").doesNotContain("GIVE");
        assertThat(readingOnly(tree.a).get("/me").ok().path("readOnly").asBoolean())
                .isTrue();
    }

    private static JsonNode operate(
            Client client,
            String operation,
            @org.jspecify.annotations.Nullable String target,
            String applyTo,
            String filter) {
        return client.post("/operations", """
                {"operation": "%s", %s "applyTo": %s, "filter": %s, "preview": false}
                """.formatted(
                        operation, target == null ? "" : "\"target\": \"%s\",".formatted(target), applyTo, filter))
                .ok();
    }

    private static List<String> numbers(JsonNode page) {
        var numbers = new ArrayList<String>();
        page.path("items").forEach(item -> numbers.add(item.path("number").asString()));
        return numbers;
    }

    static List<String> strings(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
