package com.didstock.pricing.ui;

import com.didstock.pricing.BatchChange;
import com.didstock.ui.EmptyState;
import com.didstock.ui.Formats;
import com.didstock.ui.ListPage;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who changed what of a batch, and when; the latest first. */
final class ChangeLog extends Dialog {

    ChangeLog(String batch, List<BatchChange> changes) {
        setHeaderTitle(getTranslation("pricing.log.title", batch));
        addClassName("form-dialog");
        setWidth("760px");
        setMaxWidth("100%");
        getFooter().add(new Button(getTranslation("ui.close"), _ -> close()));
        if (changes.isEmpty()) {
            add(new EmptyState(getTranslation("pricing.log.empty.title"), getTranslation("pricing.log.empty.hint")));
            return;
        }
        var formats = Formats.current();
        var grid = new Grid<BatchChange>();
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addColumn(change -> formats.dateTime(change.at()))
                .setHeader(getTranslation("pricing.log.at"))
                .setAutoWidth(true);
        grid.addColumn(change -> ListPage.orDash(change.by()))
                .setHeader(getTranslation("pricing.log.by"))
                .setAutoWidth(true);
        grid.addColumn(change -> getTranslation("pricing.log.field." + change.field()))
                .setHeader(getTranslation("pricing.log.field"))
                .setAutoWidth(true);
        grid.addColumn(change -> value(change.field(), change.before()))
                .setHeader(getTranslation("pricing.log.before"))
                .setAutoWidth(true);
        grid.addColumn(change -> value(change.field(), change.after()))
                .setHeader(getTranslation("pricing.log.after"))
                .setAutoWidth(true);
        grid.setItems(changes);
        add(grid);
    }

    private String value(String field, @Nullable String stored) {
        if (stored == null || stored.isEmpty()) {
            return "—";
        }
        return switch (field) {
            case "applied_to" -> getTranslation("pricing.applied-to." + stored);
            case "type" -> getTranslation("pricing.type." + stored);
            case "free_of_charge" ->
                getTranslation("true".equals(stored) ? "pricing.kind.free" : "pricing.kind.paying");
            case "activation_fee", "recurring_fee", "markup_percent" ->
                new BigDecimal(stored).stripTrailingZeros().toPlainString();
            default -> stored;
        };
    }
}
