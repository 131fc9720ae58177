package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Chosen numbers go to another vendor batch over HTTP, named by its name, at costs in its currency. */
class VendorMovesOverApiTest extends ApiTest {

    private List<String> stock;

    @BeforeEach
    void buyTwo() {
        stock = tree.load(tree.o, 2);
        var vendor =
                as(tree.o).get("/vendors").ok().path("items").path(0).path("id").asInt();
        for (var currency : List.of("EUR", "USD")) {
            as(tree.o)
                    .post("/vendor-batches", """
                    {"vendorId": %d, "name": "Routes %s", "currency": "%s"}
                    """.formatted(vendor, currency, currency))
                    .ok();
        }
    }

    @Test
    void numbersMoveAtNewCostsAndThePreviewTellsTheDifference() {
        var client = as(tree.o);
        var preview = client.post("/operations", order("Routes EUR", costs("1.00", "0.50"), true))
                .ok();
        assertThat(preview.path("wouldChange").asInt()).isEqualTo(2);
        assertThat(preview.at("/money/paidMonthly/0/currency").asString()).isEqualTo("EUR");

        var done = client.post("/operations/" + preview.path("id").asString() + "/apply", "{}")
                .ok();

        assertThat(done.path("changed").asInt()).isEqualTo(2);
        assertThat(tree.holding(tree.o, stock.getFirst()).get("recurring_cost", BigDecimal.class))
                .isEqualByComparingTo("0.50");
        client.post("/operations/" + preview.path("id").asString() + "/undo", "{}")
                .problem(422, "NOT_UNDOABLE");
    }

    @Test
    void anotherCurrencyWithoutCostsIsPassedOverByName() {
        var answer =
                as(tree.o).post("/operations", order("Routes USD", "", false)).ok();

        assertThat(answer.path("changed").asInt()).isZero();
        assertThat(answer.at("/skipped/0/reason").asString()).isEqualTo("OTHER_COST_CURRENCY");
        assertThat(answer.at("/skipped/0/detail").asString()).contains("EUR → USD");
    }

    @Test
    void whoDoesNotSeeCostsOrBuysNothingMovesNothing() {
        var ours = order("Routes EUR", costs("1.00", "0.50"), false);
        for (var stranger : List.of(tree.a, tree.b, tree.p, tree.ca)) {
            as(stranger).post("/operations", ours).problem(404, "NOT_THERE");
        }
        clerk(tree.o).post("/operations", ours).problem(403, "RIGHT_MISSING");
        viewer(tree.o).post("/operations", ours).problem(403, "RIGHT_MISSING");
        assertThat(anonymous().post("/operations", ours).status()).isEqualTo(401);
        assertThat(tree.holding(tree.o, stock.getFirst()).get("vendor_batch_id"))
                .isEqualTo(tree.vendorBatch(tree.o));
    }

    @Test
    void aCostThatIsNoneNamesItsField() {
        var answer = as(tree.o).post("/operations", order("Routes EUR", costs("1.00", "-1"), true));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("recurringCost");
    }

    private static String costs(String activation, String recurring) {
        return ", \"activationCost\": \"%s\", \"recurringCost\": \"%s\"".formatted(activation, recurring);
    }

    private static String order(String target, String more, boolean preview) {
        return """
                {"operation": "MOVE_TO_VENDOR_BATCH", "target": "%s", "applyTo": {"all": true}, "preview": %s%s}
                """.formatted(target, preview, more);
    }
}
