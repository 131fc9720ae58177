package com.didstock.api;

import com.didstock.inventory.FilterOptions.Kind;
import com.didstock.pricing.RateSheetPdf;
import com.didstock.pricing.RateSheets;
import com.didstock.sheets.Sheet;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is paid for what is offered, as a file. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Rate sheets", description = "What you pay for what is offered to you, or a child for what you offer it.")
class RateSheetController {

    private final CurrentActor actors;
    private final RateSheets sheets;
    private final RateSheetPdf paper;
    private final OwnNames names;

    RateSheetController(CurrentActor actors, RateSheets sheets, RateSheetPdf paper, OwnNames names) {
        this.actors = actors;
        this.sheets = sheets;
        this.paper = paper;
        this.names = names;
    }

    @GetMapping(path = "/rate-sheet.csv", produces = Attachment.CSV)
    @Operation(
            summary = "A rate sheet as CSV",
            operationId = "downloadRateSheetCsv",
            description = "By country, number type and area, with how many numbers are offered at a price.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "One row for each price.",
                            content = @Content(mediaType = Attachment.CSV, schema = @Schema(type = "string"))))
    ResponseEntity<byte[]> csv(
            @Parameter(description = "A reseller or customer of yours by name; your own rates if not said.")
                    @RequestParam(required = false)
                    @Nullable
                    String child)
            throws IOException {
        return file(SheetFormat.CSV, child);
    }

    @GetMapping(path = "/rate-sheet.xlsx", produces = Attachment.XLSX)
    @Operation(
            summary = "A rate sheet as an Excel file",
            operationId = "downloadRateSheetXlsx",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "One row for each price.",
                            content =
                                    @Content(
                                            mediaType = Attachment.XLSX,
                                            schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<byte[]> xlsx(
            @Parameter(description = "A reseller or customer of yours by name; your own rates if not said.")
                    @RequestParam(required = false)
                    @Nullable
                    String child)
            throws IOException {
        return file(SheetFormat.XLSX, child);
    }

    @GetMapping(path = "/rate-sheet.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @Operation(
            summary = "A rate sheet on paper",
            operationId = "downloadRateSheetPdf",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "In the language asked for, English or German.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_PDF_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<byte[]> pdf(
            @Parameter(description = "A reseller or customer of yours by name; your own rates if not said.")
                    @RequestParam(required = false)
                    @Nullable
                    String child,
            @Parameter(hidden = true) Locale locale) {
        var actor = actors.actor();
        var bytes = new ByteArrayOutputStream();
        paper.write(actor, child(actor, child), locale, bytes);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, Attachment.named(RateSheetPdf.FILE_NAME))
                .body(bytes.toByteArray());
    }

    private ResponseEntity<byte[]> file(SheetFormat format, @Nullable String child) throws IOException {
        var actor = actors.actor();
        var bytes = new ByteArrayOutputStream();
        var sheet = Sheet.begin(format, bytes, "rate-sheet", RateSheets.HEADER);
        sheets.write(actor, child(actor, child), sheet);
        sheet.finish();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(format.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, Attachment.named("rate-sheet." + format.extension()))
                .body(bytes.toByteArray());
    }

    private @Nullable Integer child(Actor actor, @Nullable String name) {
        return name == null || name.isBlank() ? null : Integer.valueOf(names.id(actor, Kind.CHILD, name, "child"));
    }
}
