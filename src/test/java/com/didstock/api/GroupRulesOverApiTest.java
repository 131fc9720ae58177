package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.testing.TestTree.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules that group numbers, over the API: of the tenant's own numbers into its own groups. */
class GroupRulesOverApiTest extends ApiTest {

    private static final String RULES = "/group-rules";

    private List<String> german = List.of();
    private List<String> french = List.of();

    @BeforeEach
    void stock() {
        german = tree.load(tree.o, TestTree.freshNumbers(3), Facts.BERLIN);
        french = tree.load(tree.o, TestTree.freshNumbers(2), Facts.BERLIN.in("FR", "Paris"));
        group(tree.o, "Germany");
        group(tree.o, "Rest");
    }

    @Test
    void theFirstRuleThatFitsGroupsTheStockWhenToldSo() {
        var operator = as(tree.o);
        var set = operator.put(RULES, """
                        {"rules": [{"group": "Germany", "country": "DE"}, {"group": "Rest", "numberType": "GEOGRAPHIC"}]}
                        """).ok();
        assertThat(set.at("/rules/0/group").asString()).isEqualTo("Germany");
        assertThat(operator.get(RULES).ok()).isEqualTo(set);

        var preview = operator.get(RULES + "/preview").ok();
        assertThat(preview.path("unlabelled").asInt()).isEqualTo(5);
        assertThat(groupOf(tree.o, german.getFirst())).as("nothing is done yet").isNull();
        assertThat(operator.post(RULES + "/apply", "{}").ok().path("changed").asInt())
                .isEqualTo(5);

        german.forEach(number -> assertThat(groupOf(tree.o, number)).isEqualTo("Germany"));
        french.forEach(number -> assertThat(groupOf(tree.o, number)).isEqualTo("Rest"));
        assertThat(operator.post(RULES + "/apply", "{}").ok().path("changed").asInt())
                .isZero();
    }

    @Test
    void whatIsInAnotherGroupStaysThereUnlessItIsToBeRelabelled() {
        var operator = as(tree.o);
        operator.put(RULES, "{\"rules\": [{\"group\": \"Rest\", \"numberType\": \"GEOGRAPHIC\"}]}")
                .ok();
        operator.post(RULES + "/apply", "{}").ok();
        operator.put(RULES, "{\"rules\": [{\"group\": \"Germany\", \"country\": \"DE\"}]}")
                .ok();

        assertThat(operator.get(RULES + "/preview").ok().path("others").asInt()).isEqualTo(3);
        assertThat(operator.post(RULES + "/apply", "{}").ok().path("changed").asInt())
                .isZero();
        assertThat(operator.post(RULES + "/apply", "{\"relabel\": true}")
                        .ok()
                        .path("changed")
                        .asInt())
                .isEqualTo(3);

        german.forEach(number -> assertThat(groupOf(tree.o, number)).isEqualTo("Germany"));
        french.forEach(number -> assertThat(groupOf(tree.o, number)).isEqualTo("Rest"));
    }

    @Test
    void whatCantBeARuleIsRefusedWithTheFieldAndTheRulesStay() {
        var operator = as(tree.o);
        operator.put(RULES, "{\"rules\": [{\"group\": \"Germany\", \"country\": \"DE\"}]}")
                .ok();
        group(tree.a, "Only A's");

        for (var wrong : List.of(
                "{}",
                "{\"rules\": [{\"country\": \"DE\"}]}",
                "{\"rules\": [{\"group\": \"Nowhere\", \"country\": \"DE\"}]}",
                "{\"rules\": [{\"group\": \"Only A's\", \"country\": \"DE\"}]}",
                "{\"rules\": [{\"group\": \"Germany\"}]}",
                "{\"rules\": [{\"group\": \"Germany\", \"numberType\": \"SHOE\"}]}")) {
            assertThat(operator.put(RULES, wrong).status()).as(wrong).isBetween(400, 422);
        }

        assertThat(operator.get(RULES).ok().path("rules").size()).isEqualTo(1);
    }

    @Test
    void nobodysRulesReachAnothersNumbersOrGroups() {
        as(tree.o)
                .put(RULES, "{\"rules\": [{\"group\": \"Germany\", \"country\": \"DE\"}]}")
                .ok();
        tree.give(tree.o, tree.a, german);
        for (var other : List.of(tree.a, tree.b, tree.p, tree.ca)) {
            assertThat(as(other).get(RULES).ok().path("rules").size())
                    .as("%s", other)
                    .isZero();
            assertThat(as(other).get(RULES + "/preview").ok().path("unlabelled").asInt())
                    .as("%s", other)
                    .isZero();
            assertThat(as(other)
                            .post(RULES + "/apply", "{}")
                            .ok()
                            .path("changed")
                            .asInt())
                    .as("%s", other)
                    .isZero();
        }

        as(tree.o).post(RULES + "/apply", "{}").ok();

        german.forEach(number -> assertThat(groupOf(tree.o, number)).isEqualTo("Germany"));
        german.forEach(number -> assertThat(groupOf(tree.a, number)).isNull());
        assertThat(anonymous().get(RULES).status()).isEqualTo(401);
        assertThat(anonymous().post(RULES + "/apply", "{}").status()).isEqualTo(401);
    }

    private void group(Member member, String name) {
        as(member).post("/did-groups", "{\"name\": \"%s\"}".formatted(name)).ok();
    }

    private @Nullable String groupOf(Member member, String number) {
        var group = as(member).get("/dids/" + number).ok().path("group");
        return group.isNull() ? null : group.isObject() ? group.path("name").asString() : group.asString();
    }
}
