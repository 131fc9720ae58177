package com.didstock.api;

import com.didstock.charges.ChargeFilter;
import com.didstock.charges.ChargeKind;
import com.didstock.charges.ChargeSheet;
import com.didstock.charges.Charges;
import com.didstock.charges.StatementPdf;
import com.didstock.inventory.FilterOptions.Kind;
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
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the caller's tenant pays and earns. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Charges", description = "What you pay and earn, month by month, in your operator's time zone.")
class ChargesController {

    private final CurrentActor actors;
    private final Charges charges;
    private final StatementPdf statements;
    private final OwnNames names;

    ChargesController(CurrentActor actors, Charges charges, StatementPdf statements, OwnNames names) {
        this.actors = actors;
        this.charges = charges;
        this.statements = statements;
        this.names = names;
    }

    @Schema(name = "ChargeMonths")
    record Months(
            @Schema(description = "Newest first; the current month always.", example = "[\"2026-11\"]")
            List<String> items) {}

    @Schema(name = "ChargePage")
    record Page(
            String month,
            List<ChargeItem> items,

            @Schema(description = "Send it as after to get the next page; null: this is the last.") @Nullable
            String next) {}

    @GetMapping(path = "/charges", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Charges of a month, by number", operationId = "listCharges")
    Page list(
            @ParameterObject ChargeQuery query,
            @Parameter(description = "How many at most, 1 to 200; 50 if not said.")
                    @RequestParam(required = false)
                    @Nullable
                    Integer limit,
            @Parameter(description = "The next of the page before.") @RequestParam(required = false) @Nullable
                    String after) {
        var actor = actors.actor();
        var month = month(charges, actor, query.month());
        var place = ChargeCursor.read(after, query);
        var page = charges.page(actor, month, filter(actor, query), place, DidQuery.limit(limit));
        var next = page.next();
        return new Page(
                month.toString(),
                page.lines().stream().map(ChargeItem::of).toList(),
                next == null ? null : ChargeCursor.write(next, query));
    }

    @GetMapping(path = "/charges/months", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The months of which there are charges", operationId = "listChargeMonths")
    Months months() {
        return new Months(
                charges.months(actors.actor()).stream().map(YearMonth::toString).toList());
    }

    @GetMapping(path = "/charges/statement", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "A month's charges, added up",
            description = "By counterparty, pricing batch, kind and currency.",
            operationId = "getChargeStatement")
    ChargeSums statement(
            @Parameter(description = "The month; the current one if not said.", example = "2026-11")
                    @RequestParam(required = false)
                    @Nullable
                    String month) {
        var actor = actors.actor();
        return ChargeSums.of(charges.statement(actor, month(charges, actor, month)));
    }

    @GetMapping(path = "/charges/statement.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @Operation(
            summary = "A month's charges, added up, on paper",
            operationId = "downloadChargeStatement",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "In the language asked for, English or German.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_PDF_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<byte[]> pdf(
            @Parameter(description = "The month; the current one if not said.", example = "2026-11")
                    @RequestParam(required = false)
                    @Nullable
                    String month,
            @Parameter(hidden = true) Locale locale) {
        var actor = actors.actor();
        var wanted = month(charges, actor, month);
        var bytes = new ByteArrayOutputStream();
        statements.write(actor, wanted, locale, bytes);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, Attachment.named(StatementPdf.fileName(wanted)))
                .body(bytes.toByteArray());
    }

    @GetMapping(path = "/charges.csv", produces = Attachment.CSV)
    @Operation(
            summary = "Download charges of a month as CSV",
            operationId = "downloadChargesCsv",
            description = "What the list of charges finds, all of it. A file that could not be read to its end breaks"
                    + " off: the connection is cut.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "One row for each charge.",
                            content = @Content(mediaType = Attachment.CSV, schema = @Schema(type = "string"))))
    void csv(@ParameterObject ChargeQuery query, HttpServletResponse response) throws IOException {
        send(SheetFormat.CSV, query, response);
    }

    @GetMapping(path = "/charges.xlsx", produces = Attachment.XLSX)
    @Operation(
            summary = "Download charges of a month as an Excel file",
            operationId = "downloadChargesXlsx",
            description = "What the list of charges finds, all of it. A file that could not be read to its end breaks"
                    + " off: the connection is cut.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "One row for each charge.",
                            content =
                                    @Content(
                                            mediaType = Attachment.XLSX,
                                            schema = @Schema(type = "string", format = "binary"))))
    void xlsx(@ParameterObject ChargeQuery query, HttpServletResponse response) throws IOException {
        send(SheetFormat.XLSX, query, response);
    }

    private void send(SheetFormat format, ChargeQuery query, HttpServletResponse response) throws IOException {
        var actor = actors.actor();
        var month = month(charges, actor, query.month());
        var filter = filter(actor, query);
        response.setContentType(format.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, Attachment.named("charges-" + month + "." + format.extension()));
        charges.write(
                actor, month, filter, Sheet.begin(format, response.getOutputStream(), "charges", ChargeSheet.HEADER));
    }

    /** The first of the months is the current one; reading it also asks whether the caller may see money at all. */
    static YearMonth month(Charges charges, Actor actor, @Nullable String month) {
        if (month == null || month.isBlank()) {
            return charges.months(actor).getFirst();
        }
        try {
            return YearMonth.parse(month);
        } catch (DateTimeException _) {
            throw new InvalidRequestException("month", FieldFault.NOT_A_MONTH);
        }
    }

    private ChargeFilter filter(Actor actor, ChargeQuery query) {
        return new ChargeFilter(
                query.number() == null ? "" : query.number().strip(),
                earned(query.direction()),
                id(actor, Kind.CHILD, query.child(), "child"),
                id(actor, Kind.PRICING_BATCH, query.pricingBatch(), "pricingBatch"),
                kind(query.kind()));
    }

    private @Nullable Integer id(Actor actor, Kind kind, @Nullable String name, String field) {
        return name == null || name.isBlank() ? null : Integer.valueOf(names.id(actor, kind, name, field));
    }

    private static @Nullable Boolean earned(@Nullable String direction) {
        if (direction == null || direction.isBlank()) {
            return null;
        }
        return switch (direction) {
            case "PAID" -> false;
            case "EARNED" -> true;
            default -> throw new InvalidRequestException("direction", FieldFault.UNKNOWN_VALUE, "PAID, EARNED");
        };
    }

    private static @Nullable ChargeKind kind(@Nullable String kind) {
        if (kind == null || kind.isBlank()) {
            return null;
        }
        return Arrays.stream(ChargeKind.values())
                .filter(it -> it.name().equals(kind))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        "kind",
                        FieldFault.UNKNOWN_VALUE,
                        Arrays.stream(ChargeKind.values()).map(Enum::name).collect(Collectors.joining(", "))));
    }
}
