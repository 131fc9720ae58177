package com.didstock.uploads.ui;

import com.didstock.ui.Card;
import com.didstock.ui.Formats;
import com.didstock.uploads.ColumnMapping;
import com.didstock.uploads.FileColumn;
import com.didstock.uploads.FileView;
import com.didstock.uploads.UploadOptions;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What each column of a file means: proposed, shown with the first rows, and to be changed. */
final class ColumnsPanel extends Composite<Card> {

    /** What can be done with the file now. */
    interface Actions {
        void showSheet(String sheet);

        void check(FileView view, ColumnMapping mapping, UploadOptions options);

        void dropFile();
    }

    private final FileView view;
    private final UsualValues usual;
    private final Actions actions;
    private final List<Select<FileColumn>> meanings = new ArrayList<>();
    private final Checkbox existing = new Checkbox(getTranslation("uploads.existing"));
    private final Div missing = new Div();

    /**
     * @param batches names of the vendor batches that rows may belong to
     * @param defaultCountry whose national numbers are understood unless somebody says otherwise; null for none
     */
    ColumnsPanel(FileView view, List<String> batches, @Nullable String defaultCountry, Actions actions) {
        this.view = view;
        this.actions = actions;
        var formats = Formats.current();
        this.usual = new UsualValues(batches, formats.zone(), defaultCountry, formats.locale(), this::showMissing);
        missing.addClassNames("note", "note-warn");
        missing.getElement().setAttribute("role", "status");
        getContent().addClassNames("card-padded", "stack");
        getContent().add(about());
        if (view.sheets().size() > 1) {
            getContent().add(sheets());
        }
        existing.setValue(view.existingStock());
        existing.setHelperText(getTranslation("uploads.existing.hint"));
        existing.addValueChangeListener(_ -> showMeanings());
        getContent()
                .add(existing, columns(), new H3(getTranslation("uploads.columns.usual")), usual, missing, buttons());
        showMissing();
    }

    private Div about() {
        var name = new Div(view.name());
        name.addClassName("card-heading");
        var found = new Paragraph(
                view.headerLine() == 0
                        ? getTranslation("uploads.columns.no-header")
                        : getTranslation("uploads.columns.header", view.headerLine()));
        found.add(new Span(
                " " + getTranslation(view.remembered() ? "uploads.columns.remembered" : "uploads.columns.change")));
        found.addClassName("muted");
        return new Div(name, found);
    }

    private Select<String> sheets() {
        var sheet = new Select<String>();
        sheet.setLabel(getTranslation("uploads.columns.sheet"));
        sheet.setItems(view.sheets());
        sheet.setValue(view.sheet());
        sheet.addValueChangeListener(event -> actions.showSheet(event.getValue()));
        return sheet;
    }

    private Div columns() {
        var list = new Div();
        list.addClassName("file-columns");
        list.getElement().setAttribute("role", "list");
        for (int place = 0; place < view.header().size(); place++) {
            list.add(column(place));
        }
        return list;
    }

    private Div column(int place) {
        var header = view.header().get(place);
        var name = new Div(header.isEmpty() ? getTranslation("uploads.columns.unnamed", place + 1) : header);
        name.addClassName("file-column-name");
        var values = view.samples().stream()
                .map(row -> row.get(place))
                .filter(cell -> !cell.isEmpty())
                .collect(Collectors.joining(" · "));
        var samples = new Div(values.isEmpty() ? getTranslation("uploads.columns.empty") : values);
        samples.addClassNames("file-column-samples", "muted", "figures");
        var row = new Div(new Div(name, samples), meaning(place, name.getText()));
        row.addClassName("file-column");
        row.getElement().setAttribute("role", "listitem");
        return row;
    }

    private Select<FileColumn> meaning(int place, String name) {
        var meaning = new Select<FileColumn>();
        meaning.setAriaLabel(getTranslation("uploads.columns.meaning", name));
        meaning.setEmptySelectionAllowed(true);
        meaning.setEmptySelectionCaption(getTranslation("uploads.columns.ignored"));
        meaning.setItems(FileColumn.of(existing.getValue()));
        meaning.setItemLabelGenerator(it ->
                it == null ? getTranslation("uploads.columns.ignored") : getTranslation("uploads.column." + it.name()));
        suggest(meaning, place);
        meaning.addValueChangeListener(event -> {
            if (event.getValue() != null) {
                takeFromOthers(meaning, event.getValue());
            }
            showMissing();
        });
        meanings.add(meaning);
        return meaning;
    }

    // What only existing stock says means nothing in a file of new numbers.
    private void suggest(Select<FileColumn> meaning, int place) {
        var suggestion = view.suggestion().meanings().get(place);
        if (suggestion != null && FileColumn.of(existing.getValue()).contains(suggestion)) {
            meaning.setValue(suggestion);
        }
    }

    /** What was chosen stays, what can't be any more goes, and what names say besides comes. */
    private void showMeanings() {
        var possible = FileColumn.of(existing.getValue());
        for (int place = 0; place < meanings.size(); place++) {
            var meaning = meanings.get(place);
            var chosen = meaning.getValue();
            meaning.setItems(possible);
            if (chosen != null && possible.contains(chosen)) {
                meaning.setValue(chosen);
            } else {
                suggest(meaning, place);
            }
        }
        showMissing();
    }

    // A meaning has one column: whoever gives it to another one, takes it from the first.
    private void takeFromOthers(Select<FileColumn> here, FileColumn column) {
        meanings.stream().filter(it -> it != here && it.getValue() == column).forEach(Select::clear);
    }

    /** Says which columns are still wanted. */
    private void showMissing() {
        var mapping = mapping();
        var wanted = FileColumn.MANDATORY.stream()
                .filter(column -> !mapping.has(column) && !usual.given().contains(column))
                .map(column -> getTranslation("uploads.column." + column.name()))
                .collect(Collectors.joining(", "));
        missing.setText(
                mapping.has(FileColumn.NUMBER)
                        ? getTranslation("uploads.columns.missing", wanted)
                        : getTranslation("uploads.columns.missing-number"));
        missing.setVisible(!wanted.isEmpty());
    }

    private ColumnMapping mapping() {
        var said = new HashMap<Integer, FileColumn>();
        for (int place = 0; place < meanings.size(); place++) {
            var meaning = meanings.get(place).getValue();
            if (meaning != null && !said.containsValue(meaning)) {
                said.put(place, meaning);
            }
        }
        return new ColumnMapping(said);
    }

    private Div buttons() {
        var check = new Button(getTranslation("uploads.columns.check"), _ -> {
            var options = usual.read();
            if (options != null) {
                actions.check(view, mapping(), existing.getValue() ? options.ofExistingStock() : options);
            }
        });
        check.addThemeVariants(ButtonVariant.PRIMARY);
        var drop = new Button(getTranslation("uploads.columns.drop"), _ -> actions.dropFile());
        drop.addThemeVariants(ButtonVariant.TERTIARY);
        var row = new Div(check, drop);
        row.addClassName("row");
        return row;
    }
}
