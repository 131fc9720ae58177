package com.didstock.api;

import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.NewUser;
import com.didstock.tenancy.Role;
import com.didstock.tenancy.TenantUser;
import com.didstock.tenancy.TenantUsers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who can log in for the tenant and for its direct children. */
@RestController
@RequestMapping(path = "/api/v1/tenants/{tenant}/users", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Users", description = "Who can log in for you and for your direct children.")
class TenantUsersController {

    private static final String ROLES = "OPERATOR_ADMIN, OPERATOR_CLERK, OPERATOR_VIEWER, RESELLER_ADMIN,"
            + " RESELLER_CLERK, RESELLER_VIEWER, CUSTOMER or CUSTOMER_CLERK; one of the tenant's kind.";

    private final CurrentActor actors;
    private final TenantUsers users;

    TenantUsersController(CurrentActor actors, TenantUsers users) {
        this.actors = actors;
        this.users = users;
    }

    @Schema(name = "User")
    record Item(
            int id,
            String login,
            String name,
            @Nullable String email,

            @Schema(description = ROLES) String role,

            @Schema(description = "false: disabled, refused at the next thing it does.")
            boolean active,

            @Nullable Instant lastLogin) {

        static Item of(TenantUser user) {
            return new Item(
                    user.id(),
                    user.login(),
                    user.displayName(),
                    user.email(),
                    user.role().name(),
                    user.active(),
                    user.lastLogin());
        }
    }

    @Schema(name = "Users")
    record Items(List<Item> items) {}

    @Schema(name = "NewUser")
    record Wanted(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String login,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Nullable String email,

            @Schema(description = ROLES, requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String role,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String password) {}

    @Schema(name = "UserAccess")
    record Access(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Boolean active) {}

    @Schema(name = "UserRole")
    record NewRole(
            @Schema(description = ROLES, requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String role) {}

    @Schema(name = "UserPassword")
    record NewPassword(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String password) {}

    @GetMapping
    @Operation(summary = "Who can log in for you or a child", operationId = "listUsers")
    Items list(@PathVariable int tenant) {
        return new Items(
                users.list(actors.actor(), tenant).stream().map(Item::of).toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Add a user", operationId = "createUser")
    ResponseEntity<Item> create(@PathVariable int tenant, @RequestBody Wanted wanted) {
        var user = users.create(
                actors.actor(),
                tenant,
                new NewUser(
                        said(wanted.login()),
                        said(wanted.name()),
                        wanted.email(),
                        Filters.constant(Role.class, wanted.role(), "role"),
                        said(wanted.password())));
        return ResponseEntity.created(URI.create("/api/v1/tenants/" + tenant + "/users/" + user.id()))
                .body(Item.of(user));
    }

    @PutMapping(path = "/{id}/active", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Disable a user or let it in again", operationId = "changeUserAccess")
    Item setActive(@PathVariable int tenant, @PathVariable int id, @RequestBody Access wanted) {
        if (wanted.active() == null) {
            throw new InvalidRequestException("active", FieldFault.MISSING);
        }
        return Item.of(users.setActive(actors.actor(), tenant, id, wanted.active()));
    }

    @PutMapping(path = "/{id}/role", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Change what a user may do", operationId = "changeUserRole")
    Item changeRole(@PathVariable int tenant, @PathVariable int id, @RequestBody NewRole wanted) {
        return Item.of(
                users.changeRole(actors.actor(), tenant, id, Filters.constant(Role.class, wanted.role(), "role")));
    }

    @PutMapping(path = "/{id}/password", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Give a user a new password", operationId = "resetUserPassword")
    ResponseEntity<Void> resetPassword(
            @PathVariable int tenant, @PathVariable int id, @RequestBody NewPassword wanted) {
        users.resetPassword(actors.actor(), tenant, id, said(wanted.password()));
        return ResponseEntity.noContent().build();
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text;
    }
}
