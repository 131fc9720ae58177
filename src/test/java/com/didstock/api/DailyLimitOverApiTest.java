package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The limit of new cost for a day over HTTP: the tenant above sets it, and what goes over it is refused by name. */
class DailyLimitOverApiTest extends ApiTest {

    private static final String TAKE = """
            {"operation": "TAKE", "applyTo": {"first": %d}, "preview": false}
            """;

    @Test
    void theTenantAboveSetsItAndTheRefusalNamesIt() {
        tree.load(tree.o, 4);
        var address = "/tenants/" + tree.a.id();
        var version = as(tree.o).get(address).ok().path("version").asInt();
        var changed = as(tree.o)
                .patch(address, "{\"maxDailyCost\": \"5.00\"}", version)
                .ok();
        assertThat(changed.path("maxDailyCost").asString()).isEqualTo("5.00");

        as(tree.a).post("/operations", TAKE.formatted(3)).problem(409, "LIMIT_DAILY_COST");
        assertThat(as(tree.a)
                        .post("/operations", TAKE.formatted(2))
                        .ok()
                        .path("changed")
                        .asInt())
                .isEqualTo(2);
        as(tree.a).post("/operations", TAKE.formatted(1)).problem(409, "LIMIT_DAILY_COST");

        for (var stranger : List.of(tree.a, tree.b, tree.p, tree.ca)) {
            var answer = as(stranger).patch(address, "{\"maxDailyCost\": \"500\"}", version + 1);
            assertThat(answer.status()).as(stranger.name()).isIn(403, 404);
        }
        as(tree.o).patch(address, "{\"maxDailyCost\": \"-1\"}", version + 1).problem(422, "LIMIT_NEGATIVE");
    }
}
