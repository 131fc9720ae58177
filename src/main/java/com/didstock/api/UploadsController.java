package com.didstock.api;

import com.didstock.i18n.Translations;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.NotThereException;
import com.didstock.uploads.ImportChoices;
import com.didstock.uploads.UpdateColumn;
import com.didstock.uploads.UploadChanges;
import com.didstock.uploads.UploadProgress;
import com.didstock.uploads.UploadReport;
import com.didstock.uploads.Uploads;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files of numbers: read and checked first, imported when told to. */
@RestController
@RequestMapping("/api/v1/uploads")
@Tag(name = "Uploads", description = "Files of numbers: checked first, imported when you say so.")
class UploadsController {

    private static final Logger LOG = LoggerFactory.getLogger(UploadsController.class);

    /** So long an import is waited for; then the client is told to look again. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final List<String> PROBLEM_COLUMNS = List.of("line", "column", "value", "explanation");

    private final CurrentActor actors;
    private final Uploads uploads;
    private final Translations translations;
    private final UploadWords words;
    private final ExecutorService imports = Executors.newVirtualThreadPerTaskExecutor();

    UploadsController(CurrentActor actors, Uploads uploads, Translations translations, UploadWords words) {
        this.actors = actors;
        this.uploads = uploads;
        this.translations = translations;
        this.words = words;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Upload and check a file of numbers",
            operationId = "createUpload",
            description =
                    "CSV, XLSX or XLS with the columns number, DID vendor batch, activation fee and periodic fee, in any"
                            + " order; a missing one of the last three may be given once for all rows. Nothing comes into"
                            + " stock yet.")
    ResponseEntity<UploadItem> create(
            @RequestPart("file") MultipartFile file,
            @Parameter(description = "Name of the vendor batch of rows that name none.")
                    @RequestParam(required = false)
                    @Nullable
                    String vendorBatch,
            @Parameter(description = "Activation fee of rows that have none.", example = "1.00")
                    @RequestParam(required = false)
                    @Nullable
                    String activationFee,
            @Parameter(description = "Monthly fee of rows that have none.", example = "2.00")
                    @RequestParam(required = false)
                    @Nullable
                    String periodicFee,
            @Parameter(description = "Time zone of released dates, such as Europe/Berlin; the operator's if not said.")
                    @RequestParam(required = false)
                    @Nullable
                    String timeZone,
            @Parameter(description = "Country whose national numbers are understood, ISO 3166-1 alpha-2.")
                    @RequestParam(required = false)
                    @Nullable
                    String defaultCountry,
            @Parameter(
                            description =
                                    "existing-stock: the rows also say who holds the numbers, and become whole chains;"
                                            + " new-numbers if not said.",
                            schema = @Schema(allowableValues = {"new-numbers", "existing-stock"}))
                    @RequestParam(required = false)
                    @Nullable
                    String mode)
            throws IOException {
        var options = UploadWords.ofMode(
                mode, words.options(vendorBatch, activationFee, periodicFee, timeZone, defaultCountry));
        try (var content = file.getInputStream()) {
            var report = uploads.stage(actors.actor(), UploadWords.name(file), content, options, UploadProgress.NONE);
            return ResponseEntity.created(address(report.id())).body(UploadItem.of(report));
        } catch (NotThereException _) {
            throw new NamedThingException("vendorBatch");
        }
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "How far an upload is", operationId = "getUpload")
    UploadItem get(@PathVariable UUID id) {
        return UploadItem.of(uploads.report(actors.actor(), id));
    }

    @GetMapping(path = "/{id}/errors.csv", produces = Attachment.CSV)
    @Operation(
            summary = "What is wrong with the lines of a file",
            operationId = "getUploadErrors",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "Line, column, value, explanation.",
                            content = @Content(mediaType = Attachment.CSV, schema = @Schema(type = "string"))))
    void errors(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        writeErrors(id, SheetFormat.CSV, request, response);
    }

    @GetMapping(path = "/{id}/errors.xlsx", produces = Attachment.XLSX)
    @Operation(
            summary = "What is wrong with the lines of a file, as a workbook",
            operationId = "getUploadErrorsXlsx",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "Line, column, value, explanation.",
                            content =
                                    @Content(
                                            mediaType = Attachment.XLSX,
                                            schema = @Schema(type = "string", format = "binary"))))
    void errorsXlsx(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        writeErrors(id, SheetFormat.XLSX, request, response);
    }

    /** Made as a whole first: what goes wrong on the way is told as an error, not as half a file. */
    private void writeErrors(UUID id, SheetFormat format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var locale = Problems.locale(request);
        var file = new ByteArrayOutputStream();
        uploads.writeProblems(
                actors.actor(),
                id,
                format,
                file,
                PROBLEM_COLUMNS,
                problem -> UploadTexts.explanation(problem, translations, locale));
        response.setContentType(format.mediaType());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, Attachment.named("errors." + format.extension()));
        response.getOutputStream().write(file.toByteArray());
    }

    /** What an import would do to numbers in stock. */
    @Schema(name = "UploadChanges")
    record Changes(
            int changed,
            int unchanged,

            @Schema(description = "Can't be changed; the import reports why.")
            int refused,

            @Schema(description = "Given out, and would cost more than they earn.")
            int uncovered,

            @Schema(description = "The first of these, at most 100.")
            List<Uncovered> firstUncovered) {

        @Schema(name = "UncoveredNumber")
        record Uncovered(String number, String recurringCost, String recurringRevenue, String currency) {}

        static Changes of(UploadChanges changes) {
            return new Changes(
                    changes.changed(),
                    changes.unchanged(),
                    changes.refused(),
                    changes.uncovered(),
                    changes.firstUncovered().stream()
                            .map(one -> new Uncovered(
                                    one.number(),
                                    one.cost().toPlainString(),
                                    one.revenue().toPlainString(),
                                    one.currency()))
                            .toList());
        }
    }

    @GetMapping(path = "/{id}/changes", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "What an import would do to numbers in stock",
            operationId = "previewUploadChanges",
            description = "Changes nothing.")
    Changes changes(
            @PathVariable UUID id,
            @Parameter(description = "What would change; a blank cell leaves a number as it is.")
                    @RequestParam(required = false)
                    @Nullable
                    Set<UpdateColumn> update,
            @Parameter(description = "Whether they would go to the vendor batch that the file names.")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean move) {
        var choices = new ImportChoices(false, update == null ? Set.of() : update, Boolean.TRUE.equals(move));
        return Changes.of(uploads.changes(actors.actor(), id, choices));
    }

    @PostMapping(path = "/{id}/cancel", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Cancel an upload",
            operationId = "cancelUpload",
            description = "An import stops after the numbers it is just at; what came into stock stays.")
    UploadItem cancel(@PathVariable UUID id) {
        return UploadItem.of(uploads.cancel(actors.actor(), id));
    }

    @PostMapping(path = "/{id}/import", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Bring the numbers of an upload into stock",
            operationId = "importUpload",
            description = "200: done. 202: still at it; look at the upload again. Asked again, it goes on where it was"
                    + " and brings in nothing twice.")
    ResponseEntity<UploadItem> importRows(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable ImportOptions options) {
        var actor = actors.actor();
        uploads.report(actor, id);
        var choices = ImportOptions.choices(options);
        var work = CompletableFuture.supplyAsync(
                () -> uploads.importRows(actor, id, choices, "api:import:" + id, UploadProgress.NONE), imports);
        try {
            return ResponseEntity.ok(UploadItem.of(work.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)));
        } catch (TimeoutException _) {
            return atWork(actor, id, work);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException(failure.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return atWork(actor, id, work);
        }
    }

    /** The import goes on; whoever asks again learns how it went, or sets it going again. */
    private ResponseEntity<UploadItem> atWork(Actor actor, UUID id, CompletableFuture<UploadReport> work) {
        var _ = work.whenComplete((_, failure) -> {
            if (failure != null) {
                LOG.warn("the import of {} stopped", id, failure);
            }
        });
        return ResponseEntity.accepted().location(address(id)).body(UploadItem.of(uploads.report(actor, id)));
    }

    static URI address(UUID id) {
        return URI.create("/api/v1/uploads/" + id);
    }
}
