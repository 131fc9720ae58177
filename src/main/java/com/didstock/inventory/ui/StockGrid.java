package com.didstock.inventory.ui;

import com.didstock.inventory.DidRow;
import com.didstock.inventory.DidSort;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.Named;
import com.didstock.inventory.PageRequest;
import com.didstock.numbering.NumberSearch;
import com.didstock.ui.Formats;
import com.didstock.ui.StatusBadge;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.SortDirection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One page of numbers. Holds these rows only; what is ticked is a set of numbers, over all pages.
 *
 * <p>On a narrow screen each number is a card in a single column.
 */
final class StockGrid extends Grid<DidRow> {

    /** So many numbers can be ticked; more are better taken by a search. */
    static final int MOST_TICKED = 10_000;

    private static final int NARROW_PIXELS = 700;

    private final Set<String> ticked = new TreeSet<>();
    private final Checkbox tickPage = new Checkbox();
    private final RowActions actions;
    private NumberSearch search = new NumberSearch.Everything();
    private List<DidRow> rows = List.of();
    private boolean showing;

    /** What a row can ask for. */
    interface RowActions {

        void details(DidRow row);

        void describe(DidRow row, String description);

        void ticked(Set<String> numbers);

        void sort(DidSort sort, boolean ascending);
    }

    StockGrid(boolean hasChildren, boolean ownVendors, boolean mayLabel, RowActions actions) {
        this.actions = actions;
        addClassName("stock-grid");
        addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        setSelectionMode(SelectionMode.NONE);
        setAllRowsVisible(true);
        setMultiSort(false);
        setColumnReorderingAllowed(true);

        var tick = addComponentColumn(this::tickBox)
                .setKey("tick")
                .setHeader(tickPage)
                .setFlexGrow(0)
                .setWidth("46px");
        addComponentColumn(this::card).setKey("card").setHeader(getTranslation("inventory.column.number"));
        column("number", DidSort.NUMBER, row -> numberLink(row))
                .setWidth("190px")
                .setFlexGrow(0);
        column("group", DidSort.GROUP, row -> text(row.group()));
        column("country", DidSort.COUNTRY, row -> new Span(place(row))).setWidth("150px");
        column("status", DidSort.STATUS, this::status).setWidth("230px").setFlexGrow(0);
        if (hasChildren) {
            column("child", DidSort.CHILD, row -> text(row.child()));
            column("batch", DidSort.PRICING_BATCH, row -> text(row.pricingBatch()));
        }
        money("activation-cost", DidSort.ACTIVATION_COST, row -> row.activationCost(), DidRow::currency, false);
        money("recurring-cost", DidSort.RECURRING_COST, row -> row.recurringCost(), DidRow::currency, false);
        if (hasChildren) {
            money("revenue", DidSort.RECURRING_REVENUE, row -> row.recurringRevenue(), DidRow::revenueCurrency, true);
        }
        addComponentColumn(row -> text(
                        row.vendorBatch() == null
                                ? row.supplyLabel()
                                : row.vendorBatch().name()))
                .setKey("supply")
                .setHeader(getTranslation(ownVendors ? "inventory.column.vendor-batch" : "inventory.column.supply"))
                .setResizable(true);
        column(
                "description",
                DidSort.DESCRIPTION,
                row -> mayLabel
                        ? new EditableText(
                                row.description(),
                                getTranslation("inventory.column.description"),
                                500,
                                text -> actions.describe(row, text))
                        : text(row.description()));
        tick.setFrozen(true);

        tickPage.setAriaLabel(getTranslation("inventory.tick-page"));
        tickPage.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                rows.forEach(row -> tick(row.number(), event.getValue()));
                getDataProvider().refreshAll();
                actions.ticked(ticked());
            }
        });
        addSortListener(event -> {
            if (!showing && event.isFromClient()) {
                event.getSortOrder().stream()
                        .findFirst()
                        .ifPresentOrElse(
                                order -> actions.sort(
                                        DidSort.valueOf(
                                                order.getSorted().getId().orElseThrow()),
                                        order.getDirection() == SortDirection.ASCENDING),
                                () -> actions.sort(DidSort.NUMBER, true));
            }
        });
        setPartNameGenerator(row -> ticked.contains(row.number()) ? "ticked" : null);
        narrow(false);
    }

    /** Shows these rows. {@code sortable}: whether other columns than the number can be sorted by. */
    void show(List<DidRow> page, NumberSearch marks, PageRequest request, boolean sortable) {
        showing = true;
        rows = page;
        search = marks;
        setItems(page);
        for (var column : getColumns()) {
            column.getId().ifPresent(id -> column.setSortable(sortable || id.equals(DidSort.NUMBER.name())));
        }
        getColumns().stream()
                .filter(column ->
                        column.getId().filter(request.sort().name()::equals).isPresent())
                .findFirst()
                .ifPresent(column -> sort(List.of(new GridSortOrder<>(
                        column, request.ascending() ? SortDirection.ASCENDING : SortDirection.DESCENDING))));
        tickPage.setValue(!rows.isEmpty() && rows.stream().allMatch(row -> ticked.contains(row.number())));
        showing = false;
    }

    Set<String> ticked() {
        return Set.copyOf(ticked);
    }

    void untickAll() {
        ticked.clear();
        tickPage.setValue(false);
        getDataProvider().refreshAll();
        actions.ticked(Set.of());
    }

    /** Cards instead of columns, below a width of {@value #NARROW_PIXELS} pixels. */
    void fit(int width) {
        narrow(width < NARROW_PIXELS);
    }

    private void narrow(boolean narrow) {
        for (var column : getColumns()) {
            var isCard = "card".equals(column.getKey());
            column.setVisible("tick".equals(column.getKey()) || isCard == narrow);
        }
    }

    private Column<DidRow> column(
            String key, DidSort sort, com.vaadin.flow.function.ValueProvider<DidRow, Component> cell) {
        var column = addComponentColumn(cell)
                .setKey(key)
                .setHeader(getTranslation("inventory.column." + key))
                .setResizable(true)
                // Sorted by the database, not here; the comparator only makes the header clickable.
                .setComparator((_, _) -> 0);
        column.setId(sort.name());
        return column;
    }

    private void money(
            String key,
            DidSort sort,
            com.vaadin.flow.function.ValueProvider<DidRow, java.math.@Nullable BigDecimal> amount,
            com.vaadin.flow.function.ValueProvider<DidRow, @Nullable String> currency,
            boolean revenue) {
        column(key, sort, row -> {
                    var value = amount.apply(row);
                    var code = currency.apply(row);
                    var span = new Span();
                    span.addClassName("figures");
                    if (revenue && row.freeOfCharge()) {
                        span.setText(getTranslation("inventory.free-of-charge"));
                        span.addClassName("faint");
                    } else if (value == null || code == null) {
                        span.setText("—");
                        span.addClassName("faint");
                    } else {
                        span.setText(Formats.current().money(value, code));
                        if (revenue && !row.revenueFixed()) {
                            span.addClassName("faint");
                            span.setTitle(getTranslation("inventory.revenue.offered"));
                        }
                        var margin = revenue ? row.margin() : null;
                        if (margin != null && margin.signum() < 0) {
                            span.addClassName("danger-text");
                            span.setTitle(getTranslation("inventory.revenue.below-cost"));
                        }
                    }
                    return span;
                })
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("128px")
                .setFlexGrow(0);
    }

    private Checkbox tickBox(DidRow row) {
        var box = new Checkbox(ticked.contains(row.number()));
        box.setAriaLabel(getTranslation("inventory.tick", NumberText.plain(row.number())));
        box.addValueChangeListener(event -> {
            tick(row.number(), event.getValue());
            getDataProvider().refreshItem(row);
            actions.ticked(ticked());
        });
        return box;
    }

    private void tick(String number, boolean wanted) {
        if (!wanted) {
            ticked.remove(number);
        } else if (ticked.size() < MOST_TICKED) {
            ticked.add(number);
        }
    }

    private Component numberLink(DidRow row) {
        var link = new com.vaadin.flow.component.html.NativeButton("", _ -> actions.details(row));
        link.addClassName("did-link");
        link.add(new NumberText(row.number(), search));
        return link;
    }

    private Component card(DidRow row) {
        var money = new Span(cardMoney(row));
        money.addClassNames("figures", "muted");
        var facts = new Span(place(row) + " · "
                + (row.pricingBatch() == null
                        ? getTranslation("inventory.no-batch")
                        : row.pricingBatch().name()));
        facts.addClassName("muted");
        var card = new Div(numberLink(row), new StatusBadge(label(row.status()), kind(row.status())), facts, money);
        card.addClassName("stock-card");
        return card;
    }

    private static String cardMoney(DidRow row) {
        if (row.recurringCost() == null) {
            return "";
        }
        var formats = Formats.current();
        var cost = formats.money(row.recurringCost(), row.currency());
        return row.recurringRevenue() == null || row.revenueCurrency() == null
                ? cost
                : cost + " → " + formats.money(row.recurringRevenue(), row.revenueCurrency());
    }

    private Component status(DidRow row) {
        var since = new Span(since(row));
        since.addClassNames("faint", "small");
        var cell = new Span(new StatusBadge(label(row.status()), kind(row.status())), since);
        cell.addClassName("status-cell");
        return cell;
    }

    private String label(DidStatus status) {
        return getTranslation("inventory.status." + status);
    }

    private String since(DidRow row) {
        var formats = Formats.current();
        return switch (row.status()) {
            case FREE ->
                row.releasedAt() == null
                        ? getTranslation("inventory.since.never")
                        : getTranslation("inventory.since.free", formats.date(row.releasedAt()));
            case AGING -> row.until() == null ? "" : getTranslation("inventory.since.aging", formats.date(row.until()));
            case RESERVED ->
                row.until() == null ? "" : getTranslation("inventory.since.reserved", formats.date(row.until()));
            case FROZEN -> getTranslation("inventory.since.frozen");
            case GIVEN, IN_USE, PENDING -> "";
        };
    }

    static StatusBadge.Kind kind(DidStatus status) {
        return switch (status) {
            case FREE -> StatusBadge.Kind.INFO;
            case IN_USE -> StatusBadge.Kind.OK;
            case AGING, RESERVED, PENDING -> StatusBadge.Kind.WARN;
            case FROZEN, GIVEN -> StatusBadge.Kind.MUTE;
        };
    }

    private String place(DidRow row) {
        var type = getTranslation("inventory.type." + row.numberType());
        if (row.country() == null) {
            return type;
        }
        return row.country() + " · " + (row.area() == null ? type : row.area());
    }

    private static Component text(@Nullable Named named) {
        return text(named == null ? null : named.name());
    }

    private static Component text(@Nullable String text) {
        var span = new Span(text == null || text.isEmpty() ? "—" : text);
        if (text == null || text.isEmpty()) {
            span.addClassName("faint");
        } else {
            span.setTitle(text);
        }
        return span;
    }
}
