package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.testing.TestTree.Member;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pricing batches and what they make numbers cost, sentence by sentence. */
class PriceRulesOverApiTest extends RulesOverApi {

    @Test
    void aPriceIsCostWithMarkupAndFeeRoundedHalfUpToTheBatchsPrecisionOnceAtTheEnd() {
        var numbers = tree.load(tree.o, TestTree.freshNumbers(1), Facts.BERLIN.costing("1.005", "2.345"));
        batch("Rounded", "\"markupPercent\": \"10\", \"recurringFee\": \"0.0005\", \"rounding\": 3");
        done(tree.o, "ASSIGN_TO_PRICING_BATCH", "\"target\": \"Rounded\"", numbers);

        done(tree.o, "GIVE", "\"target\": \"A\"", numbers);

        // 2.345 x 1.1 + 0.0005 = 2.58; 1.005 + 0
        assertThat(monthly(tree.a, numbers.getFirst())).isEqualTo("2.58");
        assertThat(did(tree.a, numbers.getFirst()).path("activationCost").asString())
                .isEqualTo("1.005");
    }

    @Test
    void aNameIsUniqueInItsTenantAndFreeOfChargeIsForCustomersOnly() {
        post(tree.a, "\"name\": \"RETAIL\", \"appliedTo\": \"CUSTOMERS\"").problem(422, "NAME_TAKEN");
        post(tree.a, "\"name\": \"Gift\", \"appliedTo\": \"RESELLERS\", \"freeOfCharge\": true")
                .problem(422, "FREE_ONLY_FOR_CUSTOMERS");
        post(tree.b, "\"name\": \"Gift\", \"appliedTo\": \"CUSTOMERS\", \"freeOfCharge\": true")
                .ok();
        post(tree.a, "\"name\": \"Gift\", \"appliedTo\": \"CUSTOMERS\", \"freeOfCharge\": true")
                .ok();
    }

    @Test
    void forAGivenNumberTheRevenueIsTheChildsFixedCostForOthersItIsOnlyOffered() {
        var numbers = tree.load(tree.o, 2);
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        done(tree.o, "GIVE", "\"target\": \"A\"", numbers.subList(0, 1));
        change(tree.wholesale(tree.o), "\"recurringFee\": \"1.50\"").ok();

        assertThat(did(tree.o, numbers.get(0)).path("recurringRevenue").asString())
                .isEqualTo(monthly(tree.a, numbers.get(0)))
                .isEqualTo("2.50");
        assertThat(did(tree.o, numbers.get(1)).path("recurringRevenue").asString())
                .isEqualTo("3.50");
    }

    @Test
    void aBatchThatPricesGivenNumbersCantChangeAppliedToTypeOrCurrency() {
        var numbers = tree.load(tree.o, 1);
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        done(tree.o, "GIVE", "\"target\": \"A\"", numbers);
        var batch = tree.wholesale(tree.o);

        for (var other : List.of("\"appliedTo\": \"CUSTOMERS\"", "\"currency\": \"USD\"")) {
            assertThat(change(batch, other).problem(422, "PRICES_GIVEN_NUMBERS"))
                    .isNotNull();
        }
        assertThat(change(batch, "\"type\": \"ON_DEMAND\"").status()).isEqualTo(422);
        change(batch, "\"description\": \"still ours\"").ok();
    }

    @Test
    void aBatchThatHoldsNumbersOrIsAssignedToAChildIsNotDeleted() {
        var held = batch("Held", "\"recurringFee\": \"1\"");
        var numbers = tree.load(tree.o, 1);
        done(tree.o, "ASSIGN_TO_PRICING_BATCH", "\"target\": \"Held\"", numbers);

        as(tree.o).delete("/pricing-batches/" + held).problem(422, "HOLDS_NUMBERS");
        as(tree.o).delete("/pricing-batches/" + tree.wholesale(tree.o)).problem(422, "ASSIGNED_TO_CHILD");
        done(tree.o, "UNASSIGN_FROM_PRICING_BATCH", "", numbers);
        succeeds(as(tree.o).delete("/pricing-batches/" + held));
    }

    @Test
    void aPriceBelowCostNeedsToBeConfirmed() {
        var numbers = tree.load(tree.o, 1);
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        var terms = "\"recurringFee\": \"0\", \"markupPercent\": \"-50\"";

        change(tree.wholesale(tree.o), terms).problem(422, "BELOW_COST");
        assertThat(did(tree.o, numbers.getFirst()).path("recurringRevenue").asString())
                .isEqualTo("2.50");

        var address = "/pricing-batches/" + tree.wholesale(tree.o);
        var version = as(tree.o).get(address).ok().path("version").asInt();
        as(tree.o)
                .patch(address + "?allowBelowCost=true", "{" + terms + "}", version)
                .ok();
        assertThat(did(tree.o, numbers.getFirst()).path("recurringRevenue").asString())
                .isEqualTo("1.00");
    }

    @Test
    void onlyABatchInTheChildsCurrencyPricesItsNumbers() {
        var numbers = tree.load(tree.o, 1);
        as(tree.o)
                .post(
                        "/pricing-batches",
                        "{\"name\": \"Dollars\", \"appliedTo\": \"RESELLERS\", \"currency\": \"USD\"}")
                .ok();
        done(tree.o, "ASSIGN_TO_PRICING_BATCH", "\"target\": \"Dollars\"", numbers);

        assertThat(passedOver(tree.o, "GIVE", "\"target\": \"A\"", numbers)).containsExactly("BATCH_IN_OTHER_CURRENCY");
        assertThat(as(tree.o)
                        .put(
                                "/tenants/" + tree.a.id() + "/assigned-batches",
                                "{\"batches\": [{\"pricingBatch\": \"Dollars\"}]}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void withoutARateForACostInAnotherCurrencyItIsRefusedByName() {
        tree.run(tree.o, "TEST", ctx -> ctx.sql().execute("update vendor_batch set currency = 'USD'"));
        var numbers = tree.load(tree.o, 1);

        var refused = order(tree.o, "GIVE", "\"target\": \"A\"", numbers);
        assertThat(reasons(refused)).containsExactly("NO_RATE");
        assertThat(refused.at("/skipped/0/detail").asString()).contains("USD", "EUR");
        assertThat(as(tree.a).get("/offer").ok().path("items")).isEmpty();
        as(tree.o)
                .post("/exchange-rates", "{\"from\": \"USD\", \"to\": \"EUR\", \"rate\": \"0.5\"}")
                .ok();
        done(tree.o, "GIVE", "\"target\": \"A\"", numbers);
        assertThat(monthly(tree.a, numbers.getFirst())).isEqualTo("1.50");
    }

    private Client.Answer post(Member seller, String terms) {
        return as(seller).post("/pricing-batches", "{%s, \"currency\": \"EUR\"}".formatted(terms));
    }

    private int batch(String name, String terms) {
        return post(tree.o, "\"name\": \"%s\", \"appliedTo\": \"RESELLERS\", %s".formatted(name, terms))
                .ok()
                .path("id")
                .asInt();
    }

    private Client.Answer change(int batch, String terms) {
        var address = "/pricing-batches/" + batch;
        var version = as(tree.o).get(address).ok().path("version").asInt();
        return as(tree.o).patch(address, "{" + terms + "}", version);
    }
}
