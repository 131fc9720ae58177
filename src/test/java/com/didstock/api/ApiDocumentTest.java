package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The OpenAPI document tells everything that there is, and everything that there is wants a token. */
class ApiDocumentTest extends ApiTest {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Test
    void everyEndpointIsInTheDocumentWithSummarySchemaAndProblems() {
        var document = anonymous().get("/openapi").ok();
        assertThat(document.path("openapi").asString()).startsWith("3.");
        assertThat(document.at("/components/securitySchemes/token/scheme").asString())
                .isEqualTo("bearer");
        assertThat(endpoints()).hasSizeGreaterThan(25);
        for (var endpoint : endpoints()) {
            var method = endpoint.split(" ", 2)[0].toLowerCase(java.util.Locale.ROOT);
            var operation =
                    document.path("paths").path(endpoint.split(" ", 2)[1]).path(method);
            assertThat(operation.isMissingNode()).as(endpoint).isFalse();
            assertThat(operation.path("summary").asString()).as(endpoint).isNotBlank();
            assertThat(operation.path("operationId").asString()).as(endpoint).isNotBlank();
            var responses = operation.path("responses");
            assertThat(responses.propertyNames()).as(endpoint).contains("400", "401", "403", "404", "503");
            assertThat(responses
                            .at("/404/content/application~1problem+json/schema/$ref")
                            .asString())
                    .isEqualTo("#/components/schemas/Problem");
            if (!method.equals("get")) {
                assertThat(responses.propertyNames()).as(endpoint).contains("409", "422");
                assertThat(operation
                                .path("parameters")
                                .valueStream()
                                .filter(parameter ->
                                        parameter.path("name").asString().equals("Idempotency-Key")))
                        .as(endpoint)
                        .hasSize(1);
            }
        }
        assertThat(document.at("/components/schemas/Did/properties/recurringCost")
                        .isMissingNode())
                .isFalse();
        assertThat(document.at("/paths/~1api~1v1~1dids/get/parameters")
                        .valueStream()
                        .map(parameter -> parameter.path("name").asString()))
                .contains("number", "pricingBatch", "heldBy", "status", "after", "limit", "sort");
        assertThat(document.toString()).doesNotContain("com.didstock");
    }

    @Test
    void everyEndpointRefusesAnonymousCallsAndFalseTokens() {
        for (var endpoint : endpoints()) {
            var parts = endpoint.split(" ", 2);
            var path = parts[1].replace("/api/v1", "").replaceAll("\\{[^}]*}", "1");
            for (var client : Set.of(anonymous(), new Client(port, "didstock_false"))) {
                var answer = client.send(
                        parts[0],
                        path,
                        parts[0].equals("GET") ? null : "{}",
                        Map.of("Content-Type", "application/json"));
                assertThat(answer.status()).as(endpoint).isEqualTo(401);
                assertThat(answer.header("Content-Type")).as(endpoint).startsWith("application/problem+json");
                assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
                Client.assertTellsNothingInside(answer.text());
            }
        }
        assertThat(anonymous().get("/nowhere").status()).isEqualTo(401);
    }

    /** {@code GET /api/v1/dids/{number}} and so on, as Spring knows them. */
    private Set<String> endpoints() {
        var endpoints = new TreeSet<String>();
        mappings.getHandlerMethods().forEach((mapping, handler) -> {
            if (handler.getBeanType().getPackageName().equals("com.didstock.api")) {
                for (var pattern : mapping.getPatternValues()) {
                    for (var method : mapping.getMethodsCondition().getMethods()) {
                        endpoints.add(method + " " + pattern);
                    }
                }
            }
        });
        return endpoints;
    }
}
