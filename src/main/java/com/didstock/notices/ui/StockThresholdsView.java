package com.didstock.notices.ui;

import com.didstock.inventory.FilterOptions;
import com.didstock.inventory.Named;
import com.didstock.inventory.NumberInventory;
import com.didstock.notices.StockThreshold;
import com.didstock.notices.StockThresholds;
import com.didstock.tenancy.Actor;
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
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How many numbers are to be free, and how it stands. */
@Route("notices/stock")
@PermitAll
@OpenTo(
        right = Right.ADMINISTER,
        kinds = {TenantKind.OPERATOR, TenantKind.RESELLER})
class StockThresholdsView extends Composite<Div> implements HasDynamicTitle {

    private final Actor actor;
    private final StockThresholds thresholds;
    private final NumberInventory inventory;
    private final FilterOptions options;
    private final ListPage<StockThreshold> page;

    StockThresholdsView(
            CurrentActor currentActor, StockThresholds thresholds, NumberInventory inventory, FilterOptions options) {
        this.actor = currentActor.actor();
        this.thresholds = thresholds;
        this.inventory = inventory;
        this.options = options;
        page = new ListPage<>(
                new ViewHeader(
                        getPageTitle(), ListPage.primary(getTranslation("notices.threshold.create"), this::create)),
                getTranslation("notices.threshold.search"),
                this::find,
                getTranslation("notices.threshold.empty.title"),
                getTranslation("notices.threshold.empty.hint"));
        page.text(getTranslation("notices.threshold.country"), StockThresholdsView::country);
        page.text(
                getTranslation("notices.threshold.area"),
                row -> ListPage.orDash(row.terms().area()));
        page.text(getTranslation("notices.threshold.batch"), row -> ListPage.orDash(row.pricingBatch()));
        page.figure(
                getTranslation("notices.threshold.fewest"),
                row -> Formats.current().count(row.terms().fewest()));
        page.text(getTranslation("notices.threshold.standing"), this::standing);
        page.actions(
                getTranslation("notices.threshold.actions"),
                List.of(new ListPage.Action<>(getTranslation("notices.threshold.remove"), this::remove)));
        page.refresh();
        getContent().add(page);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("notices.threshold.title");
    }

    private List<StockThreshold> find(String text) {
        var wanted = text.toLowerCase(Locale.ROOT);
        return thresholds.list(actor).stream()
                .filter(row -> Stream.of(country(row), row.terms().area(), row.pricingBatch())
                        .anyMatch(part ->
                                part != null && part.toLowerCase(Locale.ROOT).contains(wanted)))
                .toList();
    }

    private static String country(StockThreshold row) {
        var code = row.terms().country();
        return code == null ? "—" : name(code);
    }

    private static String name(String country) {
        return Locale.of("", country).getDisplayCountry(Formats.current().locale());
    }

    private String standing(StockThreshold row) {
        var since = row.toldAt();
        return since == null
                ? getTranslation("notices.threshold.enough")
                : getTranslation("notices.threshold.low", Formats.current().dateTime(since));
    }

    private void create() {
        var country = new ComboBox<String>(getTranslation("notices.threshold.country"));
        country.setItems(inventory.countries(actor));
        country.setItemLabelGenerator(StockThresholdsView::name);
        country.setPlaceholder(getTranslation("notices.threshold.all"));
        country.setClearButtonVisible(true);
        var area = new TextField(getTranslation("notices.threshold.area"));
        area.setPlaceholder(getTranslation("notices.threshold.all"));
        var batch = new ComboBox<Named>(getTranslation("notices.threshold.batch"));
        batch.setItems(query -> options
                .find(
                        actor,
                        FilterOptions.Kind.PRICING_BATCH,
                        new FilterOptions.Slice(query.getFilter().orElse(""), query.getOffset(), query.getLimit()))
                .stream());
        batch.setItemLabelGenerator(Named::name);
        batch.setPlaceholder(getTranslation("notices.threshold.all"));
        batch.setClearButtonVisible(true);
        var fewest = new IntegerField(getTranslation("notices.threshold.fewest"));
        fewest.setMin(1);
        fewest.setMax(StockThresholds.MOST_NUMBERS);
        fewest.setStepButtonsVisible(true);
        var binder = new Binder<Void>();
        binder.forField(fewest)
                .asRequired(getTranslation("notices.threshold.needed"))
                .bind(_ -> null, (_, _) -> {});
        new FormDialog(
                        getTranslation("notices.threshold.create"),
                        binder,
                        () -> add(new StockThreshold.Terms(
                                country.getValue(),
                                area.getValue(),
                                batch.getValue() == null
                                        ? null
                                        : batch.getValue().id(),
                                fewest.getValue())),
                        country,
                        area,
                        batch,
                        fewest)
                .open();
    }

    private void add(StockThreshold.Terms terms) {
        try {
            thresholds.add(actor, terms);
            page.refresh();
        } catch (RefusedException refused) {
            throw new FormDialog.Refused(getTranslation(
                    refused.reason().textKey(), refused.arguments().toArray()));
        }
    }

    private void remove(StockThreshold row) {
        try {
            thresholds.remove(actor, row.id());
        } catch (NotThereException _) {
            Notifications.warning(getTranslation("notices.threshold.gone"));
        }
        page.refresh();
    }
}
