package com.didstock.vendors.ui;

import com.didstock.ui.FormDialog;
import com.didstock.vendors.Vendor;
import com.didstock.vendors.VendorBatch;
import com.didstock.vendors.VendorBatchTerms;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a tenant says of a vendor batch. */
final class BatchForm {

    private final ComboBox<Vendor> vendor = new ComboBox<>();
    private final TextField name = field("vendors.batch");
    private final TextField currency = field("vendors.currency");
    private final TextField description = field("vendors.description");
    private final TextField label = field("vendors.supply-label");
    private final TextField labelText = field("vendors.supply-description");
    private final Binder<VendorBatchTerms> binder = new Binder<>();
    private final boolean isNew;

    BatchForm(List<Vendor> vendors, String ownCurrency, @Nullable VendorBatch batch) {
        isNew = batch == null;
        vendor.setLabel(vendor.getTranslation("vendors.vendor"));
        vendor.setItems(vendors);
        vendor.setItemLabelGenerator(Vendor::name);
        vendor.setWidthFull();
        currency.setMaxLength(3);
        label.setHelperText(label.getTranslation("vendors.supply-label.hint"));
        bind(vendors);
        binder.readBean(
                batch == null
                        ? new VendorBatchTerms(vendors.getFirst().id(), "", "", ownCurrency, "", "")
                        : batch.terms());
    }

    private static TextField field(String key) {
        var field = new TextField();
        field.setLabel(field.getTranslation(key));
        field.setWidthFull();
        return field;
    }

    private void bind(List<Vendor> vendors) {
        binder.forField(vendor)
                .asRequired(vendor.getTranslation("vendors.vendor.first"))
                .bind(
                        terms -> vendors.stream()
                                .filter(known -> known.id() == terms.vendorId())
                                .findFirst()
                                .orElse(null),
                        (_, _) -> {});
        binder.forField(name)
                .asRequired(name.getTranslation("vendors.refusal.NAME_MISSING"))
                .bind(VendorBatchTerms::name, (_, _) -> {});
        binder.forField(currency)
                .withValidator(
                        typed -> typed.strip().matches("(?i)[a-z]{3}"),
                        currency.getTranslation("vendors.refusal.CURRENCY_UNKNOWN"))
                .bind(VendorBatchTerms::currency, (_, _) -> {});
        binder.forField(description).bind(VendorBatchTerms::description, (_, _) -> {});
        binder.forField(label).bind(VendorBatchTerms::supplyLabel, (_, _) -> {});
        binder.forField(labelText).bind(VendorBatchTerms::supplyDescription, (_, _) -> {});
    }

    private VendorBatchTerms terms() {
        return new VendorBatchTerms(
                vendor.getValue().id(),
                name.getValue().strip(),
                description.getValue().strip(),
                currency.getValue().strip().toUpperCase(Locale.ROOT),
                label.getValue().strip(),
                labelText.getValue().strip());
    }

    FormDialog dialog(Consumer<VendorBatchTerms> save) {
        return new FormDialog(
                name.getTranslation(isNew ? "vendors.batch.create" : "vendors.batch.edit"),
                binder,
                () -> save.accept(terms()),
                vendor,
                name,
                currency,
                description,
                label,
                labelText);
    }
}
