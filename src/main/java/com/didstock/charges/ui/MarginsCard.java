package com.didstock.charges.ui;

import com.didstock.charges.MarginBy;
import com.didstock.charges.MarginOrder;
import com.didstock.charges.MarginPage;
import com.didstock.charges.MarginRow;
import com.didstock.charges.Margins;
import com.didstock.numbering.DidNumber;
import com.didstock.numbering.FormattedNumber;
import com.didstock.sheets.Sheet;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.ui.Card;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a month earned, cost and left: by number, by pricing batch or by child. */
final class MarginsCard extends Composite<Div> {

    private static final int PAGE = 50;
    private static final int MOST_ROWS_AT_ONCE = 10;

    private final Actor actor;
    private final Margins margins;
    private final Select<MarginBy> by = new Select<>();
    private final Grid<MarginRow> grid = new Grid<>(PAGE);
    private final Grid.Column<MarginRow> margin;
    private volatile YearMonth month = YearMonth.of(2000, 1);
    private volatile MarginBy wanted = MarginBy.CHILD;

    MarginsCard(Actor actor, Margins margins) {
        this.actor = actor;
        this.margins = margins;
        var title = new H2(getTranslation("charges.margins"));
        title.addClassName("card-heading");
        by.setItems(MarginBy.CHILD, MarginBy.PRICING_BATCH, MarginBy.NUMBER);
        by.setItemLabelGenerator(it -> getTranslation("charges.margins." + it));
        by.setAriaLabel(getTranslation("charges.margins.by"));
        by.setWidth("240px");
        by.setValue(wanted);
        by.addValueChangeListener(event -> {
            wanted = event.getValue();
            refresh();
        });
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addColumn(this::name)
                .setHeader(getTranslation("charges.margins.name"))
                .setSortProperty(MarginOrder.NAME.name())
                .setAutoWidth(true);
        figure(MarginOrder.REVENUE, MarginRow::revenue);
        figure(MarginOrder.COST, MarginRow::cost);
        margin = grid.addComponentColumn(this::margin)
                .setHeader(getTranslation("charges.tile.margin"))
                .setSortProperty(MarginOrder.MARGIN.name())
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("140px")
                .setFlexGrow(0);
        var file = new Anchor((DownloadHandler) this::send, getTranslation("charges.margins.csv"));
        file.addClassName("charges-file");
        var files = new Div(file);
        files.addClassName("charges-files");
        var head = new Div(title, by, files);
        head.addClassName("card-search");
        getContent().add(new Card(head, grid));
    }

    private void figure(MarginOrder order, Function<MarginRow, BigDecimal> amount) {
        grid.addColumn(row -> Formats.current().money(amount.apply(row), row.currency()))
                .setHeader(getTranslation("charges.margins." + order))
                .setSortProperty(order.name())
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("140px")
                .setFlexGrow(0);
    }

    private String name(MarginRow row) {
        var name = row.name();
        if (name == null) {
            return getTranslation("charges.margins.nobody");
        }
        return wanted == MarginBy.NUMBER
                ? FormattedNumber.of(new DidNumber(name)).text()
                : name;
    }

    /** Less than nothing is said in words, not by colour alone. */
    private Component margin(MarginRow row) {
        var figures = new Span(Formats.current().money(row.margin(), row.currency()));
        if (row.margin().signum() >= 0) {
            return figures;
        }
        var sign = new Span("▼");
        sign.addClassName("below-cost-sign");
        sign.getElement().setAttribute("aria-hidden", "true");
        var words = new Span(getTranslation("charges.margins.loss"));
        words.addClassName("visually-hidden");
        var loss = new Span(sign, figures, words);
        loss.addClassName("below-cost");
        loss.setTitle(getTranslation("charges.margins.loss"));
        return loss;
    }

    /** Shows a month; the worst margin first. */
    void show(YearMonth shown) {
        month = shown;
        grid.sort(List.of(new GridSortOrder<>(margin, SortDirection.ASCENDING)));
        refresh();
    }

    private void refresh() {
        var total = page(MarginOrder.NAME, false, 0, 1).total();
        grid.setAllRowsVisible(total <= MOST_ROWS_AT_ONCE);
        if (total > MOST_ROWS_AT_ONCE) {
            grid.setHeight("420px");
        }
        grid.setItems(
                query -> {
                    var order = query.getSortOrders().stream().findFirst();
                    return rows(
                            order.map(it -> MarginOrder.valueOf(it.getSorted())).orElse(MarginOrder.NAME),
                            order.map(it -> it.getDirection() == SortDirection.DESCENDING)
                                    .orElse(false),
                            query.getOffset(),
                            query.getLimit());
                },
                query -> {
                    query.getOffset();
                    return total;
                });
    }

    private Stream<MarginRow> rows(MarginOrder order, boolean descending, int offset, int limit) {
        return page(order, descending, offset, Math.min(limit, Margins.MOST)).rows().stream();
    }

    private MarginPage page(MarginOrder order, boolean descending, int offset, int limit) {
        return margins.page(actor, month, wanted, order, descending, offset, limit);
    }

    private void send(DownloadEvent event) throws IOException {
        var order = wanted;
        event.setFileName("margins-" + order.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + month + ".csv");
        event.setContentType(SheetFormat.CSV.mediaType());
        margins.write(
                actor, month, order, Sheet.begin(SheetFormat.CSV, event.getOutputStream(), "margins", Margins.HEADER));
    }
}
