package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.tenancy.LedgerPostings;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Internal numbers, sentence by sentence. */
class InternalNumberRulesOverApiTest extends RulesOverApi {

    @Test
    void theyHaveThreeToSixDigitsMayStartWithZeroAndFromSevenOnANumberIsNone() {
        for (var wrong : List.of("12", "1000000", "+100", "1a0")) {
            assertThat(range(tree.o, wrong, wrong, null).status()).as(wrong).isIn(400, 422);
        }
        range(tree.o, "000", "009", null).ok();
        range(tree.o, "999990", "999999", null).ok();

        take(tree.ca, "007").ok();
        assertThat(did(tree.ca, "007").path("number").asString()).isEqualTo("007");
        assertThat(did(tree.ca, "007").path("numberType").asString()).isEqualTo("INTERNAL");
    }

    @Test
    void aSearchForNumbersFindsThemOnlyByTheirTypeOrByATextOfSixDigitsAtMost() {
        range(tree.o, "4930", "4939", null).ok();
        take(tree.ca, "4930").ok();
        var stock = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, stock);
        tree.give(tree.a, tree.ca, stock);

        assertThat(found(tree.ca, "/dids")).isEqualTo(stock);
        assertThat(found(tree.ca, "/dids?number=4930")).contains("4930");
        assertThat(found(tree.ca, "/dids?number=" + stock.getFirst().substring(0, 7)))
                .isEqualTo(stock);
        var byType = Client.in("{\"field\": \"numberType\", \"operator\": \"IS\", \"value\": \"INTERNAL\"}");
        assertThat(found(tree.ca, "/dids?filter=" + byType)).containsExactly("4930");
    }

    @Test
    void theyAreUniqueInAnOperatorWhichIsOneNetwork() {
        range(tree.o, "100", "109", null).ok();
        range(tree.p, "100", "109", null).ok();
        var guest = tree.customer(tree.q, "Guest");
        take(tree.ca, "100").ok();

        take(tree.cb, "100").problem(422, "TAKEN");
        take(guest, "100").ok();

        assertThat(status(tree.ca, "100")).isEqualTo("FREE");
        assertThat(status(guest, "100")).isEqualTo("FREE");
    }

    @Test
    void onlyTheOperatorLaysDownRanges() {
        for (var other : List.of(tree.a, tree.b, tree.ca)) {
            assertThat(range(other, "100", "109", null).status())
                    .as(other.name())
                    .isIn(403, 404);
        }
        assertThat(clerk(tree.o)
                        .post("/internal-ranges", "{\"first\": \"100\", \"last\": \"109\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aResellersBlockIsSeenByItsSubtreeAloneAndAllOthersShareTheRest() {
        range(tree.o, "100", "101", null).ok();
        range(tree.o, "200", "201", tree.a).ok();

        for (var below : List.of(tree.ca, tree.ca1)) {
            assertThat(offered(below)).as(below.name()).containsExactly("200", "201");
        }
        assertThat(offered(tree.cb)).containsExactly("100", "101");
        take(tree.cb, "200").problem(422, "NOT_OFFERED");
        take(tree.ca, "100").problem(422, "NOT_OFFERED");
        take(tree.ca1, "200").ok();
        assertThat(offered(tree.ca)).containsExactly("201");
    }

    @Test
    void aCustomerTakesUpToItsLimitWhichResellersMayLowerAndOnlyTheOperatorRaises() {
        range(tree.o, "100", "199", null).ok();
        assertThat(most(tree.ca1)).isEqualTo(10);
        limit(tree.a1, tree.ca1, 50);
        assertThat(most(tree.ca1)).isEqualTo(10);
        limit(tree.a, tree.a1, 1);
        assertThat(most(tree.ca1)).isEqualTo(1);
        take(tree.ca1, "100").ok();
        take(tree.ca1, "101").problem(422, "LIMIT");
        limit(tree.a, tree.a1, 10);
        limit(tree.o, tree.a, 20);
        assertThat(most(tree.ca)).isEqualTo(20);
    }

    @Test
    void theyNeedNoAssignedBatchAndCostNothingOnAnyLevel() {
        range(tree.o, "100", "199", null).ok();
        as(tree.a1)
                .put("/tenants/" + tree.ca1.id() + "/assigned-batches", "{\"batches\": []}")
                .ok();

        take(tree.ca1, "100").ok();

        for (var level : List.of(tree.a, tree.a1, tree.ca1)) {
            assertThat(new BigDecimal(monthly(level, "100"))).as(level.name()).isZero();
        }
        assertThat(status(tree.b, "100")).isEqualTo("ABSENT");
    }

    @Test
    void aReturnedOneIsFreeAtOnceHoweverLongItWasUsed() {
        range(tree.o, "100", "100", null).ok();
        take(tree.ca, "100").ok();
        var account = account(tree.ca, tree.ca, "100");
        succeeds(as(tree.ca).delete(account));
        succeeds(as(tree.ca).delete("/internal-numbers/100"));

        assertThat(offered(tree.cb)).containsExactly("100");
        take(tree.cb, "100").ok();
        assertThat(status(tree.ca, "100")).isEqualTo("ABSENT");
    }

    @Test
    void theyAreNotAmongWhatATenantIsCountedToHold() {
        range(tree.o, "100", "199", null).ok();
        take(tree.ca, "100").ok();

        for (var level : List.of(tree.o, tree.a, tree.ca)) {
            assertThat(found(level, "/dids")).as(level.name()).isEmpty();
            assertThat(as(level).get("/dids.csv").text()).as(level.name()).doesNotContain("100");
        }
        assertThat(as(tree.o).get("/tenants").ok().toString()).doesNotContain("\"held\":1");
    }

    @Test
    void theyNeverMakeAChargeOnAnyLevel() {
        range(tree.o, "100", "199", null).ok();
        take(tree.ca1, "100").ok();
        account(tree.ca1, tree.ca1, "100");
        LedgerPostings.over(TestDatabase.get().app())
                .post(tree.o.operatorId(), ZoneOffset.UTC, Instant.now().plus(Duration.ofDays(70)), 1_000);

        for (var level : List.of(tree.o, tree.a, tree.a1, tree.ca1)) {
            assertThat(as(level).get("/charges/months").ok().path("items").valueStream())
                    .as(level.name())
                    .allSatisfy(month -> assertThat(as(level)
                                    .get("/charges?month=" + month.asString())
                                    .ok()
                                    .path("items"))
                            .isEmpty());
        }
    }

    private Client.Answer range(Member operator, String first, String last, @Nullable Member reseller) {
        return as(operator)
                .post(
                        "/internal-ranges",
                        "{\"first\": \"%s\", \"last\": \"%s\", \"blockFor\": %s}"
                                .formatted(first, last, reseller == null ? null : reseller.id()));
    }

    private Client.Answer take(Member customer, String number) {
        return as(customer).post("/internal-numbers", "{\"numbers\": [\"%s\"]}".formatted(number));
    }

    private List<String> offered(Member customer) {
        return as(customer)
                .get("/internal-numbers/offer")
                .ok()
                .path("items")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private int most(Member customer) {
        return as(customer).get("/internal-numbers").ok().path("most").asInt();
    }

    private void limit(Member seller, Member child, int most) {
        as(seller)
                .put("/internal-limits/" + child.id(), "{\"most\": %d}".formatted(most))
                .ok();
    }

    private List<String> found(Member member, String search) {
        return as(member)
                .get(search)
                .ok()
                .path("items")
                .valueStream()
                .map(it -> it.path("number").asString())
                .toList();
    }
}
