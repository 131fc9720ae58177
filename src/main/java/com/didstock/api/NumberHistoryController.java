package com.didstock.api;

import com.didstock.history.Difference;
import com.didstock.history.Fact;
import com.didstock.history.NumberChange;
import com.didstock.history.NumberHistory;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What happened to one number, on the caller's own level. */
@RestController
@Tag(name = "Numbers")
class NumberHistoryController {

    private final CurrentActor actors;
    private final NumberHistory history;

    NumberHistoryController(CurrentActor actors, NumberHistory history) {
        this.actors = actors;
        this.history = history;
    }

    @Schema(name = "NumberChange")
    record Item(
            UUID operationId,
            Instant at,
            @Schema(example = "GIVE") String operation,

            @Schema(description = "OPENED: you came to hold it. CHANGED. CLOSED: you no longer hold it.")
            String change,

            Doer by,
            List<Changed> differences) {

        static Item of(NumberChange change) {
            return new Item(
                    change.operationId(),
                    change.at(),
                    change.operation(),
                    change.change().name(),
                    Doer.of(change.who()),
                    change.differences().stream().map(Changed::of).toList());
        }
    }

    @Schema(name = "Difference")
    record Changed(
            @Schema(example = "PRICING_BATCH") String property,
            @Nullable Value before,
            @Nullable Value after) {

        static Changed of(Difference difference) {
            return new Changed(
                    difference.property().name(), Value.of(difference.before()), Value.of(difference.after()));
        }
    }

    /** What something was: a status, a time, a name, a text, true or false, or an amount. */
    @Schema(name = "HistoricValue")
    record Value(
            @Schema(description = "STATUS, TIME, NAME, TEXT, ACCOUNT, FLAG or MONEY.")
            String type,

            @Schema(description = "As text; null for the name of something deleted since.") @Nullable
            String value,

            @Schema(description = "Of money.") @Nullable String currency) {

        static @Nullable Value of(@Nullable Fact fact) {
            return switch (fact) {
                case null -> null;
                case Fact.Status(var status) -> new Value("STATUS", status.name(), null);
                case Fact.Time(var at) -> new Value("TIME", at.toString(), null);
                case Fact.Named(var thing) -> new Value("NAME", thing.name(), null);
                case Fact.Text(var text) -> new Value("TEXT", text, null);
                case Fact.UsedBy(var account, var alias) ->
                    new Value("ACCOUNT", account + (alias ? " (ALIAS)" : " (ID)"), null);
                case Fact.Flag(var set) -> new Value("FLAG", Boolean.toString(set), null);
                case Fact.Money(var amount, var currency) ->
                    new Value("MONEY", Amounts.text(amount, currency), currency);
            };
        }
    }

    @Schema(name = "NumberHistory")
    record Items(List<Item> items) {}

    @GetMapping(path = "/api/v1/dids/{number}/history", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "What happened to a number",
            operationId = "getDidHistory",
            description = "On your own level, newest first, the last 500 changes; also of a number that you no longer"
                    + " hold.")
    Items list(@PathVariable String number) {
        return new Items(history.timeline(actors.actor(), DidsController.digits(number)).stream()
                .map(Item::of)
                .toList());
    }
}
