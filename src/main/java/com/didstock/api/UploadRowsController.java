package com.didstock.api;

import com.didstock.i18n.Translations;
import com.didstock.tenancy.CurrentActor;
import com.didstock.uploads.ImportChoices;
import com.didstock.uploads.ProblemCode;
import com.didstock.uploads.UnknownNames;
import com.didstock.uploads.UpdateColumn;
import com.didstock.uploads.UploadFiles;
import com.didstock.uploads.UploadPreview;
import com.didstock.uploads.UploadProblem;
import com.didstock.uploads.UploadRow;
import com.didstock.uploads.Uploads;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was found in a checked file, page by page: what is wrong, what it names that is not there, what an import would do. */
@RestController
@RequestMapping("/api/v1/uploads/{id}")
@Tag(name = "Uploads", description = "Files of numbers: checked first, imported when you say so.")
class UploadRowsController {

    private static final int USUAL_PAGE = 50;

    private final CurrentActor actors;
    private final Uploads uploads;
    private final UploadPreview preview;
    private final UploadFiles files;
    private final Translations translations;

    UploadRowsController(
            CurrentActor actors, Uploads uploads, UploadPreview preview, UploadFiles files, Translations translations) {
        this.actors = actors;
        this.uploads = uploads;
        this.preview = preview;
        this.files = files;
        this.translations = translations;
    }

    @Schema(name = "UploadProblems")
    record ProblemPage(
            List<Item> items,

            @Schema(description = "From where to read on; null: that was all.") @Nullable
            Integer next,

            @Schema(description = "How many there are of each kind, of those that are kept.")
            Map<ProblemCode, Integer> kinds) {

        @Schema(name = "UploadProblem")
        record Item(
                @Schema(description = "Of the file, its first line being 1.")
                int line,

                String column,
                String value,
                ProblemCode kind,

                @Schema(description = "What is wrong, and what to do.")
                String explanation) {}
    }

    @GetMapping(path = "/problems", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "What is wrong with the lines of a file, page by page", operationId = "listUploadProblems")
    ProblemPage problems(
            @PathVariable UUID id,
            @Parameter(description = "Only these.") @RequestParam(required = false) @Nullable ProblemCode kind,
            @Parameter(description = "How many to leave out from the beginning.")
                    @RequestParam(required = false, defaultValue = "0")
                    int from,
            @Parameter(description = "1 to 500.") @RequestParam(required = false, defaultValue = "" + USUAL_PAGE)
                    int limit,
            HttpServletRequest request) {
        checkPage(from, limit);
        var actor = actors.actor();
        var locale = Problems.locale(request);
        var found = uploads.problems(actor, id, kind, from, limit + 1);
        return new ProblemPage(
                found.stream()
                        .limit(limit)
                        .map(problem -> item(problem, locale))
                        .toList(),
                found.size() > limit ? (Integer) (from + limit) : null,
                uploads.problemKinds(actor, id));
    }

    private ProblemPage.Item item(UploadProblem problem, Locale locale) {
        return new ProblemPage.Item(
                problem.line(),
                problem.column(),
                problem.value(),
                problem.code(),
                UploadTexts.explanation(problem, translations, locale));
    }

    @GetMapping(path = "/unknown-names", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Vendor batches and DID groups that a file names and that are not there",
            operationId = "listUnknownNames",
            description = "Make them, or say which are meant, and have the file checked again.")
    UnknownNames unknownNames(@PathVariable UUID id) {
        return uploads.unknownNames(actors.actor(), id);
    }

    @Schema(name = "CheckAgain")
    record CheckAgain(
            @Schema(description = "Vendor batches as the file calls them, and the names of those that are meant.")
            @Nullable
            Map<String, @Nullable String> batchNames) {}

    @PostMapping(path = "/check-again", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Check the file of an upload again",
            operationId = "checkUploadAgain",
            description = "Of files that came by POST /upload-files, as long as they wait. This upload is given up; the"
                    + " answer is the new one.")
    ResponseEntity<UploadItem> checkAgain(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable CheckAgain again) {
        var actor = actors.actor();
        uploads.report(actor, id);
        var upload = files.checkAgain(actor, id, UploadWords.batchNames(again == null ? null : again.batchNames()));
        return ResponseEntity.accepted()
                .location(UploadsController.address(upload))
                .body(UploadItem.of(uploads.report(actor, upload)));
    }

    @Schema(name = "UploadRows")
    record RowPage(
            List<Row> items,

            @Schema(
                    description =
                            "From where to read on; null: that was all. A page may have fewer rows than were asked"
                                    + " for although more follow.")
            @Nullable
            Integer next) {

        @Schema(name = "UploadRow")
        record Row(
                int line,
                String number,
                UploadRow.Kind kind,
                String vendorBatch,
                @Nullable String activationCost,
                @Nullable String recurringCost,
                String currency,
                @Nullable String country,
                @Nullable String area,
                String description,

                @Schema(description = "Of existing stock: who would hold it; empty if you.")
                String holder,

                @Schema(description = "Of existing stock: the ID of the account that would use it; empty if none.")
                String account,

                @Schema(description = "What would be another than it is.")
                List<UploadRow.Difference> changes) {

            static Row of(UploadRow row) {
                return new Row(
                        row.line(),
                        row.number(),
                        row.kind(),
                        row.vendorBatch(),
                        amount(row.activationCost()),
                        amount(row.recurringCost()),
                        row.currency(),
                        row.country(),
                        row.area(),
                        row.description(),
                        row.holder(),
                        row.account(),
                        row.changes());
            }

            private static @Nullable String amount(@Nullable BigDecimal amount) {
                return amount == null ? null : amount.toPlainString();
            }
        }
    }

    @GetMapping(path = "/rows", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "What an import would do, number by number",
            operationId = "listUploadRows",
            description = "Changes nothing.")
    RowPage rows(
            @PathVariable UUID id,
            @Parameter(description = "NEW if not said.") @RequestParam(required = false) UploadRow.@Nullable Kind kind,
            @Parameter(description = "What would change of numbers in stock.") @RequestParam(required = false) @Nullable
                    Set<UpdateColumn> update,
            @Parameter(description = "Whether they would go to the vendor batch that the file names.")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean move,
            @Parameter(description = "What the page before gave as next.")
                    @RequestParam(required = false, defaultValue = "0")
                    int from,
            @Parameter(description = "1 to 500.") @RequestParam(required = false, defaultValue = "" + USUAL_PAGE)
                    int limit) {
        checkPage(from, limit);
        var page = preview.rows(
                actors.actor(),
                id,
                kind == null ? UploadRow.Kind.NEW : kind,
                from,
                limit,
                new ImportChoices(false, update == null ? Set.of() : update, Boolean.TRUE.equals(move)));
        return new RowPage(page.rows().stream().map(RowPage.Row::of).toList(), page.next());
    }

    private static void checkPage(int from, int limit) {
        if (from < 0) {
            throw new InvalidRequestException("from", FieldFault.OUT_OF_RANGE, 0, Integer.MAX_VALUE);
        }
        if (limit < 1 || limit > UploadPreview.LARGEST_PAGE) {
            throw new InvalidRequestException("limit", FieldFault.OUT_OF_RANGE, 1, UploadPreview.LARGEST_PAGE);
        }
    }
}
