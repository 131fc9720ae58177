package com.didstock.inventory.ui;

import com.didstock.inventory.DidRow;
import com.didstock.inventory.DidSort;
import com.didstock.inventory.PageRequest;
import com.didstock.numbering.NumberSearch;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.function.ValueProvider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One page of numbers. Holds these rows only; what is ticked is a set of numbers, over all pages.
 *
 * <p>On a narrow screen each number is a card in a single column.
 */
final class StockGrid extends Grid<DidRow> {

    /** So many numbers can be ticked; more are better taken by a search. */
    static final int MOST_TICKED = 10_000;

    private static final int NARROW_PIXELS = 700;
    private static final int WIDE_PIXELS = 1_600;

    private final Set<String> ticked = new TreeSet<>();
    private final Checkbox tickPage = new Checkbox();
    private final RowActions actions;
    private final StockCells cells;
    private List<DidRow> rows = List.of();
    private boolean showing;

    /** What a row can ask for. */
    interface RowActions {

        void details(DidRow row);

        void describe(DidRow row, String description);

        void ticked(Set<String> numbers);

        /** More were to be ticked than can be. */
        void tooManyTicked();

        void sort(DidSort sort, boolean ascending);
    }

    StockGrid(boolean hasChildren, boolean ownVendors, boolean mayLabel, RowActions actions) {
        this.actions = actions;
        this.cells = new StockCells(this::getTranslation, actions::details);
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
        addComponentColumn(cells::card).setKey("card").setHeader(getTranslation("inventory.column.number"));
        column("number", DidSort.NUMBER, cells::numberLink).setWidth("152px").setFlexGrow(0);
        column("group", DidSort.GROUP, row -> StockCells.text(row.group())).setWidth("78px");
        column("country", DidSort.COUNTRY, row -> StockCells.text(cells.place(row)))
                .setWidth("122px");
        column("status", DidSort.STATUS, cells::status).setWidth("196px").setFlexGrow(0);
        if (hasChildren) {
            column("child", DidSort.CHILD, row -> StockCells.text(row.child())).setWidth("96px");
            column("batch", DidSort.PRICING_BATCH, row -> StockCells.text(row.pricingBatch()))
                    .setWidth("88px");
        }
        money("activation-cost", DidSort.ACTIVATION_COST, row -> cells.cost(row.activationCost(), row.currency()));
        money("recurring-cost", DidSort.RECURRING_COST, row -> cells.cost(row.recurringCost(), row.currency()));
        if (hasChildren) {
            money("revenue", DidSort.RECURRING_REVENUE, cells::revenue);
        }
        addComponentColumn(StockGrid::supply)
                .setKey("supply")
                .setHeader(getTranslation(ownVendors ? "inventory.column.vendor-batch" : "inventory.column.supply"))
                .setResizable(true);
        column("description", DidSort.DESCRIPTION, row -> description(row, mayLabel))
                .setWidth("88px");
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
        fit(WIDE_PIXELS);
    }

    /** Shows these rows. {@code sortable}: whether other columns than the number can be sorted by. */
    void show(List<DidRow> page, NumberSearch marks, PageRequest request, boolean sortable) {
        showing = true;
        rows = page;
        cells.mark(marks);
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

    /** {@return the keys of the columns that can be seen; empty where each number is a card} */
    List<String> visibleColumns() {
        return getColumns().stream().anyMatch(column -> column.getKey().equals("card") && column.isVisible())
                ? List.of()
                : getColumns().stream()
                        .filter(Column::isVisible)
                        .map(Column::getKey)
                        .toList();
    }

    /** {@return the row so many above or below another one on this page} */
    Optional<DidRow> neighbour(DidRow row, int by) {
        var numbers = rows.stream().map(DidRow::number).toList();
        var here = numbers.indexOf(row.number());
        var place = here + by;
        return here >= 0 && place >= 0 && place < rows.size() ? Optional.of(rows.get(place)) : Optional.empty();
    }

    Set<String> ticked() {
        return Set.copyOf(ticked);
    }

    void untick(List<String> numbers) {
        numbers.forEach(ticked::remove);
    }

    void untickAll() {
        ticked.clear();
        tickPage.setValue(false);
        getDataProvider().refreshAll();
        actions.ticked(Set.of());
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        var page = event.getUI().getPage();
        page.retrieveExtendedClientDetails(details -> fit(details.getWindowInnerWidth()));
        page.addBrowserWindowResizeListener(resized -> fit(resized.getWidth()));
    }

    /** Cards instead of columns on a narrow screen; on a wide one also what is rarely looked at. */
    private void fit(int width) {
        var narrow = width < NARROW_PIXELS;
        for (var column : getColumns()) {
            column.setVisible(
                    switch (column.getKey()) {
                        case "tick" -> true;
                        case "card" -> narrow;
                        case "supply" -> width >= WIDE_PIXELS;
                        default -> !narrow;
                    });
        }
    }

    private Column<DidRow> column(String key, DidSort sort, ValueProvider<DidRow, Component> cell) {
        var column = addComponentColumn(cell)
                .setKey(key)
                .setHeader(getTranslation("inventory.column." + key))
                .setResizable(true)
                // Sorted by the database, not here; the comparator only makes the header clickable.
                .setComparator((_, _) -> 0);
        column.setId(sort.name());
        return column;
    }

    private void money(String key, DidSort sort, ValueProvider<DidRow, Component> cell) {
        column(key, sort, cell)
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("82px")
                .setFlexGrow(0);
    }

    private static Component supply(DidRow row) {
        return StockCells.text(
                row.vendorBatch() == null
                        ? row.supplyLabel()
                        : row.vendorBatch().name());
    }

    private Component description(DidRow row, boolean mayLabel) {
        return mayLabel
                ? new EditableText(
                        row.description(),
                        getTranslation("inventory.column.description"),
                        500,
                        text -> actions.describe(row, text))
                : StockCells.text(row.description());
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
        } else if (!ticked.contains(number)) {
            actions.tooManyTicked();
        }
    }
}
