package com.didstock.vendors.ui;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantKind;
import com.didstock.ui.ConfirmAction;
import com.didstock.ui.FormDialog;
import com.didstock.ui.Formats;
import com.didstock.ui.ListPage;
import com.didstock.ui.Notifications;
import com.didstock.ui.ViewHeader;
import com.didstock.vendors.Vendor;
import com.didstock.vendors.VendorBatchRow;
import com.didstock.vendors.VendorBatchTerms;
import com.didstock.vendors.VendorBatches;
import com.didstock.vendors.VendorRow;
import com.didstock.vendors.Vendors;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** From whom numbers are bought, and in which batches they lie. */
@Route("vendors")
@Menu(order = 15, title = "vendors.title", icon = "icons/truck.svg")
@PermitAll
@OpenTo(
        right = Right.UPLOAD,
        kinds = {TenantKind.OPERATOR, TenantKind.RESELLER},
        ownVendors = true)
class VendorsView extends Composite<Div> implements HasDynamicTitle {

    private final Actor actor;
    private final Vendors vendors;
    private final VendorBatches batches;
    private final ListPage<VendorBatchRow> page;

    VendorsView(CurrentActor currentActor, Vendors vendors, VendorBatches batches) {
        this.actor = currentActor.actor();
        this.vendors = vendors;
        this.batches = batches;
        var header = new ViewHeader(
                getPageTitle(),
                new Anchor("upload", getTranslation("vendors.upload")),
                new Button(getTranslation("vendors.vendor.create"), _ -> addVendor()),
                ListPage.primary(getTranslation("vendors.batch.create"), () -> edit(null)));
        page = new ListPage<>(
                header,
                getTranslation("vendors.search"),
                text -> batches.list(actor, text),
                getTranslation("vendors.empty.title"),
                getTranslation("vendors.empty.hint"));
        var formats = Formats.current();
        page.text(getTranslation("vendors.batch"), row -> row.batch().name());
        page.text(getTranslation("vendors.vendor"), VendorBatchRow::vendor);
        page.text(getTranslation("vendors.currency"), row -> row.batch().terms().currency());
        page.figure(
                getTranslation("vendors.numbers"),
                row -> formats.count(row.numbers().total()));
        page.figure(
                getTranslation("vendors.free"),
                row -> formats.count(row.numbers().free()));
        page.text(
                getTranslation("vendors.supply-label"),
                row -> ListPage.orDash(row.batch().terms().supplyLabel()));
        page.text(
                getTranslation("vendors.description"),
                row -> ListPage.orDash(row.batch().terms().description()));
        page.actions(
                getTranslation("vendors.actions"),
                List.of(
                        new ListPage.Action<>(
                                getTranslation("vendors.show"),
                                row -> getUI().ifPresent(ui -> ui.navigate("inventory?vendor-batch=" + row.id()))),
                        new ListPage.Action<>(getTranslation("vendors.batch.edit"), this::edit),
                        new ListPage.Action<>(getTranslation("vendors.batch.delete"), this::delete)));
        page.onOpen(this::edit);
        page.refresh();
        getContent().add(page);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("vendors.title");
    }

    /** The form's values while it is filled in. */
    static final class Draft {
        private @Nullable Vendor vendor;
        private String name = "";
        private String currency = "";
        private String description = "";
        private String supplyLabel = "";
        private String supplyDescription = "";
    }

    private void addVendor() {
        var draft = new Draft();
        var name = field("vendors.vendor");
        var binder = new Binder<Draft>();
        binder.forField(name)
                .asRequired(getTranslation("vendors.refusal.NAME_MISSING"))
                .bind(it -> it.name, (it, value) -> it.name = value);
        new FormDialog(
                        getTranslation("vendors.vendor.create"),
                        binder,
                        () -> {
                            binder.writeBeanIfValid(draft);
                            attempt(() -> vendors.create(actor, draft.name, ""));
                        },
                        name)
                .open();
    }

    private void edit(@Nullable VendorBatchRow row) {
        var known = vendors.list(actor, "").stream().map(VendorRow::vendor).toList();
        if (known.isEmpty()) {
            Notifications.warning(getTranslation("vendors.vendor.first"));
            addVendor();
            return;
        }
        var draft = draft(row, known);
        var vendor = new ComboBox<Vendor>(getTranslation("vendors.vendor"), known);
        vendor.setItemLabelGenerator(Vendor::name);
        vendor.setWidthFull();
        var name = field("vendors.batch");
        var currency = field("vendors.currency");
        var description = field("vendors.description");
        var label = field("vendors.supply-label");
        label.setHelperText(getTranslation("vendors.supply-label.hint"));
        var labelText = field("vendors.supply-description");
        var binder = new Binder<Draft>();
        binder.forField(vendor)
                .asRequired(getTranslation("vendors.vendor.first"))
                .bind(it -> it.vendor, (it, value) -> it.vendor = value);
        binder.forField(name)
                .asRequired(getTranslation("vendors.refusal.NAME_MISSING"))
                .bind(it -> it.name, (it, value) -> it.name = value);
        binder.forField(currency)
                .withValidator(
                        it -> it.strip().matches("(?i)[a-z]{3}"), getTranslation("vendors.refusal.CURRENCY_UNKNOWN"))
                .bind(it -> it.currency, (it, value) -> it.currency = value);
        binder.forField(description).bind(it -> it.description, (it, value) -> it.description = value);
        binder.forField(label).bind(it -> it.supplyLabel, (it, value) -> it.supplyLabel = value);
        binder.forField(labelText).bind(it -> it.supplyDescription, (it, value) -> it.supplyDescription = value);
        binder.readBean(draft);
        new FormDialog(
                        getTranslation(row == null ? "vendors.batch.create" : "vendors.batch.edit"),
                        binder,
                        () -> {
                            binder.writeBeanIfValid(draft);
                            attempt(() -> save(row, draft));
                        },
                        vendor,
                        name,
                        currency,
                        description,
                        label,
                        labelText)
                .open();
    }

    private static Draft draft(@Nullable VendorBatchRow row, List<Vendor> known) {
        var draft = new Draft();
        draft.vendor = known.getFirst();
        if (row != null) {
            var terms = row.batch().terms();
            draft.vendor = known.stream()
                    .filter(vendor -> vendor.id() == terms.vendorId())
                    .findFirst()
                    .orElse(null);
            draft.name = terms.name();
            draft.currency = terms.currency();
            draft.description = terms.description();
            draft.supplyLabel = terms.supplyLabel();
            draft.supplyDescription = terms.supplyDescription();
        }
        return draft;
    }

    private void save(@Nullable VendorBatchRow row, Draft draft) {
        if (draft.vendor == null) {
            return;
        }
        var terms = new VendorBatchTerms(
                draft.vendor.id(),
                draft.name.strip(),
                draft.description.strip(),
                draft.currency.strip().toUpperCase(Locale.ROOT),
                draft.supplyLabel.strip(),
                draft.supplyDescription.strip());
        if (row == null) {
            batches.create(actor, terms);
        } else {
            batches.update(actor, row.id(), row.batch().version(), terms);
        }
    }

    private TextField field(String key) {
        var field = new TextField(getTranslation(key));
        field.setWidthFull();
        return field;
    }

    private void delete(VendorBatchRow row) {
        ConfirmAction.ask(
                getTranslation("vendors.batch.delete.title", row.batch().name()),
                getTranslation("vendors.batch.delete.text"),
                getTranslation("vendors.batch.delete"),
                true,
                () -> {
                    try {
                        attempt(() -> batches.delete(actor, row.id()));
                    } catch (FormDialog.Refused refused) {
                        Notifications.error(refused.getMessage());
                    }
                });
    }

    private void attempt(Runnable work) {
        try {
            work.run();
            page.refresh();
        } catch (RefusedException refused) {
            throw new FormDialog.Refused(getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray()));
        } catch (ChangedMeanwhileException | NotThereException _) {
            page.refresh();
            throw new FormDialog.Refused(getTranslation("vendors.changed-meanwhile"));
        }
    }
}
