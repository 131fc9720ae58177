package com.didstock.webhooks;

import com.didstock.tenancy.DatabaseAwayException;
import com.didstock.tenancy.StockChangedException;
import com.didstock.tenancy.WebhookQueue;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends events to the servers of tenants. Every node does; each event is one node's at a time. {@code didstock.upkeep=false}
 * leaves it to another node.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "didstock.upkeep", matchIfMissing = true)
class WebhookJobs {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookJobs.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** At most five seconds each, side by side: all are tried long before somebody else gets them. */
    private static final int AT_A_TIME = 20;

    private static final Duration LEASE = Duration.ofMinutes(2);

    private final WebhookQueue queue;
    private final WebhookSender sender;
    private final Clock clock;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** Before, the demo may still be making its past. */
    private volatile boolean ready;

    WebhookJobs(WebhookQueue queue, WebhookSender sender, Clock clock) {
        this.queue = queue;
        this.sender = sender;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        ready = true;
    }

    /** On a thread of its own: others that run by the clock must not wait for anybody's server. */
    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT5S")
    void send() {
        if (ready && busy.compareAndSet(false, true)) {
            Thread.ofVirtual().name("webhooks").start(() -> {
                try {
                    sendDue();
                } catch (DatabaseAwayException | StockChangedException missed) {
                    LOG.info("events were not sent this time: {}", missed.getMessage());
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    /** Tries each event that is due once. */
    void sendDue() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var due = queue.claim(clock.instant(), LEASE, AT_A_TIME);
            while (!due.isEmpty()) {
                var tried = due.stream()
                        .<Future<?>>map(event -> threads.submit(() -> send(event)))
                        .toList();
                for (var one : tried) {
                    one.get();
                }
                due = queue.claim(clock.instant(), LEASE, AT_A_TIME);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException failed) {
            LOG.warn("an event could not be sent", failed.getCause());
        }
    }

    private void send(WebhookQueue.Due event) {
        var now = clock.instant();
        var body = JSON.writeValueAsBytes(content(event));
        var answer = sender.post(
                URI.create(event.url()),
                Map.of(
                        WebhookSignature.HEADER,
                        WebhookSignature.of(event.secret(), now, body),
                        "Didstock-Event",
                        event.id().toString()),
                body);
        queue.settle(event, answer.taken(), answer.code(), answer.taken() ? null : answer.text(), clock.instant());
    }

    /** What is sent; the tenant's own notices say no more. */
    private static Map<String, Object> content(WebhookQueue.Due due) {
        var content = new LinkedHashMap<String, Object>();
        content.put("id", due.id().toString());
        content.put("at", due.at().toString());
        var event = due.event();
        content.put("kind", event == null ? "TEST" : event.kind());
        if (event != null) {
            put(content, "operation", event.operation());
            put(content, "operationName", event.operationName());
            put(content, "child", event.child());
            content.put("numbers", event.numbers());
            put(content, "number", event.number());
            put(content, "about", event.about());
        }
        return content;
    }

    private static void put(Map<String, Object> content, String name, @org.jspecify.annotations.Nullable Object value) {
        if (value != null) {
            content.put(name, value.toString());
        }
    }
}
