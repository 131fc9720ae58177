package com.didstock.customers.ui;

import com.didstock.groups.DidGroup;
import com.didstock.pricing.AssignedBatch;
import com.didstock.pricing.BatchAssignment;
import com.didstock.pricing.Coverage;
import com.didstock.pricing.PricingBatch;
import com.didstock.ui.FormDialog;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.data.binder.Binder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** The batches by which a child takes numbers, in order, and what each covers. */
final class AssignedBatchList extends Composite<Div> implements AssignedBatchLine.Order {

    private final List<PricingBatch> fitting;
    private final List<AssignedBatchLine> lines = new ArrayList<>();
    private final Div list = new Div();
    private final ComboBox<PricingBatch> more = new ComboBox<>();
    private final List<BatchAssignment> before;

    /**
     * @param fitting the batches that can be assigned to the child
     * @param groups the own DID groups
     */
    AssignedBatchList(List<AssignedBatch> assigned, List<PricingBatch> fitting, List<DidGroup> groups) {
        this.fitting = fitting;
        assigned.forEach(one -> lines.add(new AssignedBatchLine(one.batch(), one.coverage(), groups, this)));
        more.setLabel(getTranslation("customers.batches.add"));
        more.setItemLabelGenerator(PricingBatch::name);
        more.setWidthFull();
        more.addValueChangeListener(event -> {
            if (event.getValue() != null) {
                lines.add(new AssignedBatchLine(event.getValue(), Coverage.ALL, groups, this));
                show();
            }
        });
        getContent().addClassName("assigned-batches");
        getContent().add(list, more);
        show();
        before = assignments();
    }

    private void show() {
        list.removeAll();
        for (int place = 0; place < lines.size(); place++) {
            lines.get(place).showPlace(place + 1, place == lines.size() - 1);
            list.add(lines.get(place));
        }
        var there = lines.stream().map(line -> line.batch().id()).toList();
        var left = fitting.stream().filter(batch -> !there.contains(batch.id())).toList();
        more.clear();
        more.setItems(left);
        more.setVisible(!left.isEmpty());
        if (lines.isEmpty()) {
            var none = new Paragraph(getTranslation("customers.batches.none"));
            none.addClassName("muted");
            list.add(none);
        }
    }

    @Override
    public void up(AssignedBatchLine line) {
        swap(lines.indexOf(line), -1);
    }

    @Override
    public void down(AssignedBatchLine line) {
        swap(lines.indexOf(line), 1);
    }

    private void swap(int place, int step) {
        Collections.swap(lines, place, place + step);
        show();
    }

    @Override
    public void remove(AssignedBatchLine line) {
        lines.remove(line);
        show();
    }

    private List<BatchAssignment> assignments() {
        return lines.stream().map(AssignedBatchLine::assignment).toList();
    }

    FormDialog dialog(String child, Consumer<List<BatchAssignment>> save) {
        var hint = new Paragraph(getTranslation("customers.batches.hint", child));
        hint.addClassName("muted");
        var dialog =
                new FormDialog(
                        getTranslation("customers.batches.title", child),
                        new Binder<Void>(),
                        () -> save.accept(assignments()),
                        hint,
                        this) {
                    @Override
                    protected boolean hasUnsavedInput() {
                        return !assignments().equals(before);
                    }
                };
        dialog.setWidth("min(48rem, 96vw)");
        return dialog;
    }
}
