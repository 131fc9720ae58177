package com.didstock.api;

import com.didstock.uploads.ImportChoices;
import com.didstock.uploads.UpdateColumn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the numbers come in. */
@Schema(name = "ImportOptions")
record ImportOptions(
        @Schema(description = "true: new numbers are free at once; otherwise they come in frozen.") @Nullable
        Boolean release,

        @Schema(description = "What changes on numbers in stock; a blank cell leaves a number as it is.") @Nullable
        Set<@Nullable UpdateColumn> update,

        @Schema(description = "true: numbers in stock go to the vendor batch that the file names.") @Nullable
        Boolean move) {

    /** @throws InvalidRequestException if what changes is not said */
    static ImportChoices choices(@Nullable ImportOptions options) {
        if (options == null) {
            return ImportChoices.newNumbers(false);
        }
        var update = EnumSet.noneOf(UpdateColumn.class);
        if (options.update != null) {
            options.update.forEach(column -> {
                if (column == null) {
                    throw new InvalidRequestException("update", FieldFault.MISSING);
                }
                update.add(column);
            });
        }
        return new ImportChoices(Boolean.TRUE.equals(options.release), update, Boolean.TRUE.equals(options.move));
    }
}
