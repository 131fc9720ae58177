package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.tenancy.LedgerPostings;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people come for, from end to end, as programs of theirs would do it. */
class StoriesTest extends ApiTest {

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void anAliasThatIsDeletedIsBackWithTheResellerThatSoldItAndEveryLevelIsTold() {
        var number = tree.load(tree.o, 1).getFirst();
        order(tree.a, "TAKE", number, "");
        order(tree.a, "GIVE", number, "\"target\": \"A1\",");
        var account = account(tree.a1, tree.ca1, "reception");
        as(tree.a1)
                .post(accounts(tree.ca1) + "/" + account + "/aliases", "{\"numbers\": [\"%s\"]}".formatted(number))
                .ok();
        for (var holder : List.of(tree.o, tree.a, tree.a1, tree.ca1)) {
            assertThat(status(holder, number)).as(holder.name()).isEqualTo("IN_USE");
        }

        var gone = as(tree.ca1).delete("/accounts/" + account + "/aliases/" + number);

        assertThat(gone.status()).as(gone.text()).isBetween(200, 299);
        assertThat(as(tree.ca1).get("/dids/" + number).status()).isEqualTo(404);
        assertThat(status(tree.a1, number)).isEqualTo("FREE");
        assertThat(status(tree.a, number)).isEqualTo("GIVEN");
        assertThat(status(tree.o, number)).isEqualTo("GIVEN");
        for (var holder : List.of(tree.o, tree.a, tree.a1)) {
            assertThat(as(holder).get("/notices").text())
                    .as(holder.name())
                    .contains(holder == tree.a1 ? "RETURNED" : "USE_ENDED");
        }
    }

    @Test
    void aNumberThatIsPortedAwayWhileItIsUsedLeavesEveryLevelAndEachIsTold() {
        var number = tree.load(tree.o, 1).getFirst();
        order(tree.a, "TAKE", number, "");
        order(tree.a, "GIVE", number, "\"target\": \"CA\",");
        var account = account(tree.ca, tree.ca, number);
        assertThat(status(tree.o, number)).isEqualTo("IN_USE");

        order(tree.o, "WITHDRAW", number, "\"reason\": \"PORTED_OUT\",");

        for (var holder : List.of(tree.o, tree.a, tree.ca)) {
            assertThat(as(holder).get("/dids/" + number).status())
                    .as(holder.name())
                    .isEqualTo(404);
        }
        for (var holder : List.of(tree.a, tree.ca)) {
            assertThat(as(holder).get("/notices").text()).as(holder.name()).contains("WITHDRAWN");
        }
        assertThat(as(tree.ca).get("/accounts/" + account).ok().path("numbers").size())
                .isZero();
    }

    @Test
    void aHigherPriceIsForWhatIsSoldFromThenOnAndWhatIsOutIsRepricedOnlyOnPurpose() {
        var numbers = tree.load(tree.o, 5_000);
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        tree.give(tree.o, tree.a, numbers.subList(0, 4_000));
        var address = "/pricing-batches/" + tree.wholesale(tree.o);
        var version = as(tree.o).get(address).ok().path("version").asInt();

        as(tree.o).patch(address, "{\"recurringFee\": \"1.50\"}", version).ok();

        assertThat(cost(tree.a, numbers.getFirst())).isEqualByComparingTo("2.50");
        order(tree.a, "TAKE", numbers.get(4_500), "");
        assertThat(cost(tree.a, numbers.get(4_500))).isEqualByComparingTo("3.50");
        var preview = as(tree.o).post("/operations", """
                {"operation": "REPRICE", "applyTo": {"all": true}, "filter": {"heldBy": "A"}}
                """).ok();
        assertThat(preview.path("wouldChange").asInt()).isEqualTo(4_000);
        assertThat(cost(tree.a, numbers.getFirst())).isEqualByComparingTo("2.50");
    }

    @Test
    void anIdIsNotChangedToANumberThatSomebodyElseHasAndNothingElseChanges() {
        var numbers = tree.load(tree.o, 2);
        var mine = numbers.get(0);
        var theirs = numbers.get(1);
        tree.give(tree.o, tree.a, List.of(mine));
        tree.give(tree.o, tree.b, List.of(theirs));
        tree.give(tree.a, tree.ca, List.of(mine));
        tree.give(tree.b, tree.cb, List.of(theirs));
        var account = account(tree.ca, tree.ca, mine);
        var before = as(tree.ca).get("/accounts/" + account).ok();

        var answer = as(tree.ca)
                .send(
                        "PUT",
                        "/accounts/" + account + "/account-id",
                        "{\"accountId\": \"%s\"}".formatted(theirs),
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "If-Match",
                                "\"" + before.path("version").asInt() + "\""));

        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        assertThat(answer.text()).contains("NOT_HELD").doesNotContain("CB");
        assertThat(as(tree.ca).get("/accounts/" + account).ok()).isEqualTo(before);
        assertThat(status(tree.ca, mine)).isEqualTo("IN_USE");
        assertThat(status(tree.cb, theirs)).isEqualTo("FREE");
    }

    @Test
    void aCustomerDrawsANumberThatNobodyInBetweenHoldsAndDropsIt() {
        var number = tree.load(tree.o, 1).getFirst();
        as(tree.a1)
                .patch("/tenants/" + tree.ca1.id(), "{\"mayDraw\": true}", version(tree.a1, tree.ca1))
                .ok();
        var offered = as(tree.ca1).get("/offer").ok().path("items");
        assertThat(offered.size()).isOne();
        assertThat(offered.toString()).contains(number, "3.50").doesNotContain("3.00", "2.50", "Wholesale");

        order(tree.ca1, "TAKE", number, "");

        assertThat(cost(tree.a, number)).isEqualByComparingTo("2.50");
        assertThat(cost(tree.a1, number)).isEqualByComparingTo("3.00");
        assertThat(cost(tree.ca1, number)).isEqualByComparingTo("3.50");
        var account = account(tree.ca1, tree.ca1, number);
        assertThat(status(tree.o, number)).isEqualTo("IN_USE");
        as(tree.ca1).delete("/accounts/" + account);
        order(tree.ca1, "RETURN", number, "");

        for (var passed : List.of(tree.ca1, tree.a1, tree.a)) {
            assertThat(as(passed).get("/dids/" + number).status())
                    .as(passed.name())
                    .isEqualTo(404);
        }
        assertThat(status(tree.o, number)).isEqualTo("FREE");
        for (var told : List.of(tree.o, tree.a, tree.a1)) {
            assertThat(as(told).get("/notices").text()).as(told.name()).contains("TAKEN");
        }
        for (var payer : List.of(tree.a, tree.a1)) {
            assertThat(as(payer).get("/notices").text()).as(payer.name()).contains("USE_ENDED");
        }
    }

    @Test
    void anInternalNumberIsTakenUsedAndReturnedAndNobodyIsEverChargedForIt() {
        as(tree.o)
                .post("/internal-ranges", "{\"first\": \"0800\", \"last\": \"0899\"}")
                .ok();
        as(tree.ca1).post("/internal-numbers", "{\"numbers\": [\"0801\"]}").ok();
        var account = account(tree.ca1, tree.ca1, "0801");
        assertThat(status(tree.ca1, "0801")).isEqualTo("IN_USE");
        var paid = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, paid);
        post(Duration.ofDays(70));

        as(tree.ca1).delete("/accounts/" + account);
        assertThat(status(tree.ca1, "0801")).isEqualTo("FREE");
        assertThat(as(tree.ca1).delete("/internal-numbers/0801").status()).isBetween(200, 299);

        assertThat(as(tree.cb).get("/internal-numbers/offer?number=0801").ok().path("items"))
                .hasSize(1);
        post(Duration.ofDays(140));
        assertThat(charges(tree.a, paid.getFirst())).isPositive();
        for (var payer : List.of(tree.o, tree.a, tree.a1, tree.ca1)) {
            assertThat(charges(payer, "0801")).as(payer.name()).isZero();
        }
    }

    @Test
    void aResellerGoesBankruptAndItsCustomersGoOnWithTheirNumbersElsewhere() {
        var numbers = tree.load(tree.o, 6);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers.subList(0, 2));
        tree.give(tree.a, tree.a1, numbers.subList(2, 4));
        tree.give(tree.a1, tree.ca1, numbers.subList(2, 3));
        account(tree.ca, tree.ca, numbers.get(0));
        account(tree.ca1, tree.ca1, numbers.get(2));
        var status = "/tenants/" + tree.a.id() + "/status";

        as(tree.o).put(status, status("SUSPENDED", version(tree.o, tree.a))).ok();
        assertThat(as(tree.ca).get("/dids/" + numbers.getFirst()).status()).isEqualTo(200);
        as(tree.o).put(status, status("CLOSED", version(tree.o, tree.a))).problem(422, "HOLDS_NUMBERS");
        var moved = as(tree.o)
                .post(
                        "/tenant-moves",
                        "{\"from\": \"A\", \"to\": \"B\", \"pricingBatch\": \"Wholesale\", \"preview\": false}")
                .ok();

        assertThat(moved.path("tenants").asInt()).isEqualTo(2);
        assertThat(moved.path("numbers").asInt()).isEqualTo(4);
        assertThat(moved.path("inUse").asInt()).isEqualTo(2);
        for (var number : List.of(numbers.get(0), numbers.get(2))) {
            assertThat(status(tree.o, number)).isEqualTo("IN_USE");
            assertThat(status(tree.b, number)).isEqualTo("IN_USE");
        }
        assertThat(status(tree.ca, numbers.get(1))).isEqualTo("FREE");
        assertThat(status(tree.a1, numbers.get(3))).isEqualTo("FREE");
        assertThat(cost(tree.ca, numbers.get(0))).isEqualByComparingTo("3.00");
        order(tree.o, "RECALL", numbers.get(4), "");
        order(tree.o, "RECALL", numbers.get(5), "");
        as(tree.o).put(status, status("CLOSED", version(tree.o, tree.a))).ok();
        assertThat(status(tree.o, numbers.get(5))).isEqualTo("FREE");
        assertThat(as(tree.ca).get("/notices").text()).contains("MOVED");
    }

    @Test
    void fiveHundredNumbersGivenToTheWrongResellerAreTakenBackAndItsChargesCredited() {
        var numbers = tree.load(tree.o, 500);
        tree.put(tree.o, tree.wholesale(tree.o), numbers.subList(0, 200));
        var given = as(tree.o)
                .post("/operations", """
                        {"operation": "GIVE", "target": "A", "preview": false, "applyTo": {"all": true}}
                        """, UUID.randomUUID().toString())
                .ok();
        assertThat(given.path("changed").asInt()).isEqualTo(500);
        assertThat(paid(tree.a)).isEqualByComparingTo("600.00");
        var address = "/operations/" + given.path("id").asString() + "/undo";
        as(tree.a).post(address, "{}").problem(404, "NOT_THERE");

        var undone = as(tree.o).post(address, "{}").ok();

        assertThat(undone.path("changed").asInt()).isEqualTo(500);
        assertThat(undone.path("skipped").size()).isZero();
        assertThat(paid(tree.a)).isEqualByComparingTo("0");
        assertThat(as(tree.a).get("/charges?kind=CREDIT&limit=200").ok().path("items"))
                .isNotEmpty();
        assertThat(as(tree.a).get("/dids").ok().path("items")).isEmpty();
        var first = as(tree.o).get("/dids/" + numbers.getFirst()).ok();
        assertThat(first.path("status").asString()).isEqualTo("FREE");
        assertThat(first.path("pricingBatch").asString()).isEqualTo("Wholesale");
        assertThat(as(tree.o)
                        .get("/dids/" + numbers.getLast())
                        .ok()
                        .path("pricingBatch")
                        .isNull())
                .isTrue();
        assertThat(as(tree.a).get("/notices").text()).contains("RECALLED");
    }

    private static String accounts(Member customer) {
        return "/customers/" + customer.id() + "/accounts";
    }

    private int account(Member actor, Member customer, String id) {
        var path = actor == customer ? "/accounts" : accounts(customer);
        return as(actor)
                .post(path, "{\"accountId\": \"%s\"}".formatted(id))
                .ok()
                .path("id")
                .asInt();
    }

    private JsonNode order(Member member, String operation, String number, String more) {
        var done = as(member)
                .post(
                        "/operations",
                        """
                        {"operation": "%s", %s "preview": false, "applyTo": {"numbers": ["%s"]}}
                        """.formatted(operation, more, number),
                        UUID.randomUUID().toString())
                .ok();
        assertThat(done.path("changed").asInt()).as("%s", done).isEqualTo(1);
        return done;
    }

    private String status(Member holder, String number) {
        return as(holder).get("/dids/" + number).ok().path("status").asString();
    }

    private BigDecimal cost(Member holder, String number) {
        var cost = as(holder).get("/dids/" + number).ok().path("recurringCost");
        return new BigDecimal(cost.isObject() ? cost.path("amount").asString() : cost.asString());
    }

    private int version(Member parent, Member child) {
        return as(parent).get("/tenants/" + child.id()).ok().path("version").asInt();
    }

    private static String status(String status, int version) {
        return "{\"status\": \"%s\", \"version\": %d}".formatted(status, version);
    }

    /** Posts what will be due then. */
    private void post(Duration later) {
        LedgerPostings.over(TestDatabase.get().app())
                .post(tree.o.operatorId(), ZoneOffset.UTC, Instant.now().plus(later), 1_000);
    }

    /** In all months. */
    private int charges(Member payer, String number) {
        return as(payer)
                .get("/charges/months")
                .ok()
                .path("items")
                .valueStream()
                .mapToInt(month -> as(payer)
                        .get("/charges?month=%s&number=%s".formatted(month.asString(), number))
                        .ok()
                        .path("items")
                        .size())
                .sum();
    }

    /** What it pays in this month so far. */
    private BigDecimal paid(Member payer) {
        return as(payer)
                .get("/charges/statement")
                .ok()
                .path("paid")
                .valueStream()
                .map(sum -> new BigDecimal(sum.path("amount").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
