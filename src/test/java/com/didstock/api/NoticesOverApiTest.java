package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoticesOverApiTest extends ApiTest {

    @Test
    void whatOthersDidIsToldToTheHolderAloneAndMarkedAsRead() {
        tree.give(tree.o, tree.a, tree.load(tree.o, 3));
        var holder = as(tree.a);
        var page = holder.get("/notices").ok();
        assertThat(page.path("unread").asInt()).isOne();
        assertThat(page.at("/items/0/kind").asString()).isEqualTo("RECEIVED");
        assertThat(page.at("/items/0/numbers").asInt()).isEqualTo(3);
        assertThat(as(tree.b).get("/notices").ok().path("items").toString()).isEqualTo("[]");
        assertThat(anonymous().get("/notices").status()).isEqualTo(401);

        as(tree.b)
                .post(
                        "/notices/read",
                        "{\"ids\": [%d]}".formatted(page.at("/items/0/id").asLong()));
        assertThat(holder.get("/notices").ok().path("unread").asInt()).isOne();
        holder.post("/notices/read", "{}");
        assertThat(holder.get("/notices?unread=true").ok().path("items").toString())
                .isEqualTo("[]");

        assertThat(holder.put("/notices/kinds", "{\"kinds\": [\"RETURNED\"]}")
                        .ok()
                        .path("kinds")
                        .toString())
                .isEqualTo("[\"RETURNED\"]");
        holder.put("/notices/kinds", "{\"kinds\": [\"NONSENSE\"]}").problem(400, "INVALID");
        assertThat(holder.get("/notices").ok().path("items").toString()).isEqualTo("[]");
    }

    @Test
    void everybodyChoosesTheOwnMailAndNobodyElses() {
        var before = as(tree.a).get("/me/mail-choices").ok();
        assertThat(before.path("kinds").path("RETURNED").asString()).isEqualTo("DAILY");

        var chosen = as(tree.a)
                .put("/me/mail-choices", "{\"address\": \"jo@example.com\", \"kinds\": {\"RETURNED\": \"NEVER\"}}")
                .ok();
        assertThat(chosen.path("address").asString()).isEqualTo("jo@example.com");
        assertThat(chosen.path("kinds").path("RETURNED").asString()).isEqualTo("NEVER");
        assertThat(chosen.path("kinds").path("WITHDRAWN").asString()).isEqualTo("AT_ONCE");
        assertThat(as(tree.b)
                        .get("/me/mail-choices")
                        .ok()
                        .path("kinds")
                        .path("RETURNED")
                        .asString())
                .isEqualTo("DAILY");
        as(tree.a).put("/me/mail-choices", "{\"kinds\": {\"NOPE\": \"NEVER\"}}").invalid("kinds", "UNKNOWN_VALUE");
        as(tree.a)
                .put("/me/mail-choices", "{\"kinds\": {\"RETURNED\": \"SOON\"}}")
                .invalid("kinds.RETURNED", "UNKNOWN_VALUE");
        assertThat(as(tree.a)
                        .put("/me/mail-choices", "{\"address\": \"nowhere\"}")
                        .status())
                .isEqualTo(422);
        assertThat(as(tree.a).get("/me/mail-choices").ok().path("address").asString())
                .isEqualTo("jo@example.com");
    }
}
