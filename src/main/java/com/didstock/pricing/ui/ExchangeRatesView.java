package com.didstock.pricing.ui;

import com.didstock.pricing.ExchangeRate;
import com.didstock.pricing.ExchangeRates;
import com.didstock.pricing.PriceList;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantKind;
import com.didstock.ui.FormDialog;
import com.didstock.ui.Formats;
import com.didstock.ui.ListPage;
import com.didstock.ui.Notifications;
import com.didstock.ui.StatusBadge;
import com.didstock.ui.ViewHeader;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.data.binder.Binder;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/** The rates at which costs in one currency become prices in another. */
@Route("settings/exchange-rates")
@Menu(order = 36, title = "pricing.rates.title", icon = "icons/arrow-left-right.svg")
@PermitAll
@OpenTo(
        right = Right.SEE_MONEY,
        kinds = {TenantKind.OPERATOR, TenantKind.RESELLER})
class ExchangeRatesView extends Composite<Div> implements HasDynamicTitle {

    private final Actor actor;
    private final ExchangeRates rates;
    private final String currency;
    private final Checkbox replacedToo = new Checkbox();
    private final ListPage<ExchangeRate> page;

    ExchangeRatesView(CurrentActor currentActor, OwnProfile profile, ExchangeRates rates, PriceList prices) {
        this.actor = currentActor.actor();
        this.rates = rates;
        this.currency = prices.currency(actor);
        var me = profile.read(actor);
        var header = new ViewHeader(getPageTitle());
        header.addActions(replacedToo);
        if (me.rights().contains(Right.PRICE)) {
            header.addActions(ListPage.primary(getTranslation("pricing.rates.add"), this::add));
        }
        var intro = new Paragraph(getTranslation("pricing.rates.intro")
                + (me.kind() == TenantKind.OPERATOR ? "" : " " + getTranslation("pricing.rates.intro.operator")));
        intro.addClassName("muted");
        page = new ListPage<>(
                header,
                getTranslation("pricing.rates.search"),
                this::find,
                getTranslation("pricing.rates.empty"),
                getTranslation("pricing.rates.empty.text"));
        addColumns(Formats.current());
        replacedToo.setLabel(getTranslation("pricing.rates.all"));
        replacedToo.addValueChangeListener(_ -> page.refresh());
        page.refresh();
        getContent().addClassName("stack");
        getContent().add(page, intro);
    }

    private List<ExchangeRate> find(String text) {
        var wanted = text.toUpperCase(Locale.ROOT);
        return rates.list(actor).stream()
                .filter(rate -> replacedToo.getValue() || rate.state() != ExchangeRate.State.REPLACED)
                .filter(rate -> rate.from().contains(wanted) || rate.to().contains(wanted))
                .toList();
    }

    private void addColumns(Formats formats) {
        page.text(
                getTranslation("pricing.rates.rate"),
                rate -> getTranslation(
                        "pricing.rates.equation", rate.from(), rate.rate().toPlainString(), rate.to()));
        page.component(
                getTranslation("pricing.rates.state"),
                rate -> new StatusBadge(
                        getTranslation("pricing.rates.state." + rate.state()),
                        switch (rate.state()) {
                            case IN_FORCE -> StatusBadge.Kind.OK;
                            case COMING -> StatusBadge.Kind.INFO;
                            case REPLACED -> StatusBadge.Kind.MUTE;
                        }));
        page.text(getTranslation("pricing.rates.valid-from"), rate -> formats.dateTime(rate.validFrom()));
        page.text(
                getTranslation("pricing.rates.whose"),
                rate -> getTranslation(rate.own() ? "pricing.rates.whose.own" : "pricing.rates.whose.operator"));
        page.text(
                getTranslation("pricing.rates.added-at"),
                rate -> rate.by() == null
                        ? formats.date(rate.addedAt())
                        : formats.date(rate.addedAt()) + " · " + rate.by());
    }

    private void add() {
        var from = currencies("pricing.rates.from");
        from.setAutofocus(true);
        var to = currencies("pricing.rates.to");
        to.setValue(currency);
        var rate = new BigDecimalField(getTranslation("pricing.rates.rate"));
        rate.setHelperText(getTranslation("pricing.rates.rate.help"));
        rate.setLocale(getLocale());
        rate.setWidthFull();
        var validFrom = new DatePicker(getTranslation("pricing.rates.valid-from"));
        validFrom.setLocale(getLocale());
        var today = rates.today(actor);
        validFrom.setMin(today);
        validFrom.setValue(today);
        validFrom.setWidthFull();
        var binder = new Binder<Object>();
        binder.forField(from).asRequired().bind(_ -> null, (_, _) -> {});
        binder.forField(to).asRequired().bind(_ -> currency, (_, _) -> {});
        binder.forField(rate)
                .asRequired()
                .withValidator(it -> it.signum() > 0, getTranslation("pricing.rate-refusal.RATE_NOT_POSITIVE"))
                .bind(_ -> null, (_, _) -> {});
        new FormDialog(
                        getTranslation("pricing.rates.add"),
                        binder,
                        () -> save(from.getValue(), to.getValue(), rate.getValue(), validFrom),
                        from,
                        to,
                        rate,
                        validFrom)
                .saveLabel(getTranslation("pricing.rates.add"))
                .open();
    }

    private void save(String from, String to, BigDecimal rate, DatePicker validFrom) {
        try {
            var added = rates.add(actor, from, to, rate, validFrom.getValue());
            page.refresh();
            Notifications.success(getTranslation(
                    "pricing.rates.added",
                    added.from(),
                    added.rate().toPlainString(),
                    added.to(),
                    Formats.current().date(added.validFrom())));
        } catch (RefusedException refused) {
            throw new FormDialog.Refused(getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray()));
        }
    }

    private ComboBox<String> currencies(String label) {
        var box = new ComboBox<String>(getTranslation(label));
        box.setItems(Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .sorted()
                .toList());
        box.setWidthFull();
        return box;
    }

    @Override
    public String getPageTitle() {
        return getTranslation("pricing.rates.title");
    }
}
