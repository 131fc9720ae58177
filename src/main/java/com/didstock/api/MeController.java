package com.didstock.api;

import com.didstock.assignment.Assignments;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.OwnProfile;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who the caller is. */
@RestController
@RequestMapping(path = "/api/v1/me", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "You", description = "Who you are to the portal, and what you may do.")
class MeController {

    private final CurrentActor actors;
    private final OwnProfile profiles;
    private final Assignments assignments;

    MeController(CurrentActor actors, OwnProfile profiles, Assignments assignments) {
        this.actors = actors;
        this.profiles = profiles;
        this.assignments = assignments;
    }

    @Schema(name = "Me")
    record Item(
            String login,
            String displayName,
            String tenant,

            @Schema(description = "OPERATOR, RESELLER or CUSTOMER.")
            String kind,

            String role,
            List<String> rights,

            @Schema(description = "Whether the tenant buys from vendors itself.")
            boolean ownVendors,

            @Schema(description = "Whether the token used can only read.")
            boolean readOnly,

            @Schema(description = "Names of the operations that you may do to your numbers.")
            List<String> operations) {}

    @GetMapping
    @Operation(summary = "Who you are and what you may do", operationId = "getMe")
    Item get() {
        var user = actors.user();
        var person = profiles.read(user.actor());
        return new Item(
                person.login(),
                person.displayName(),
                person.tenantName(),
                person.kind().name(),
                person.role().name(),
                person.rights().stream().map(Enum::name).sorted().toList(),
                person.ownVendors(),
                user.readOnly(),
                assignments.offered(user.actor()).stream().map(Enum::name).toList());
    }
}
