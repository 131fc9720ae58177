package com.didstock.uploads.ui;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.ui.FormDialog;
import com.didstock.vendors.Vendor;
import com.didstock.vendors.VendorBatchTerms;
import com.didstock.vendors.VendorBatches;
import com.didstock.vendors.VendorRow;
import com.didstock.vendors.Vendors;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Creates a vendor batch that a file names; the rest of it can be said under Vendors, any time. */
final class NewBatchDialog extends Composite<FormLayout> {

    private final ComboBox<Vendor> vendor = new ComboBox<>(getTranslation("uploads.new-batch.vendor"));
    private final TextField currency = new TextField(getTranslation("uploads.new-batch.currency"));
    private final Binder<Draft> binder = new Binder<>();
    private final Draft draft = new Draft();

    private static final class Draft {
        @Nullable
        Vendor vendor;

        String currency = "";
    }

    /** @param usualCurrency of the tenant */
    NewBatchDialog(
            Actor actor, Vendors vendors, VendorBatches batches, String name, String usualCurrency, Runnable done) {
        var known = vendors.list(actor, "").stream().map(VendorRow::vendor).toList();
        vendor.setItems(known);
        vendor.setItemLabelGenerator(Vendor::name);
        draft.vendor = known.size() == 1 ? known.getFirst() : null;
        draft.currency = usualCurrency;
        currency.setMaxLength(3);
        binder.forField(vendor)
                .asRequired(getTranslation("uploads.new-batch.vendor.wanted"))
                .bind(it -> it.vendor, (it, value) -> it.vendor = value);
        binder.forField(currency)
                .asRequired(getTranslation("uploads.new-batch.currency.wanted"))
                .bind(it -> it.currency, (it, value) -> it.currency = value);
        binder.setBean(draft);
        getContent().add(vendor, currency);
        new FormDialog(
                        getTranslation("uploads.new-batch.title", name),
                        binder,
                        () -> create(actor, batches, name, done),
                        this)
                .saveLabel(getTranslation("uploads.new-batch.create"))
                .open();
    }

    private void create(Actor actor, VendorBatches batches, String name, Runnable done) {
        var chosen = draft.vendor;
        if (chosen == null) {
            return;
        }
        try {
            var code = draft.currency.strip().toUpperCase(Locale.ROOT);
            batches.create(actor, new VendorBatchTerms(chosen.id(), name, "", code, "", ""));
            done.run();
        } catch (RefusedException refused) {
            throw new FormDialog.Refused(getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray()));
        } catch (NotThereException _) {
            throw new FormDialog.Refused(getTranslation("uploads.new-batch.vendor.wanted"));
        }
    }
}
