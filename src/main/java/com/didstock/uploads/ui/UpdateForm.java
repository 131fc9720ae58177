package com.didstock.uploads.ui;

import com.didstock.ui.Formats;
import com.didstock.uploads.ImportChoices;
import com.didstock.uploads.UpdateColumn;
import com.didstock.uploads.UploadChanges;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Set;
import java.util.function.Function;

/** What changes on numbers that are in stock, and what that would do. */
final class UpdateForm extends Composite<Div> {

    private final CheckboxGroup<UpdateColumn> columns = new CheckboxGroup<>();
    private final Checkbox move = new Checkbox();
    private final Div outcome = new Div();
    private final Formats formats = Formats.current();

    /** @param weigh tells what an import would change */
    UpdateForm(Function<ImportChoices, UploadChanges> weigh) {
        columns.setLabel(getTranslation("uploads.update"));
        columns.setHelperText(getTranslation("uploads.update.hint"));
        columns.setItems(UpdateColumn.values());
        columns.setItemLabelGenerator(column -> getTranslation("uploads.update." + column));
        move.setLabel(getTranslation("uploads.update.move"));
        outcome.getElement().setAttribute("role", "status");
        var preview = new Button(
                getTranslation("uploads.update.preview"),
                _ -> show(weigh.apply(new ImportChoices(false, columns(), isMove()))));
        getContent().addClassName("stack");
        getContent().add(columns, move, new Div(preview), outcome);
    }

    /** Tells whenever something is ticked or not any more; what was told of other choices goes. */
    void onChange(Runnable changed) {
        columns.addValueChangeListener(_ -> forget(changed));
        move.addValueChangeListener(_ -> forget(changed));
    }

    private void forget(Runnable changed) {
        outcome.removeAll();
        changed.run();
    }

    Set<UpdateColumn> columns() {
        return columns.getValue();
    }

    boolean isMove() {
        return move.getValue();
    }

    boolean isAnything() {
        return isMove() || !columns().isEmpty();
    }

    private void show(UploadChanges changes) {
        outcome.removeAll();
        outcome.add(new Paragraph(
                changes.changed() == 0 && changes.refused() == 0
                        ? getTranslation("uploads.update.nothing", formats.count(changes.unchanged()))
                        : getTranslation(
                                "uploads.update.counts",
                                formats.count(changes.changed()),
                                formats.count(changes.unchanged()),
                                formats.count(changes.refused()))));
        if (changes.uncovered() > 0) {
            outcome.add(new Paragraph(getTranslation("uploads.update.uncovered", formats.count(changes.uncovered()))));
            var list = new UnorderedList();
            for (var one : changes.firstUncovered()) {
                list.add(new ListItem(getTranslation(
                        "uploads.update.uncovered.one",
                        one.number(),
                        formats.money(one.cost(), one.currency()),
                        formats.money(one.revenue(), one.currency()))));
            }
            outcome.add(list);
        }
    }
}
