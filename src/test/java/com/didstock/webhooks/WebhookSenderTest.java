package com.didstock.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookSenderTest {

    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private final WebhookSender sender = new WebhookSender(true);
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        sender.close();
        server.stop(0);
    }

    @Test
    void redirectsAreNotFollowed() {
        server.createContext("/here", exchange -> {
            exchange.getResponseHeaders().set("Location", url("/there").toString());
            exchange.sendResponseHeaders(307, -1);
        });
        server.createContext("/there", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
        });

        var answer = post("/here");

        assertThat(answer.code()).isEqualTo(307);
        assertThat(answer.taken()).isFalse();
        assertThat(asked).hasValue(0);
    }

    @Test
    void aHugeAnswerIsCut() {
        var sent = new AtomicLong();
        server.createContext("/huge", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                var piece = new byte[64 * 1024];
                for (var i = 0; i < 3_000; i++) {
                    out.write(piece);
                    sent.addAndGet(piece.length);
                }
            }
        });

        assertThat(post("/huge").code()).isEqualTo(200);
        assertThat(sent).hasValueLessThan(32L * 1024 * 1024);
    }

    @Test
    void aServerThatAnswersByteByByteIsCutAfterFiveSeconds() {
        server.createContext("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (var i = 0; i < 60; i++) {
                    out.write('x');
                    out.flush();
                    Thread.sleep(500);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        var began = System.nanoTime();
        var answer = post("/slow");

        assertThat(answer.code()).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(9));
    }

    @Test
    void theConnectionGoesToTheAddressThatWasChecked() throws IOException {
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
        });
        var lookups = new AtomicInteger();
        // Public at the first look, this machine at the second.
        var rebinding = new WebhookSender(
                false, host -> InetAddress.getAllByName(lookups.getAndIncrement() == 0 ? "192.88.98.1" : "127.0.0.1"));
        try {
            var answer = rebinding.post(
                    URI.create(
                            "https://rebinding.example:" + server.getAddress().getPort() + "/"),
                    Map.of(),
                    BODY);
            assertThat(answer.code()).isNull();
            assertThat(lookups).as("looked up once").hasValue(1);
            assertThat(asked).hasValue(0);
            var again = rebinding.post(
                    URI.create(
                            "https://rebinding.example:" + server.getAddress().getPort() + "/"),
                    Map.of(),
                    BODY);
            assertThat(again.text()).isEqualTo("rebinding.example is no host of the public network");
            assertThat(asked).hasValue(0);
        } finally {
            rebinding.close();
        }

        var pinned = new WebhookSender(true, _ -> new InetAddress[] {InetAddress.getByName("127.0.0.1")});
        try {
            assertThat(pinned.post(
                                    URI.create("http://nowhere.example:"
                                            + server.getAddress().getPort() + "/"),
                                    Map.of(),
                                    BODY)
                            .code())
                    .as("the name itself is asked of nobody else")
                    .isEqualTo(204);
        } finally {
            pinned.close();
        }
    }

    @Test
    void thisMachineAndPlainHttpAreForTestsOnly() throws IOException {
        var strict = new WebhookSender(false);
        try {
            assertThat(strict.mayBe(url("/"))).isFalse();
            assertThat(strict.post(url("/"), Map.of(), BODY).code()).isNull();
            assertThat(strict.isPrivate(URI.create("https://127.0.0.1/"))).isTrue();
            assertThat(strict.isPrivate(URI.create("https://[::1]/"))).isTrue();
            assertThat(strict.mayBe(URI.create("https://user@example.com/"))).isFalse();
            assertThat(strict.mayBe(URI.create("file:///etc/passwd"))).isFalse();
            assertThat(strict.mayBe(URI.create("https:///"))).isFalse();
            assertThat(strict.mayBe(URI.create("https://example.com/a?b=c"))).isTrue();
            assertThat(strict.post(URI.create("https://127.0.0.1:1/"), Map.of(), BODY)
                            .text())
                    .contains("no host of the public network");
        } finally {
            strict.close();
        }
    }

    private WebhookSender.Answer post(String path) {
        return sender.post(url(path), Map.of(), BODY);
    }

    private URI url(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }
}
