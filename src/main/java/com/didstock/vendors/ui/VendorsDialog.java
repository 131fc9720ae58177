package com.didstock.vendors.ui;

import com.didstock.tenancy.Actor;
import com.didstock.ui.ConfirmAction;
import com.didstock.ui.FormDialog;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.didstock.vendors.Vendor;
import com.didstock.vendors.VendorRow;
import com.didstock.vendors.Vendors;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The vendors themselves: add, rename, note, delete. */
final class VendorsDialog extends Dialog {

    private final Actor actor;
    private final Vendors vendors;
    private final Consumer<Runnable> attempt;
    private final Grid<VendorRow> grid = new Grid<>();

    /**
     * @param attempt does something and refreshes the page below; throws {@link FormDialog.Refused} if it can't be done
     */
    VendorsDialog(Actor actor, Vendors vendors, Consumer<Runnable> attempt) {
        this.actor = actor;
        this.vendors = vendors;
        this.attempt = attempt;
        setHeaderTitle(getTranslation("vendors.manage"));
        addClassName("form-dialog");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        grid.addColumn(row -> row.vendor().name())
                .setHeader(getTranslation("vendors.vendor"))
                .setFlexGrow(2);
        grid.addColumn(row -> row.batches().size()).setHeader(getTranslation("vendors.batches"));
        grid.addColumn(row -> Formats.current().count(row.numbers())).setHeader(getTranslation("vendors.numbers"));
        grid.addComponentColumn(row -> new Span(
                        icon(VaadinIcon.PENCIL, "vendors.vendor.edit", row, () -> edit(row.vendor())),
                        icon(VaadinIcon.TRASH, "vendors.vendor.delete", row, () -> delete(row.vendor()))))
                .setWidth("96px")
                .setFlexGrow(0);
        add(grid);
        getFooter()
                .add(
                        new Button(getTranslation("vendors.vendor.create"), _ -> edit(null)),
                        new Button(getTranslation("ui.close"), _ -> close()));
        refresh();
    }

    private Button icon(VaadinIcon icon, String key, VendorRow row, Runnable action) {
        var button = new Button(icon.create(), _ -> action.run());
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        button.setAriaLabel(getTranslation(key) + ": " + row.vendor().name());
        return button;
    }

    private void refresh() {
        grid.setItems(vendors.list(actor, ""));
    }

    private void edit(@Nullable Vendor vendor) {
        form(actor, vendors, vendor, work -> {
                    attempt.accept(work);
                    refresh();
                })
                .open();
    }

    /** {@return the form of one vendor} */
    static FormDialog form(Actor actor, Vendors vendors, @Nullable Vendor vendor, Consumer<Runnable> attempt) {
        var name = new TextField();
        name.setLabel(name.getTranslation("vendors.vendor"));
        name.setWidthFull();
        name.setAutofocus(true);
        var note = new TextField();
        note.setLabel(note.getTranslation("vendors.note"));
        note.setWidthFull();
        var binder = new Binder<Vendor>();
        binder.forField(name)
                .asRequired(name.getTranslation("vendors.refusal.NAME_MISSING"))
                .bind(Vendor::name, (_, _) -> {});
        binder.forField(note).bind(Vendor::note, (_, _) -> {});
        binder.readBean(vendor == null ? new Vendor(0, 0, "", "") : vendor);
        return new FormDialog(
                name.getTranslation(vendor == null ? "vendors.vendor.create" : "vendors.vendor.edit"),
                binder,
                () -> attempt.accept(() -> {
                    if (vendor == null) {
                        vendors.create(actor, name.getValue(), note.getValue());
                    } else {
                        vendors.update(actor, vendor.id(), vendor.version(), name.getValue(), note.getValue());
                    }
                }),
                name,
                note);
    }

    private void delete(Vendor vendor) {
        ConfirmAction.ask(
                getTranslation("vendors.batch.delete.title", vendor.name()),
                getTranslation("vendors.vendor.delete.text"),
                getTranslation("vendors.vendor.delete"),
                true,
                () -> {
                    try {
                        attempt.accept(() -> vendors.delete(actor, vendor.id()));
                    } catch (FormDialog.Refused refused) {
                        Notifications.error(refused.getMessage());
                    }
                    refresh();
                });
    }
}
