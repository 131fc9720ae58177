package com.didstock.api;

import com.didstock.charges.Charges;
import com.didstock.charges.MarginBy;
import com.didstock.charges.MarginOrder;
import com.didstock.charges.MarginRow;
import com.didstock.charges.Margins;
import com.didstock.sheets.Sheet;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a month earned, cost and left. */
@RestController
@RequestMapping("/api/v1/charges")
@Tag(name = "Charges", description = "What you pay and earn, month by month, in your operator's time zone.")
class MarginsController {

    private final CurrentActor actors;
    private final Charges charges;
    private final Margins margins;

    MarginsController(CurrentActor actors, Charges charges, Margins margins) {
        this.actors = actors;
        this.charges = charges;
        this.margins = margins;
    }

    @Schema(name = "Margin")
    record Margin(
            @Schema(description = "The number, or the name of the pricing batch or child; null: not given out.")
            @Nullable
            String name,

            @Nullable String revenue,
            @Nullable String cost,

            @Schema(description = "Revenue less cost.") @Nullable
            String margin,

            String currency) {

        static Margin of(MarginRow row) {
            var currency = row.currency();
            return new Margin(
                    row.name(),
                    Amounts.text(row.revenue(), currency),
                    Amounts.text(row.cost(), currency),
                    Amounts.text(row.margin(), currency),
                    currency);
        }
    }

    @Schema(name = "MarginPage")
    record MarginItems(
            String month,
            List<Margin> items,

            @Schema(description = "How many there are in all.")
            int total) {}

    @GetMapping(path = "/margins", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "What a month earned, cost and left",
            description =
                    "By number, pricing batch or child; the rows sum up to the month's statement. What was paid for"
                            + " days on which nobody had a number has no name.",
            operationId = "listMargins")
    MarginItems margins(
            @Parameter(description = "The month; the current one if not said.", example = "2026-11")
                    @RequestParam(required = false)
                    @Nullable
                    String month,
            @Parameter(description = "NUMBER, PRICING_BATCH or CHILD; CHILD if not said.")
                    @RequestParam(required = false)
                    @Nullable
                    String by,
            @Parameter(description = "NAME, REVENUE, COST or MARGIN; NAME if not said.")
                    @RequestParam(required = false)
                    @Nullable
                    String sort,
            @RequestParam(required = false) @Nullable Boolean descending,
            @Parameter(description = "How many to pass over.") @RequestParam(required = false) @Nullable Integer offset,
            @Parameter(description = "How many at most, 1 to 200; 50 if not said.")
                    @RequestParam(required = false)
                    @Nullable
                    Integer limit) {
        int from = offset == null ? 0 : offset;
        if (from < 0) {
            throw new InvalidRequestException("offset", FieldFault.OUT_OF_RANGE, 0, Integer.MAX_VALUE);
        }
        var actor = actors.actor();
        var wanted = ChargesController.month(charges, actor, month);
        var page = margins.page(
                actor,
                wanted,
                by(by),
                sort == null ? MarginOrder.NAME : Filters.constant(MarginOrder.class, sort, "sort"),
                descending != null && descending,
                from,
                DidQuery.limit(limit));
        return new MarginItems(
                wanted.toString(), page.rows().stream().map(Margin::of).toList(), page.total());
    }

    @GetMapping(path = "/margins.csv", produces = Attachment.CSV)
    @Operation(
            summary = "Download what a month earned, cost and left as CSV",
            operationId = "downloadMarginsCsv",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "One row for each number, pricing batch or child and currency.",
                            content = @Content(mediaType = Attachment.CSV, schema = @Schema(type = "string"))))
    void marginsCsv(
            @Parameter(description = "The month; the current one if not said.", example = "2026-11")
                    @RequestParam(required = false)
                    @Nullable
                    String month,
            @Parameter(description = "NUMBER, PRICING_BATCH or CHILD; CHILD if not said.")
                    @RequestParam(required = false)
                    @Nullable
                    String by,
            HttpServletResponse response)
            throws IOException {
        var actor = actors.actor();
        var wanted = ChargesController.month(charges, actor, month);
        var what = by(by);
        // Asked before the answer begins: a refusal is no file.
        margins.page(actor, wanted, what, MarginOrder.NAME, false, 0, 1);
        response.setContentType(SheetFormat.CSV.mediaType());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, Attachment.named("margins-" + wanted + ".csv"));
        margins.write(
                actor,
                wanted,
                what,
                Sheet.begin(SheetFormat.CSV, response.getOutputStream(), "margins", Margins.HEADER));
    }

    private static MarginBy by(@Nullable String by) {
        return by == null ? MarginBy.CHILD : Filters.constant(MarginBy.class, by, "by");
    }
}
