package com.didstock.uploads.ui;

import com.didstock.tenancy.Actor;
import com.didstock.ui.Card;
import com.didstock.ui.Formats;
import com.didstock.ui.Tile;
import com.didstock.ui.Tiles;
import com.didstock.uploads.UploadProblem;
import com.didstock.uploads.UploadReport;
import com.didstock.uploads.UploadStage;
import com.didstock.uploads.Uploads;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What was found in a file: its counts, what is worth knowing, and every line with a problem. */
final class ReportPanel extends Composite<Div> {

    private final Actor actor;
    private final Uploads uploads;
    private final UploadReport report;
    private final UploadTexts texts = new UploadTexts(this);
    private final Formats formats = Formats.current();

    ReportPanel(Actor actor, Uploads uploads, UploadReport report) {
        this.actor = actor;
        this.uploads = uploads;
        this.report = report;
        getContent().addClassName("stack");
        getContent().add(tiles());
        notes();
        if (report.problems() > 0) {
            getContent().add(problems());
        }
    }

    private Tiles tiles() {
        var imported = report.stage() == UploadStage.IMPORTED || report.stage() == UploadStage.IMPORTING;
        return new Tiles(
                imported
                        ? tile("imported", report.imported(), "uploads.tile.imported.sub")
                        : tile("ready", report.ready(), "uploads.tile.ready.sub"),
                tile("known", report.known() + report.skipped(), "uploads.tile.known.sub"),
                tile("repeated", report.repeated(), "uploads.tile.repeated.sub"),
                tile("refused", report.refusedLines(), "uploads.tile.refused.sub"),
                tile("lines", report.lines(), "uploads.tile.lines.sub"));
    }

    private Tile tile(String name, int count, String explanation) {
        var tile = Tile.figure(getTranslation("uploads.tile." + name));
        tile.show(formats.count(count), getTranslation(explanation));
        return tile;
    }

    private void notes() {
        var failure = report.failure();
        if (report.stage() == UploadStage.FAILED && failure != null) {
            note(getTranslation("uploads.failed", texts.ofFailure(failure, report.failureArguments())), "note-danger");
        }
        var before = report.sameFileImportedAt();
        if (before != null) {
            note(getTranslation("uploads.same-file", formats.dateTime(before)), "note-warn");
        } else if (report.stage() == UploadStage.CHECKED && report.ready() == 0) {
            note(getTranslation("uploads.nothing-new"), "note-warn");
        }
        if (!report.unusedColumns().isEmpty()) {
            note(getTranslation("uploads.unused-columns", String.join(", ", report.unusedColumns())), "note");
        }
    }

    private void note(String text, String look) {
        var note = new Div(text);
        note.addClassNames("note", look);
        note.getElement().setAttribute("role", "status");
        getContent().add(note);
    }

    private Card problems() {
        var kept = Math.min(report.problems(), UploadReport.KEPT_PROBLEMS);
        var grid = new Grid<UploadProblem>();
        grid.addColumn(UploadProblem::line)
                .setKey("line")
                .setHeader(getTranslation("uploads.problems.line"))
                .setWidth("5.5em")
                .setFlexGrow(0);
        grid.addComponentColumn(this::place)
                .setKey("value")
                .setHeader(getTranslation("uploads.problems.value"))
                .setFlexGrow(2);
        grid.addColumn(texts::of)
                .setKey("what")
                .setHeader(getTranslation("uploads.problems.what"))
                .setFlexGrow(4);
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setItems(
                query -> uploads.problems(actor, report.id(), query.getOffset(), query.getLimit()).stream(), _ -> kept);
        if (kept <= 10) {
            grid.setAllRowsVisible(true);
        }
        grid.getElement().setAttribute("aria-label", getTranslation("uploads.problems"));
        var card = Card.titled(getTranslation("uploads.problems.count", formats.count(report.problems())));
        card.add(download());
        if (report.problems() > kept) {
            var more = new Div(getTranslation("uploads.problems.kept", formats.count(kept)));
            more.addClassNames("view-hint", "muted");
            card.add(more);
        }
        card.add(grid);
        return card;
    }

    private Div place(UploadProblem problem) {
        var column = new Div(problem.column());
        column.addClassNames("muted", "small");
        return new Div(new Div(problem.value()), column);
    }

    private Anchor download() {
        return new Anchor(
                DownloadHandler.fromInputStream(_ -> {
                    var bytes = csv().getBytes(StandardCharsets.UTF_8);
                    return new DownloadResponse(
                            new ByteArrayInputStream(bytes), "problems.csv", "text/csv", bytes.length);
                }),
                getTranslation("uploads.problems.download"));
    }

    private String csv() {
        var text = new StringBuilder();
        var header = List.of("line", "column", "value", "what").stream()
                .map(name -> texts.of("uploads.problems." + name))
                .toList();
        try {
            uploads.writeProblems(actor, report.id(), text, header, texts::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
