package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestTree.Member;
import java.util.List;
import org.junit.jupiter.api.Test;

class OversightOverApiTest extends ApiTest {

    @Test
    void theOperatorReadsTheTreePageByPage() {
        tree.give(tree.o, tree.a, tree.load(tree.o, 2));
        var operator = as(tree.o);
        var first = operator.get("/tenants/tree?limit=4").ok();
        assertThat(first.path("count").asInt()).isEqualTo(6);
        assertThat(first.at("/items/0/name").asString()).isEqualTo("A");
        assertThat(first.at("/items/0/held").asInt()).isEqualTo(2);
        assertThat(first.at("/items/2/parents").toString()).isEqualTo("[\"A\",\"A1\"]");
        var last = operator.get(
                        "/tenants/tree?limit=4&after=" + first.path("next").asInt())
                .ok();
        assertThat(last.path("items").size()).isEqualTo(2);
        assertThat(last.path("next").isNull()).isTrue();
        operator.get("/tenants/tree?limit=0").problem(400, "INVALID");
        operator.get("/tenants/tree?sort=NONSENSE").problem(400, "INVALID");
    }

    @Test
    void aTenantGivesSupportAccessAndEndsItAndNobodyElseDoes() {
        var holder = as(tree.a);
        var id =
                holder.post("/support-grants", "{\"hours\": 8}").ok().path("id").asInt();
        assertThat(holder.get("/support-grants").ok().at("/items/0/id").asInt()).isEqualTo(id);
        holder.post("/support-grants", "{}").problem(400, "INVALID");
        assertThat(holder.get("/support-views").ok().path("items").size()).isZero();

        for (Member member : List.of(tree.o, tree.a1, tree.b, tree.q)) {
            assertThat(as(member).delete("/support-grants/" + id).status()).isEqualTo(404);
            assertThat(as(member).get("/support-grants").ok().path("items").size())
                    .isZero();
        }
        assertThat(as(tree.o).post("/support-grants", "{\"hours\": 8}").status())
                .isEqualTo(404);
        assertThat(viewer(tree.a).delete("/support-grants/" + id).status()).isEqualTo(403);
        assertThat(clerk(tree.a).post("/support-grants", "{\"hours\": 8}").status())
                .isEqualTo(403);
        assertThat(anonymous().get("/support-grants").status()).isEqualTo(401);

        assertThat(holder.delete("/support-grants/" + id).status()).isEqualTo(204);
        assertThat(holder.delete("/support-grants/" + id).status()).isEqualTo(404);
    }

    @Test
    void theOperatorLooksUpAChainForAReasonAndNobodyElseDoes() {
        var numbers = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, numbers);
        var order = "{\"number\": \"%s\", \"reason\": \"Porting 7\"}".formatted(numbers.getFirst());
        var operator = as(tree.o);
        var levels = operator.post("/chain-looks", order).ok().path("levels");
        assertThat(levels.size()).isEqualTo(2);
        assertThat(levels.get(1).path("tenant").asString()).isEqualTo("A");
        assertThat(levels.toString()).doesNotContain("ost", "rice", "batch", "group", "description");
        assertThat(operator.get("/chain-looks").ok().at("/items/0/reason").asString())
                .isEqualTo("Porting 7");
        assertThat(operator.post("/chain-looks", "{\"number\": \"%s\"}".formatted(numbers.getFirst()))
                        .status())
                .isIn(400, 409, 422);

        for (Member member : List.of(tree.a, tree.a1, tree.q)) {
            assertThat(as(member).get("/tenants/tree").status()).isEqualTo(404);
            assertThat(as(member).post("/chain-looks", order).status()).isEqualTo(404);
            assertThat(as(member).get("/chain-looks").status()).isEqualTo(404);
        }
        assertThat(viewer(tree.o).post("/chain-looks", order).status()).isEqualTo(403);
        assertThat(clerk(tree.o).post("/chain-looks", order).status()).isEqualTo(403);
        assertThat(anonymous().get("/tenants/tree").status()).isEqualTo(401);
        assertThat(anonymous().post("/chain-looks", order).status()).isEqualTo(401);
        assertThat(operator.get("/chain-looks").ok().path("items").size()).isOne();
    }
}
