package com.didstock.api;

import com.didstock.downloads.ExistingStockFiles;
import com.didstock.downloads.ExistingStockOrder;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The stock that a tenant loaded, as a file that loads it again as existing stock. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Uploads", description = "Files of numbers: checked first, imported when you say so.")
class ExistingStockController {

    private static final String ONE_ROW = "One row for each number you loaded.";

    private final CurrentActor actors;
    private final ExistingStockFiles files;
    private final UploadWords words;

    ExistingStockController(CurrentActor actors, ExistingStockFiles files, UploadWords words) {
        this.actors = actors;
        this.files = files;
        this.words = words;
    }

    /** Why somebody takes whole chains along. */
    @Schema(name = "ChainsOrder")
    record Reason(
            @Schema(description = "3 to 300 characters; recorded, and told in the activity.") @Nullable
            String reason) {}

    @GetMapping(path = "/existing-stock.csv", produces = Attachment.CSV)
    @Operation(
            summary = "Download your stock with its direct holders, as CSV",
            operationId = "downloadExistingStockCsv",
            description =
                    "What you loaded, in the format that POST /uploads takes with mode=existing-stock. Holders are named as"
                            + " far as your direct children.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = ONE_ROW,
                            content = @Content(mediaType = Attachment.CSV, schema = @Schema(type = "string"))))
    void csv(
            @Parameter(description = "In which times are written; the operator's if not said.")
                    @RequestParam(required = false)
                    @Nullable
                    String timeZone,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        send(SheetFormat.CSV, timeZone, null, request, response);
    }

    @GetMapping(path = "/existing-stock.xlsx", produces = Attachment.XLSX)
    @Operation(
            summary = "Download your stock with its direct holders, as XLSX",
            operationId = "downloadExistingStockXlsx",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = ONE_ROW,
                            content =
                                    @Content(
                                            mediaType = Attachment.XLSX,
                                            schema = @Schema(type = "string", format = "binary"))))
    void xlsx(
            @Parameter(description = "In which times are written; the operator's if not said.")
                    @RequestParam(required = false)
                    @Nullable
                    String timeZone,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        send(SheetFormat.XLSX, timeZone, null, request, response);
    }

    @PostMapping(path = "/existing-stock.csv", consumes = MediaType.APPLICATION_JSON_VALUE, produces = Attachment.CSV)
    @Operation(
            summary = "Download the whole chains of your stock, as CSV",
            operationId = "downloadChainsCsv",
            description = "The operator's alone, with a reason that is recorded.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = ONE_ROW,
                            content = @Content(mediaType = Attachment.CSV, schema = @Schema(type = "string"))))
    void chains(
            @RequestBody Reason reason,
            @Parameter(description = "In which times are written; the operator's if not said.")
                    @RequestParam(required = false)
                    @Nullable
                    String timeZone,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        send(SheetFormat.CSV, timeZone, reason, request, response);
    }

    private void send(
            SheetFormat format,
            @Nullable String timeZone,
            @Nullable Reason why,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var actor = actors.actor();
        var reason = why == null ? null : why.reason() == null ? "" : why.reason();
        var order = new ExistingStockOrder(format, words.zone(actor, timeZone), reason);
        try (var file = files.begin(actor, order)) {
            response.setContentType(format.mediaType());
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, Attachment.named(file.fileName()));
            if (!HttpMethod.HEAD.matches(request.getMethod())) {
                file.writeTo(response.getOutputStream());
            }
        }
    }
}
