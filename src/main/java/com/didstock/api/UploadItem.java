package com.didstock.api;

import com.didstock.uploads.UploadReport;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An upload as the API tells it. */
@Schema(name = "Upload")
record UploadItem(
        UUID id,
        String fileName,

        @Schema(description = "new-numbers or existing-stock.")
        String mode,

        @Schema(description = "STAGING, CHECKED, IMPORTING, IMPORTED, CANCELLED or FAILED.")
        String stage,

        String login,
        Instant createdAt,
        @Nullable Instant importedAt,
        int lines,

        @Schema(description = "Lines with a mistake; none of their numbers is imported.")
        int refusedLines,

        @Schema(description = "Numbers that can be, or were to be, imported.")
        int ready,

        @Schema(description = "Numbers that were in stock already.")
        int known,

        @Schema(description = "Numbers that stand in the file again.")
        int repeated,

        @Schema(description = "Numbers that are now in stock.")
        int imported,

        @Schema(description = "Numbers that came into stock between check and import.")
        int skipped,

        @Schema(description = "Numbers in stock that the import changed.")
        int updated,

        @Schema(description = "Numbers in stock that were already as the file says.")
        int unchanged,

        @Schema(description = "How many mistakes were found; /problems and errors.csv tell them.")
        int problems,

        @Schema(description = "Columns of the file whose names mean nothing here.")
        List<String> unusedColumns,

        @Schema(description = "When a file of the very same content was imported.") @Nullable
        Instant sameFileImportedAt,

        @Schema(description = "Why the file was refused.") @Nullable
        String failure) {

    static UploadItem of(UploadReport report) {
        return new UploadItem(
                report.id(),
                report.fileName(),
                UploadWords.mode(report),
                report.stage().name(),
                report.login(),
                report.createdAt(),
                report.importedAt(),
                report.lines(),
                report.refusedLines(),
                report.ready(),
                report.known(),
                report.repeated(),
                report.imported(),
                report.skipped(),
                report.updated(),
                report.unchanged(),
                report.problems(),
                report.unusedColumns(),
                report.sameFileImportedAt(),
                report.failure());
    }
}
