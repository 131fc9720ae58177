package com.didstock.uploads.ui;

import com.didstock.tenancy.Actor;
import com.didstock.ui.Formats;
import com.didstock.ui.Tile;
import com.didstock.ui.Tiles;
import com.didstock.uploads.UploadReport;
import com.didstock.uploads.UploadStage;
import com.didstock.uploads.Uploads;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;

/** What was found in a file: its counts, what is worth knowing, and every line with a problem. */
final class ReportPanel extends Composite<Div> {

    private final UploadReport report;
    private final UploadTexts texts = new UploadTexts(this);
    private final Formats formats = Formats.current();

    ReportPanel(Actor actor, Uploads uploads, UploadReport report) {
        this.report = report;
        getContent().addClassName("stack");
        getContent().add(tiles());
        notes();
        if (report.problems() > 0) {
            getContent().add(new ProblemList(actor, uploads, report));
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
        if (report.existingStock()) {
            note(getTranslation("uploads.existing.note"), "note");
        }
        var failure = report.failure();
        if (report.stage() == UploadStage.FAILED && failure != null) {
            note(getTranslation("uploads.failed", texts.ofFailure(failure, report.failureArguments())), "note-danger");
        }
        var before = report.sameFileImportedAt();
        if (before != null) {
            note(getTranslation("uploads.same-file", formats.dateTime(before)), "note-warn");
        } else if (report.stage() == UploadStage.CHECKED && report.ready() == 0) {
            var allWrong = report.known() == 0 && report.refusedLines() > 0;
            note(getTranslation(allWrong ? "uploads.all-wrong" : "uploads.nothing-new"), "note-warn");
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
}
