package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What would sell below cost is done over HTTP only if that is said. */
class BelowCostOverApiTest extends ApiTest {

    @BeforeEach
    void sellBelowCost() {
        var numbers = tree.load(tree.o, 2);
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql()
                        .execute(
                                "update pricing_batch set recurring_fee = 0, markup_percent = -50 where id = ?",
                                tree.wholesale(tree.o)));
    }

    @Test
    void aPreviewIsAppliedOnlyWithTheYes() {
        var client = as(tree.o);
        var preview = client.post("/operations", order("true", "")).ok();
        assertThat(preview.at("/money/belowCost").asInt()).isEqualTo(2);
        var apply = "/operations/" + preview.path("id").asString() + "/apply";

        client.post(apply, "{}").problem(422, "BELOW_COST");
        client.post(apply, "{\"allowBelowCost\": false}").problem(422, "BELOW_COST");

        assertThat(client.post(apply, "{\"allowBelowCost\": true}")
                        .ok()
                        .path("changed")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void whatIsDoneAtOnceNeedsItToo() {
        var client = as(tree.o);

        client.post("/operations", order("false", "")).problem(422, "BELOW_COST");

        assertThat(client.post("/operations", order("false", ", \"allowBelowCost\": true"))
                        .ok()
                        .path("changed")
                        .asInt())
                .isEqualTo(2);
    }

    private static String order(String preview, String more) {
        return """
                {"operation": "GIVE", "target": "A", "applyTo": {"all": true}, "preview": %s%s}
                """.formatted(preview, more);
    }
}
