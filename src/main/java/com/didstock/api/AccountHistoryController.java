package com.didstock.api;

import com.didstock.history.AccountChange;
import com.didstock.history.AccountHistory;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What happened to accounts: the customer's own, or those of a customer directly below. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Accounts")
class AccountHistoryController {

    private final CurrentActor actors;
    private final AccountHistory history;

    AccountHistoryController(CurrentActor actors, AccountHistory history) {
        this.actors = actors;
        this.history = history;
    }

    @Schema(name = "AccountState")
    record State(
            @Schema(description = "What the account was called by.")
            String accountId,

            @Schema(description = "Of a change of the account itself.") @Nullable
            String name,

            @Schema(description = "ACTIVE or BLOCKED, of a change of the account itself.") @Nullable
            String status,

            @Schema(description = "ID or ALIAS, of a change of a number's use.") @Nullable
            String role) {

        static @Nullable State of(AccountChange.@Nullable State state) {
            if (state == null) {
                return null;
            }
            var alias = state.alias();
            return new State(state.id(), state.name(), state.status(), alias == null ? null : alias ? "ALIAS" : "ID");
        }
    }

    @Schema(name = "AccountChange")
    record Item(
            Instant at,
            @Schema(example = "MOVE_TO_ACCOUNT") String operation,

            @Schema(description = "Whose use changed; null: the account itself changed.") @Nullable
            String number,

            @Nullable State before,
            @Nullable State after,
            Doer by) {

        static Item of(AccountChange change) {
            return new Item(
                    change.at(),
                    change.operation(),
                    change.number(),
                    State.of(change.before()),
                    State.of(change.after()),
                    Doer.of(change.who()));
        }
    }

    @Schema(name = "AccountHistory")
    record Items(List<Item> items) {}

    @GetMapping("/accounts/{id}/history")
    @Operation(
            summary = "What happened to an account of yours",
            operationId = "getOwnAccountHistory",
            description = "Newest first, the last 500 changes; also of an account that is deleted.")
    Items own(@PathVariable int id) {
        var actor = actors.actor();
        return items(history.timeline(actor, actor.tenantId(), id));
    }

    @GetMapping("/customers/{customer}/accounts/{id}/history")
    @Operation(
            summary = "What happened to an account of a customer",
            operationId = "getCustomerAccountHistory",
            description = "Newest first, the last 500 changes; also of an account that is deleted.")
    Items ofCustomer(@PathVariable int customer, @PathVariable int id) {
        return items(history.timeline(actors.actor(), customer, id));
    }

    private static Items items(List<AccountChange> changes) {
        return new Items(changes.stream().map(Item::of).toList());
    }
}
