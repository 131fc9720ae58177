package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestTree.Member;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When an account or alias stops using a number: where the number goes, sentence by sentence. */
class ReleaseRulesOverApiTest extends RulesOverApi {

    @Test
    void provisionedFromAPricingBatchItIsBackInThatSameBatchAndTheResellerStillHoldsItAndPays() {
        var number = with(tree.a);
        done(tree.a, "ASSIGN_TO_PRICING_BATCH", "\"target\": \"Retail\"", List.of(number));
        var paid = monthly(tree.a, number);
        var account = account(tree.a, tree.ca, number);
        assertThat(status(tree.ca, number)).isEqualTo("IN_USE");

        succeeds(as(tree.ca).delete(own(account)));

        assertThat(status(tree.ca, number)).isEqualTo("ABSENT");
        assertThat(status(tree.a, number)).isEqualTo("FREE");
        assertThat(batch(tree.a, number)).isEqualTo("Retail");
        assertThat(monthly(tree.a, number)).isEqualTo(paid);
        assertThat(status(tree.o, number)).isEqualTo("GIVEN");
    }

    @Test
    void provisionedViaTheBatchAssignedToTheCustomerItIsBackInThePoolAndEachResellerPassedThroughStopsPaying() {
        var number = tree.load(tree.o, 1).getFirst();
        layDown(tree.a1, tree.ca1, "{\"mayDraw\": true}");
        done(tree.ca1, "TAKE", "", List.of(number));
        var account = account(tree.ca1, tree.ca1, number);
        assertThat(status(tree.a, number)).isEqualTo("IN_USE");
        assertThat(status(tree.a1, number)).isEqualTo("IN_USE");

        succeeds(as(tree.a1).delete(of(tree.ca1, account) + "?then=RELEASE_TO_POOL"));

        for (var passed : List.of(tree.ca1, tree.a1, tree.a)) {
            assertThat(status(passed, number)).as(passed.name()).isEqualTo("ABSENT");
        }
        assertThat(status(tree.o, number)).isEqualTo("FREE");
        assertThat(batch(tree.o, number)).isEmpty();
    }

    @Test
    void whatTheCustomerAlreadyHeldStaysWithTheCustomerWhoPaysOn() {
        var number = with(tree.a, tree.ca);
        var paid = monthly(tree.ca, number);
        var account = account(tree.ca, tree.ca, number);

        succeeds(as(tree.a).delete(of(tree.ca, account)));

        assertThat(status(tree.ca, number)).isEqualTo("FREE");
        assertThat(monthly(tree.ca, number)).isEqualTo(paid);
        assertThat(status(tree.a, number)).isEqualTo("GIVEN");
    }

    @Test
    void whoeverDeletesMayKeepItWithTheCustomerOrHaveItBackInTheBatchOrReleaseItToThePoolAbove() {
        var kept = with(tree.a);
        var back = with(tree.a, tree.ca);
        var released = with(tree.a, tree.ca);
        done(tree.a, "ASSIGN_TO_PRICING_BATCH", "\"target\": \"Retail\"", List.of(kept));

        succeeds(as(tree.ca).delete(own(account(tree.a, tree.ca, kept)) + "?then=KEEP"));
        succeeds(as(tree.a).delete(account(tree.a, tree.ca, back) + "?then=BACK_TO_BATCH"));
        succeeds(as(tree.a).delete(account(tree.a, tree.ca, released) + "?then=RELEASE_TO_POOL"));

        assertThat(status(tree.ca, kept)).isEqualTo("FREE");
        assertThat(status(tree.ca, back)).isEqualTo("ABSENT");
        assertThat(status(tree.a, back)).isEqualTo("FREE");
        assertThat(status(tree.a, released)).isEqualTo("ABSENT");
        assertThat(status(tree.o, released)).isEqualTo("FREE");
    }

    @Test
    void onlyTheProviderReleasesToThePoolAboveUnlessItLaidThatDown() {
        var number = with(tree.a, tree.ca);
        var account = account(tree.ca, tree.ca, number);

        as(tree.ca).delete(account + "?then=RELEASE_TO_POOL").problem(422, "POOL_IS_THE_PROVIDERS");

        assertThat(status(tree.ca, number)).isEqualTo("IN_USE");
    }

    @Test
    void theDefaultIsSetPerCustomer() {
        var first = with(tree.a, tree.ca);
        var second = with(tree.a, tree.ca);
        layDown(tree.a, tree.ca, "{\"afterUse\": \"BACK_TO_BATCH\"}");
        succeeds(as(tree.ca).delete(account(tree.ca, tree.ca, first)));
        layDown(tree.a, tree.ca, "{\"afterUse\": \"KEEP\"}");
        succeeds(as(tree.ca).delete(account(tree.ca, tree.ca, second)));

        assertThat(status(tree.ca, first)).isEqualTo("ABSENT");
        assertThat(status(tree.a, first)).isEqualTo("FREE");
        assertThat(status(tree.ca, second)).isEqualTo("FREE");
    }

    @Test
    void changingAnIdUsesTheNewNumberAndThenReleasesTheOldOneByThisRule() {
        var before = with(tree.a);
        var after = with(tree.a, tree.ca);
        var account = account(tree.a, tree.ca, before);

        succeeds(changeId(tree.ca, own(account), after));

        assertThat(status(tree.ca, after)).isEqualTo("IN_USE");
        assertThat(status(tree.ca, before)).isEqualTo("ABSENT");
        assertThat(status(tree.a, before)).isEqualTo("FREE");
    }

    @Test
    void ifTheNewNumberFailsNothingChanges() {
        var before = with(tree.a, tree.ca);
        var taken = with(tree.a, tree.ca);
        var elsewhere = with(tree.a, tree.a1);
        var account = account(tree.ca, tree.ca, before);
        account(tree.ca, tree.ca, taken);
        var was = as(tree.ca).get(account).ok();

        changeId(tree.ca, account, taken).problem(422, "ID_TAKEN");
        changeId(tree.ca, account, elsewhere).problem(422, "NOT_HELD");

        assertThat(as(tree.ca).get(account).ok()).isEqualTo(was);
        assertThat(status(tree.ca, before)).isEqualTo("IN_USE");
        assertThat(status(tree.a1, elsewhere)).isEqualTo("FREE");
    }

    @Test
    void equalAfterNormalisationIsNoChange() {
        var number = with(tree.a);
        var account = account(tree.a, tree.ca, number);
        var was = as(tree.a).get(account).ok();
        var version = did(tree.ca, number).path("version").asInt();

        succeeds(changeId(tree.a, account, "+" + number.substring(0, 4) + " " + number.substring(4)));

        assertThat(as(tree.a).get(account).ok()).isEqualTo(was);
        assertThat(did(tree.ca, number).path("version").asInt()).isEqualTo(version);
    }

    @Test
    void anIdThatIsNoInventoryNumberIsAllowed() {
        var number = with(tree.a);
        var account = account(tree.a, tree.ca, number);

        succeeds(changeId(tree.a, account, "reception@hotel"));

        assertThat(as(tree.a).get(account).ok().path("accountId").asString()).isEqualTo("reception@hotel");
        assertThat(status(tree.a, number)).isEqualTo("FREE");
    }

    @Test
    void movingToAnotherAccountOfTheCustomerReleasesNothing() {
        var number = with(tree.a);
        var from = account(tree.a, tree.ca, "front");
        var to = account(tree.a, tree.ca, "back");
        as(tree.a)
                .post(from + "/aliases", "{\"numbers\": [\"%s\"]}".formatted(number))
                .ok();
        var version = did(tree.ca, number).path("version").asInt();

        as(tree.a)
                .post(
                        from + "/aliases/" + number + "/move",
                        "{\"to\": %s}".formatted(to.substring(to.lastIndexOf('/') + 1)))
                .ok();

        assertThat(as(tree.a).get(to).ok().path("numbers").toString()).contains(number);
        assertThat(as(tree.a).get(from).ok().path("numbers")).isEmpty();
        assertThat(status(tree.ca, number)).isEqualTo("IN_USE");
        assertThat(did(tree.ca, number).path("version").asInt()).isEqualTo(version);
    }

    @Test
    void swappingIdAndAliasReleasesNothing() {
        var id = with(tree.a);
        var alias = with(tree.a);
        var account = account(tree.a, tree.ca, id);
        as(tree.a)
                .post(account + "/aliases", "{\"numbers\": [\"%s\"]}".formatted(alias))
                .ok();

        as(tree.a).post(account + "/aliases/" + alias + "/make-id", "{}").ok();

        assertThat(as(tree.a).get(account).ok().path("accountId").asString()).isEqualTo(alias);
        for (var number : List.of(id, alias)) {
            assertThat(status(tree.ca, number)).isEqualTo("IN_USE");
            assertThat(status(tree.o, number)).isEqualTo("IN_USE");
        }
    }

    @Test
    void everyTenantWhoseRowChangedIsToldAndNobodyElse() {
        var number = with(tree.a, tree.a1);
        var account = account(tree.a1, tree.ca1, number);

        succeeds(as(tree.ca1).delete(own(account)));

        assertThat(notices(tree.a1)).contains("RETURNED");
        for (var above : List.of(tree.o, tree.a)) {
            assertThat(notices(above)).as(above.name()).contains("USE_ENDED");
        }
        for (var other : List.of(tree.b, tree.ca, tree.cb)) {
            assertThat(notices(other)).as(other.name()).doesNotContain("USE_ENDED", "RETURNED");
        }
    }

    @Test
    void siblingsAndStrangersEndNobodysUse() {
        var number = with(tree.a, tree.ca);
        var account = account(tree.ca, tree.ca, number);

        for (var stranger : List.of(tree.o, tree.b, tree.a1, tree.cb, tree.q)) {
            assertThat(as(stranger).delete(of(tree.ca, account)).status())
                    .as(stranger.name())
                    .isEqualTo(404);
        }
        assertThat(anonymous().delete(account).status()).isEqualTo(401);

        assertThat(status(tree.ca, number)).isEqualTo("IN_USE");
    }

    /** {@return a number that went down from the operator to these, one after the other} */
    private String with(Member... levels) {
        var number = tree.load(tree.o, 1);
        var from = tree.o;
        for (var to : levels) {
            tree.give(from, to, number);
            from = to;
        }
        return number.getFirst();
    }

    /** The account as its customer reaches it. */
    private static String own(String account) {
        return "/accounts/" + account.substring(account.lastIndexOf('/') + 1);
    }

    /** The account as the customer's provider reaches it. */
    private static String of(Member customer, String account) {
        return "/customers/" + customer.id() + own(account);
    }
}
