package com.didstock.api;

import com.didstock.customers.CustomerSearch;
import com.didstock.sheets.Sheet;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The tenant's direct children, as a file. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Resellers and customers")
class CustomerFilesController {

    private static final String NAME = "Part of a name, in any case.";

    private final CurrentActor actors;
    private final CustomerSearch customers;

    CustomerFilesController(CurrentActor actors, CustomerSearch customers) {
        this.actors = actors;
        this.customers = customers;
    }

    @GetMapping(path = "/tenants.csv", produces = Attachment.CSV)
    @Operation(
            summary = "Your resellers and customers as CSV",
            operationId = "downloadTenantsCsv",
            description =
                    "Amounts only for who may see them; whoever has them in several currencies has a row for each.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A row for each, by name.",
                            content = @Content(mediaType = Attachment.CSV, schema = @Schema(type = "string"))))
    ResponseEntity<byte[]> csv(
            @Parameter(description = NAME) @RequestParam(required = false) @Nullable String search,
            @Parameter(description = CustomerFilter.WORDS) @RequestParam(required = false) @Nullable String filter)
            throws IOException {
        return file(SheetFormat.CSV, search, filter);
    }

    @GetMapping(path = "/tenants.xlsx", produces = Attachment.XLSX)
    @Operation(
            summary = "Your resellers and customers as an Excel file",
            operationId = "downloadTenantsXlsx",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A row for each, by name.",
                            content =
                                    @Content(
                                            mediaType = Attachment.XLSX,
                                            schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<byte[]> xlsx(
            @Parameter(description = NAME) @RequestParam(required = false) @Nullable String search,
            @Parameter(description = CustomerFilter.WORDS) @RequestParam(required = false) @Nullable String filter)
            throws IOException {
        return file(SheetFormat.XLSX, search, filter);
    }

    private ResponseEntity<byte[]> file(SheetFormat format, @Nullable String search, @Nullable String filter)
            throws IOException {
        var actor = actors.actor();
        var condition = CustomerFilter.read(customers.conditionFields(actor), filter);
        var bytes = new ByteArrayOutputStream();
        var sheet = Sheet.begin(format, bytes, "customers", customers.header(actor));
        customers.write(actor, search == null ? "" : search, condition, sheet);
        sheet.finish();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(format.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, Attachment.named("customers." + format.extension()))
                .body(bytes.toByteArray());
    }
}
