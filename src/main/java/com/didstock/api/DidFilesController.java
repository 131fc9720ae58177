package com.didstock.api;

import com.didstock.branding.Operators;
import com.didstock.downloads.DownloadOrder;
import com.didstock.downloads.DownloadOrder.What;
import com.didstock.downloads.NumberDownloads;
import com.didstock.inventory.PageRequest;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The inventory as a file, in the format that an upload takes. Written while it is read, however long it is. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Numbers")
class DidFilesController {

    private final CurrentActor actors;
    private final NumberDownloads downloads;
    private final Filters filters;
    private final Operators operators;

    DidFilesController(CurrentActor actors, NumberDownloads downloads, Filters filters, Operators operators) {
        this.actors = actors;
        this.downloads = downloads;
        this.filters = filters;
        this.operators = operators;
    }

    @GetMapping(path = "/dids.csv", produces = Attachment.CSV)
    @Operation(
            summary = "Download your numbers as CSV",
            operationId = "downloadDidsCsv",
            description = "What the list of numbers finds, all of it, in the format that an upload takes. A file that"
                    + " could not be read to its end breaks off: the connection is cut.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "One row for each number.",
                            content = @Content(mediaType = Attachment.CSV, schema = @Schema(type = "string"))))
    void csv(@ParameterObject DidFileQuery query, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        send(SheetFormat.CSV, query, request, response);
    }

    @GetMapping(path = "/dids.xlsx", produces = Attachment.XLSX)
    @Operation(
            summary = "Download your numbers as XLSX",
            operationId = "downloadDidsXlsx",
            description = "As dids.csv. After 1,048,575 numbers the file goes on on another sheet.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "One row for each number.",
                            content =
                                    @Content(
                                            mediaType = Attachment.XLSX,
                                            schema = @Schema(type = "string", format = "binary"))))
    void xlsx(@ParameterObject DidFileQuery query, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        send(SheetFormat.XLSX, query, request, response);
    }

    private void send(SheetFormat format, DidFileQuery query, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var actor = actors.actor();
        var order = new DownloadOrder(what(actor, query), query.wanted(), format, zone(actor, query.timeZone()));
        try (var download = downloads.begin(actor, order)) {
            response.setContentType(format.mediaType());
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, Attachment.named(download.fileName()));
            if (!HttpMethod.HEAD.matches(request.getMethod())) {
                // What fails halfway reaches the server, which cuts the connection: a part must not look like the
                // whole.
                download.writeTo(response.getOutputStream());
            }
        }
    }

    private What what(Actor actor, DidFileQuery query) {
        var order = DidsController.order(query.sort());
        var search = List.of(query.search(), order.sort(), order.ascending());
        var position = Cursor.read(query.after(), search, order.sort());
        var filter = filters.inventory(actor, query.search(), "");
        var from = new PageRequest(order.sort(), order.ascending(), position, false, PageRequest.DEFAULT_SIZE);
        return new What.Found(filter, from, query.most());
    }

    private ZoneId zone(Actor actor, @Nullable String name) {
        try {
            return name == null || name.isBlank()
                    ? operators.settings(actor.operatorId()).zone()
                    : ZoneId.of(name.strip());
        } catch (DateTimeException _) {
            throw new InvalidRequestException(
                    "timeZone", FieldFault.UNKNOWN_VALUE, "Europe/Berlin, America/New_York …");
        }
    }
}
