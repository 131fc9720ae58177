package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestTree.Member;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transfers, withdrawals and moves are planned, seen and cancelled over HTTP, by their own tenant alone. */
class PlansOverApiTest extends ApiTest {

    private static final LocalDate DAY = LocalDate.now(ZoneOffset.UTC).plusDays(10);

    private List<String> numbers;

    @BeforeEach
    void give() {
        numbers = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, numbers);
    }

    @Test
    void aTransferIsPreviewedPlannedSeenAndCancelled() {
        var client = as(tree.o);
        var preview = client.post("/operations", transfer(DAY, true)).ok();
        assertThat(preview.path("status").asString()).isEqualTo("PREVIEWED");
        assertThat(preview.path("effectiveOn").asString()).isEqualTo(DAY.toString());
        var id = preview.path("id").asString();

        var planned = client.post("/operations/" + id + "/apply", "{}").ok();
        assertThat(planned.path("status").asString()).isEqualTo("PLANNED");
        assertThat(planned.path("changed").isNull()).isTrue();
        assertThat(client.get("/operations/" + id).ok().path("effectiveOn").asString())
                .isEqualTo(DAY.toString());
        var listed = client.get("/operations/planned").ok().path("items");
        assertThat(listed.size()).isEqualTo(1);
        assertThat(listed.at("/0/id").asString()).isEqualTo(id);
        assertThat(listed.at("/0/operation").asString()).isEqualTo("TRANSFER");
        assertThat(listed.at("/0/target").asString()).isEqualTo("B");
        assertThat(listed.at("/0/wouldChange").asInt()).isEqualTo(2);
        assertThat(tree.status(tree.a, numbers.getFirst())).isEqualTo("FREE");

        var cancelled = client.delete("/operations/planned/" + id).ok();
        assertThat(cancelled.path("status").asString()).isEqualTo("CANCELLED");
        assertThat(client.get("/operations/" + id).ok().path("status").asString())
                .isEqualTo("CANCELLED");
        client.post("/operations/" + id + "/apply", "{}").problem(422, "PLAN_OVER");
    }

    @Test
    void whatIsDoneAtOnceIsPlannedAtOnceAndOnceUnderItsKey() {
        var client = as(tree.o);
        var order = """
                {"operation": "WITHDRAW", "reason": "PORTED_OUT", "effectiveOn": "%s", "applyTo": {"numbers": ["%s"]},
                 "preview": false}
                """.formatted(DAY, numbers.getFirst());

        var planned = client.post("/operations", order).ok();

        assertThat(planned.path("status").asString()).isEqualTo("PLANNED");
        assertThat(planned.path("wouldChange").asInt()).isEqualTo(1);
        assertThat(tree.status(tree.a, numbers.getFirst())).isEqualTo("FREE");
    }

    @Test
    void nobodyElseSeesOrCancelsIt() {
        var id = as(tree.o)
                .post("/operations", transfer(DAY, false))
                .ok()
                .path("id")
                .asString();

        for (Member other : List.of(tree.a, tree.b, tree.ca, tree.p)) {
            var client = as(other);
            assertThat(client.get("/operations/planned").ok().path("items").size())
                    .as(other.name())
                    .isZero();
            client.get("/operations/planned/" + id).problem(404, "NOT_THERE");
            client.get("/operations/" + id).problem(404, "NOT_THERE");
            client.delete("/operations/planned/" + id).problem(404, "NOT_THERE");
        }
        assertThat(as(tree.o)
                        .get("/operations/planned/" + id)
                        .ok()
                        .path("status")
                        .asString())
                .isEqualTo("PLANNED");
    }

    @Test
    void aDayThatIsOverOrTooFarAheadIsRefusedAtItsField() {
        for (var wrong : List.of(
                LocalDate.now(ZoneOffset.UTC).minusDays(2),
                LocalDate.now(ZoneOffset.UTC).plusDays(370))) {
            as(tree.o).post("/operations", transfer(wrong, true)).problem(422, "EFFECTIVE_DAY");
        }
    }

    @Test
    void aMoveIsPlannedAndCancelled() {
        var client = as(tree.o);
        var move = """
                {"from": "A", "tenant": %d, "to": "B", "pricingBatch": "Wholesale", "effectiveOn": "%s", "preview": false}
                """.formatted(tree.ca.id(), DAY);

        var result = client.post("/tenant-moves", move).ok();

        assertThat(result.path("done").asBoolean()).isFalse();
        var path = "/operations/planned/" + result.path("planned").asString();
        var plan = client.get(path).ok();
        assertThat(plan.path("operation").asString()).isEqualTo("MOVE_TENANTS");
        assertThat(plan.path("effectiveOn").asString()).isEqualTo(DAY.toString());
        as(tree.a).delete(path).problem(404, "NOT_THERE");
        assertThat(client.delete(path).ok().path("status").asString()).isEqualTo("CANCELLED");
    }

    private String transfer(LocalDate day, boolean preview) {
        return """
                {"operation": "TRANSFER", "target": "B", "effectiveOn": "%s", "applyTo": {"numbers": ["%s", "%s"]},
                 "preview": %s}
                """.formatted(day, numbers.getFirst(), numbers.getLast(), preview);
    }
}
