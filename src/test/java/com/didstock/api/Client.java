package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the API as anybody would: over HTTP, with a token. */
record Client(int port, @Nullable String token) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    /** An answer, whatever it is. */
    record Answer(HttpResponse<String> raw) {

        int status() {
            return raw.statusCode();
        }

        String text() {
            return raw.body();
        }

        JsonNode body() {
            return JSON.readTree(raw.body());
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        /** The body of an answer that must be a success. */
        JsonNode ok() {
            assertThat(status()).as("%s", text()).isBetween(200, 299);
            return body();
        }

        /** The body of an answer that must be this problem. */
        JsonNode problem(int status, String code) {
            assertThat(status()).as("%s", text()).isEqualTo(status);
            assertThat(header("Content-Type")).startsWith("application/problem+json");
            var body = body();
            assertThat(body.path("code").asString()).as("%s", text()).isEqualTo(code);
            assertThat(body.path("status").asInt()).isEqualTo(status);
            assertThat(body.path("type").asString()).startsWith("urn:didstock:problem:");
            assertThat(body.path("title").asString()).isNotBlank().doesNotContain("!api");
            assertThat(body.path("detail").asString()).isNotBlank().doesNotStartWith("!");
            body.path("errors")
                    .forEach(error -> assertThat(error.path("detail").asString())
                            .isNotBlank()
                            .doesNotStartWith("!"));
            assertTellsNothingInside(text());
            return body;
        }

        /** The problem about exactly one field. */
        void invalid(String field, String code) {
            var errors = problem(400, "INVALID").path("errors");
            assertThat(errors.size()).as("%s", text()).isEqualTo(1);
            assertThat(errors.path(0).path("field").asString()).isEqualTo(field);
            assertThat(errors.path(0).path("code").asString()).isEqualTo(code);
        }
    }

    static void assertTellsNothingInside(String text) {
        assertThat(text)
                .doesNotContainIgnoringCase("exception")
                .doesNotContain("com.didstock", "org.jooq", "org.springframework", "java.lang", "tools.jackson")
                .doesNotContainIgnoringCase("select ")
                .doesNotContainIgnoringCase("insert into")
                .doesNotContain("_uk", "_ck", "_fk", "did_holding", "\tat ");
    }

    Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    Answer post(String path, String body) {
        return send("POST", path, body, Map.of("Content-Type", "application/json"));
    }

    Answer post(String path, String body, String key) {
        return send("POST", path, body, Map.of("Content-Type", "application/json", "Idempotency-Key", key));
    }

    Answer put(String path, String body) {
        return send("PUT", path, body, Map.of("Content-Type", "application/json"));
    }

    Answer patch(String path, String body, int version) {
        return send("PATCH", path, body, Map.of("Content-Type", "application/json", "If-Match", "\"" + version + "\""));
    }

    Answer delete(String path) {
        return send("DELETE", path, null, Map.of());
    }

    /** Sends a form with a file and other fields. */
    Answer upload(String path, String csv, Map<String, String> fields, Map<String, String> headers) {
        var boundary = "part-" + UUID.randomUUID();
        var form = new StringBuilder();
        fields.forEach((name, value) -> form.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, value)));
        form.append(
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"numbers.csv\"\r\nContent-Type: text/csv\r\n\r\n%s\r\n--%s--\r\n"
                        .formatted(boundary, csv, boundary));
        var all = new java.util.HashMap<>(headers);
        all.put("Content-Type", "multipart/form-data; boundary=" + boundary);
        return send("POST", path, form.toString(), all);
    }

    Answer send(String method, String path, @Nullable String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1" + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }
    }

    /** A text as a part of an address. */
    static String in(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
