package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts as the target of operations. */
class AccountOperationsOverApiTest extends ApiTest {

    private List<String> stock;

    @BeforeEach
    void plantAccounts() {
        stock = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, stock);
        as(tree.a)
                .post("/customers/" + tree.ca.id() + "/accounts", "{\"accountId\": \"reception\"}")
                .ok();
        as(tree.a)
                .post("/customers/" + tree.ca.id() + "/accounts", "{\"accountId\": \"office\"}")
                .ok();
    }

    @Test
    void numbersAreAssignedMovedAndRemovedByTheNamesOfAccounts() {
        var preview = as(tree.a).post("/operations", """
                {"operation": "ASSIGN_TO_ACCOUNT", "target": "CA/reception", "applyTo": {"first": 2}}
                """).ok();
        assertThat(preview.path("wouldChange").asInt()).isEqualTo(2);
        as(tree.a)
                .post("/operations/" + preview.path("id").asString() + "/apply", "{}")
                .ok();
        assertThat(tree.status(tree.ca, stock.get(1))).isEqualTo("IN_USE");

        assertThat(as(tree.ca).post("/operations", """
                {"operation": "MOVE_TO_ACCOUNT", "target": "office", "applyTo": {"all": true}, "preview": false}
                """).ok().path("changed").asInt())
                .isEqualTo(2);
        assertThat(as(tree.a)
                        .post("/operations", """
                {"operation": "UNASSIGN_FROM_ACCOUNT", "then": "KEEP", "applyTo": {"numbers": ["%s"]}, "preview": false}
                """.formatted(stock.get(0)))
                        .ok()
                        .path("changed")
                        .asInt())
                .isEqualTo(1);
        assertThat(as(tree.a).post("/operations", """
                {"operation": "UNASSIGN_FROM_ACCOUNT", "applyTo": {"all": true}, "preview": false}
                """).ok().path("changed").asInt())
                .isEqualTo(1);

        assertThat(tree.status(tree.ca, stock.get(0))).isEqualTo("FREE");
        assertThat(tree.status(tree.ca, stock.get(1))).isEqualTo("ABSENT");
        assertThat(tree.status(tree.a, stock.get(1))).isEqualTo("FREE");
    }

    @Test
    void whatIsNotTheirsIsNotThereAndNonsenseIsNamed() {
        for (var stranger : List.of(tree.o, tree.b, tree.a1, tree.ca, tree.cb, tree.p)) {
            as(stranger)
                    .post(
                            "/operations",
                            "{\"operation\": \"ASSIGN_TO_ACCOUNT\", \"target\": \"CA/reception\", \"applyTo\": {\"all\": true}}")
                    .problem(404, "NOT_THERE");
        }
        as(tree.a)
                .post(
                        "/operations",
                        "{\"operation\": \"UNASSIGN_FROM_ACCOUNT\", \"then\": \"BURN\", \"applyTo\": {\"all\": true}}")
                .invalid("then", "UNKNOWN_VALUE");
        as(tree.ca)
                .post(
                        "/operations",
                        "{\"operation\": \"UNASSIGN_FROM_ACCOUNT\", \"then\": \"RELEASE_TO_POOL\", \"applyTo\": {\"all\": true}}")
                .problem(422, "POOL_IS_THE_PROVIDERS");
    }
}
