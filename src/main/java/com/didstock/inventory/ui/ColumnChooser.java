package com.didstock.inventory.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.dnd.DragSource;
import com.vaadin.flow.component.dnd.DropTarget;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which columns the list shows, in which order, and how closely its rows stand. The list follows at once. */
final class ColumnChooser extends Dialog {

    private final KeptLayout layout;
    private final boolean wide;
    private final UnorderedList lines = new UnorderedList();
    private final RadioButtonGroup<Boolean> density = new RadioButtonGroup<>();

    /**
     * @param wide whether the screen has room for what is rarely looked at
     */
    ColumnChooser(KeptLayout layout, boolean wide) {
        this.layout = layout;
        this.wide = wide;
        addClassName("column-chooser");
        setHeaderTitle(getTranslation("inventory.columns.title"));
        density.setLabel(getTranslation("inventory.columns.density"));
        density.setItems(true, false);
        density.setItemLabelGenerator(
                compact -> getTranslation(compact ? "inventory.columns.compact" : "inventory.columns.comfortable"));
        density.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                layout.change(layout.now().withCompact(event.getValue()));
            }
        });
        lines.addClassName("column-lines");
        add(density, lines);
        var reset = new Button(getTranslation("inventory.columns.reset"), _ -> reset());
        reset.addThemeVariants(ButtonVariant.TERTIARY);
        var spacer = new Span();
        spacer.addClassName("spacer");
        getFooter().add(reset, spacer, new Button(getTranslation("ui.close"), _ -> close()));
        setWidth("380px");
        setMaxWidth("100vw");
        show();
    }

    private void reset() {
        layout.change(ListLayout.STANDARD.withSize(layout.now().size()));
        show();
    }

    private void show() {
        density.setValue(layout.now().compact());
        lines.removeAll();
        var shown = shown();
        for (var column : shown) {
            lines.add(line(column, shown.indexOf(column), shown.size()));
        }
        for (var column : StockColumn.of(layout.scope())) {
            if (!shown.contains(column)) {
                lines.add(new ListItem(box(column, false)));
            }
        }
    }

    private List<StockColumn> shown() {
        return layout.now().shown(layout.scope(), wide);
    }

    private ListItem line(StockColumn column, int place, int count) {
        var spacer = new Span();
        spacer.addClassName("spacer");
        var line = new ListItem(
                box(column, true),
                spacer,
                move(column, -1, place > 0, VaadinIcon.ARROW_UP, "inventory.columns.up"),
                move(column, 1, place < count - 1, VaadinIcon.ARROW_DOWN, "inventory.columns.down"));
        DragSource.create(line).setDragData(column);
        DropTarget.create(line)
                .addDropListener(event -> event.getDragData()
                        .filter(StockColumn.class::isInstance)
                        .ifPresent(dragged -> put((StockColumn) dragged, place)));
        return line;
    }

    private Checkbox box(StockColumn column, boolean shown) {
        var box = new Checkbox(label(column), shown);
        box.setEnabled(column != StockColumn.NUMBER);
        box.addValueChangeListener(event -> {
            var wanted = new ArrayList<>(shown());
            if (event.getValue()) {
                wanted.add(column);
            } else {
                wanted.remove(column);
            }
            change(wanted);
        });
        return box;
    }

    private Button move(StockColumn column, int by, boolean possible, VaadinIcon icon, String key) {
        var button = new Button(icon.create());
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel(getTranslation(key, label(column)));
        button.setEnabled(possible);
        button.addClickListener(_ -> {
            var wanted = new ArrayList<>(shown());
            var place = wanted.indexOf(column);
            Collections.swap(wanted, place, place + by);
            change(wanted);
            focus(place + by, by);
        });
        return button;
    }

    private void put(StockColumn column, int place) {
        var wanted = new ArrayList<>(shown());
        wanted.remove(column);
        wanted.add(Math.min(place, wanted.size()), column);
        change(wanted);
    }

    private void change(List<StockColumn> wanted) {
        layout.change(layout.now().withColumns(wanted));
        show();
    }

    /** Whoever moves a column on by keyboard goes on with it, and at the end can only turn back. */
    private void focus(int place, int by) {
        var buttons = lines.getChildren()
                .skip(place)
                .findFirst()
                .orElseThrow()
                .getChildren()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .toList();
        var same = buttons.get(by < 0 ? 0 : 1);
        (same.isEnabled() ? same : buttons.get(by < 0 ? 1 : 0)).focus();
    }

    private String label(StockColumn column) {
        return getTranslation(column.textKey(layout.scope()));
    }
}
