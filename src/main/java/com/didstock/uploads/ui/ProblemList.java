package com.didstock.uploads.ui;

import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.ui.Card;
import com.didstock.ui.Formats;
import com.didstock.uploads.ProblemCode;
import com.didstock.uploads.UploadProblem;
import com.didstock.uploads.UploadReport;
import com.didstock.uploads.Uploads;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SequencedMap;

/** Every line of a file with a problem: where, what stands there, and what to do; all of them or one kind, or as a file. */
final class ProblemList extends Composite<Card> {

    private static final int ALL_SHOWN = 10;

    private final Actor actor;
    private final Uploads uploads;
    private final UploadReport report;
    private final SequencedMap<ProblemCode, Integer> kinds;
    private final UploadTexts texts = new UploadTexts(this);
    private final Formats formats = Formats.current();
    private final Grid<UploadProblem> grid = new Grid<>();
    private final Select<ProblemCode> kind = new Select<>();

    ProblemList(Actor actor, Uploads uploads, UploadReport report) {
        this.actor = actor;
        this.uploads = uploads;
        this.report = report;
        this.kinds = uploads.problemKinds(actor, report.id());
    }

    @Override
    protected Card initContent() {
        var kept = Math.min(report.problems(), UploadReport.KEPT_PROBLEMS);
        var card = Card.titled(getTranslation("uploads.problems.count", formats.count(report.problems())));
        card.addClassName("stack");
        var tools = new Div(
                download(SheetFormat.CSV, "uploads.problems.download"),
                download(SheetFormat.XLSX, "uploads.problems.download-xlsx"));
        tools.addClassName("row");
        if (kinds.size() > 1) {
            tools.addComponentAsFirst(kindFilter(kept));
        }
        card.add(tools);
        if (report.problems() > kept) {
            var more = new Div(getTranslation("uploads.problems.kept", formats.count(kept)));
            more.addClassNames("view-hint", "muted");
            card.add(more);
        }
        columns();
        show();
        card.add(grid);
        return card;
    }

    private Select<ProblemCode> kindFilter(int kept) {
        kind.setAriaLabel(getTranslation("uploads.problems.kind"));
        kind.setEmptySelectionAllowed(true);
        kind.setItems(List.copyOf(kinds.keySet()));
        kind.setItemLabelGenerator(it -> it == null
                ? getTranslation("uploads.problems.all", formats.count(kept))
                : getTranslation("uploads.kind." + it.name()) + " · " + formats.count(kinds.getOrDefault(it, 0)));
        kind.setEmptySelectionCaption(getTranslation("uploads.problems.all", formats.count(kept)));
        kind.addClassName("problem-kind");
        kind.addValueChangeListener(_ -> show());
        return kind;
    }

    private void columns() {
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
        grid.getElement().setAttribute("aria-label", getTranslation("uploads.problems"));
    }

    private void show() {
        var only = kind.getValue();
        int count =
                only == null ? Math.min(report.problems(), UploadReport.KEPT_PROBLEMS) : kinds.getOrDefault(only, 0);
        grid.setItems(
                query -> uploads.problems(actor, report.id(), only, query.getOffset(), query.getLimit()).stream(),
                _ -> count);
        grid.setAllRowsVisible(count <= ALL_SHOWN);
    }

    private Div place(UploadProblem problem) {
        var column = new Div(problem.column());
        column.addClassNames("muted", "small");
        return new Div(new Div(problem.value()), column);
    }

    private Anchor download(SheetFormat format, String label) {
        return new Anchor(
                DownloadHandler.fromInputStream(_ -> {
                    var bytes = file(format);
                    return new DownloadResponse(
                            new ByteArrayInputStream(bytes),
                            "problems." + format.extension(),
                            format.mediaType(),
                            bytes.length);
                }),
                getTranslation(label));
    }

    private byte[] file(SheetFormat format) throws IOException {
        var out = new ByteArrayOutputStream();
        var header = List.of("line", "column", "value", "what").stream()
                .map(name -> texts.of("uploads.problems." + name))
                .toList();
        uploads.writeProblems(actor, report.id(), format, out, header, texts::of);
        return out.toByteArray();
    }
}
