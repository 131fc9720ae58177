package com.didstock.api;

import com.didstock.notices.MailChoices;
import com.didstock.notices.MailWhen;
import com.didstock.notices.NoticeKind;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.OwnProfile;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which notices the caller wants by e-mail, when, and where they go. */
@RestController
@RequestMapping(path = "/api/v1/me/mail-choices", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "You")
class MailChoicesController {

    private final CurrentActor actors;
    private final MailChoices choices;
    private final OwnProfile profile;

    MailChoicesController(CurrentActor actors, MailChoices choices, OwnProfile profile) {
        this.actors = actors;
        this.choices = choices;
        this.profile = profile;
    }

    @Schema(name = "MailChoices")
    record Item(
            @Schema(description = "Where e-mail goes; empty: nowhere. Not said: stays.", example = "jo@example.com")
            @Nullable
            String address,

            @Schema(
                    description =
                            "When each kind of notice is mailed: AT_ONCE, DAILY or NEVER. What is not said stays.",
                    example = "{\"WITHDRAWN\": \"AT_ONCE\", \"RETURNED\": \"DAILY\"}")
            @Nullable
            Map<String, @Nullable String> kinds) {}

    @GetMapping
    @Operation(summary = "Which notices you get by e-mail", operationId = "getMailChoices")
    Item get() {
        return item(actors.actor());
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Choose which notices you get by e-mail", operationId = "setMailChoices")
    Item put(@RequestBody Item wanted) {
        var actor = actors.actor();
        var kinds = new EnumMap<NoticeKind, MailWhen>(NoticeKind.class);
        if (wanted.kinds() != null) {
            wanted.kinds()
                    .forEach((kind, when) -> kinds.put(
                            Filters.constant(NoticeKind.class, kind, "kinds"),
                            Filters.constant(MailWhen.class, when, "kinds." + kind)));
        }
        if (wanted.address() != null) {
            profile.chooseMailAddress(actor, wanted.address());
        }
        choices.choose(actor, kinds);
        return item(actor);
    }

    private Item item(Actor actor) {
        var kinds = new TreeMap<String, @Nullable String>();
        choices.of(actor).forEach((kind, when) -> kinds.put(kind.name(), when.name()));
        var address = profile.mailAddress(actor);
        return new Item(address == null ? "" : address, kinds);
    }
}
