package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.tenancy.LedgerPostings;
import com.didstock.tenancy.OperatorRegister;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree.Member;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What is still done with a suspended reseller's numbers, by whom, and what is not. */
class SuspendedTenantsTest extends ApiTest {

    @Autowired
    OperatorRegister operators;

    /** 0: used by CA; 1: with CA, not used; 2: with A1; 3 and 4: with A itself. */
    List<String> numbers;

    @BeforeEach
    void sell() {
        numbers = tree.load(tree.o, 5);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers.subList(0, 2));
        tree.setInUse(tree.ca, numbers.subList(0, 1), true);
        tree.give(tree.a, tree.a1, numbers.subList(2, 3));
    }

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void itsTokensAreWorthNothingUntilItIsReactivated() {
        var admin = as(tree.a);
        var reading = viewer(tree.a);
        assertThat(admin.get("/me").status()).isEqualTo(200);

        status(tree.a, "SUSPENDED");
        for (var client : List.of(admin, reading)) {
            for (var path : List.of("/me", "/dids", "/charges", "/notices")) {
                assertThat(client.get(path).status()).as(path).isEqualTo(401);
            }
        }
        assertThat(admin.post("/operations", "{}").status()).isEqualTo(401);

        status(tree.a, "ACTIVE");
        assertThat(admin.get("/dids").ok().path("items")).hasSize(5);
    }

    @Test
    void nothingIsGivenToItReservedForItOrTransferredToIt() {
        var free = tree.load(tree.o, 1).getFirst();
        tree.give(tree.o, tree.b, tree.load(tree.o, 1));
        status(tree.a, "SUSPENDED");

        for (var order : List.of(
                "\"operation\": \"GIVE\", \"target\": \"A\"",
                "\"operation\": \"RESERVE\", \"target\": \"A\", \"until\": \"%s\""
                        .formatted(Instant.now()
                                .plus(Duration.ofDays(5))
                                .toString()
                                .substring(0, 10)),
                "\"operation\": \"TRANSFER\", \"target\": \"A\"")) {
            var answer = as(tree.o)
                    .post(
                            "/operations",
                            "{%s, \"preview\": false, \"applyTo\": {\"numbers\": [\"%s\"]}}".formatted(order, free),
                            UUID.randomUUID().toString());
            assertThat(answer.status()).as(order + " " + answer.text()).isBetween(400, 499);
        }
        assertThat(tree.status(tree.o, free)).isEqualTo("FREE");
    }

    @Test
    void nothingIsTakenFromItNorDrawnThroughIt() {
        letDraw(tree.a1, tree.ca1);
        letDraw(tree.a, tree.ca);
        tree.load(tree.o, 2);
        assertThat(as(tree.ca).get("/offer").ok().path("items")).hasSize(4);
        assertThat(as(tree.ca1).get("/offer").ok().path("items").size()).isPositive();
        status(tree.a, "SUSPENDED");

        assertThat(as(tree.ca).get("/offer").ok().path("items")).isEmpty();
        assertThat(take(tree.ca).path("changed").asInt()).isZero();
        // What A1 has itself does not go through A.
        assertThat(as(tree.ca1).get("/offer").ok().path("items")).hasSize(1);
        assertThat(take(tree.ca1).path("changed").asInt()).isOne();

        status(tree.a, "ACTIVE");
        assertThat(take(tree.ca).path("changed").asInt()).isEqualTo(4);
    }

    @Test
    void noInternalNumberIsPickedThroughIt() {
        as(tree.o)
                .post("/internal-ranges", "{\"first\": \"0700\", \"last\": \"0709\"}")
                .ok();
        status(tree.a, "SUSPENDED");

        assertThat(as(tree.ca).get("/internal-numbers/offer").ok().path("items"))
                .isEmpty();
        assertThat(as(tree.ca)
                        .post("/internal-numbers", "{\"numbers\": [\"0701\"]}")
                        .status())
                .isBetween(400, 499);
        assertThat(as(tree.cb).get("/internal-numbers/offer").ok().path("items"))
                .hasSize(10);
    }

    @Test
    void numbersInUseStayInUseAndChargesAndReservationsRunOn() {
        tree.reserve(tree.a, tree.ca, numbers.subList(3, 4), Duration.ofDays(5));
        status(tree.a, "SUSPENDED");
        LedgerPostings.over(TestDatabase.get().app())
                .post(tree.o.operatorId(), ZoneOffset.UTC, Instant.now().plus(Duration.ofDays(70)), 1_000);

        for (var holder : List.of(tree.o, tree.ca)) {
            assertThat(as(holder)
                            .get("/dids/" + numbers.getFirst())
                            .ok()
                            .path("status")
                            .asString())
                    .as(holder.name())
                    .isEqualTo("IN_USE");
        }
        var month = as(tree.o)
                .get("/charges/months")
                .ok()
                .path("items")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        assertThat(month.stream()
                        .mapToInt(it -> as(tree.o)
                                .get("/charges?direction=EARNED&kind=RECURRING&child=A&month=" + it)
                                .ok()
                                .path("items")
                                .size())
                        .sum())
                .isPositive();
        status(tree.a, "ACTIVE");
        assertThat(as(tree.a).get("/dids/" + numbers.get(3)).ok().path("status").asString())
                .isEqualTo("RESERVED");
    }

    @Test
    void itsCustomersLogInAndReturnNumbersToIt() {
        status(tree.a, "SUSPENDED");

        assertThat(as(tree.ca).get("/dids").ok().path("items")).hasSize(2);
        assertThat(order(tree.ca, "\"operation\": \"RETURN\"", numbers.get(1))
                        .path("changed")
                        .asInt())
                .isOne();

        assertThat(tree.status(tree.ca, numbers.get(1))).isEqualTo("ABSENT");
        assertThat(tree.status(tree.o, numbers.get(1))).isEqualTo("GIVEN");
        status(tree.a, "ACTIVE");
        assertThat(tree.status(tree.a, numbers.get(1))).isEqualTo("FREE");
    }

    @Test
    void whetherItsCustomersAreLetInIsTheOperatorsToSay() {
        var customer = as(tree.ca);
        var further = as(tree.ca1);
        var reseller = as(tree.a1);
        operators.setRules(tree.o.operatorId(), false);
        assertThat(customer.get("/dids").status()).isEqualTo(200);

        status(tree.a, "SUSPENDED");
        for (var below : List.of(customer, further, reseller)) {
            assertThat(below.get("/dids").status()).isEqualTo(401);
        }
        for (var other : List.of(tree.o, tree.b, tree.cb)) {
            assertThat(as(other).get("/dids").status()).as(other.name()).isEqualTo(200);
        }
        operators.setRules(tree.o.operatorId(), true);
        assertThat(customer.get("/dids").status()).isEqualTo(200);

        operators.setRules(tree.o.operatorId(), false);
        status(tree.a, "ACTIVE");
        assertThat(further.get("/dids").status()).isEqualTo(200);
    }

    @Test
    void itsParentRecallsWhatIsNotInUse() {
        status(tree.a, "SUSPENDED");

        assertThat(order(tree.o, "\"operation\": \"RECALL\"", numbers.get(3))
                        .path("changed")
                        .asInt())
                .isOne();
        assertThat(order(tree.o, "\"operation\": \"RECALL\", \"alsoGivenOn\": true", numbers.get(2))
                        .path("changed")
                        .asInt())
                .isOne();
        assertThat(order(tree.o, "\"operation\": \"RECALL\", \"alsoGivenOn\": true", numbers.get(0))
                        .path("changed")
                        .asInt())
                .isZero();

        assertThat(tree.status(tree.o, numbers.get(3))).isEqualTo("FREE");
        assertThat(tree.status(tree.a1, numbers.get(2))).isEqualTo("ABSENT");
        assertThat(tree.status(tree.ca, numbers.get(0))).isEqualTo("IN_USE");
    }

    private void status(Member tenant, String status) {
        var parent = Objects.requireNonNull(tenant.parent());
        var version =
                as(parent).get("/tenants/" + tenant.id()).ok().path("version").asInt();
        as(parent)
                .put(
                        "/tenants/" + tenant.id() + "/status",
                        "{\"status\": \"%s\", \"version\": %d}".formatted(status, version))
                .ok();
    }

    private void letDraw(Member parent, Member child) {
        var version =
                as(parent).get("/tenants/" + child.id()).ok().path("version").asInt();
        as(parent)
                .patch("/tenants/" + child.id(), "{\"mayDraw\": true}", version)
                .ok();
    }

    private JsonNode take(Member member) {
        return as(member)
                .post(
                        "/operations",
                        "{\"operation\": \"TAKE\", \"preview\": false, \"applyTo\": {\"all\": true}}",
                        UUID.randomUUID().toString())
                .ok();
    }

    private JsonNode order(Member member, String operation, String number) {
        return as(member)
                .post(
                        "/operations",
                        "{%s, \"preview\": false, \"applyTo\": {\"numbers\": [\"%s\"]}}".formatted(operation, number),
                        UUID.randomUUID().toString())
                .ok();
    }
}
