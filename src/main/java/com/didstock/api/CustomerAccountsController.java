package com.didstock.api;

import com.didstock.provisioning.AccountNumbers;
import com.didstock.provisioning.AccountStatus;
import com.didstock.provisioning.Accounts;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The accounts of a tenant's customers. */
@RestController
@RequestMapping(path = "/api/v1/customers/{customer}/accounts", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Accounts of customers", description = "The phone lines of your direct customers and the numbers they use.")
class CustomerAccountsController {

    private final CurrentActor actors;
    private final Accounts accounts;
    private final AccountNumbers numbers;

    CustomerAccountsController(CurrentActor actors, Accounts accounts, AccountNumbers numbers) {
        this.actors = actors;
        this.accounts = accounts;
        this.numbers = numbers;
    }

    @GetMapping
    @Operation(summary = "A customer's accounts", operationId = "listCustomerAccounts")
    AccountItem.Page list(
            @PathVariable int customer,
            @Parameter(description = "Part of an ID or name, or digits of an alias.")
                    @RequestParam(required = false)
                    @Nullable
                    String search,
            @Parameter(description = "Where an earlier page said to go on.") @RequestParam(required = false) @Nullable
                    String after,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > Accounts.MOST_LISTED) {
            throw new InvalidRequestException("limit", FieldFault.OUT_OF_RANGE, 1, Accounts.MOST_LISTED);
        }
        var actor = actors.actor();
        return AccountItem.Page.of(accounts.list(actor, customer, search == null ? "" : search, after, limit));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One account", operationId = "getCustomerAccount")
    ResponseEntity<AccountItem> get(@PathVariable int customer, @PathVariable int id) {
        var actor = actors.actor();
        return AccountItem.tagged(ResponseEntity.ok(), accounts.find(actor, customer, id));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Create an account",
            operationId = "createCustomerAccount",
            description =
                    "A number that you hold and the customer does not comes to the customer for that, at the price of"
                            + " its pricing batch.")
    ResponseEntity<AccountItem> create(@PathVariable int customer, @RequestBody AccountItem.Wanted wanted) {
        var actor = actors.actor();
        var account = accounts.create(actor, customer, wanted.saidAccountId(), wanted.saidName());
        return AccountItem.tagged(
                ResponseEntity.created(URI.create("/api/v1/customers/" + customer + "/accounts/" + account.id())),
                account);
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"})
    @Operation(summary = "Change name or status of an account", operationId = "changeCustomerAccount")
    ResponseEntity<AccountItem> change(
            @PathVariable int customer,
            @PathVariable int id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = AccountItem.Terms.class)))
                    @RequestBody
                    JsonNode body,
            HttpServletRequest request) {
        var actor = actors.actor();
        var change = Change.read(request, body);
        var before = accounts.find(actor, customer, id);
        var after = change.applyTo(
                new AccountItem.Terms(before.name(), before.status().name(), null), AccountItem.Terms.class);
        return AccountItem.tagged(
                ResponseEntity.ok(),
                accounts.update(
                        actor,
                        customer,
                        id,
                        change.version(),
                        after.name() == null ? "" : after.name(),
                        Filters.constant(AccountStatus.class, after.status(), "status")));
    }

    @PutMapping(path = "/{id}/account-id", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Give an account another ID",
            operationId = "changeCustomerAccountId",
            description = "It uses the new number first, then stops using the old one. If the new one fails, nothing"
                    + " changes.")
    ResponseEntity<AccountItem> changeId(
            @PathVariable int customer,
            @PathVariable int id,
            @RequestBody AccountItem.NewId wanted,
            HttpServletRequest request) {
        var actor = actors.actor();
        return AccountItem.tagged(
                ResponseEntity.ok(),
                accounts.changeId(
                        actor,
                        customer,
                        id,
                        Change.version(request, wanted.version()),
                        wanted.saidAccountId(),
                        AccountItem.then(wanted.then())));
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Delete an account; it stops using its numbers", operationId = "deleteCustomerAccount")
    ResponseEntity<Void> delete(
            @PathVariable int customer,
            @PathVariable int id,
            @Parameter(description = AccountItem.THEN) @RequestParam(required = false) @Nullable String then) {
        var actor = actors.actor();
        accounts.delete(actor, customer, id, AccountItem.then(then));
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{id}/use-end")
    @Operation(
            summary = "What would become of the numbers of an account, in money",
            operationId = "previewCustomerUseEnd")
    AccountItem.End useEnd(
            @PathVariable int customer,
            @PathVariable int id,
            @Parameter(description = "One of its numbers; not said: all of them.")
                    @RequestParam(required = false)
                    @Nullable
                    String number) {
        var actor = actors.actor();
        return AccountItem.End.of(numbers.preview(actor, customer, id, number));
    }

    @PostMapping(path = "/{id}/aliases", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Have an account use more numbers; all or none", operationId = "addCustomerAliases")
    ResponseEntity<AccountItem> assign(
            @PathVariable int customer, @PathVariable int id, @RequestBody AccountItem.Aliases wanted) {
        var actor = actors.actor();
        return AccountItem.tagged(ResponseEntity.ok(), numbers.assign(actor, customer, id, wanted.said()));
    }

    @DeleteMapping("/{id}/aliases/{number}")
    @Operation(summary = "Remove an alias", operationId = "removeCustomerAlias")
    ResponseEntity<AccountItem> remove(
            @PathVariable int customer,
            @PathVariable int id,
            @PathVariable String number,
            @Parameter(description = AccountItem.THEN) @RequestParam(required = false) @Nullable String then) {
        var actor = actors.actor();
        return AccountItem.tagged(
                ResponseEntity.ok(), numbers.remove(actor, customer, id, number, AccountItem.then(then)));
    }

    @PostMapping(path = "/{id}/aliases/{number}/move", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Move an alias to another account of the customer", operationId = "moveCustomerAlias")
    ResponseEntity<AccountItem> move(
            @PathVariable int customer,
            @PathVariable int id,
            @PathVariable String number,
            @RequestBody AccountItem.Move wanted) {
        var actor = actors.actor();
        return AccountItem.tagged(ResponseEntity.ok(), numbers.move(actor, customer, id, number, wanted.said()));
    }

    @PostMapping("/{id}/aliases/{number}/make-id")
    @Operation(summary = "An alias becomes the ID, and the ID an alias", operationId = "swapCustomerIdAndAlias")
    ResponseEntity<AccountItem> swap(@PathVariable int customer, @PathVariable int id, @PathVariable String number) {
        var actor = actors.actor();
        return AccountItem.tagged(ResponseEntity.ok(), numbers.swap(actor, customer, id, number));
    }
}
