package com.didstock.uploads;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one upload.
 *
 * @param login who uploaded it
 * @param lines of the file, the header not counted
 * @param refusedLines with a mistake; none of their numbers is imported
 * @param ready numbers that can be, or were to be, imported
 * @param known numbers that were in stock already
 * @param repeated numbers that stand in the file again
 * @param imported numbers that are now in stock
 * @param skipped numbers that came into stock between check and import
 * @param updated numbers in stock that the import changed
 * @param unchanged numbers in stock that were as the file says
 * @param problems how many were found; at most {@value #KEPT_PROBLEMS} of them are kept
 * @param vendorBatchIds those that the numbers to import belong to
 * @param unusedColumns columns of the file whose names mean nothing here
 * @param staged entries to go through by the import: those ready and those known
 * @param gone entries the import has gone through
 * @param releasedAtOnce whether the numbers were imported free instead of frozen
 * @param existingStock whether it is stock that was there before, with those who hold it
 * @param sameFileImportedAt when a file of the very same content was imported; null if never
 * @param failure why the file was refused, the name of an {@link UploadRefusedException.Reason} or a {@link
 *     com.didstock.tables.TableRefusal}; null if it was not
 * @param failureArguments what that one's sentence names
 */
public record UploadReport(
        UUID id,
        String fileName,
        UploadStage stage,
        String login,
        Instant createdAt,
        @Nullable Instant importedAt,
        int lines,
        int refusedLines,
        int ready,
        int known,
        int repeated,
        int imported,
        int skipped,
        int updated,
        int unchanged,
        int problems,
        List<Integer> vendorBatchIds,
        List<String> unusedColumns,
        int staged,
        int gone,
        boolean releasedAtOnce,
        boolean existingStock,
        @Nullable Instant sameFileImportedAt,
        @Nullable String failure,
        List<String> failureArguments) {

    /** How many problems of a file are kept; the rest is only counted. */
    public static final int KEPT_PROBLEMS = 10_000;

    /** {@return whether the file has numbers in stock that an import could change} */
    public boolean isUpdatable() {
        return stage == UploadStage.CHECKED && known > 0 && !existingStock;
    }

    /** {@return whether there is anything to import} */
    public boolean isImportable() {
        return stage == UploadStage.IMPORTING || stage == UploadStage.CHECKED && ready > 0;
    }
}
