package com.didstock.api;

import com.didstock.oversight.SupportAccess;
import com.didstock.oversight.SupportGrant;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the operator may view the portal as the tenant does, and who did. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Support access", description = "Let your provider see the portal as you do, to read only.")
class SupportController {

    private final CurrentActor actors;
    private final SupportAccess support;

    SupportController(CurrentActor actors, SupportAccess support) {
        this.actors = actors;
        this.support = support;
    }

    @Schema(name = "NewSupportGrant")
    record NewGrant(
            @Schema(description = "For how long, 1 to 720.", requiredMode = Schema.RequiredMode.REQUIRED, example = "8")
            @Nullable
            Integer hours) {}

    @Schema(name = "SupportGrant")
    record Item(
            int id,
            Instant givenAt,
            String givenBy,
            Instant until,

            @Schema(description = "Null: it was not taken back.") @Nullable
            Instant revokedAt,

            @Nullable String revokedBy,

            @Schema(description = "Whether your provider has it by a rule of its own that you do not refuse.")
            boolean standing) {

        static Item of(SupportGrant grant) {
            return new Item(
                    grant.id(),
                    grant.givenAt(),
                    grant.givenBy(),
                    grant.until(),
                    grant.revokedAt(),
                    grant.revokedBy(),
                    grant.standing());
        }
    }

    @Schema(name = "SupportGrants")
    record Items(List<Item> items) {}

    @GetMapping("/support-grants")
    @Operation(summary = "The support access you gave, the latest first", operationId = "listSupportGrants")
    Items grants() {
        return new Items(support.grants(actors.actor()).stream().map(Item::of).toList());
    }

    @PostMapping(path = "/support-grants", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Give support access", operationId = "giveSupportGrant")
    ResponseEntity<Item> give(@RequestBody NewGrant wanted) {
        if (wanted.hours() == null) {
            throw new InvalidRequestException("hours", FieldFault.MISSING);
        }
        var grant = support.give(actors.actor(), wanted.hours());
        return ResponseEntity.created(URI.create("/api/v1/support-grants/" + grant.id()))
                .body(Item.of(grant));
    }

    @DeleteMapping("/support-grants/{id}")
    @Operation(
            summary = "End support access",
            operationId = "endSupportGrant",
            description = "Whoever views by it is shown out within seconds.")
    ResponseEntity<Void> revoke(@PathVariable int id) {
        support.revoke(actors.actor(), id);
        return ResponseEntity.noContent().build();
    }

    @Schema(name = "StandingSupport")
    record Standing(
            @Schema(description = "Whether your provider's rule lets it view as any of those below it.")
            boolean given,

            @Schema(description = "Whether you refuse that.")
            boolean refused) {}

    @Schema(name = "StandingSupportChange")
    record StandingChange(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Boolean refused) {}

    @GetMapping("/standing-support")
    @Operation(
            summary = "Whether your provider may view without being let in each time",
            operationId = "getStandingSupport")
    Standing standing() {
        var standing = support.standing(actors.actor());
        return new Standing(standing.given(), standing.refused());
    }

    @PatchMapping(path = "/standing-support", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Refuse that your provider views without being let in, or no longer",
            operationId = "changeStandingSupport",
            description = "Refusing shows out whoever views by it.")
    Standing refuse(@RequestBody StandingChange wanted) {
        if (wanted.refused() == null) {
            throw new InvalidRequestException("refused", FieldFault.MISSING);
        }
        support.refuseStanding(actors.actor(), wanted.refused());
        return standing();
    }

    @Schema(name = "SupportView")
    record View(
            String login,
            Instant startedAt,

            @Schema(description = "Null: not stopped by the viewer.") @Nullable
            Instant endedAt) {}

    @Schema(name = "SupportViews")
    record Views(List<View> items) {}

    @GetMapping("/support-views")
    @Operation(summary = "Who of your provider viewed the portal as you do", operationId = "listSupportViews")
    Views views() {
        return new Views(support.views(actors.actor()).stream()
                .map(view -> new View(view.login(), view.startedAt(), view.endedAt()))
                .toList());
    }
}
