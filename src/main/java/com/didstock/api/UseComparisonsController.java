package com.didstock.api;

import com.didstock.inventory.DidStatus;
import com.didstock.provisioning.UseComparison;
import com.didstock.provisioning.UseComparisons;
import com.didstock.provisioning.UseDifference;
import com.didstock.provisioning.UseDifference.Kind;
import com.didstock.sheets.Sheet;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.NotThereException;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** A softswitch's list next to what is in use here. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Accounts of customers")
class UseComparisonsController {

    private static final int USUAL = 1_000;
    private static final int MOST = 10_000;

    private final CurrentActor actors;
    private final UseComparisons comparisons;

    UseComparisonsController(CurrentActor actors, UseComparisons comparisons) {
        this.actors = actors;
        this.comparisons = comparisons;
    }

    /** A number on which the two sides differ. */
    @Schema(name = "UseDifference")
    record Difference(
            Kind kind,

            @Schema(description = "Digits; of NOT_A_NUMBER, what stands in the file.")
            String number,

            @Schema(description = "Whose account uses it here; null if none of those compared.") @Nullable
            Integer customer,

            @Nullable String accountHere,

            @Schema(description = "What the file says; null: it names none.") @Nullable
            String accountThere,

            @Schema(description = "Of NOT_HERE: how you have the number; null if you don't.") @Nullable
            DidStatus status,

            @Schema(description = "Line of the file; null if the number is not in it.") @Nullable
            Integer line) {

        static Difference of(UseDifference difference) {
            return new Difference(
                    difference.kind(),
                    difference.number(),
                    difference.customer(),
                    difference.accountHere(),
                    difference.accountThere().isEmpty() ? null : difference.accountThere(),
                    difference.status(),
                    difference.line() == 0 ? null : difference.line());
        }
    }

    /** How the two sides differ. */
    @Schema(name = "UseComparison")
    record Item(
            @Schema(description = "Lines of the file.") int listed,

            @Schema(description = "Numbers that the compared accounts use here.")
            int inUse,

            int agreed,
            int notThere,
            int notHere,
            int otherAccount,
            int twiceThere,
            int notANumber,

            @Schema(description = "As many of them as asked for.")
            List<Difference> differences) {

        static Item of(UseComparison comparison, int limit) {
            return new Item(
                    comparison.listed(),
                    comparison.inUse(),
                    comparison.agreed(),
                    comparison.count(Kind.NOT_THERE),
                    comparison.count(Kind.NOT_HERE),
                    comparison.count(Kind.OTHER_ACCOUNT),
                    comparison.count(Kind.TWICE_THERE),
                    comparison.count(Kind.NOT_A_NUMBER),
                    comparison.differences().stream()
                            .limit(limit)
                            .map(Difference::of)
                            .toList());
        }
    }

    @PostMapping(
            path = "/use-comparisons",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Compare a softswitch's list with what is in use here",
            operationId = "compareUse",
            description = "CSV, XLSX or XLS with a header: a column Number and, maybe, a column Account. It is compared"
                    + " with the numbers that the accounts of your customers use; as a customer, with those of your own"
                    + " accounts. Nothing is changed, and nothing of the file is kept.")
    Item compare(
            @RequestPart("file") MultipartFile file,
            @Parameter(description = "Only this customer's accounts.") @RequestParam(required = false) @Nullable
                    Integer customer,
            @Parameter(description = "How many differences to list, 1 to 10,000; 1,000 if not said. All are counted.")
                    @RequestParam(required = false)
                    @Nullable
                    Integer limit)
            throws IOException {
        int most = limit == null ? USUAL : limit;
        if (most < 1 || most > MOST) {
            throw new InvalidRequestException("limit", FieldFault.OUT_OF_RANGE, 1, MOST);
        }
        return Item.of(compared(file, customer), most);
    }

    @PostMapping(
            path = "/use-comparisons.csv",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = Attachment.CSV)
    @Operation(
            summary = "Compare a softswitch's list with what is in use here, as CSV",
            operationId = "compareUseCsv",
            description = "The first 100,000 differences, one row each.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description =
                                    "Difference, number, customer, account here, account there, status here, line.",
                            content = @Content(mediaType = Attachment.CSV, schema = @Schema(type = "string"))))
    void compareCsv(
            @RequestPart("file") MultipartFile file,
            @Parameter(description = "Only this customer's accounts.") @RequestParam(required = false) @Nullable
                    Integer customer,
            HttpServletResponse response)
            throws IOException {
        var comparison = compared(file, customer);
        response.setContentType(SheetFormat.CSV.mediaType());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, Attachment.named("differences.csv"));
        var sheet = Sheet.begin(SheetFormat.CSV, response.getOutputStream(), "differences", UseComparison.HEADER);
        comparison.writeTo(sheet);
        sheet.finish();
    }

    private UseComparison compared(MultipartFile file, @Nullable Integer customer) throws IOException {
        try (var content = file.getInputStream()) {
            return comparisons.compare(actors.actor(), customer, content);
        } catch (NotThereException _) {
            throw new NamedThingException("customer");
        }
    }
}
