package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestTree.Member;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UseComparisonsOverApiTest extends ApiTest {

    @Test
    void aSoftswitchsListIsComparedAndTheDifferencesComeAsJsonOrCsv() {
        var used = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, used);
        tree.give(tree.a, tree.ca, used.subList(0, 2));
        var customer = as(tree.ca);
        customer.post("/accounts", "{\"accountId\": \"%s\"}".formatted(used.get(0)))
                .ok();
        customer.post("/accounts", "{\"accountId\": \"%s\"}".formatted(used.get(1)))
                .ok();
        var csv = "number,account\n%s,%s\n%s,=cmd\n".formatted(used.get(0), used.get(0), used.get(2));

        var reseller = as(tree.a);
        var found = reseller.upload("/use-comparisons", csv, Map.of(), Map.of()).ok();
        assertThat(found.path("listed").asInt()).isEqualTo(2);
        assertThat(found.path("agreed").asInt()).isOne();
        assertThat(found.path("notThere").asInt()).isOne();
        assertThat(found.path("notHere").asInt()).isOne();
        assertThat(found.at("/differences/0/kind").asString()).isEqualTo("NOT_THERE");
        assertThat(found.at("/differences/0/customer").asInt()).isEqualTo(tree.ca.id());
        assertThat(found.at("/differences/0/line").isNull()).isTrue();
        assertThat(found.at("/differences/1/status").asString()).isEqualTo("FREE");
        assertThat(reseller.upload("/use-comparisons?limit=1", csv, Map.of(), Map.of())
                        .ok()
                        .path("differences")
                        .size())
                .isOne();

        var file = reseller.upload("/use-comparisons.csv", csv, Map.of(), Map.of());
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.text().lines().toList())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("NOT_THERE," + used.get(1) + ",CA," + used.get(1)))
                .anyMatch(line -> line.startsWith("NOT_HERE," + used.get(2)) && !line.contains(",=cmd"));

        var one = Map.of("customer", Integer.toString(tree.ca.id()));
        assertThat(reseller.upload("/use-comparisons", csv, one, Map.of()).status())
                .isEqualTo(200);
        for (Member other : List.of(tree.o, tree.a1, tree.b)) {
            var answer = as(other)
                    .upload("/use-comparisons", csv, Map.of(), Map.of())
                    .ok();
            assertThat(answer.path("inUse").asInt()).as(other.name()).isZero();
            assertThat(as(other).upload("/use-comparisons", csv, one, Map.of()).status())
                    .as(other.name())
                    .isIn(404, 422);
        }
        assertThat(anonymous()
                        .upload("/use-comparisons", csv, Map.of(), Map.of())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void whatIsNoListIsRefusedWithASentence() {
        var answer = as(tree.a).upload("/use-comparisons", "colour\nred\n", Map.of(), Map.of());
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("names no column of numbers");
        assertThat(as(tree.a)
                        .upload("/use-comparisons?limit=0", "number\n1\n", Map.of(), Map.of())
                        .status())
                .isEqualTo(400);
    }
}
