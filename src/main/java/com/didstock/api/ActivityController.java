package com.didstock.api;

import com.didstock.history.ActivityEntry;
import com.didstock.history.ActivityFilter;
import com.didstock.history.ActivityLog;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was done to the tenant's numbers. */
@RestController
@RequestMapping(path = "/api/v1/activity", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Activity", description = "What was done to your numbers, newest first.")
class ActivityController {

    private static final String CURSOR = "\\d{1,17}_\\d{1,18}";

    private final CurrentActor actors;
    private final ActivityLog log;

    ActivityController(CurrentActor actors, ActivityLog log) {
        this.actors = actors;
        this.log = log;
    }

    @Schema(name = "ActivityEntry")
    record Item(
            UUID operationId,
            Instant at,
            @Schema(example = "GIVE") String operation,

            @Schema(description = "OPENED: you came to hold the numbers. CHANGED. CLOSED: you no longer hold them.")
            String change,

            @Schema(description = "How many of your numbers it changed in this way.")
            long numbers,

            Doer by,

            @Schema(description = "What it aimed at.") @Nullable
            String target) {

        static Item of(ActivityEntry entry) {
            var target = entry.target();
            return new Item(
                    entry.operationId(),
                    entry.at(),
                    entry.operation(),
                    entry.change().name(),
                    entry.numbers(),
                    Doer.of(entry.who()),
                    target == null ? null : target.name());
        }
    }

    @Schema(name = "ActivityPage")
    record Page(
            List<Item> items,

            @Schema(description = "Send it as after to get the next page; null: this is the last.") @Nullable
            String next) {}

    @GetMapping
    @Operation(summary = "What was done to your numbers", operationId = "listActivity")
    Page list(
            @Parameter(description = "Name of an operation.") @RequestParam(required = false) @Nullable
                    String operation,
            @Parameter(description = "One number, complete.") @RequestParam(required = false) @Nullable String number,
            @Parameter(description = "From this moment on, ISO 8601.") @RequestParam(required = false) @Nullable
                    String from,
            @Parameter(description = "Before this moment, ISO 8601.") @RequestParam(required = false) @Nullable
                    String until,
            @Parameter(description = "How many at most, 1 to 200; 50 if not said.")
                    @RequestParam(required = false)
                    @Nullable
                    Integer limit,
            @Parameter(description = "The next of the page before.") @RequestParam(required = false) @Nullable
                    String after) {
        var filter = new ActivityFilter(
                operation,
                number == null ? null : DidsController.digits(number),
                time(from, "from"),
                time(until, "until"));
        var page = log.page(actors.actor(), filter, cursor(after), DidQuery.limit(limit));
        var next = page.next();
        return new Page(
                page.entries().stream().map(Item::of).toList(),
                next == null
                        ? null
                        : Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(next.getBytes(StandardCharsets.US_ASCII)));
    }

    private static @Nullable Instant time(@Nullable String text, String field) {
        try {
            return text == null || text.isBlank()
                    ? null
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw new InvalidRequestException(field, FieldFault.NOT_A_TIME);
        }
    }

    private static @Nullable String cursor(@Nullable String after) {
        if (after == null || after.isEmpty()) {
            return null;
        }
        try {
            var place = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.US_ASCII);
            if (place.matches(CURSOR)) {
                return place;
            }
        } catch (IllegalArgumentException _) {
            // As said below.
        }
        throw new InvalidRequestException("after", FieldFault.NOT_A_CURSOR);
    }
}
