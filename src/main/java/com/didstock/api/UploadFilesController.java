package com.didstock.api;

import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.NotThereException;
import com.didstock.uploads.ColumnMapping;
import com.didstock.uploads.FileColumn;
import com.didstock.uploads.FileNotKeptException;
import com.didstock.uploads.FileView;
import com.didstock.uploads.UploadFiles;
import com.didstock.uploads.Uploads;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files whose columns somebody says the meaning of before they are checked. They wait an hour. */
@RestController
@RequestMapping("/api/v1/upload-files")
@Tag(name = "Uploads", description = "Files of numbers: checked first, imported when you say so.")
class UploadFilesController {

    private final CurrentActor actors;
    private final UploadFiles files;
    private final Uploads uploads;
    private final UploadWords words;

    UploadFilesController(CurrentActor actors, UploadFiles files, Uploads uploads, UploadWords words) {
        this.actors = actors;
        this.files = files;
        this.uploads = uploads;
        this.words = words;
    }

    /** A file before its rows are checked. */
    @Schema(name = "UploadFile")
    record Item(
            UUID id,
            String fileName,

            @Schema(description = "Of a workbook; none of a text file.")
            List<String> sheets,

            @Schema(description = "The one that is looked at.") @Nullable
            String sheet,

            @Schema(description = "Where the names of the columns stand; 0 if the file has none.")
            int headerLine,

            List<Column> columns,

            @Schema(description = "true: these meanings were said of the same columns last time.")
            boolean remembered) {

        @Schema(name = "UploadColumn")
        record Column(
                @Schema(description = "From 0 on.") int place,

                String name,

                @Schema(description = "What it is taken for; null: for nothing.") @Nullable
                FileColumn meaning,

                @Schema(description = "The first cells below.")
                List<String> samples) {}

        static Item of(FileView view) {
            var columns = new ArrayList<Column>();
            for (int place = 0; place < view.header().size(); place++) {
                int at = place;
                columns.add(new Column(
                        place,
                        view.header().get(place),
                        view.suggestion().meanings().get(place),
                        view.samples().stream().map(row -> row.get(at)).toList()));
            }
            return new Item(
                    view.file(),
                    view.name(),
                    view.sheets(),
                    view.sheet(),
                    view.headerLine(),
                    List.copyOf(columns),
                    view.remembered());
        }
    }

    /** What a file's columns mean, and what holds for all its rows. */
    @Schema(name = "UploadMapping")
    record Mapping(
            @Schema(description = "Of a workbook; its first if not said.") @Nullable
            String sheet,

            @Schema(
                    description =
                            "Place of a column, from 0 on, and what it means; columns left out, or null, mean nothing. As the"
                                    + " file is looked at if not said.",
                    example = "{\"0\": \"NUMBER\", \"2\": \"PERIODIC_FEE\"}")
            @Nullable
            Map<Integer, @Nullable FileColumn> columns,

            @Schema(description = "Name of the vendor batch of rows that name none.") @Nullable
            String vendorBatch,

            @Nullable String activationFee,
            @Nullable String periodicFee,
            @Nullable String timeZone,
            @Nullable String defaultCountry,

            @Schema(
                    description = "existing-stock: the rows also say who holds the numbers; new-numbers if not said.",
                    allowableValues = {"new-numbers", "existing-stock"})
            @Nullable
            String mode,

            @Schema(description = "Vendor batches as the file calls them, and the names of those that are meant.")
            @Nullable
            Map<String, @Nullable String> batchNames) {}

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Send a file and learn what its columns may mean",
            operationId = "createUploadFile",
            description = "It waits for an hour, on the node that took it. POST /uploads does without this step.")
    ResponseEntity<Item> create(@RequestPart("file") MultipartFile file) throws IOException {
        var actor = actors.actor();
        try (var content = file.getInputStream()) {
            var id = files.receive(actor, UploadWords.name(file), content);
            try {
                var view = files.look(actor, id, null);
                return ResponseEntity.created(URI.create("/api/v1/upload-files/" + id))
                        .body(Item.of(view));
            } catch (RuntimeException refused) {
                files.discard(actor, id);
                throw refused;
            }
        }
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "What the columns of a file may mean", operationId = "getUploadFile")
    Item get(
            @PathVariable UUID id,
            @Parameter(description = "Of a workbook; its first if not said.") @RequestParam(required = false) @Nullable
                    String sheet) {
        return Item.of(files.look(actors.actor(), id, sheet));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Drop a file", operationId = "deleteUploadFile")
    void delete(@PathVariable UUID id) {
        var actor = actors.actor();
        files.look(actor, id, null);
        files.discard(actor, id);
    }

    @PostMapping(
            path = "/{id}/check",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Check the rows of a file",
            operationId = "checkUploadFile",
            description = "Answers with the upload, which is being checked; look at it again. What the columns mean is"
                    + " remembered for the next file of the same columns.")
    ResponseEntity<UploadItem> check(@PathVariable UUID id, @RequestBody Mapping mapping) {
        var actor = actors.actor();
        var view = files.look(actor, id, mapping.sheet());
        var options = UploadWords.ofMode(
                mapping.mode(),
                words.options(
                        mapping.vendorBatch(),
                        mapping.activationFee(),
                        mapping.periodicFee(),
                        mapping.timeZone(),
                        mapping.defaultCountry()));
        var meanings = mapping.columns() == null ? view.suggestion() : meanings(view, mapping.columns());
        var names = UploadWords.batchNames(mapping.batchNames());
        try {
            var upload = files.check(actor, view, meanings, options.withBatchNames(names));
            return ResponseEntity.accepted()
                    .location(UploadsController.address(upload))
                    .body(UploadItem.of(uploads.report(actor, upload)));
        } catch (FileNotKeptException gone) {
            throw gone;
        } catch (NotThereException _) {
            throw new NamedThingException("vendorBatch");
        }
    }

    private static ColumnMapping meanings(FileView view, Map<Integer, @Nullable FileColumn> said) {
        var meanings = new HashMap<Integer, FileColumn>();
        said.forEach((place, meaning) -> {
            if (meaning == null) {
                return;
            }
            if (place < 0 || place >= view.header().size()) {
                throw new InvalidRequestException(
                        "columns", FieldFault.OUT_OF_RANGE, 0, view.header().size() - 1);
            }
            if (meanings.containsValue(meaning)) {
                throw new InvalidRequestException("columns", FieldFault.REPEATED);
            }
            meanings.put(place, meaning);
        });
        return new ColumnMapping(meanings);
    }
}
