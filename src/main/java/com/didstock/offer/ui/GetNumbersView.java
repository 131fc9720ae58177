package com.didstock.offer.ui;

import com.didstock.inventory.HitCount;
import com.didstock.inventory.Selection;
import com.didstock.offer.FormerNumbers;
import com.didstock.offer.Offer;
import com.didstock.offer.OfferReservations;
import com.didstock.offer.OfferedNumber;
import com.didstock.offer.PriceRoseException;
import com.didstock.offer.TakePreview;
import com.didstock.pricing.RateSheetPdf;
import com.didstock.pricing.RateSheets;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.LimitExceededException;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.StockChangedException;
import com.didstock.tenancy.TenantKind;
import com.didstock.ui.Card;
import com.didstock.ui.ConfirmAction;
import com.didstock.ui.EmptyState;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.didstock.ui.PageTabs;
import com.didstock.ui.SheetLink;
import com.didstock.ui.ViewHeader;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** What the tenant above offers, at one's own price: look for numbers and take them. */
@Route("get-numbers")
@Menu(order = 13, title = "offer.title", icon = "icons/shopping-cart.svg")
@PermitAll
@OpenTo(
        right = {Right.TAKE, Right.SEE_MONEY},
        kinds = {TenantKind.RESELLER, TenantKind.CUSTOMER})
class GetNumbersView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private static final int SHOWN = 100;

    private final Actor actor;
    private final Offer offer;
    private final OfferSearch search = new OfferSearch(this::refresh);
    private final OfferGrid grid = new OfferGrid();
    private final Div empty = new Div();
    private final Span found = new Span();
    private final IntegerField count = new IntegerField();
    private final Button take = new Button();
    private final Button reserve = new Button();
    private final OfferReservations reservations;
    private final ReservedNumbers reserved;
    private final RestingNumbers resting;
    private final Div bar = new Div();
    private HitCount hits = new HitCount(0, true);

    GetNumbersView(
            CurrentActor currentActor,
            Offer offer,
            OfferReservations reservations,
            FormerNumbers former,
            RateSheets rates,
            RateSheetPdf pdf,
            OwnProfile profile) {
        this.actor = currentActor.actor();
        this.offer = offer;
        this.reservations = reservations;
        reserved = new ReservedNumbers(actor, reservations, this::refresh);
        resting = new RestingNumbers(actor, former, this::refresh);
        grid.addSelectionListener(_ -> refreshButton());
        buildBar();
        var foot = new Div(found);
        foot.addClassName("card-foot");
        getContent()
                .add(
                        new ViewHeader(getPageTitle(), rateSheet(rates, pdf)),
                        tabs(profile.read(actor).kind()),
                        reserved,
                        new Card(search, grid, empty, foot),
                        resting,
                        bar);
    }

    /** Internal numbers cost nothing and come from the operator's ranges: a page of their own. */
    private PageTabs tabs(TenantKind kind) {
        return new PageTabs(
                getPageTitle(),
                List.of(
                        new PageTabs.Tab(getTranslation("offer.tab.pool"), "get-numbers"),
                        new PageTabs.Tab(
                                getTranslation("offer.tab.internal"),
                                kind == TenantKind.CUSTOMER ? "internal" : "internal-ranges")),
                "get-numbers");
    }

    /** What is offered, at one's own prices, to take along. */
    private Div rateSheet(RateSheets rates, RateSheetPdf pdf) {
        var files = new Div();
        files.addClassName("charges-files");
        for (var format : SheetFormat.values()) {
            files.add(SheetLink.of(
                    getTranslation("pricing.rate-sheet." + format),
                    format,
                    "rate-sheet",
                    RateSheets.HEADER,
                    sheet -> rates.write(actor, null, sheet)));
        }
        var locale = getLocale();
        files.add(SheetLink.of(
                getTranslation("pricing.rate-sheet.PDF"),
                RateSheetPdf.FILE_NAME,
                "application/pdf",
                out -> pdf.write(actor, null, locale, out)));
        return files;
    }

    private void buildBar() {
        count.setAriaLabel(getTranslation("offer.count"));
        count.setPrefixComponent(new Span(getTranslation("offer.count")));
        count.setMin(1);
        count.setMax(Selection.MAX_SIZE);
        count.setStepButtonsVisible(true);
        count.setValueChangeMode(ValueChangeMode.LAZY);
        count.addValueChangeListener(_ -> refreshButton());
        take.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        take.setDisableOnClick(true);
        take.addClickListener(_ -> {
            preview();
            refreshButton();
        });
        reserve.setText(getTranslation("offer.reserve"));
        reserve.setDisableOnClick(true);
        reserve.addClickListener(_ -> reserve());
        var hint = new Span(getTranslation("offer.hint"));
        hint.addClassName("muted");
        var spacer = new Span();
        spacer.addClassName("spacer");
        bar.addClassName("action-bar");
        bar.add(count, hint, spacer, reserve, take);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("offer.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        refresh();
    }

    private void refresh() {
        reserved.refresh();
        resting.refresh();
        var rows = offer.page(actor, search.filter(), null, SHOWN);
        hits = offer.count(actor, search.filter());
        grid.setItems(rows);
        grid.setVisible(!rows.isEmpty());
        empty.removeAll();
        if (rows.isEmpty()) {
            empty.add(new EmptyState(getTranslation("offer.empty.title"), getTranslation("offer.empty.hint")));
        }
        var formats = Formats.current();
        var all = hits.exact() && hits.value() <= rows.size();
        found.setText(getTranslation(
                all ? "offer.found.all" : hits.exact() ? "offer.found" : "offer.found-over",
                formats.count(hits.value()),
                formats.count(rows.size())));
        refreshButton();
    }

    private void refreshButton() {
        var selected = grid.getSelectedItems().size();
        var wanted = selected > 0 ? selected : count.getValue() == null ? 0 : count.getValue();
        count.setEnabled(selected == 0);
        take.setText(
                wanted == 0
                        ? getTranslation("offer.take")
                        : getTranslation("offer.take.count", Formats.current().count(wanted)));
        take.setEnabled(wanted > 0 && wanted <= Selection.MAX_SIZE && hits.value() > 0);
        reserve.setEnabled(take.isEnabled());
    }

    private List<String> ticked() {
        return grid.getSelectedItems().stream()
                .map(OfferedNumber::number)
                .sorted()
                .toList();
    }

    /** It costs nothing and is cancelled as easily: nobody is asked first. */
    private void reserve() {
        var selected = ticked();
        var wanted = selected.isEmpty() ? count.getValue() : Integer.valueOf(selected.size());
        if (wanted != null && wanted > 0) {
            try {
                var filter =
                        selected.isEmpty() ? search.filter() : search.filter().withNumbers(selected);
                var kept = reservations.reserve(actor, filter, wanted).size();
                if (kept == 0) {
                    Notifications.warning(getTranslation("offer.gone"));
                } else {
                    Notifications.success(
                            getTranslation("offer.reserved", Formats.current().count(kept)));
                }
            } catch (LimitExceededException over) {
                Notifications.error(getTranslation("assignment.refused.LIMIT_" + over.limit()));
            }
        }
        refresh();
    }

    private void preview() {
        var selected = ticked();
        var wanted = selected.isEmpty() ? count.getValue() : Integer.valueOf(selected.size());
        if (wanted == null || wanted < 1) {
            return;
        }
        var preview = offer.preview(
                actor, selected.isEmpty() ? search.filter() : search.filter().withNumbers(selected), wanted);
        if (preview.numbers() == 0) {
            Notifications.warning(getTranslation("offer.gone"));
            refresh();
            return;
        }
        var formats = Formats.current();
        ConfirmAction.ask(
                getTranslation("offer.confirm.title", formats.count(preview.numbers())),
                getTranslation(
                        preview.numbers() < wanted ? "offer.confirm.fewer" : "offer.confirm.text",
                        formats.count(preview.numbers()),
                        formats.money(preview.activation(), preview.currency()),
                        formats.money(preview.recurring(), preview.currency())),
                getTranslation("offer.take.count", formats.count(preview.numbers())),
                false,
                () -> take(preview));
    }

    private void take(TakePreview preview) {
        try {
            var taken = offer.take(actor, preview);
            var formats = Formats.current();
            if (taken.numbers().isEmpty()) {
                Notifications.warning(getTranslation("offer.gone"));
            } else {
                Notifications.success(getTranslation(
                        "offer.taken",
                        formats.count(taken.numbers().size()),
                        formats.money(taken.recurring(), taken.currency())));
            }
        } catch (PriceRoseException _) {
            Notifications.error(getTranslation("offer.price-rose"));
        } catch (StockChangedException _) {
            Notifications.error(getTranslation("offer.gone"));
        } catch (LimitExceededException over) {
            Notifications.error(getTranslation("assignment.refused.LIMIT_" + over.limit()));
        }
        refresh();
    }
}
