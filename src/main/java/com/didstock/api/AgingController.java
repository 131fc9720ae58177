package com.didstock.api;

import com.didstock.assignment.AgingMinimums;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How long at least numbers rest that leave a reseller's customers. */
@RestController
@RequestMapping(path = "/api/v1/aging", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Tenants")
class AgingController {

    private final CurrentActor actors;
    private final AgingMinimums minimums;

    AgingController(CurrentActor actors, AgingMinimums minimums) {
        this.actors = actors;
        this.minimums = minimums;
    }

    @Schema(name = "Aging")
    record Setting(
            @Schema(
                    description =
                            "How many days a number rests at least that leaves a customer below you, 1 to 365; null:"
                                    + " as long as is laid down above you.",
                    example = "60")
            @Nullable
            Integer days) {}

    @GetMapping
    @Operation(
            summary = "How long numbers rest at least that leave your customers",
            operationId = "getAging",
            description = "Of resellers only. You can lengthen what the operator lays down, not shorten it; of several"
                    + " resellers one above the other the longest counts.")
    Setting get() {
        return new Setting(minimums.get(actors.actor()));
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Have numbers rest longer",
            operationId = "setAging",
            description = "For what leaves its customer from now on; what rests already keeps its day.")
    Setting set(@RequestBody Setting setting) {
        minimums.set(actors.actor(), setting.days());
        return get();
    }
}
