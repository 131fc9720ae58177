package com.didstock.api;

import com.didstock.uploads.ImportChoices;
import com.didstock.uploads.UpdateColumn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the numbers come in. */
@Schema(name = "ImportOptions")
record ImportOptions(
        @Schema(description = "true: new numbers are free at once; otherwise they come in frozen.") @Nullable
        Boolean release,

        @Schema(description = "What changes on numbers in stock; a blank cell leaves a number as it is.") @Nullable
        Set<UpdateColumn> update,

        @Schema(description = "true: numbers in stock go to the vendor batch that the file names.") @Nullable
        Boolean move) {

    static ImportChoices choices(@Nullable ImportOptions options) {
        return options == null
                ? ImportChoices.newNumbers(false)
                : new ImportChoices(
                        Boolean.TRUE.equals(options.release),
                        options.update == null ? Set.of() : options.update,
                        Boolean.TRUE.equals(options.move));
    }
}
