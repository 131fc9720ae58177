package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebhooksOverApiTest extends ApiTest {

    @Test
    void anAdministratorAddsChangesAndDeletesThem() {
        var admin = as(tree.a);
        var answer = admin.post("/webhooks", "{\"url\": \"https://webhooks.invalid/a\"}");
        assertThat(answer.status()).isEqualTo(201);
        var created = answer.body();
        assertThat(created.path("secret").asString()).startsWith("whsec_");
        var id = created.at("/webhook/id").asInt();
        assertThat(admin.get("/webhooks").ok().toString())
                .contains("https://webhooks.invalid/a")
                .doesNotContain("whsec_");

        assertThat(admin.put("/webhooks/" + id, "{\"url\": \"https://webhooks.invalid/b\", \"active\": false}")
                        .ok()
                        .path("active")
                        .asBoolean())
                .isFalse();
        admin.post("/webhooks/" + id + "/test", "").problem(422, "TURNED_OFF");
        admin.put("/webhooks/" + id, "{\"url\": \"https://webhooks.invalid/b\"}")
                .ok();
        assertThat(admin.post("/webhooks/" + id + "/test", "").status()).isEqualTo(202);
        var delivery = admin.get("/webhooks/" + id + "/deliveries").ok().at("/items/0");
        assertThat(delivery.path("kind").asString()).isEqualTo("TEST");
        assertThat(admin.post(
                                "/webhooks/" + id + "/deliveries/"
                                        + delivery.path("id").asString() + "/resend",
                                "")
                        .status())
                .isEqualTo(202);

        for (var stranger : new Client[] {as(tree.b), as(tree.o), as(tree.a1), as(tree.ca), as(tree.q)}) {
            assertThat(stranger.get("/webhooks").ok().path("items").toString()).isEqualTo("[]");
            assertThat(stranger.get("/webhooks/" + id + "/deliveries").status()).isEqualTo(404);
            assertThat(stranger.delete("/webhooks/" + id).status()).isEqualTo(404);
        }
        assertThat(clerk(tree.ca).get("/webhooks").status()).isEqualTo(403);
        assertThat(anonymous().get("/webhooks").status()).isEqualTo(401);
        assertThat(admin.delete("/webhooks/" + id).status()).isEqualTo(204);
        assertThat(admin.get("/webhooks").ok().path("items").toString()).isEqualTo("[]");
    }

    @Test
    void whereNothingMayBeSentIsSaid() {
        var admin = as(tree.a);
        admin.post("/webhooks", "{}").problem(400, "INVALID");
        admin.post("/webhooks", "{\"url\": \"http://example.com\"}").problem(422, "URL_NOT_POSSIBLE");
        admin.post("/webhooks", "{\"url\": \"https://169.254.169.254/latest\"}").problem(422, "URL_PRIVATE");
    }
}
