package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What each operation does, and what it doesn't, sentence by sentence. */
class ChainOperationRulesOverApiTest extends RulesOverApi {

    @Test
    void assigningToABatchLeavesNumbersOfOtherBatchesAloneUnlessToldToReassign() {
        var numbers = tree.load(tree.o, 2);
        tree.put(tree.o, tree.retail(tree.o), numbers.subList(0, 1));

        var first = order(tree.o, "ASSIGN_TO_PRICING_BATCH", "\"target\": \"Wholesale\"", numbers);
        assertThat(first.path("changed").asInt()).isOne();
        assertThat(reasons(first)).containsExactly("IN_OTHER_BATCH");
        assertThat(batch(tree.o, numbers.get(0))).isEqualTo("Retail");

        done(tree.o, "ASSIGN_TO_PRICING_BATCH", "\"target\": \"Wholesale\", \"reassign\": true", numbers.subList(0, 1));
        assertThat(batch(tree.o, numbers.get(0))).isEqualTo("Wholesale");
    }

    @Test
    void numbersJoinABatchOfTheSameTenantOnly() {
        var numbers = tree.load(tree.o, 1);
        as(tree.a)
                .post("/pricing-batches", "{\"name\": \"Hotels\", \"appliedTo\": \"CUSTOMERS\", \"currency\": \"EUR\"}")
                .ok();

        assertThat(send(tree.o, "ASSIGN_TO_PRICING_BATCH", "\"target\": \"Hotels\"", numbers)
                        .status())
                .isEqualTo(404);
        assertThat(batch(tree.o, numbers.getFirst())).isEmpty();
    }

    @Test
    void unassigningIsNotAReleaseAndTheTenantStillHoldsAndPays() {
        var numbers = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, numbers);
        tree.put(tree.a, tree.retail(tree.a), numbers);
        tree.give(tree.a, tree.ca, numbers.subList(1, 2));

        var result = order(tree.a, "UNASSIGN_FROM_PRICING_BATCH", "", numbers);

        assertThat(result.path("changed").asInt()).isOne();
        assertThat(reasons(result)).containsExactly("PRICED_BY_BATCH");
        assertThat(batch(tree.a, numbers.get(0))).isEmpty();
        assertThat(batch(tree.a, numbers.get(1))).isEqualTo("Retail");
        assertThat(status(tree.a, numbers.get(0))).isEqualTo("FREE");
        assertThat(monthly(tree.a, numbers.get(0))).isEqualTo("2.50");
        assertThat(status(tree.o, numbers.get(0))).isEqualTo("GIVEN");
    }

    @Test
    void repricingLeavesTheNumberWithItsUserFromTheFirstOfAMonthAtLeastThirtyDaysAhead() {
        var number = tree.load(tree.o, 1);
        tree.put(tree.o, tree.wholesale(tree.o), number);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.ca, number);
        tree.setInUse(tree.ca, number, true);
        var today = LocalDate.now(ZoneOffset.UTC);
        var soon = today.withDayOfMonth(1).plusMonths(1);
        var later = today.withDayOfMonth(1).plusMonths(3);

        assertThat(send(tree.o, "REPRICE", from(soon), number).status()).isBetween(400, 499);
        assertThat(send(tree.o, "REPRICE", from(later.plusDays(1)), number).status())
                .isBetween(400, 499);
        assertThat(passedOver(tree.o, "REPRICE", from(later), number)).containsExactly("ALREADY_DONE");
        var address = "/pricing-batches/" + tree.wholesale(tree.o);
        as(tree.o)
                .patch(
                        address,
                        "{\"recurringFee\": \"1.50\"}",
                        as(tree.o).get(address).ok().path("version").asInt())
                .ok();
        done(tree.o, "REPRICE", from(later), number);

        assertThat(status(tree.ca, number.getFirst())).isEqualTo("IN_USE");
        assertThat(monthly(tree.a, number.getFirst())).isEqualTo("2.50");
        assertThat(monthly(tree.ca, number.getFirst())).isEqualTo("3.00");
        assertThat(passedOver(tree.a, "REPRICE", from(later), number)).containsExactly("ALREADY_DONE");
    }

    @Test
    void repricingMovesToABatchForTheSameKindOfTenantOnlyAndNotWhatIsFree() {
        var numbers = tree.load(tree.o, 2);
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        tree.give(tree.o, tree.a, numbers.subList(0, 1));
        var later = from(LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1).plusMonths(3));

        assertThat(passedOver(tree.o, "REPRICE", "\"target\": \"Retail\", " + later, numbers.subList(0, 1)))
                .containsExactly("BATCH_FOR_OTHERS");
        assertThat(passedOver(tree.o, "REPRICE", later, numbers.subList(1, 2))).containsExactly("NOT_GIVEN");
    }

    @Test
    void groupsAndDescriptionsAreLabelsOnlyAndTheHoldersOwn() {
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        as(tree.a).post("/did-groups", "{\"name\": \"Gold\"}").ok();
        var before = did(tree.a, number.getFirst());

        done(tree.a, "ASSIGN_TO_GROUP", "\"target\": \"Gold\"", number);
        done(tree.a, "SET_DESCRIPTION", "\"description\": \"Front desk\"", number);
        var labelled = did(tree.a, number.getFirst());
        assertThat(labelled.path("group").asString()).isEqualTo("Gold");
        assertThat(labelled.path("status")).isEqualTo(before.path("status"));
        assertThat(labelled.path("recurringCost")).isEqualTo(before.path("recurringCost"));
        assertThat(did(tree.o, number.getFirst()).toString()).doesNotContain("Gold", "Front desk");

        done(tree.a, "REMOVE_FROM_GROUP", "", number);
        assertThat(did(tree.a, number.getFirst()).path("group").isNull()).isTrue();
    }

    @Test
    void givingTakesThePriceOfTheNumbersBatchOrRefusesNeverAnothersSilently() {
        var numbers = tree.load(tree.o, 2);
        tree.put(tree.o, tree.wholesale(tree.o), numbers.subList(0, 1));
        tree.put(tree.o, tree.retail(tree.o), numbers.subList(1, 2));

        done(tree.o, "GIVE", "\"target\": \"A\"", numbers.subList(0, 1));
        assertThat(passedOver(tree.o, "GIVE", "\"target\": \"A\"", numbers.subList(1, 2)))
                .containsExactly("BATCH_FOR_OTHERS");
        assertThat(status(tree.a, numbers.get(1))).isEqualTo("ABSENT");

        done(tree.o, "GIVE", "\"target\": \"A\", \"byAssignedBatch\": true", numbers.subList(1, 2));
        assertThat(monthly(tree.a, numbers.get(1))).isEqualTo("2.50");
        assertThat(batch(tree.o, numbers.get(1))).isEqualTo("Wholesale");
        assertThat(did(tree.o, numbers.get(1)).path("homeBatch").asString()).isEqualTo("Retail");
    }

    @Test
    void whatLiesInNoBatchGoesAtTheFirstAssignedBatchThatCoversItElseItIsRefused() {
        var number = tree.load(tree.o, 1);
        as(tree.o)
                .put(
                        "/tenants/" + tree.b.id() + "/assigned-batches",
                        "{\"batches\": [{\"pricingBatch\": \"Wholesale\", \"countries\": [\"US\"]}]}")
                .ok();

        assertThat(passedOver(tree.o, "GIVE", "\"target\": \"B\"", number)).containsExactly("NO_PRICE");
        done(tree.o, "GIVE", "\"target\": \"A\"", number);
        assertThat(batch(tree.o, number.getFirst())).isEqualTo("Wholesale");
    }

    @Test
    void freeOfChargeOverridesEverything() {
        var number = tree.load(tree.o, TestTree.freshNumbers(1), Facts.BERLIN.free());
        tree.put(tree.o, tree.wholesale(tree.o), number);

        done(tree.o, "GIVE", "\"target\": \"A\"", number);
        done(tree.a, "GIVE", "\"target\": \"CA\"", number);

        for (var holder : List.of(tree.a, tree.ca)) {
            assertThat(new BigDecimal(monthly(holder, number.getFirst())))
                    .as(holder.name())
                    .isZero();
        }
        for (var payer : List.of(tree.a, tree.ca)) {
            assertThat(as(payer).get("/charges").ok().path("items"))
                    .as(payer.name())
                    .isEmpty();
        }
    }

    @Test
    void onlyDirectChildrenAreGivenNumbers() {
        var number = tree.load(tree.o, 1);

        for (var other : List.of("A1", "CA", "CB", "Q", "O")) {
            assertThat(send(tree.o, "GIVE", "\"target\": \"%s\"".formatted(other), number)
                            .status())
                    .as(other)
                    .isEqualTo(404);
        }
        assertThat(status(tree.o, number.getFirst())).isEqualTo("FREE");
    }

    @Test
    void takingGetsNumbersOfTheOfferAtTheTakersOwnPrice() {
        var number = tree.load(tree.o, 1);

        done(tree.a, "TAKE", "", number);

        assertThat(monthly(tree.a, number.getFirst())).isEqualTo("2.50");
        assertThat(status(tree.o, number.getFirst())).isEqualTo("GIVEN");
        assertThat(order(tree.b, "TAKE", "", number).path("changed").asInt()).isZero();
    }

    @Test
    void theOfferIsWhatIsFreeInNoBatchOrInOneAssignedToTheChildAndShowsFactsAndTheOwnPriceOnly() {
        var numbers = tree.load(tree.o, 4);
        tree.put(tree.o, tree.wholesale(tree.o), numbers.subList(1, 2));
        tree.put(tree.o, tree.retail(tree.o), numbers.subList(2, 3));
        done(tree.o, "FREEZE", "", numbers.subList(3, 4));

        var offered = as(tree.a).get("/offer").ok().path("items");

        assertThat(offered.valueStream().map(it -> it.path("number").asString()))
                .containsExactlyElementsOf(numbers.subList(0, 2));
        assertThat(offered.path(0).propertyNames())
                .containsExactlyInAnyOrder(
                        "number",
                        "country",
                        "area",
                        "numberType",
                        "numberClass",
                        "freeOfCharge",
                        "activationCost",
                        "recurringCost",
                        "currency");
        assertThat(offered.path(0).path("recurringCost").asString()).isEqualTo("2.50");
    }

    @Test
    void drawingNeedsThatTheParentAllowsItAndThatEachLevelHasABatchThatCoversTheNumber() {
        var number = tree.load(tree.o, 1);
        assertThat(as(tree.ca1).get("/offer").ok().path("items")).isEmpty();
        layDown(tree.a1, tree.ca1, "{\"mayDraw\": true}");
        as(tree.a)
                .put("/tenants/" + tree.a1.id() + "/assigned-batches", "{\"batches\": []}")
                .ok();
        assertThat(as(tree.ca1).get("/offer").ok().path("items")).isEmpty();
        as(tree.a)
                .put(
                        "/tenants/" + tree.a1.id() + "/assigned-batches",
                        "{\"batches\": [{\"pricingBatch\": \"Wholesale\"}]}")
                .ok();

        done(tree.ca1, "TAKE", "", number);

        assertThat(monthly(tree.a, number.getFirst())).isEqualTo("2.50");
        assertThat(monthly(tree.a1, number.getFirst())).isEqualTo("3.00");
        assertThat(monthly(tree.ca1, number.getFirst())).isEqualTo("3.50");
        assertThat(as(tree.a)
                        .get("/dids/" + number.getFirst() + "/history")
                        .ok()
                        .toString())
                .contains("DRAW");
    }

    @Test
    void theLimitsOfEverybodyPassedHoldForAllOrNothing() {
        var numbers = tree.load(tree.o, 2);
        layDown(tree.a1, tree.ca1, "{\"mayDraw\": true}");
        layDown(tree.a, tree.a1, "{\"maxNumbers\": 1}");

        var refused = as(tree.ca1)
                .post(
                        "/operations",
                        "{\"operation\": \"TAKE\", \"preview\": false, \"applyTo\": {\"all\": true}}",
                        UUID.randomUUID().toString());

        assertThat(refused.status()).as(refused.text()).isBetween(400, 499);
        for (var number : numbers) {
            assertThat(status(tree.o, number)).isEqualTo("FREE");
            assertThat(status(tree.a, number)).isEqualTo("ABSENT");
        }
        done(tree.ca1, "TAKE", "", numbers.subList(0, 1));
    }

    @Test
    void limitsOfNumbersAndOfMonthlyCostHoldOnGivingAndTaking() {
        var numbers = tree.load(tree.o, 3);
        layDown(tree.o, tree.a, "{\"maxNumbers\": 2}");
        send(tree.o, "GIVE", "\"target\": \"A\"", numbers).problem(409, "LIMIT_NUMBERS");
        layDown(tree.o, tree.b, "{\"maxMonthlyCost\": \"3.00\"}");
        send(tree.b, "TAKE", "", numbers.subList(0, 2)).problem(409, "LIMIT_MONTHLY_COST");

        done(tree.o, "GIVE", "\"target\": \"A\"", numbers.subList(0, 2));
        done(tree.b, "TAKE", "", numbers.subList(2, 3));
    }

    @Test
    void recallTakesWhatIsUnusedWhatIsGivenOnOnlyWhenToldToAndNeverWhatIsInUse() {
        var numbers = tree.load(tree.o, 4);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers.subList(2, 4));
        tree.setInUse(tree.ca, numbers.subList(3, 4), true);
        done(tree.a, "FREEZE", "", numbers.subList(1, 2));

        var first = order(tree.o, "RECALL", "", numbers);
        assertThat(first.path("changed").asInt()).isEqualTo(2);
        assertThat(reasons(first)).containsExactlyInAnyOrder("RESERVED_OR_GIVEN_ON", "IN_USE");
        var second = order(tree.o, "RECALL", "\"alsoGivenOn\": true", numbers.subList(2, 4));
        assertThat(second.path("changed").asInt()).isOne();

        assertThat(status(tree.ca, numbers.get(2))).isEqualTo("ABSENT");
        assertThat(status(tree.ca, numbers.get(3))).isEqualTo("IN_USE");
        assertThat(notices(tree.a)).contains("RECALLED");
        assertThat(notices(tree.ca)).contains("RECALLED");
    }

    @Test
    void releaseGoesToTheParentsPoolOutOfAnyBatchUnlessTheParentWantsItInItsOldOne() {
        var numbers = tree.load(tree.o, 2);
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        tree.give(tree.o, tree.a, numbers);

        done(tree.a, "RELEASE_TO_POOL", "", numbers.subList(0, 1));
        layDown(tree.o, tree.a, "{\"releaseToHomeBatch\": true}");
        done(tree.a, "RELEASE_TO_POOL", "", numbers.subList(1, 2));

        assertThat(batch(tree.o, numbers.get(0))).isEmpty();
        assertThat(batch(tree.o, numbers.get(1))).isEqualTo("Wholesale");
        assertThat(status(tree.a, numbers.get(0))).isEqualTo("ABSENT");
        assertThat(status(tree.o, numbers.get(0))).isEqualTo("FREE");
    }

    @Test
    void whatIsInUseBelowIsNotReleasedAndWhatIsGivenOnOnlyWhenItIsToBeRecalledFirst() {
        var numbers = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers);
        tree.setInUse(tree.ca, numbers.subList(0, 1), true);

        assertThat(passedOver(tree.a, "RELEASE_TO_POOL", "", numbers))
                .containsExactlyInAnyOrder("IN_USE", "WITH_CHILD");
        var second = order(tree.a, "RELEASE_TO_POOL", "\"recallFirst\": true", numbers);

        assertThat(second.path("changed").asInt()).isOne();
        assertThat(reasons(second)).containsExactly("IN_USE");
        assertThat(status(tree.ca, numbers.get(1))).isEqualTo("ABSENT");
        assertThat(status(tree.o, numbers.get(1))).isEqualTo("FREE");
    }

    @Test
    void aCustomersReturnGoesToTheFirstThatHoldsItOnItsOwnAccountInItsBatch() {
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.put(tree.a, tree.retail(tree.a), number);
        tree.give(tree.a, tree.ca, number);

        done(tree.ca, "RETURN", "", number);

        assertThat(status(tree.a, number.getFirst())).isEqualTo("FREE");
        assertThat(batch(tree.a, number.getFirst())).isEqualTo("Retail");
    }

    @Test
    void onlyWhoeverLoadedANumberDeletesItAndNeverWhatIsGiven() {
        var numbers = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, numbers.subList(0, 1));

        assertThat(passedOver(tree.a, "DELETE", "", numbers.subList(0, 1))).containsExactly("NOT_LOADED_HERE");
        assertThat(passedOver(tree.o, "DELETE", "", numbers.subList(0, 1))).containsExactly("WITH_CHILD");
        done(tree.o, "DELETE", "", numbers.subList(1, 2));

        assertThat(status(tree.o, numbers.get(1))).isEqualTo("ABSENT");
    }

    @Test
    void withdrawingIsTheOperatorsNeedsAReasonAndEndsUseAndEveryHolding() {
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.ca, number);
        tree.setInUse(tree.ca, number, true);

        assertThat(send(tree.o, "WITHDRAW", "", number).status()).isBetween(400, 499);
        assertThat(send(tree.a, "WITHDRAW", "\"reason\": \"FRAUD\"", number).status())
                .isBetween(400, 499);
        assertThat(status(tree.ca, number.getFirst())).isEqualTo("IN_USE");
        done(tree.o, "WITHDRAW", "\"reason\": \"FRAUD\"", number);

        for (var holder : List.of(tree.o, tree.a, tree.ca)) {
            assertThat(status(holder, number.getFirst())).as(holder.name()).isEqualTo("ABSENT");
        }
        for (var told : List.of(tree.a, tree.ca)) {
            assertThat(notices(told)).contains("WITHDRAWN");
        }
    }

    @Test
    void selectedNumbersGoFromChildToChildAndThoseInUseStayInUse() {
        var numbers = tree.load(tree.o, 1);
        var other = tree.customer(tree.a, "Hotel");
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers);
        tree.setInUse(tree.ca, numbers, true);

        assertThat(send(tree.b, "TRANSFER", "\"target\": \"CB\"", numbers).text())
                .contains("NOT_THERE");
        done(tree.a, "TRANSFER", "\"target\": \"Hotel\"", numbers);

        assertThat(status(tree.ca, numbers.getFirst())).isEqualTo("ABSENT");
        assertThat(status(other, numbers.getFirst())).isEqualTo("IN_USE");
        assertThat(status(tree.o, numbers.getFirst())).isEqualTo("IN_USE");
    }

    @Test
    void anAccountsUseShowsOnTheWholeChainAtOnce() {
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.a1, number);
        account(tree.a1, tree.ca1, number.getFirst());

        for (var holder : List.of(tree.o, tree.a, tree.a1, tree.ca1)) {
            assertThat(status(holder, number.getFirst())).as(holder.name()).isEqualTo("IN_USE");
        }
        assertThat(did(tree.o, number.getFirst()).toString()).doesNotContain("CA1", "\"A1\"");
    }

    private static String from(LocalDate day) {
        return "\"from\": \"%s\"".formatted(day);
    }
}
