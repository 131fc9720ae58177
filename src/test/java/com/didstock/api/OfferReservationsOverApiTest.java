package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A child keeps for itself what is offered to it. */
class OfferReservationsOverApiTest extends ApiTest {

    private static final String RESERVATIONS = "/offer/reservations";

    private List<String> stock;

    @BeforeEach
    void offerNumbers() {
        stock = tree.load(tree.o, 5);
    }

    @Test
    void whatIsOfferedIsReservedExtendedCancelledAndTaken() {
        var child = as(tree.a);

        var kept = child.post(
                        RESERVATIONS,
                        "{\"applyTo\": {\"numbers\": [\"+%s\", \"%s\", \"%s\"]}}"
                                .formatted(stock.get(0), stock.get(1), stock.get(2)))
                .ok();
        assertThat(kept.path("numbers").size()).isEqualTo(3);
        assertThat(tree.status(tree.o, stock.get(0))).isEqualTo("RESERVED");
        child.post(RESERVATIONS + "/extend", numbers(stock.get(0))).ok();
        child.post(RESERVATIONS + "/extend", numbers(stock.get(0))).problem(409, "STOCK_CHANGED");
        assertThat(child.post(RESERVATIONS + "/cancel", numbers(stock.get(1)))
                        .ok()
                        .path("items")
                        .size())
                .isEqualTo(2);
        assertThat(tree.status(tree.o, stock.get(1))).isEqualTo("FREE");
        child.post(
                        RESERVATIONS + "/take",
                        "{\"numbers\": [\"%s\"], \"recurringCost\": \"2.49\"}".formatted(stock.get(0)))
                .problem(409, "STOCK_CHANGED");
        child.post(
                        RESERVATIONS + "/take",
                        "{\"numbers\": [\"%s\"], \"recurringCost\": \"2.50\"}".formatted(stock.get(0)))
                .ok();

        assertThat(tree.status(tree.a, stock.get(0))).isEqualTo("FREE");
        var left = child.get(RESERVATIONS).ok().path("items");
        assertThat(left.size()).isEqualTo(1);
        assertThat(left.path(0).path("offered").path("number").asString()).isEqualTo(stock.get(2));
        assertThat(left.path(0).path("offered").path("recurringCost").asString())
                .isEqualTo("2.50");
        assertThat(left.path(0).path("own").asBoolean()).isTrue();
    }

    @Test
    void othersSeeNothingOfItAndChangeNothing() {
        as(tree.a).post(RESERVATIONS, "{\"applyTo\": {\"first\": 2}}").ok();

        for (var other : List.of(tree.o, tree.b, tree.a1, tree.ca, tree.p, tree.q)) {
            assertThat(as(other).get(RESERVATIONS).ok().path("items"))
                    .as("%s", other)
                    .isEmpty();
            assertThat(as(other)
                            .post(RESERVATIONS + "/cancel", numbers(stock.get(0)))
                            .status())
                    .as("%s", other)
                    .isIn(403, 409);
        }
        assertThat(tree.status(tree.o, stock.get(0))).isEqualTo("RESERVED");
        assertThat(as(tree.b).get("/offer").ok().path("items").size()).isEqualTo(3);
        as(tree.a)
                .post(RESERVATIONS, "{\"applyTo\": {\"first\": 2}, \"filter\": {\"group\": \"x\"}}")
                .invalid("filter.group", "NOT_OF_THE_OFFER");
        as(tree.a).post(RESERVATIONS, "{}").invalid("applyTo", "MISSING");
        as(tree.a)
                .post(RESERVATIONS + "/take", "{\"numbers\": [\"1\"], \"recurringCost\": \"much\"}")
                .invalid("recurringCost", "NOT_AN_AMOUNT");
    }

    private static String numbers(String number) {
        return "{\"numbers\": [\"%s\"]}".formatted(number);
    }
}
