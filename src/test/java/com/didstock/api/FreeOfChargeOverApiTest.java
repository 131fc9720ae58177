package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestTree.Member;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator sets numbers free of charge, or has them charged again, over HTTP. */
class FreeOfChargeOverApiTest extends ApiTest {

    private List<String> stock;

    @BeforeEach
    void giveOne() {
        stock = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, stock.subList(0, 1));
    }

    @Test
    void whatNobodyHasIsFreeAtOnceAndWhatIsGivenOutTheNextDay() {
        var done = as(tree.o).post("/operations", order("true")).ok();

        assertThat(done.path("changed").asInt()).isEqualTo(2);
        assertThat(isFree(tree.o, 1)).isTrue();
        assertThat(isFree(tree.o, 0)).isFalse();
        assertThat(isFree(tree.a, 0)).isFalse();
        var told = as(tree.a).get("/notices").ok().at("/items/0");
        assertThat(told.path("kind").asString()).isEqualTo("FREE_ANNOUNCED");
        as(tree.o)
                .post("/operations/" + done.path("id").asString() + "/undo", "{}")
                .problem(422, "NOT_UNDOABLE");
    }

    @Test
    void whatWasGivenFreeHasNoPriceToGoBackToAndSaysSo() {
        tree.recall(tree.o, stock.subList(0, 1));
        as(tree.o).post("/operations", order("true")).ok();
        tree.give(tree.o, tree.a, stock.subList(0, 1));

        var answer = as(tree.o).post("/operations", order("false")).ok();

        assertThat(answer.path("changed").asInt()).isEqualTo(1);
        assertThat(answer.at("/skipped/0/reason").asString()).isEqualTo("NEVER_CHARGED");
        assertThat(isFree(tree.a, 0)).isTrue();
    }

    @Test
    void whetherTheyAreFreeHasToBeSaid() {
        var answer = as(tree.o).post("/operations", order("null"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("freeOfCharge");
    }

    @Test
    void nobodyElseSetsIt() {
        for (var other : List.of(as(tree.a), as(tree.b), as(tree.ca), clerk(tree.o), viewer(tree.o))) {
            other.post("/operations", order("true")).problem(403, "RIGHT_MISSING");
        }
        assertThat(as(tree.p)
                        .post("/operations", order("true"))
                        .ok()
                        .path("changed")
                        .asInt())
                .isZero();
        assertThat(anonymous().post("/operations", order("true")).status()).isEqualTo(401);
        assertThat(isFree(tree.o, 1)).isFalse();
    }

    private boolean isFree(Member member, int place) {
        return tree.holding(member, stock.get(place)).get("free_of_charge", Boolean.class);
    }

    private String order(String free) {
        return """
                {"operation": "SET_FREE_OF_CHARGE", "freeOfCharge": %s, "preview": false,
                 "applyTo": {"numbers": ["%s", "%s"]}}
                """.formatted(free, stock.get(0), stock.get(1));
    }
}
