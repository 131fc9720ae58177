package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
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
        var numbers = tree.load(tree.o, 300);
        tree.put(tree.o, tree.wholesale(tree.o), numbers);
        tree.give(tree.o, tree.a, numbers.subList(0, 250));
        var address = "/pricing-batches/" + tree.wholesale(tree.o);
        var version = as(tree.o).get(address).ok().path("version").asInt();

        as(tree.o).patch(address, "{\"recurringFee\": \"1.50\"}", version).ok();

        assertThat(cost(tree.a, numbers.getFirst())).isEqualByComparingTo("2.50");
        order(tree.a, "TAKE", numbers.get(260), "");
        assertThat(cost(tree.a, numbers.get(260))).isEqualByComparingTo("3.50");
        var preview = as(tree.o).post("/operations", """
                {"operation": "REPRICE", "applyTo": {"all": true}, "filter": {"heldBy": "A"}}
                """).ok();
        assertThat(preview.path("wouldChange").asInt()).isEqualTo(250);
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
}
