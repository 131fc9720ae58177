package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestTree.Member;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who holds what, and who sees of whom what, sentence by sentence. */
class OwnershipRulesOverApiTest extends RulesOverApi {

    @Test
    void aNumberGoesDownFromTenantToTenantAndEachRowNamesTheNextOnly() {
        var number = tree.load(tree.o, 1);
        done(tree.o, "GIVE", "\"target\": \"A\"", number);
        done(tree.a, "GIVE", "\"target\": \"A1\"", number);
        done(tree.a1, "GIVE", "\"target\": \"CA1\"", number);

        assertThat(with(tree.o, number)).isEqualTo("A");
        assertThat(with(tree.a, number)).isEqualTo("A1");
        assertThat(with(tree.a1, number)).isEqualTo("CA1");
        assertThat(with(tree.ca1, number)).isEmpty();
        assertThat(as(tree.o).get("/dids/" + number.getFirst()).text()).doesNotContain("A1");
        assertThat(as(tree.ca1).get("/dids/" + number.getFirst()).text()).doesNotContain("\"A1\"", "\"A\"", "\"O\"");
    }

    @Test
    void aTenantsInventoryIsExactlyItsOwnHoldings() {
        var numbers = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, numbers.subList(0, 2));
        tree.give(tree.a, tree.ca, numbers.subList(0, 1));

        assertThat(as(tree.o).get("/dids").ok().path("items")).hasSize(3);
        assertThat(as(tree.a).get("/dids").ok().path("items")).hasSize(2);
        assertThat(as(tree.ca).get("/dids").ok().path("items")).hasSize(1);
        for (var other : List.of(tree.b, tree.a1, tree.cb, tree.p, tree.q)) {
            assertThat(as(other).get("/dids").ok().path("items"))
                    .as(other.name())
                    .isEmpty();
            as(other).get("/dids/" + numbers.getFirst()).problem(404, "NOT_THERE");
        }
        assertThat(anonymous().get("/dids").status()).isEqualTo(401);
    }

    @Test
    void whatAResellerBoughtItselfTheOperatorDoesNotHoldAndItIsNotReleasedToAPoolAbove() {
        var number = tree.load(tree.b, 1);

        assertThat(status(tree.o, number.getFirst())).isEqualTo("ABSENT");
        var released = order(tree.b, "RELEASE_TO_POOL", "", number);
        assertThat(released.path("changed").asInt()).isZero();
        assertThat(reasons(released)).hasSize(1);
        assertThat(status(tree.b, number.getFirst())).isEqualTo("FREE");
    }

    @Test
    void aParentSeesNothingOfAChildsBatchesGroupsAndDescriptionsNorAChildItsParentsCostAndVendor() {
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        as(tree.a).post("/did-groups", "{\"name\": \"Hotels\"}").ok();
        done(tree.a, "ASSIGN_TO_GROUP", "\"target\": \"Hotels\"", number);
        done(tree.a, "SET_DESCRIPTION", "\"description\": \"Lobby of the Ritz\"", number);
        done(tree.a, "ASSIGN_TO_PRICING_BATCH", "\"target\": \"Retail\"", number);

        for (var path : List.of("/dids", "/dids/" + number.getFirst(), "/dids.csv", "/activity")) {
            assertThat(as(tree.o).get(path).text()).as(path).doesNotContain("Hotels", "Lobby of the Ritz", "Retail");
            assertThat(as(tree.a).get(path).text()).as(path).doesNotContain("Carrier", "2.00");
        }
        assertThat(did(tree.a, number.getFirst()).path("supplyLabel").asString())
                .isEqualTo("Premium routes");
    }

    @Test
    void aTenantKnowsTheNamesOfItsDirectChildrenOnly() {
        assertThat(names(tree.o)).isEqualTo(List.of("A", "B"));
        assertThat(names(tree.a)).isEqualTo(List.of("A1", "CA"));
        as(tree.o).get("/tenants/" + tree.a1.id()).problem(404, "NOT_THERE");
        as(tree.a).get("/tenants/" + tree.ca1.id()).problem(404, "NOT_THERE");
        as(tree.a).get("/tenants/" + tree.b.id()).problem(404, "NOT_THERE");
    }

    @Test
    void controlLiesWithTheDeepestHoldingAndAboveItTheNumberCanOnlyBeRecalled() {
        var number = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, number);
        tree.give(tree.a, tree.ca, number);

        for (var operation : List.of("FREEZE", "DELETE", "UNASSIGN_FROM_PRICING_BATCH")) {
            assertThat(passedOver(tree.o, operation, "", number)).as(operation).hasSize(1);
        }
        assertThat(passedOver(tree.o, "GIVE", "\"target\": \"B\"", number)).containsExactly("WITH_CHILD");
        assertThat(passedOver(tree.a, "GIVE", "\"target\": \"A1\"", number)).containsExactly("WITH_CHILD");
        done(tree.a, "RECALL", "", number);
        done(tree.o, "RECALL", "", number);
        assertThat(status(tree.o, number.getFirst())).isEqualTo("FREE");
    }

    private String with(Member holder, List<String> number) {
        return did(holder, number.getFirst()).path("heldBy").asString("");
    }

    private List<String> names(Member parent) {
        return as(parent)
                .get("/tenants")
                .ok()
                .path("items")
                .valueStream()
                .map(it -> it.path("name").asString())
                .sorted()
                .toList();
    }
}
