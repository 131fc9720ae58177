package com.didstock.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.notices.NoticesOf;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.WebhookQueues;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebhooksTest {

    private final TestTree tree = TestTree.plant();
    private final WebhookSender sender = new WebhookSender(true);
    private final Webhooks webhooks = new Webhooks(tree.transactions(), sender);
    private final WebhookJobs node = node();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private HttpServer server;

    private record Received(String path, String signature, String event, byte[] body) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(new Received(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst(WebhookSignature.HEADER),
                    exchange.getRequestHeaders().getFirst("Didstock-Event"),
                    exchange.getRequestBody().readAllBytes()));
            var answer = "said the server".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        for (var member : tree.members()) {
            webhooks.list(member.admin()).forEach(one -> webhooks.delete(member.admin(), one.id()));
        }
        server.stop(0);
        sender.close();
    }

    @Test
    void whatHappensIsSentSignedToTheTenantItHappensToAndToNobodyElse() throws Exception {
        var a = webhooks.create(tree.a.admin(), url("/a"));
        webhooks.create(tree.b.admin(), url("/b"));
        webhooks.create(tree.a1.admin(), url("/a1"));
        webhooks.create(tree.q.admin(), url("/q"));
        var numbers = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, numbers);
        node.sendDue();
        assertThat(received).as("not before the operation is surely over").isEmpty();

        tree.clock().advance(Duration.ofMinutes(5));
        try (var threads = Executors.newFixedThreadPool(2)) {
            var done = Stream.of(node(), node())
                    .<Future<?>>map(each -> threads.submit(each::sendDue))
                    .toList();
            for (var one : done) {
                one.get();
            }
        }

        assertThat(received).hasSize(1);
        var event = received.getFirst();
        assertThat(event.path()).isEqualTo("/a");
        assertThat(event.json().path("kind").asString()).isEqualTo("RECEIVED");
        assertThat(event.json().path("numbers").asInt()).isEqualTo(3);
        assertThat(event.json().path("id").asString()).isEqualTo(event.event());
        assertThat(event.json().has("child")).as("from above: nobody is named").isFalse();
        var time = event.signature().substring(2, event.signature().indexOf(','));
        assertThat(WebhookSignature.of(a.secret(), Instant.ofEpochSecond(Long.parseLong(time)), event.body()))
                .isEqualTo(event.signature());
        assertThat(WebhookSignature.of("other", Instant.ofEpochSecond(Long.parseLong(time)), event.body()))
                .isNotEqualTo(event.signature());
        assertThat(webhooks.deliveries(tree.a.admin(), a.webhook().id(), 10))
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.state()).isEqualTo(WebhookDelivery.State.DELIVERED);
                    assertThat(delivery.answerCode()).isEqualTo(200);
                    assertThat(delivery.kind()).isEqualTo("RECEIVED");
                });
    }

    @Test
    void whatIsNotTakenIsTriedAgainUnderTheSameIdAndGivenUpAfterADay() {
        var id = webhooks.create(tree.a.admin(), url("/a")).webhook().id();
        status = 503;
        webhooks.test(tree.a.admin(), id);
        node.sendDue();
        assertThat(received).hasSize(1);
        node.sendDue();
        assertThat(received).as("not at once").hasSize(1);
        assertThat(delivery(id)).satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo(WebhookDelivery.State.WAITING);
            assertThat(delivery.answerCode()).isEqualTo(503);
            assertThat(delivery.answer()).isEqualTo("said the server");
            assertThat(delivery.nextAt()).isEqualTo(tree.clock().instant().plus(Duration.ofMinutes(1)));
        });

        for (var hour = 0; hour < 30; hour++) {
            tree.clock().advance(Duration.ofHours(1));
            node.sendDue();
        }
        assertThat(delivery(id).state()).isEqualTo(WebhookDelivery.State.GIVEN_UP);
        assertThat(received).hasSizeBetween(6, 12);
        assertThat(received.stream().map(Received::event).distinct()).hasSize(1);

        status = 200;
        webhooks.resend(tree.a.admin(), id, delivery(id).id());
        node.sendDue();
        assertThat(delivery(id).state()).isEqualTo(WebhookDelivery.State.DELIVERED);
        assertThat(received.stream().map(Received::event).distinct()).hasSize(1);
        assertThat(webhooks.list(tree.a.admin()).getFirst().failingSince()).isNull();
    }

    @Test
    void throughWhichNothingComesForDaysIsTurnedOffAndItsTenantIsTold() {
        var id = webhooks.create(tree.a.admin(), url("/a")).webhook().id();
        status = 500;
        for (var day = 0; day < 5; day++) {
            if (webhooks.list(tree.a.admin()).getFirst().active()) {
                webhooks.test(tree.a.admin(), id);
            }
            node.sendDue();
            tree.clock().advance(Duration.ofDays(1));
        }

        assertThat(webhooks.list(tree.a.admin())).singleElement().satisfies(webhook -> {
            assertThat(webhook.active()).isFalse();
            assertThat(webhook.stoppedAt()).isNotNull();
        });
        assertThat(NoticesOf.kinds(tree, tree.a.admin())).containsExactly("WEBHOOK_STOPPED localhost:" + port());
        assertThat(NoticesOf.kinds(tree, tree.b.admin())).isEmpty();
        assertThatThrownBy(() -> webhooks.test(tree.a.admin(), id))
                .isInstanceOfSatisfying(
                        RefusedException.class, it -> assertThat(it.reason()).isEqualTo(WebhookRefusal.TURNED_OFF));

        status = 200;
        var again = webhooks.change(tree.a.admin(), id, url("/a"), true);
        assertThat(again.stoppedAt()).isNull();
        webhooks.test(tree.a.admin(), id);
        received.clear();
        node.sendDue();
        assertThat(received).isNotEmpty();
    }

    @Test
    void aCustomerIsToldOfItsOwnEventsAlone() {
        webhooks.create(tree.ca.admin(), url("/ca"));
        webhooks.create(tree.cb.admin(), url("/cb"));
        var numbers = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers.subList(0, 1));
        tree.setInUse(tree.a, numbers.subList(0, 1), true);
        tree.clock().advance(Duration.ofMinutes(5));
        node.sendDue();

        assertThat(received).allSatisfy(event -> assertThat(event.path()).isEqualTo("/ca"));
        assertThat(received.stream()
                        .map(event -> event.json().path("kind").asString() + " "
                                + event.json().path("number").asString()))
                .contains("RECEIVED " + numbers.getFirst(), "USE_BEGUN " + numbers.getFirst());
        assertThat(received).noneMatch(event -> event.json().has("child"));
    }

    @Test
    void othersHaveNoneOfIt() {
        var id = webhooks.create(tree.a.admin(), url("/a")).webhook().id();
        webhooks.test(tree.a.admin(), id);
        var event = delivery(id).id();
        for (var stranger : List.of(tree.o, tree.b, tree.a1, tree.ca, tree.p, tree.q)) {
            var who = stranger.admin();
            assertThat(webhooks.list(who)).isEmpty();
            assertThatThrownBy(() -> webhooks.deliveries(who, id, 10)).isInstanceOf(NotThereException.class);
            assertThatThrownBy(() -> webhooks.change(who, id, url("/x"), false)).isInstanceOf(NotThereException.class);
            assertThatThrownBy(() -> webhooks.test(who, id)).isInstanceOf(NotThereException.class);
            assertThatThrownBy(() -> webhooks.resend(who, id, event)).isInstanceOf(NotThereException.class);
            assertThatThrownBy(() -> webhooks.delete(who, id)).isInstanceOf(NotThereException.class);
        }
        for (var powerless : List.of(tree.a.viewer(), tree.clerk(tree.a), tree.clerk(tree.ca))) {
            assertThatThrownBy(() -> webhooks.list(powerless)).isInstanceOf(RightMissingException.class);
            assertThatThrownBy(() -> webhooks.create(powerless, url("/x"))).isInstanceOf(RightMissingException.class);
            assertThatThrownBy(() -> webhooks.delete(powerless, id)).isInstanceOf(RightMissingException.class);
        }
        assertThatThrownBy(() -> webhooks.resend(tree.a.admin(), id, UUID.randomUUID()))
                .isInstanceOf(NotThereException.class);
        assertThat(webhooks.list(tree.a.admin())).hasSize(1);
    }

    @Test
    void whereNothingMayBeSentIsRefused() throws IOException {
        var strict = new WebhookSender(false);
        var careful = new Webhooks(tree.transactions(), strict);
        for (var url :
                List.of("http://example.com/", "https://", "nonsense", "https://a b/", "https://x@example.com/")) {
            assertThatThrownBy(() -> careful.create(tree.a.admin(), url))
                    .as(url)
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            it -> assertThat(it.reason()).isEqualTo(WebhookRefusal.URL_NOT_POSSIBLE));
        }
        for (var url :
                List.of("https://localhost/", "https://10.0.0.1/", "https://[fd00::1]/", "https://169.254.169.254/")) {
            assertThatThrownBy(() -> careful.create(tree.a.admin(), url))
                    .as(url)
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            it -> assertThat(it.reason()).isEqualTo(WebhookRefusal.URL_PRIVATE));
        }
        for (var i = 0; i < Webhooks.MOST; i++) {
            webhooks.create(tree.a.admin(), url("/" + i));
        }
        assertThatThrownBy(() -> webhooks.create(tree.a.admin(), url("/one-more")))
                .isInstanceOfSatisfying(
                        RefusedException.class, it -> assertThat(it.reason()).isEqualTo(WebhookRefusal.TOO_MANY));
        strict.close();
    }

    private WebhookDelivery delivery(int webhook) {
        return webhooks.deliveries(tree.a.admin(), webhook, 1).getFirst();
    }

    private WebhookJobs node() {
        return new WebhookJobs(WebhookQueues.over(TestDatabase.get().app()), sender, tree.clock());
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private String url(String path) {
        return "http://localhost:" + port() + path;
    }
}
