package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The states of a number, sentence by sentence. */
class StateRulesOverApiTest extends RulesOverApi {

    @Test
    void stateAndBatchAreIndependentOfEachOther() {
        var numbers = tree.load(tree.o, 3);
        done(tree.o, "FREEZE", "", numbers.subList(0, 1));
        done(tree.o, "RESERVE", until(5) + ", \"prospect\": \"Hotel\"", numbers.subList(1, 2));

        done(tree.o, "ASSIGN_TO_PRICING_BATCH", "\"target\": \"Wholesale\"", numbers);
        assertThat(statuses(numbers)).containsExactly("FROZEN", "RESERVED", "FREE");
        done(tree.o, "ASSIGN_TO_PRICING_BATCH", "\"target\": \"Retail\", \"reassign\": true", numbers);
        assertThat(statuses(numbers)).containsExactly("FROZEN", "RESERVED", "FREE");
        done(tree.o, "UNASSIGN_FROM_PRICING_BATCH", "", numbers);
        assertThat(statuses(numbers)).containsExactly("FROZEN", "RESERVED", "FREE");
    }

    @Test
    void noneNeverShowsAPricedNumberThatIsGivenOut() {
        var numbers = tree.load(tree.o, 2);
        done(tree.o, "GIVE", "\"target\": \"A\"", numbers.subList(0, 1));

        assertThat(as(tree.o)
                        .get("/dids?pricingBatch=NONE")
                        .ok()
                        .path("items")
                        .valueStream()
                        .map(it -> it.path("number").asString()))
                .containsExactly(numbers.get(1));
        assertThat(batch(tree.o, numbers.get(0))).isEqualTo("Wholesale");
    }

    @Test
    void unfreezingMakesFreeWithTheBatchKept() {
        var number = tree.load(tree.o, TestTree.freshNumbers(1), Facts.BERLIN, false);
        assertThat(statuses(number)).containsExactly("FROZEN");
        tree.put(tree.o, tree.wholesale(tree.o), number);

        done(tree.o, "UNFREEZE", "", number);

        assertThat(statuses(number)).containsExactly("FREE");
        assertThat(batch(tree.o, number.getFirst())).isEqualTo("Wholesale");
    }

    @Test
    void uploadedNumbersStartFrozenUnlessTheyAreReleasedAtOnce() {
        var numbers = TestTree.freshNumbers(2);
        upload(numbers.get(0), "false");
        upload(numbers.get(1), "true");

        assertThat(statuses(numbers)).containsExactly("FROZEN", "FREE");
        assertThat(batch(tree.o, numbers.get(1))).isEmpty();
    }

    @Test
    void aCustomersOwnUnusedNumberIsFreeToItAndGivenToThoseAbove() {
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.ca, number);

        assertThat(status(tree.ca, number.getFirst())).isEqualTo("FREE");
        assertThat(status(tree.a, number.getFirst())).isEqualTo("GIVEN");
        assertThat(status(tree.o, number.getFirst())).isEqualTo("GIVEN");
    }

    @Test
    void agingStartsWhenANumberUsedForADayLeavesItsCustomerElseItIsFreeAtOnce() {
        var numbers = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers);
        usedSince(Duration.ofDays(2), numbers.subList(0, 1));
        usedSince(Duration.ofHours(1), numbers.subList(1, 2));

        done(tree.ca, "UNASSIGN_FROM_ACCOUNT", "\"then\": \"BACK_TO_BATCH\"", numbers);

        assertThat(status(tree.a, numbers.get(0))).isEqualTo("AGING");
        assertThat(did(tree.a, numbers.get(0)).path("until").asString()).isGreaterThan(day(43));
        assertThat(status(tree.a, numbers.get(1))).isEqualTo("FREE");
        assertThat(did(tree.a, numbers.get(1)).path("releasedAt").asString()).isNotBlank();
    }

    @Test
    void theDateGoesUpWithTheNumberAndNoEditReleaseOrReUploadShortensOrRestartsIt() {
        var number = aging();
        var until = did(tree.a, number).path("until").asString();
        done(tree.a, "ASSIGN_TO_PRICING_BATCH", "\"target\": \"Retail\"", List.of(number));
        assertThat(passedOver(tree.a, "GIVE", "\"target\": \"CA\"", List.of(number)))
                .containsExactly("AGING");
        assertThat(did(tree.a, number).path("until").asString()).isEqualTo(until);

        done(tree.a, "RELEASE_TO_POOL", "", List.of(number));
        assertThat(status(tree.o, number)).isEqualTo("AGING");
        assertThat(did(tree.o, number).path("until").asString()).isEqualTo(until);
        done(tree.o, "DELETE", "", List.of(number));
        upload(number, "true");

        assertThat(status(tree.o, number)).isEqualTo("AGING");
        assertThat(did(tree.o, number).path("until").asString()).isEqualTo(until);
    }

    @Test
    void endingAgingEarlyIsTheOperatorsAndNeedsAReason() {
        var number = List.of(aging());
        assertThat(send(tree.a, "END_AGING", "\"reason\": \"asked for\"", number)
                        .status())
                .isIn(403, 404, 422);
        done(tree.a, "RELEASE_TO_POOL", "", number);

        assertThat(send(tree.o, "END_AGING", "", number).status()).isIn(400, 422);
        done(tree.o, "END_AGING", "\"reason\": \"Came back to the same hotel\"", number);

        assertThat(status(tree.o, number.getFirst())).isEqualTo("FREE");
        assertThat(as(tree.o).get("/activity").text()).contains("Came back to the same hotel");
        assertThat(as(tree.a).get("/activity").text()).doesNotContain("Came back to the same hotel");
    }

    @Test
    void aReservationIsForThatChildOnlyOrForAProspectByName() {
        var numbers = tree.load(tree.o, 2);
        done(tree.o, "RESERVE", until(5) + ", \"target\": \"A\"", numbers.subList(0, 1));
        done(tree.o, "RESERVE", until(5) + ", \"prospect\": \"Grand Hotel\"", numbers.subList(1, 2));

        assertThat(passedOver(tree.o, "GIVE", "\"target\": \"B\"", numbers)).containsOnly("RESERVED");
        done(tree.o, "GIVE", "\"target\": \"A\"", numbers.subList(0, 1));
        assertThat(status(tree.a, numbers.get(0))).isEqualTo("FREE");
        assertThat(as(tree.b).get("/offer").ok().path("items")).isEmpty();
    }

    @Test
    void aReservationIsExtendedOnceAndCancelledBackInTheSameBatch() {
        var number = tree.load(tree.o, 1);
        tree.put(tree.o, tree.wholesale(tree.o), number);
        done(tree.o, "RESERVE", until(5) + ", \"target\": \"A\"", number);
        done(tree.o, "EXTEND_RESERVATION", until(9), number);
        assertThat(passedOver(tree.o, "EXTEND_RESERVATION", until(12), number)).containsExactly("ALREADY_EXTENDED");

        done(tree.o, "CANCEL_RESERVATION", "", number);

        assertThat(statuses(number)).containsExactly("FREE");
        assertThat(batch(tree.o, number.getFirst())).isEqualTo("Wholesale");
    }

    @Test
    void whatIsGoneIsInNoInventoryAndStaysInHistory() {
        var number = tree.load(tree.o, 1);
        done(tree.o, "DELETE", "", number);

        as(tree.o).get("/dids/" + number.getFirst()).problem(404, "NOT_THERE");
        assertThat(as(tree.o).get("/dids/" + number.getFirst() + "/stays").ok().toString())
                .isNotBlank();
        upload(number.getFirst(), "true");
        assertThat(as(tree.o)
                        .get("/dids/" + number.getFirst() + "/history")
                        .ok()
                        .toString())
                .contains("DELETE");
    }

    @Test
    void anIllegalPairFailsForThatNumberOnlyWithASentenceAndTheRestGoesOn() {
        var numbers = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, numbers.subList(1, 2));

        var result = order(tree.o, "FREEZE", "", numbers);

        assertThat(result.path("changed").asInt()).isEqualTo(2);
        assertThat(result.at("/skipped/0/numbers/0").asString()).isEqualTo(numbers.get(1));
        assertThat(result.at("/skipped/0/detail").asString()).isNotBlank();
        assertThat(statuses(numbers)).containsExactly("FROZEN", "GIVEN", "FROZEN");
    }

    private List<String> statuses(List<String> numbers) {
        return numbers.stream().map(number -> status(tree.o, number)).toList();
    }

    /** {@return a number of A's that a customer used for two days and returned} */
    private String aging() {
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.ca, number);
        usedSince(Duration.ofDays(2), number);
        done(tree.ca, "UNASSIGN_FROM_ACCOUNT", "\"then\": \"BACK_TO_BATCH\"", number);
        assertThat(status(tree.a, number.getFirst())).isEqualTo("AGING");
        return number.getFirst();
    }

    private void usedSince(Duration ago, List<String> numbers) {
        var now = tree.clock().instant();
        tree.clock().set(Instant.now().minus(ago));
        tree.setInUse(tree.ca, numbers, true);
        tree.clock().set(now);
    }

    private void upload(String number, String release) {
        var id = as(tree.o)
                .upload(
                        "/uploads",
                        "DID\n" + number + "\n",
                        Map.of("vendorBatch", "Carrier numbers", "activationFee", "1.00", "periodicFee", "2.00"),
                        Map.of())
                .ok()
                .path("id")
                .asString();
        as(tree.o)
                .post("/uploads/" + id + "/import", "{\"release\": %s}".formatted(release))
                .ok();
    }

    private static String until(int days) {
        return "\"until\": \"%s\"".formatted(day(days));
    }

    private static String day(int days) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(days).toString();
    }
}
