package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Saved searches as the API gives them: whose they are, and what each user wants them for. */
class SavedSearchesOverApiTest extends ApiTest {

    @Test
    void aSearchIsPinnedAndOpensFirstForOneUserOnly() {
        var id = save(as(tree.a), "Vienna", "country=AT", true);
        var other = viewer(tree.a);
        assertThat(item(other, id).path("changeable").asBoolean()).isFalse();
        assertThat(item(other, id).path("owner").asString())
                .isNotBlank()
                .isEqualTo(item(as(tree.a), id).path("owner").asString());

        assertThat(other.put("/saved-searches/" + id + "/pin", "")
                        .ok()
                        .path("pinned")
                        .asBoolean())
                .isTrue();
        other.put("/saved-searches/" + id + "/default", "").ok();
        assertThat(item(other, id).path("opensFirst").asBoolean()).isTrue();
        assertThat(item(as(tree.a), id).path("pinned").asBoolean()).isFalse();
        assertThat(item(as(tree.a), id).path("version").asInt()).isZero();
        other.patch("/saved-searches/" + id, "{\"name\": \"Mine\"}", 0).problem(422, "NOT_YOURS");

        other.delete("/saved-searches/" + id + "/pin").ok();
        other.delete("/saved-searches/" + id + "/default").ok();
        assertThat(item(other, id).path("pinned").asBoolean()).isFalse();
        assertThat(item(other, id).path("opensFirst").asBoolean()).isFalse();
    }

    @Test
    void itsCountIsTheReadersOwn() {
        tree.load(tree.o, 3);
        tree.load(tree.o, TestTree.freshNumbers(2), Facts.BERLIN.in("AT", "Wien"));
        var id = save(as(tree.o), "Vienna", "country=AT", true);

        var counted = viewer(tree.o).get("/saved-searches/" + id + "/count").ok();
        assertThat(counted.path("value").asInt()).isEqualTo(2);
        assertThat(counted.path("exact").asBoolean()).isTrue();
    }

    @Test
    void customersAreSearchedBySavedSearchesToo() {
        var saved = as(tree.a)
                .post("/saved-searches", "{\"name\": \"Ours\", \"query\": \"q=c\", \"list\": \"CUSTOMERS\"}")
                .ok();
        var address = "/saved-searches/" + saved.path("id").asInt();
        assertThat(saved.path("list").asString()).isEqualTo("CUSTOMERS");
        assertThat(as(tree.a).get(address + "/count").ok().path("value").asInt())
                .isEqualTo(1);
        as(tree.a).patch(address, "{\"list\": \"NUMBERS\"}", 0).invalid("list", "FIXED");
        as(tree.a).put(address + "/pin", "").problem(422, "NO_TILES");
        as(tree.b).get(address).problem(404, "NOT_THERE");
    }

    @Test
    void aClerkDoesNotLearnAmountsByCounting() {
        var condition = "{\"field\":\"recurringCost\",\"operator\":\"GREATER\",\"value\":\"1 EUR\"}";
        var id = save(as(tree.a), "Dear", "filter=" + URLEncoder.encode(condition, StandardCharsets.UTF_8), true);

        as(tree.a).get("/saved-searches/" + id + "/count").ok();
        clerk(tree.a).get("/saved-searches/" + id + "/count").invalid("filter.field", "UNKNOWN_FIELD");
    }

    @Test
    void nobodyElseHasIt() {
        var id = save(as(tree.a), "Vienna", "country=AT", true);
        var own = save(as(tree.a), "Own", "country=AT", false);

        for (var other : List.of(as(tree.o), as(tree.b), as(tree.a1), as(tree.ca), as(tree.p))) {
            for (var part : List.of("/pin", "/default")) {
                other.put("/saved-searches/" + id + part, "").problem(404, "NOT_THERE");
                other.delete("/saved-searches/" + id + part).problem(404, "NOT_THERE");
            }
            other.get("/saved-searches/" + id + "/count").problem(404, "NOT_THERE");
            assertThat(other.get("/saved-searches").ok().path("items").size()).isZero();
        }
        viewer(tree.a).put("/saved-searches/" + own + "/pin", "").problem(404, "NOT_THERE");
        viewer(tree.a).get("/saved-searches/" + own + "/count").problem(404, "NOT_THERE");
        assertThat(anonymous().put("/saved-searches/" + id + "/pin", "").status())
                .isEqualTo(401);
        assertThat(anonymous().get("/saved-searches/" + id + "/count").status()).isEqualTo(401);
        var reading = readingOnly(tree.a).put("/saved-searches/" + id + "/pin", "");
        assertThat(reading.status()).isEqualTo(403);
        assertThat(item(as(tree.a), id).path("pinned").asBoolean()).isFalse();
    }

    @Test
    void aSeventhPinIsRefused() {
        for (var n = 0; n < 6; n++) {
            as(tree.a)
                    .put("/saved-searches/" + save(as(tree.a), "S" + n, "q=" + n, false) + "/pin", "")
                    .ok();
        }
        var last = save(as(tree.a), "Last", "q=9", false);
        as(tree.a).put("/saved-searches/" + last + "/pin", "").problem(422, "TOO_MANY_PINS");
    }

    private static int save(Client client, String name, String query, boolean shared) {
        return client.post("/saved-searches", """
                        {"name": "%s", "query": "%s", "shared": %s}
                        """.formatted(name, query, shared))
                .ok()
                .path("id")
                .asInt();
    }

    private static JsonNode item(Client client, int id) {
        return client.get("/saved-searches/" + id).ok();
    }
}
