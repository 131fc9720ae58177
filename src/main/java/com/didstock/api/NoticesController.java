package com.didstock.api;

import com.didstock.notices.Notice;
import com.didstock.notices.NoticeKind;
import com.didstock.notices.Notices;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What others did to the caller's numbers. */
@RestController
@RequestMapping(path = "/api/v1/notices", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Notices",
        description = "What others did to your numbers, once for each operation; read marks are your own.")
class NoticesController {

    private final CurrentActor actors;
    private final Notices notices;

    NoticesController(CurrentActor actors, Notices notices) {
        this.actors = actors;
        this.notices = notices;
    }

    @Schema(name = "Notice")
    record Item(
            long id,

            @Schema(
                    description =
                            "RECEIVED, TAKEN, RETURNED, RECALLED, WITHDRAWN, MOVED, REPRICED, FREE_ANNOUNCED, CHARGE_ANNOUNCED, CHARGE_LAPSED, USE_ENDED, ENDED,"
                                    + " WEBHOOK_STOPPED, RESERVATIONS_ENDING, AGING_ENDING, IMPORT_FINISHED,"
                                    + " IMPORT_FAILED, PLAN_DONE, PLAN_FAILED, STOCK_LOW, STOCK_IDLE, USE_BEGUN, ACCOUNT_CREATED, ACCOUNT_CHANGED,"
                                    + " ACCOUNT_DELETED or NUMBERS_LOADED.",
                    example = "RETURNED")
            String kind,

            Instant at,

            @Schema(description = "As in the history of the numbers; null if it came of no operation.") @Nullable
            UUID operation,

            @Schema(example = "RECALL") @Nullable String operationName,

            @Schema(description = "Your customer or reseller through which it came; null: from above.") @Nullable
            String child,

            @Schema(description = "How many numbers.") int numbers,

            @Schema(description = "Which one, if it is one.") @Nullable
            String number,

            @Schema(description = "What it is about, if that is no number.") @Nullable
            String about,

            @Schema(description = "What that costs a month, for who may see money; null: it is about none.") @Nullable
            List<Amounts.Money> monthly,

            boolean read) {

        static Item of(Notice notice) {
            return new Item(
                    notice.id(),
                    notice.kind().name(),
                    notice.at(),
                    notice.operation(),
                    notice.operationName(),
                    notice.child(),
                    notice.numbers(),
                    notice.number(),
                    notice.about(),
                    notice.monthly().isEmpty() ? null : Amounts.sums(notice.monthly()),
                    notice.read());
        }
    }

    @Schema(name = "Notices")
    record Page(
            List<Item> items,

            @Schema(description = "Send it as after to get the next page; null: this is the last.") @Nullable
            Long next,

            @Schema(description = "How many you have not read; at most 100.")
            int unread) {}

    @Schema(name = "NoticesRead")
    record Read(
            @Schema(description = "Which ones; not said: all.") @Nullable
            List<@Nullable Long> ids) {}

    @Schema(name = "NoticeKinds")
    record Kinds(
            @Schema(description = "The kinds that you are told of.") @Nullable
            List<@Nullable String> kinds) {

        static Kinds of(Set<NoticeKind> told) {
            return new Kinds(told.stream().map(NoticeKind::name).sorted().toList());
        }
    }

    @GetMapping
    @Operation(summary = "Your notices, newest first", operationId = "listNotices")
    Page list(
            @Parameter(description = "Part of a child's name, or of a number.")
                    @RequestParam(required = false)
                    @Nullable
                    String search,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > Notices.MOST_LISTED) {
            throw new InvalidRequestException("limit", FieldFault.OUT_OF_RANGE, 1, Notices.MOST_LISTED);
        }
        var actor = actors.actor();
        var page = notices.page(actor, search == null ? "" : search, unread, after, limit);
        return new Page(page.notices().stream().map(Item::of).toList(), page.next(), notices.unread(actor));
    }

    @PostMapping(path = "/read", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Mark notices as read", operationId = "readNotices")
    ResponseEntity<Void> read(@RequestBody Read wanted) {
        var ids = wanted.ids();
        if (ids == null) {
            notices.markAllRead(actors.actor());
        } else {
            notices.markRead(
                    actors.actor(), ids.stream().filter(Objects::nonNull).toList());
        }
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/kinds")
    @Operation(summary = "Which notices you are told of", operationId = "getNoticeKinds")
    Kinds kinds() {
        return Kinds.of(notices.told(actors.actor()));
    }

    @PutMapping(path = "/kinds", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Choose which notices you are told of", operationId = "setNoticeKinds")
    Kinds choose(@RequestBody Kinds wanted) {
        var kinds = EnumSet.noneOf(NoticeKind.class);
        if (wanted.kinds() == null) {
            throw new InvalidRequestException("kinds", FieldFault.MISSING);
        }
        for (var kind : wanted.kinds()) {
            kinds.add(Filters.constant(NoticeKind.class, kind, "kinds"));
        }
        notices.tell(actors.actor(), kinds);
        return Kinds.of(notices.told(actors.actor()));
    }
}
