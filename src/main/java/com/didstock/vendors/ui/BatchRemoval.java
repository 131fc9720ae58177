package com.didstock.vendors.ui;

import com.didstock.tenancy.Actor;
import com.didstock.ui.ConfirmAction;
import com.didstock.ui.FormDialog;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.didstock.vendors.VendorBatch;
import com.didstock.vendors.VendorBatchContents;
import com.didstock.vendors.VendorBatchRow;
import com.didstock.vendors.VendorBatches;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.data.binder.Binder;
import java.util.List;
import java.util.function.Consumer;

/** Gives a vendor batch up: its numbers go to another one, the free ones are deleted, and an empty one goes. */
final class BatchRemoval {

    private final Component page;
    private final Actor actor;
    private final VendorBatches batches;
    private final VendorBatchContents contents;
    private final Consumer<Runnable> attempt;

    /**
     * @param attempt does something and refreshes the page; throws {@link FormDialog.Refused} if it can't be done
     */
    BatchRemoval(
            Component page,
            Actor actor,
            VendorBatches batches,
            VendorBatchContents contents,
            Consumer<Runnable> attempt) {
        this.page = page;
        this.actor = actor;
        this.batches = batches;
        this.contents = contents;
        this.attempt = attempt;
    }

    private String text(String key, Object... arguments) {
        return page.getTranslation(key, arguments);
    }

    /** Deletes an empty batch; offers the ways to empty one that is not. */
    void delete(VendorBatchRow row) {
        if (row.numbers().total() > 0) {
            move(row, text("vendors.refusal.HAS_NUMBERS", row.numbers().total()));
            return;
        }
        ConfirmAction.ask(
                text("vendors.batch.delete.title", row.batch().name()),
                text("vendors.batch.delete.text"),
                text("vendors.batch.delete"),
                true,
                () -> tell(() -> batches.delete(actor, row.id())));
    }

    /** Moves all numbers into another batch of the same currency. */
    void move(VendorBatchRow row) {
        move(row, "");
    }

    /** @param why what brought somebody here who did not ask for it; empty for nothing */
    private void move(VendorBatchRow row, String why) {
        var currency = row.batch().terms().currency();
        List<VendorBatch> others = batches.list(actor, "").stream()
                .map(VendorBatchRow::batch)
                .filter(other ->
                        other.id() != row.id() && other.terms().currency().equals(currency))
                .toList();
        var into = new ComboBox<VendorBatch>(text("vendors.move.into"), others);
        into.setItemLabelGenerator(VendorBatch::name);
        into.setWidthFull();
        into.setHelperText(text("vendors.move.hint", currency));
        var binder = new Binder<VendorBatch>();
        binder.forField(into).asRequired(text("vendors.move.missing")).bind(_ -> null, (_, _) -> {});
        var numbers = Formats.current().count(row.numbers().total());
        new FormDialog(
                        text("vendors.move.title", row.batch().name()),
                        binder,
                        () -> attempt.accept(() -> {
                            var moved = contents.move(
                                    actor, row.id(), into.getValue().id());
                            Notifications.success(text(
                                    "vendors.move.done",
                                    Formats.current().count(moved),
                                    into.getValue().name()));
                        }),
                        paragraph(why),
                        new Paragraph(text("vendors.move.text", numbers)),
                        into)
                .saveLabel(text("vendors.move.button", numbers))
                .open();
    }

    private static Paragraph paragraph(String text) {
        var paragraph = new Paragraph(text);
        paragraph.setVisible(!text.isEmpty());
        return paragraph;
    }

    /** Deletes the numbers that are free or frozen. */
    void deleteFree(VendorBatchRow row) {
        var numbers =
                Formats.current().count(row.numbers().free() + row.numbers().frozen());
        ConfirmAction.ask(
                text("vendors.delete-free.title", numbers, row.batch().name()),
                text("vendors.delete-free.text"),
                text("vendors.delete-free"),
                true,
                () -> tell(() -> Notifications.success(text(
                        "vendors.delete-free.done", Formats.current().count(contents.deleteFree(actor, row.id()))))));
    }

    private void tell(Runnable work) {
        try {
            attempt.accept(work);
        } catch (FormDialog.Refused refused) {
            Notifications.error(refused.getMessage());
        }
    }
}
