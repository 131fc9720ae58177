package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.Invariants;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InternalNumbersOverApiTest extends ApiTest {

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void theOperatorLaysDownARangeAndACustomerTakesUsesAndReturnsANumber() {
        var range = as(tree.o)
                .post("/internal-ranges", "{\"first\": \"0100\", \"last\": \"0199\"}")
                .ok();
        assertThat(range.path("size").asLong()).isEqualTo(100);
        as(tree.a).put("/internal-limits/" + tree.ca.id(), "{\"most\": 2}").ok();

        var customer = as(tree.ca);
        assertThat(customer.get("/internal-numbers/offer?number=01%255&limit=2")
                        .ok()
                        .path("items")
                        .toString())
                .isEqualTo("[\"0105\",\"0115\"]");
        customer.post("/internal-numbers", "{\"numbers\": [\"0105\"]}").ok();
        customer.post("/internal-numbers", "{\"numbers\": [\"0106\", \"0107\"]}")
                .problem(422, "LIMIT");
        as(tree.cb).post("/internal-numbers", "{\"numbers\": [\"0105\"]}").problem(422, "TAKEN");
        var held = customer.get("/internal-numbers").ok();
        assertThat(held.path("used").asInt()).isOne();
        assertThat(held.path("most").asInt()).isEqualTo(2);
        assertThat(held.at("/items/0/number").asString()).isEqualTo("0105");
        assertThat(as(tree.o).get("/internal-ranges").ok().at("/items/0/used").asInt())
                .isOne();
        as(tree.o).delete("/internal-ranges/" + range.path("id").asInt()).problem(422, "RANGE_IN_USE");

        customer.post("/accounts", "{\"accountId\": \"0105\"}").ok();
        customer.delete("/internal-numbers/0105").problem(422, "IN_USE");
        assertThat(customer.get("/charges?month=2026-01").status()).isLessThan(500);
    }

    @Test
    void othersFindNothingThere() {
        as(tree.o)
                .post("/internal-ranges", "{\"first\": \"0100\", \"last\": \"0199\"}")
                .ok();
        as(tree.ca).post("/internal-numbers", "{\"numbers\": [\"0105\"]}").ok();

        for (var seller : List.of(tree.o, tree.a, tree.b)) {
            as(seller).get("/internal-numbers").problem(404, "NOT_THERE");
            as(seller).get("/internal-numbers/offer").problem(404, "NOT_THERE");
        }
        for (var other : List.of(tree.a, tree.ca, tree.b)) {
            as(other).get("/internal-ranges").problem(404, "NOT_THERE");
        }
        assertThat(as(tree.q).get("/internal-limits").ok().path("items").toString())
                .isEqualTo("[]");
        as(tree.b).put("/internal-limits/" + tree.ca.id(), "{\"most\": 0}").problem(404, "NOT_THERE");
        as(tree.cb).delete("/internal-numbers/0105").problem(422, "IN_USE");
        assertThat(as(tree.cb).get("/internal-numbers").ok().path("items").toString())
                .isEqualTo("[]");
        assertThat(anonymous().get("/internal-numbers").status()).isEqualTo(401);
        assertThat(anonymous().get("/internal-ranges").status()).isEqualTo(401);
    }
}
