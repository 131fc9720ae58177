package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.assignment.OperationKind;
import com.didstock.offer.Offer;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree.Member;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Who is not the holder gets, for the holder's numbers, batches, groups, children and operations, exactly what it gets for
 * things that were never there: same status, same body.
 */
class ApiIsolationTest extends ApiTest {

    private static final String ABSENT_NUMBER = "999000111222333";
    private static final int ABSENT_ID = 2_000_000_000;

    /** What belongs to A, and nobody else may see. */
    private record Things(
            String number,
            String batch,
            int batchId,
            String group,
            int groupId,
            String child,
            int childId,
            String operation,
            int searchId) {}

    private static final String LINE = "reception";

    private Things things;

    @BeforeEach
    void makeThings() {
        var unique = UUID.randomUUID().toString().substring(0, 8);
        var number = tree.load(tree.o, 1).getFirst();
        tree.put(tree.o, tree.wholesale(tree.o), List.of(number));
        tree.give(tree.o, tree.a, List.of(number));
        var owner = as(tree.a);
        var batch = owner.post("/pricing-batches", """
                {"name": "Batch %s", "appliedTo": "CUSTOMERS", "currency": "EUR"}
                """.formatted(unique)).ok();
        // In a batch that is assigned to nobody: on offer to none of A's children.
        tree.put(tree.a, batch.path("id").asInt(), List.of(number));
        var group = owner.post("/did-groups", "{\"name\": \"Group %s\"}".formatted(unique))
                .ok();
        var child = tree.customer(tree.a, "Child " + unique);
        var preview = owner.post(
                        "/operations",
                        "{\"operation\": \"FREEZE\", \"applyTo\": {\"numbers\": [\"%s\"]}}".formatted(number))
                .ok();
        var search = owner.post(
                        "/saved-searches",
                        "{\"name\": \"Search %s\", \"query\": \"q=1800\", \"shared\": true}".formatted(unique))
                .ok();
        owner.post("/customers/" + child.id() + "/accounts", "{\"accountId\": \"%s\"}".formatted(LINE))
                .ok();
        things = new Things(
                number,
                batch.path("name").asString(),
                batch.path("id").asInt(),
                group.path("name").asString(),
                group.path("id").asInt(),
                child.name(),
                child.id(),
                preview.path("id").asString(),
                search.path("id").asInt());
    }

    private List<Member> strangers() {
        return List.of(tree.b, tree.a1, tree.ca, tree.ca1, tree.cb, tree.p, tree.q);
    }

    @TestFactory
    Stream<DynamicTest> foreignThingsLookLikeThingsThatAreNotThere() {

        var addresses = foreignAddresses();
        var tests = new ArrayList<DynamicTest>();
        for (var stranger : strangers()) {
            var client = as(stranger);
            for (var kind : OperationKind.values()) {
                tests.add(DynamicTest.dynamicTest(
                        "%s by %s".formatted(kind, stranger), () -> operationOnForeign(client, stranger, kind)));
            }
            tests.add(DynamicTest.dynamicTest("TAKE by " + stranger, () -> {
                var answer = client.post("/operations", take(things.number())).ok();
                assertThat(answer.path("changed").asInt()).isZero();
            }));
            addresses.forEach((request, absent) -> tests.add(DynamicTest.dynamicTest(
                    "%s by %s".formatted(request, stranger), () -> same(client, request, absent))));
            tests.add(DynamicTest.dynamicTest("filters by " + stranger, () -> {
                client.get("/dids?pricingBatch=" + Client.in(things.batch())).problem(404, "NOT_THERE");
                client.get("/dids?group=" + Client.in(things.group())).problem(404, "NOT_THERE");
                client.get("/dids?heldBy=" + Client.in(things.child())).problem(404, "NOT_THERE");
                assertThat(client.get("/dids?number=" + things.number()).text())
                        .isEqualTo(client.get("/dids?number=" + ABSENT_NUMBER).text());
            }));
        }
        // The parent holds the number itself, yet sees nothing of the child's own things.
        var parent = as(tree.o);
        addresses.forEach((request, absent) -> {
            if (!request.path().startsWith("/dids")) {
                tests.add(DynamicTest.dynamicTest(
                        "%s by parent".formatted(request), () -> same(parent, request, absent)));
            }
        });
        for (var kind :
                List.of(OperationKind.ASSIGN_TO_PRICING_BATCH, OperationKind.ASSIGN_TO_GROUP, OperationKind.GIVE)) {
            tests.add(DynamicTest.dynamicTest(
                    "%s to a child's by parent".formatted(kind),
                    () -> parent.post("/operations", operation(kind, things.number(), target(kind)))
                            .problem(404, "NOT_THERE")));
        }
        for (var kind : OperationKind.values()) {
            tests.add(DynamicTest.dynamicTest(
                    "%s by anonymous".formatted(kind),
                    () -> assertThat(anonymous()
                                    .post("/operations", operation(kind, things.number(), target(kind)))
                                    .status())
                            .isEqualTo(401)));
        }
        tests.add(DynamicTest.dynamicTest("and nothing has changed", () -> {
            var untouched = as(tree.a).get("/dids/" + things.number()).ok();
            assertThat(untouched.path("version").asInt())
                    .isEqualTo(tree.holding(tree.a, things.number()).get("version", Integer.class));
            assertThat(untouched.path("status").asString()).isEqualTo("FREE");
            assertThat(untouched.path("description").asString()).isEmpty();
            assertThat(untouched.path("pricingBatch").asString()).isEqualTo(things.batch());
            assertThat(as(tree.a)
                            .post("/operations/" + things.operation() + "/apply", "{}")
                            .ok()
                            .path("changed")
                            .asInt())
                    .isEqualTo(1);
            Invariants.hold(tree.o.operatorId());
            Invariants.hold(tree.p.operatorId());
        }));
        return tests.stream();
    }

    /** With a foreign target it is not there; without a target, a foreign number is like one that was never there. */
    private void operationOnForeign(Client client, Member stranger, OperationKind kind) {
        var mayEver = kind.who().contains(stranger.kind());
        var target = target(kind);
        if (aimsAtSomething(kind)) {
            var foreign = client.post("/operations", operation(kind, things.number(), target));
            var absent = client.post("/operations", operation(kind, things.number(), "Nothing " + UUID.randomUUID()));
            foreign.problem(404, "NOT_THERE");
            assertThat(foreign.text()).isEqualTo(absent.text());
            return;
        }
        var foreign = client.post("/operations", operation(kind, things.number(), target));
        var absent = client.post("/operations", operation(kind, ABSENT_NUMBER, target));
        assertThat(foreign.status()).isEqualTo(absent.status());
        if (!mayEver) {
            foreign.problem(403, "RIGHT_MISSING");
            assertThat(foreign.text()).isEqualTo(absent.text());
            return;
        }
        assertThat(foreign.ok().path("changed").asInt()).isZero();
        assertThat(foreign.body().path("skipped").path(0).path("reason").asString())
                .isEqualTo("NOT_THERE");
        assertThat(foreign.body().path("skipped").path(0).path("detail"))
                .isEqualTo(absent.body().path("skipped").path(0).path("detail"));
    }

    private static boolean aimsAtSomething(OperationKind kind) {
        return switch (kind.target()) {
            case NONE, TEXT, CLASS, CHARGING, REASON, WITHDRAWAL, AFTER_USE -> false;
            case PRICING_BATCH, PRICING_BATCH_OR_OWN, GROUP, VENDOR_BATCH, CHILD, CHILD_OR_PROSPECT, ACCOUNT -> true;
        };
    }

    private @Nullable String target(OperationKind kind) {
        return switch (kind.target()) {
            case NONE, TEXT, CLASS, CHARGING, REASON, WITHDRAWAL, AFTER_USE -> null;
            case ACCOUNT -> things.child() + "/" + LINE;
            case PRICING_BATCH, PRICING_BATCH_OR_OWN -> things.batch();
            case GROUP -> things.group();
            // A has none of its own.
            case VENDOR_BATCH -> "Batch of A";
            case CHILD, CHILD_OR_PROSPECT -> things.child();
        };
    }

    private static String operation(OperationKind kind, String number, @Nullable String target) {
        return """
                {"operation": "%s", %s "description": "seen", "numberClass": "GOLD", "freeOfCharge": true, "applyTo": {"numbers": ["%s"]}, "preview": false,
                 "reassign": true, "byAssignedBatch": true, "alsoGivenOn": true, "recallFirst": true,
                 "until": "%s", "reason": "LEGAL"}
                """.formatted(
                        kind,
                        target == null ? "" : "\"target\": \"%s\",".formatted(target),
                        number,
                        LocalDate.now(ZoneOffset.UTC).plusDays(7));
    }

    private static String take(String number) {
        return """
                {"operation": "%s", "applyTo": {"numbers": ["%s"]}, "preview": false}
                """.formatted(Offer.TAKE, number);
    }

    // ------------------------------------------------------------------------------------------- addresses

    private record Request(
            String method, String path, @Nullable String body) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** What addresses something of A's, and the same for something that was never there. */
    private Map<Request, Request> foreignAddresses() {
        var third = tree.operator("Third");
        var vendor =
                as(third).get("/vendors").ok().path("items").path(0).path("id").asInt();
        var vendorBatch = tree.vendorBatch(third);
        var all = new LinkedHashMap<Request, Request>();
        for (var method : List.of("GET", "PATCH", "DELETE")) {
            var body = method.equals("PATCH") ? "{\"name\": \"Mine\"}" : null;
            put(all, method, "/pricing-batches/", things.batchId(), ABSENT_ID, body);
            put(all, method, "/did-groups/", things.groupId(), ABSENT_ID, body);
            put(all, method, "/saved-searches/", things.searchId(), ABSENT_ID, body);
            put(all, method, "/vendors/", vendor, ABSENT_ID, body);
            put(all, method, "/vendor-batches/", vendorBatch, ABSENT_ID, body);
        }
        for (var part : List.of("/pin", "/default")) {
            for (var method : List.of("PUT", "DELETE")) {
                all.put(
                        new Request(method, "/saved-searches/" + things.searchId() + part, null),
                        new Request(method, "/saved-searches/" + ABSENT_ID + part, null));
            }
        }
        all.put(
                new Request("GET", "/saved-searches/" + things.searchId() + "/count", null),
                new Request("GET", "/saved-searches/" + ABSENT_ID + "/count", null));
        put(all, "GET", "/tenants/", things.childId(), ABSENT_ID, null);
        put(all, "PATCH", "/tenants/", things.childId(), ABSENT_ID, "{\"name\": \"Mine\"}");
        all.put(
                new Request("GET", "/tenants/" + things.childId() + "/assigned-batches", null),
                new Request("GET", "/tenants/" + ABSENT_ID + "/assigned-batches", null));
        all.put(
                new Request("PUT", "/tenants/" + things.childId() + "/assigned-batches", "{\"batches\": []}"),
                new Request("PUT", "/tenants/" + ABSENT_ID + "/assigned-batches", "{\"batches\": []}"));
        all.put(
                new Request("GET", "/dids/" + things.number() + "/history", null),
                new Request("GET", "/dids/" + ABSENT_NUMBER + "/history", null));
        put(all, "GET", "/dids/", things.number(), ABSENT_NUMBER, null);
        put(all, "PATCH", "/dids/", things.number(), ABSENT_NUMBER, "{\"description\": \"seen\"}");
        put(all, "GET", "/operations/", things.operation(), UUID.randomUUID(), null);
        all.put(
                new Request("POST", "/operations/" + things.operation() + "/apply", "{}"),
                new Request("POST", "/operations/" + UUID.randomUUID() + "/apply", "{}"));
        return all;
    }

    private static void put(
            Map<Request, Request> all,
            String method,
            String path,
            Object foreign,
            Object absent,
            @Nullable String body) {
        all.put(new Request(method, path + foreign, body), new Request(method, path + absent, body));
    }

    private static void same(Client client, Request foreign, Request absent) {
        var one = send(client, foreign);
        var other = send(client, absent);
        assertThat(one.status()).as(one.text()).isIn(403, 404);
        assertThat(one.status()).isEqualTo(other.status());
        assertThat(one.text()).isEqualTo(other.text());
        Client.assertTellsNothingInside(one.text());
    }

    private static Client.Answer send(Client client, Request request) {
        return client.send(
                request.method(),
                request.path(),
                request.body(),
                Map.of("Content-Type", "application/json", "If-Match", "\"1\""));
    }

    @TestFactory
    Stream<DynamicTest> aNumberLoadedByOneOperatorIsNoneOfAnothersBusiness() {
        var number = tree.load(tree.o, 1).getFirst();
        return Arrays.asList(tree.p, tree.q).stream()
                .map(member -> DynamicTest.dynamicTest(member.name(), () -> {
                    as(member).get("/dids/" + number).problem(404, "NOT_THERE");
                    assertThat(as(member)
                                    .get("/dids")
                                    .ok()
                                    .path("count")
                                    .path("value")
                                    .asInt())
                            .isZero();
                    assertThat(as(member).get("/offer").ok().path("items")).isEmpty();
                }));
    }
}
