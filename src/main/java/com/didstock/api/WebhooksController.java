package com.didstock.api;

import com.didstock.tenancy.CurrentActor;
import com.didstock.webhooks.Webhook;
import com.didstock.webhooks.WebhookDelivery;
import com.didstock.webhooks.Webhooks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The servers of the tenant that are told what happens to its numbers. */
@RestController
@RequestMapping(path = "/api/v1/webhooks", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Webhooks", description = "Your own servers, told by a signed POST what happens to your numbers.")
class WebhooksController {

    private final CurrentActor actors;
    private final Webhooks webhooks;

    WebhooksController(CurrentActor actors, Webhooks webhooks) {
        this.actors = actors;
        this.webhooks = webhooks;
    }

    @Schema(name = "Webhook")
    record Item(
            int id,

            @Schema(example = "https://example.com/didstock")
            String url,

            @Schema(description = "Whether it is told.") boolean active,

            @Schema(description = "Since when nothing came through; null: what was sent last came through.") @Nullable
            Instant failingSince,

            @Schema(description = "When it was turned off, since nothing came through for three days.") @Nullable
            Instant stoppedAt,

            Instant createdAt,
            String createdBy) {

        static Item of(Webhook webhook) {
            return new Item(
                    webhook.id(),
                    webhook.url(),
                    webhook.active(),
                    webhook.failingSince(),
                    webhook.stoppedAt(),
                    webhook.createdAt(),
                    webhook.createdBy());
        }
    }

    @Schema(name = "Webhooks")
    record Items(List<Item> items) {}

    @Schema(name = "CreatedWebhook")
    record Created(
            Item webhook,

            @Schema(description = "Signs what is sent; can't be read again.")
            String secret) {}

    @Schema(name = "WebhookChange")
    record Change(
            @Schema(
                    description = "Begins with https:// and is a host of the internet.",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String url,

            @Schema(description = "Not said: true. A new webhook is active.") @Nullable
            Boolean active) {

        String address() {
            if (url == null) {
                throw new InvalidRequestException("url", FieldFault.MISSING);
            }
            return url;
        }
    }

    @Schema(name = "WebhookDelivery")
    record Delivery(
            @Schema(description = "The event's id: the same at each attempt.")
            UUID id,

            @Schema(description = "As in the notices; TEST for a test.", example = "RETURNED")
            String kind,

            Instant at,

            @Schema(description = "WAITING, DELIVERED or GIVEN_UP.", example = "DELIVERED")
            String state,

            int attempts,

            @Schema(description = "When the latest attempt ended.") @Nullable
            Instant triedAt,

            @Schema(description = "When it is tried next.") @Nullable
            Instant nextAt,

            @Schema(description = "The status of the latest answer.") @Nullable
            Integer answerCode,

            @Schema(description = "The beginning of the latest answer, or why there was none; null if delivered.")
            @Nullable
            String answer) {

        static Delivery of(WebhookDelivery delivery) {
            return new Delivery(
                    delivery.id(),
                    delivery.kind() == null ? "TEST" : delivery.kind(),
                    delivery.at(),
                    delivery.state().name(),
                    delivery.attempts(),
                    delivery.triedAt(),
                    delivery.nextAt(),
                    delivery.answerCode(),
                    delivery.answer());
        }
    }

    @Schema(name = "WebhookDeliveries")
    record Deliveries(List<Delivery> items) {}

    @GetMapping
    @Operation(summary = "Your webhooks", operationId = "listWebhooks")
    Items list() {
        return new Items(webhooks.list(actors.actor()).stream().map(Item::of).toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Have a server told",
            operationId = "createWebhook",
            description =
                    "Answers the secret, once. Redirects are not followed; an answer of 2xx within five seconds counts.")
    ResponseEntity<Created> create(@RequestBody Change wanted) {
        var created = webhooks.create(actors.actor(), wanted.address());
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(new Created(Item.of(created.webhook()), created.secret()));
    }

    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Change a webhook", operationId = "changeWebhook", description = "The secret stays.")
    Item change(@PathVariable int id, @RequestBody Change wanted) {
        return Item.of(
                webhooks.change(actors.actor(), id, wanted.address(), wanted.active() == null || wanted.active()));
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Delete a webhook", operationId = "deleteWebhook")
    ResponseEntity<Void> delete(@PathVariable int id) {
        webhooks.delete(actors.actor(), id);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{id}/test")
    @Operation(summary = "Send a test event", operationId = "testWebhook")
    ResponseEntity<Void> test(@PathVariable int id) {
        webhooks.test(actors.actor(), id);
        return ResponseEntity.accepted().build();
    }

    @GetMapping("/{id}/deliveries")
    @Operation(summary = "What was sent lately or waits to be, newest first", operationId = "listWebhookDeliveries")
    Deliveries deliveries(@PathVariable int id, @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > Webhooks.MOST_LISTED) {
            throw new InvalidRequestException("limit", FieldFault.OUT_OF_RANGE, 1, Webhooks.MOST_LISTED);
        }
        return new Deliveries(webhooks.deliveries(actors.actor(), id, limit).stream()
                .map(Delivery::of)
                .toList());
    }

    @PostMapping("/{id}/deliveries/{delivery}/resend")
    @Operation(
            summary = "Send an event once more",
            operationId = "resendWebhookDelivery",
            description = "Under the same id, whatever became of it before.")
    ResponseEntity<Void> resend(@PathVariable int id, @PathVariable UUID delivery) {
        webhooks.resend(actors.actor(), id, delivery);
        return ResponseEntity.accepted().build();
    }
}
