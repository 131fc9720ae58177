package com.didstock.vendors.ui;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantKind;
import com.didstock.ui.FormDialog;
import com.didstock.ui.Formats;
import com.didstock.ui.ListPage;
import com.didstock.ui.Notifications;
import com.didstock.ui.ViewHeader;
import com.didstock.vendors.VendorBatchContents;
import com.didstock.vendors.VendorBatchRow;
import com.didstock.vendors.VendorBatches;
import com.didstock.vendors.VendorRow;
import com.didstock.vendors.Vendors;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.stream.Collectors;
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
    private final BatchRemoval removal;
    private final ListPage<VendorBatchRow> page;

    VendorsView(CurrentActor currentActor, Vendors vendors, VendorBatches batches, VendorBatchContents contents) {
        this.actor = currentActor.actor();
        this.vendors = vendors;
        this.batches = batches;
        this.removal = new BatchRemoval(this, actor, batches, contents, this::attempt);
        var header = new ViewHeader(
                getPageTitle(),
                new Anchor("upload", getTranslation("vendors.upload")),
                new Button(
                        getTranslation("vendors.manage"), _ -> new VendorsDialog(actor, vendors, this::attempt).open()),
                ListPage.primary(getTranslation("vendors.batch.create"), () -> edit(null)));
        page = new ListPage<>(
                header,
                getTranslation("vendors.search"),
                text -> batches.list(actor, text),
                getTranslation("vendors.empty.title"),
                getTranslation("vendors.empty.hint"));
        addColumns(Formats.current());
        page.actions(getTranslation("vendors.actions"), actions());
        page.onOpen(this::edit);
        page.refresh();
        getContent().add(page);
    }

    private void addColumns(Formats formats) {
        page.text(getTranslation("vendors.batch"), row -> row.batch().name());
        page.text(getTranslation("vendors.vendor"), VendorBatchRow::vendor);
        page.text(getTranslation("vendors.currency"), row -> row.batch().terms().currency());
        page.figure(
                getTranslation("vendors.numbers"),
                row -> formats.count(row.numbers().total()));
        page.figure(
                getTranslation("vendors.frozen"),
                row -> formats.count(row.numbers().frozen()));
        page.figure(
                getTranslation("vendors.free"),
                row -> formats.count(row.numbers().free()));
        page.figure(
                getTranslation("vendors.given"),
                row -> formats.count(row.numbers().given()));
        page.figure(
                getTranslation("vendors.in-use"),
                row -> formats.count(row.numbers().inUse()));
        page.figure(
                getTranslation("vendors.cost"),
                row -> ListPage.orDash(row.numbers().monthlyCost().entrySet().stream()
                        .map(sum -> formats.money(sum.getValue(), sum.getKey()))
                        .collect(Collectors.joining(" · "))));
        page.text(
                getTranslation("vendors.supply-label"),
                row -> ListPage.orDash(row.batch().terms().supplyLabel()));
        page.text(
                getTranslation("vendors.description"),
                row -> ListPage.orDash(row.batch().terms().description()));
    }

    private List<ListPage.Action<VendorBatchRow>> actions() {
        return List.of(
                new ListPage.Action<>(
                        getTranslation("vendors.show"),
                        row -> getUI().ifPresent(ui -> ui.navigate(
                                "inventory", QueryParameters.of("vendor-batch", Integer.toString(row.id()))))),
                new ListPage.Action<>(getTranslation("vendors.batch.edit"), this::edit),
                new ListPage.Action<>(getTranslation("vendors.move"), removal::move),
                new ListPage.Action<>(getTranslation("vendors.delete-free"), removal::deleteFree),
                new ListPage.Action<>(getTranslation("vendors.batch.delete"), removal::delete));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("vendors.title");
    }

    private void edit(@Nullable VendorBatchRow row) {
        var known = vendors.list(actor, "").stream().map(VendorRow::vendor).toList();
        if (known.isEmpty()) {
            Notifications.warning(getTranslation("vendors.vendor.first"));
            VendorsDialog.form(actor, vendors, null, this::attempt).open();
            return;
        }
        // Most buy in one currency.
        var currency = batches.list(actor, "").stream()
                .map(other -> other.batch().terms().currency())
                .findFirst()
                .orElse("");
        new BatchForm(known, currency, row == null ? null : row.batch())
                .dialog(terms -> attempt(() -> {
                    if (row == null) {
                        batches.create(actor, terms);
                    } else {
                        batches.update(actor, row.id(), row.batch().version(), terms);
                    }
                }))
                .open();
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
