package com.didstock.api;

import com.didstock.history.Who;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who did something, as far as the caller may know it. */
@Schema(name = "By")
record Doer(
        @Schema(description = "OWN: somebody of your own tenant. ABOVE, CHILD or FURTHER_DOWN in the tree.")
        String kind,

        @Schema(description = "Of somebody of your own tenant; null: the portal by itself.") @Nullable
        String login,

        @Schema(description = "Of a direct child.") @Nullable
        String name) {

    static Doer of(Who who) {
        return switch (who) {
            case Who.Own(var login) -> new Doer("OWN", login, null);
            case Who.Above() -> new Doer("ABOVE", null, null);
            case Who.Child child -> new Doer("CHILD", null, child.name());
            case Who.FurtherDown() -> new Doer("FURTHER_DOWN", null, null);
        };
    }
}
