package com.didstock.uploads.ui;

import com.didstock.ui.Card;
import com.didstock.ui.Formats;
import com.didstock.ui.StatusBadge;
import com.didstock.uploads.UploadReport;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import java.util.List;

/** The files uploaded before, the newest first, each a link to its report. */
final class PastUploads extends Composite<Card> {

    private final List<UploadReport> past;

    PastUploads(List<UploadReport> past) {
        this.past = past;
    }

    @Override
    protected Card initContent() {
        var formats = Formats.current();
        var grid = new Grid<UploadReport>();
        grid.addComponentColumn(it -> file(it, formats))
                .setKey("file")
                .setHeader(getTranslation("uploads.past.file"))
                .setFlexGrow(3);
        grid.addColumn(it -> formats.count(it.imported()))
                .setKey("imported")
                .setHeader(getTranslation("uploads.tile.imported"))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("7em")
                .setFlexGrow(0);
        grid.addComponentColumn(this::stage)
                .setKey("stage")
                .setHeader(getTranslation("uploads.past.stage"))
                .setWidth("9em")
                .setFlexGrow(0);
        grid.setItems(past);
        grid.setAllRowsVisible(true);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.getElement().setAttribute("aria-label", getTranslation("uploads.past"));
        return Card.titled(getTranslation("uploads.past"), grid);
    }

    private Div file(UploadReport upload, Formats formats) {
        var when = new Div(getTranslation("uploads.past.when", formats.dateTime(upload.createdAt()), upload.login()));
        when.addClassNames("muted", "small");
        return new Div(new Div(new Anchor("upload?id=" + upload.id(), upload.fileName())), when);
    }

    private StatusBadge stage(UploadReport upload) {
        var kind = switch (upload.stage()) {
            case IMPORTED -> StatusBadge.Kind.OK;
            case STAGING, CHECKED -> StatusBadge.Kind.INFO;
            case IMPORTING -> StatusBadge.Kind.WARN;
            case CANCELLED -> StatusBadge.Kind.MUTE;
            case FAILED -> StatusBadge.Kind.DANGER;
        };
        return new StatusBadge(getTranslation("uploads.stage." + upload.stage().name()), kind);
    }
}
