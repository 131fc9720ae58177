package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.Invariants;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A number that rests goes back to who had it, and how long it rests a reseller may lengthen. */
class FormerNumbersOverApiTest extends ApiTest {

    private static final String FORMER = "/offer/former";
    private static final String TAKE_BACK = FORMER + "/take-back";

    private List<String> number;

    @BeforeEach
    void letARestingNumberGoUp() {
        tree.clock().set(Instant.now().truncatedTo(ChronoUnit.MICROS).minus(Duration.ofDays(2)));
        number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.a1, number);
        tree.give(tree.a1, tree.ca1, number);
        tree.setInUse(tree.ca1, number, true);
        tree.clock().advance(Duration.ofDays(1));
        tree.setInUse(tree.ca1, number, false);
        tree.release(tree.ca1, number);
        tree.clock().advance(Duration.ofHours(1));
        tree.release(tree.a1, number);
    }

    @Test
    void theFormerHolderSeesItWithItsPriceAndTakesItBack() {
        var items = as(tree.ca1).get(FORMER).ok().path("items");
        assertThat(items.size()).isEqualTo(1);
        var item = items.path(0);
        assertThat(item.path("number").asString()).isEqualTo(number.getFirst());
        assertThat(item.path("recurringCost").asString()).isEqualTo("3.50");
        assertThat(item.path("currency").asString()).isEqualTo("EUR");
        assertThat(item.path("possible").asBoolean()).isTrue();
        assertThat(Instant.parse(item.path("until").asString())).isAfter(Instant.now());

        assertThat(as(tree.ca1).post(TAKE_BACK, numbers()).status()).isEqualTo(204);

        assertThat(tree.status(tree.ca1, number.getFirst())).isEqualTo("FREE");
        assertThat(tree.status(tree.a1, number.getFirst())).isEqualTo("GIVEN");
        assertThat(as(tree.ca1).get(FORMER).ok().path("items")).isEmpty();
        as(tree.ca1).post(TAKE_BACK, numbers()).problem(404, "NOT_THERE");
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void nobodyElseSeesItOrTakesIt() {
        for (var other : List.of(tree.o, tree.a, tree.b, tree.ca, tree.cb, tree.p, tree.q)) {
            assertThat(as(other).get(FORMER).ok().path("items")).as("%s", other).isEmpty();
            assertThat(as(other).post(TAKE_BACK, numbers()).status())
                    .as("%s", other)
                    .isIn(403, 404);
        }
        assertThat(tree.status(tree.a, number.getFirst())).isEqualTo("AGING");
    }

    @Test
    void aBrokenWayIsRefusedWithASentenceThatNamesNobody() {
        tree.run(
                tree.a,
                "TEST",
                ctx -> ctx.sql().execute("update tenant set status = 'SUSPENDED' where tenant_id = ?", tree.a1.id()));

        var item = as(tree.ca1).get(FORMER).ok().path("items").path(0);
        assertThat(item.path("possible").asBoolean()).isFalse();
        assertThat(item.path("recurringCost").isNull()).isTrue();
        var refused = as(tree.ca1).post(TAKE_BACK, numbers());
        refused.problem(422, "CANNOT_COME_BACK");
        assertThat(refused.body().toString())
                .contains("can no longer come back to you the way it went")
                .doesNotContain("A1")
                .doesNotContain("suspended");
    }

    @Test
    void whatIsAskedWronglyIsSaid() {
        as(tree.ca1).post(TAKE_BACK, "{}").invalid("numbers", "OUT_OF_RANGE");
        as(tree.ca1).post(TAKE_BACK, "{\"numbers\": []}").invalid("numbers", "OUT_OF_RANGE");
        assertThat(as(tree.ca1).get(FORMER + "?limit=1").ok().path("items").size())
                .isEqualTo(1);
    }

    @Test
    void aResellerLengthensTheRestAndNobodyElse() {
        assertThat(as(tree.a).get("/aging").ok().path("days").isNull()).isTrue();
        assertThat(as(tree.a).put("/aging", "{\"days\": 60}").ok().path("days").asInt())
                .isEqualTo(60);
        assertThat(as(tree.a).get("/aging").ok().path("days").asInt()).isEqualTo(60);
        assertThat(as(tree.b).get("/aging").ok().path("days").isNull()).isTrue();
        as(tree.a).put("/aging", "{\"days\": 366}").problem(422, "DAYS_OUT_OF_RANGE");
        for (var other : List.of(tree.o, tree.ca)) {
            as(other).get("/aging").problem(404, "NOT_THERE");
            assertThat(as(other).put("/aging", "{\"days\": 60}").status()).isIn(403, 404);
        }
        assertThat(as(tree.a)
                        .put("/aging", "{\"days\": null}")
                        .ok()
                        .path("days")
                        .isNull())
                .isTrue();
    }

    @Test
    void whatACustomerReturnsRestsAsLongAsItsResellerSays() {
        as(tree.a).put("/aging", "{\"days\": 60}").ok();
        tree.clock().set(Instant.now().truncatedTo(ChronoUnit.MICROS).minus(Duration.ofHours(25)));
        var used = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, used);
        tree.give(tree.a, tree.ca, used);
        tree.setInUse(tree.ca, used, true);
        tree.clock().advance(Duration.ofHours(24));
        tree.setInUse(tree.ca, used, false);

        as(tree.ca)
                .post(
                        "/operations",
                        "{\"operation\": \"RETURN\", \"applyTo\": {\"numbers\": [\"%s\"]}, \"preview\": false}"
                                .formatted(used.getFirst()))
                .ok();

        assertThat(tree.status(tree.a, used.getFirst())).isEqualTo("AGING");
        assertThat(tree.holding(tree.a, used.getFirst())
                        .get("until", OffsetDateTime.class)
                        .toInstant())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(59)), Instant.now().plus(Duration.ofDays(62)));
    }

    private String numbers() {
        return "{\"numbers\": [\"%s\"]}".formatted(number.getFirst());
    }
}
