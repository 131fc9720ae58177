package com.didstock.pricing.ui;

import com.didstock.assignment.Assignments;
import com.didstock.pricing.BatchChanges;
import com.didstock.pricing.BatchRefusal;
import com.didstock.pricing.BatchTerms;
import com.didstock.pricing.PriceList;
import com.didstock.pricing.PricingBatchRow;
import com.didstock.pricing.PricingBatches;
import com.didstock.pricing.RateSheetPdf;
import com.didstock.pricing.RateSheets;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantKind;
import com.didstock.ui.ConfirmAction;
import com.didstock.ui.FormDialog;
import com.didstock.ui.Formats;
import com.didstock.ui.ListPage;
import com.didstock.ui.Notifications;
import com.didstock.ui.ViewHeader;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tenant's pricing batches: what it charges for numbers, and how many lie in each. */
@Route("pricing")
@Menu(order = 11, title = "pricing.title", icon = "icons/coins.svg")
@PermitAll
@OpenTo(kinds = {TenantKind.OPERATOR, TenantKind.RESELLER})
class PricingView extends Composite<Div> implements HasDynamicTitle {

    private final Actor actor;
    private final PricingBatches batches;
    private final PriceList prices;
    private final BatchChanges changes;
    private final RepriceOffer repricing;
    private final String currency;
    private final ListPage<PricingBatchRow> page;

    PricingView(
            CurrentActor currentActor,
            OwnProfile profile,
            PricingBatches batches,
            PriceList prices,
            BatchChanges changes,
            Assignments assignments,
            RateSheets sheets,
            RateSheetPdf pdf) {
        this.changes = changes;
        this.actor = currentActor.actor();
        this.batches = batches;
        this.repricing = new RepriceOffer(actor, assignments, this);
        this.prices = prices;
        this.currency = prices.currency(actor);
        var mayPrice = profile.read(actor).rights().contains(Right.PRICE);
        var header = new ViewHeader(getPageTitle());
        header.addActions(
                new Button(getTranslation("pricing.rate-sheet"), _ -> new RateSheetDialog(actor, sheets, pdf).open()),
                new Button(getTranslation("pricing.calculator"), _ -> new PriceCalculator(actor, prices).open()));
        if (mayPrice) {
            header.addActions(ListPage.primary(getTranslation("pricing.create"), () -> edit(null)));
        }
        page = new ListPage<>(
                header,
                getTranslation("pricing.search"),
                text -> batches.list(actor, text),
                getTranslation("pricing.empty.title"),
                getTranslation("pricing.empty.hint"));
        addColumns(Formats.current());
        page.actions(getTranslation("pricing.actions"), actions(mayPrice));
        if (mayPrice) {
            page.onOpen(this::edit);
        }
        page.refresh();
        getContent().add(page);
    }

    private List<ListPage.Action<PricingBatchRow>> actions(boolean mayPrice) {
        var show = new ListPage.Action<PricingBatchRow>(
                getTranslation("pricing.show"),
                row -> getUI().ifPresent(ui ->
                        ui.navigate("inventory", QueryParameters.of("batch", Integer.toString(row.id())))));
        var log = new ListPage.Action<PricingBatchRow>(getTranslation("pricing.log"), this::showLog);
        return mayPrice
                ? List.of(
                        show,
                        new ListPage.Action<>(getTranslation("pricing.edit"), this::edit),
                        new ListPage.Action<>(getTranslation("pricing.duplicate"), this::duplicate),
                        log,
                        new ListPage.Action<>(getTranslation("pricing.delete"), this::delete))
                : List.of(show, log);
    }

    private void showLog(PricingBatchRow row) {
        new ChangeLog(row.terms().name(), changes.list(actor, row.id())).open();
    }

    private void addColumns(Formats formats) {
        page.component(getTranslation("pricing.name"), row -> name(row, formats));
        page.text(
                getTranslation("pricing.applied-to"),
                row -> getTranslation("pricing.applied-to." + row.terms().appliedTo()));
        page.text(
                getTranslation("pricing.type"),
                row -> row.onDemandVendor() == null
                        ? getTranslation("pricing.type." + row.terms().type())
                        : getTranslation("pricing.type.from", row.onDemandVendor()));
        page.text(
                getTranslation("pricing.kind"),
                row -> getTranslation(row.terms().freeOfCharge() ? "pricing.kind.free" : "pricing.kind.paying"));
        page.text(getTranslation("pricing.currency"), row -> row.terms().currency());
        page.figure(
                getTranslation("pricing.activation-fee"),
                row -> formats.money(row.terms().activationFee(), row.terms().currency()));
        page.figure(
                getTranslation("pricing.recurring-fee"),
                row -> formats.money(row.terms().recurringFee(), row.terms().currency()));
        page.figure(
                getTranslation("pricing.markup"),
                row -> formats.percent(row.terms().markupPercent()));
        page.figure(
                getTranslation("pricing.free"),
                row -> formats.count(row.numbers().free() + row.numbers().other()));
        page.figure(
                getTranslation("pricing.given"),
                row -> formats.count(row.numbers().given()));
        page.figure(
                getTranslation("pricing.in-use"),
                row -> formats.count(row.numbers().inUse()));
        page.text(getTranslation("pricing.assigned-to"), row -> ListPage.orDash(String.join(", ", row.assignedTo())));
        page.figure(
                getTranslation("pricing.revenue"),
                row -> ListPage.orDash(row.numbers().monthlyRevenue().entrySet().stream()
                        .map(sum -> formats.money(sum.getValue(), sum.getKey()))
                        .collect(Collectors.joining(" · "))));
    }

    /** Red, and a sign and words besides, where numbers are priced below cost. */
    private Component name(PricingBatchRow row, Formats formats) {
        var name = new Span(row.terms().name());
        if (row.belowCost() == 0) {
            return name;
        }
        var words = getTranslation("pricing.below-cost.sign", formats.count(row.belowCost()));
        var sign = new Span("▼ " + words);
        sign.addClassName("below-cost");
        sign.setTitle(getTranslation("pricing.below-cost.tip"));
        return new Div(name, new Div(sign));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("pricing.title");
    }

    private void edit(@Nullable PricingBatchRow row) {
        var form = new BatchForm(actor, prices, currency, row == null ? null : row.batch());
        form.dialog(terms -> {
                    if (row == null) {
                        attempt(() -> batches.create(actor, terms));
                    } else {
                        change(row, terms);
                    }
                })
                .open();
    }

    /** What would be offered below its cost wants to be confirmed; the form has closed by then. */
    private void change(PricingBatchRow row, BatchTerms terms) {
        attempt(() -> {
            try {
                batches.update(actor, row.id(), row.batch().version(), terms, false);
                repricing.make(row.id());
            } catch (RefusedException refused) {
                if (refused.reason() != BatchRefusal.BELOW_COST) {
                    throw refused;
                }
                ConfirmAction.ask(
                        getTranslation("pricing.below-cost.title", terms.name()),
                        getTranslation(
                                "pricing.refusal.BELOW_COST",
                                refused.arguments().toArray()),
                        getTranslation("pricing.below-cost.save"),
                        true,
                        () -> tell(() -> {
                            batches.update(actor, row.id(), row.batch().version(), terms, true);
                            repricing.make(row.id());
                        }));
            }
        });
    }

    private void duplicate(PricingBatchRow row) {
        tell(() -> batches.duplicate(
                actor,
                row.id(),
                getTranslation("pricing.duplicate.name", row.terms().name())));
    }

    private void delete(PricingBatchRow row) {
        ConfirmAction.ask(
                getTranslation("pricing.delete.title", row.terms().name()),
                getTranslation("pricing.delete.text"),
                getTranslation("pricing.delete"),
                true,
                () -> tell(() -> batches.delete(actor, row.id())));
    }

    private void tell(Runnable work) {
        try {
            attempt(work);
        } catch (FormDialog.Refused refused) {
            Notifications.error(refused.getMessage());
        }
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
            throw new FormDialog.Refused(getTranslation("pricing.changed-meanwhile"));
        }
    }
}
