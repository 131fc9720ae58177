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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    private final KeptLayout layout;
    private final StockCells cells;
    private List<DidRow> rows = List.of();
    private Set<String> beginnings = Set.of();
    private PageRequest sort = PageRequest.FIRST;
    private boolean sortsByAll = true;
    private int width = WIDE_PIXELS;
    private boolean showing;

    /** What a row can ask for. */
    interface RowActions {

        void details(DidRow row);

        void describe(DidRow row, String description);

        void ticked(Set<String> numbers);

        /** More were to be ticked than can be. */
        void tooManyTicked();

        void sort(DidSort sort, boolean ascending);

        /** {@return the accounts that use these numbers} */
        Map<String, String> accounts(List<String> numbers);
    }

    StockGrid(KeptLayout layout, RowActions actions) {
        this.actions = actions;
        this.layout = layout;
        this.cells = new StockCells(
                this::getTranslation, actions::details, layout.scope().hasChildren());
        addClassName("stock-grid");
        setSelectionMode(SelectionMode.NONE);
        setAllRowsVisible(true);
        setMultiSort(false);
        setColumnReorderingAllowed(true);

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
        addColumnReorderListener(event -> layout.keep(layout.now()
                .withColumns(event.getColumns().stream()
                        .flatMap(column -> StockColumn.named(column.getKey()).stream())
                        .toList())));
        addColumnResizeListener(event -> resized(event.getResizedColumn()));
        setPartNameGenerator(this::parts);
        layout.watch(this::lay);
        lay();
    }

    // ------------------------------------------------------------------------------------------- columns

    /** Only the columns shown are columns of the grid: others would cost time with every row. */
    private void lay() {
        showing = true;
        removeAllColumns();
        addThemeVariants(GridVariant.LUMO_NO_BORDER);
        getElement()
                .getThemeList()
                .set(GridVariant.LUMO_COMPACT.getVariantName(), layout.now().compact());
        addComponentColumn(this::tickBox)
                .setKey("tick")
                .setHeader(tickPage)
                .setFlexGrow(0)
                .setWidth("46px")
                .setFrozen(true);
        if (isNarrow()) {
            addComponentColumn(cells::card).setKey("card").setHeader(getTranslation("inventory.column.number"));
        } else {
            shown().forEach(this::lay);
            fetchAccounts();
        }
        showSort();
        showing = false;
    }

    private void lay(StockColumn which) {
        var column = addComponentColumn(row -> cell(which, row))
                .setKey(which.key())
                .setHeader(new SortHeader(getTranslation(which.textKey(layout.scope()))))
                .setResizable(true);
        var width = layout.now().widths().get(which);
        column.setWidth((width == null ? which.width() : width) + "px");
        column.setFlexGrow(width != null || which.isFixed() ? 0 : 1);
        if (which.isMoney()) {
            column.setTextAlign(ColumnTextAlign.END);
        }
        var sort = which.sort();
        if (sort != null) {
            // Sorted by the database, not here; the comparator only makes the header clickable.
            column.setComparator((_, _) -> 0);
            column.setId(sort.name());
        } else {
            column.setSortable(false);
        }
    }

    private Component cell(StockColumn column, DidRow row) {
        return switch (column) {
            case NUMBER -> cells.numberLink(row);
            case STATUS -> cells.status(row);
            case ACTIVATION_COST -> cells.cost(row.activationCost(), row.currency());
            case RECURRING_COST -> cells.cost(row.recurringCost(), row.currency());
            case REVENUE -> cells.revenue(row);
            case MARGIN -> cells.margin(row);
            case DESCRIPTION -> description(row);
            default -> StockCells.text(cells.words(column, row));
        };
    }

    private void resized(Column<DidRow> column) {
        var width = column.getWidth();
        if (width != null && width.endsWith("px")) {
            var pixels = Math.round(Float.parseFloat(width.substring(0, width.length() - 2)));
            StockColumn.named(column.getKey())
                    .ifPresent(which -> layout.keep(layout.now().withWidth(which, pixels)));
        }
    }

    private List<StockColumn> shown() {
        return layout.now().shown(layout.scope(), isWide());
    }

    boolean isWide() {
        return width >= WIDE_PIXELS;
    }

    private boolean isNarrow() {
        return width < NARROW_PIXELS;
    }

    private void fetchAccounts() {
        cells.use(
                shown().contains(StockColumn.ACCOUNT)
                        ? actions.accounts(rows.stream().map(DidRow::number).toList())
                        : Map.of());
    }

    // ------------------------------------------------------------------------------------------- rows

    /**
     * Shows these rows.
     *
     * @param sortable whether other columns than the number can be sorted by
     * @param inARow whether numbers one after the other were looked for: lines then part them
     */
    void show(List<DidRow> page, NumberSearch marks, PageRequest request, boolean sortable, boolean inARow) {
        showing = true;
        rows = page;
        beginnings = inARow && request.sort() == DidSort.NUMBER ? beginnings(page) : Set.of();
        sort = request;
        sortsByAll = sortable;
        cells.mark(marks);
        fetchAccounts();
        setItems(page);
        showSort();
        tickPage.setValue(!rows.isEmpty() && rows.stream().allMatch(row -> ticked.contains(row.number())));
        showing = false;
    }

    private String parts(DidRow row) {
        var parts = ticked.contains(row.number()) ? "ticked" : "";
        return beginnings.contains(row.number()) ? parts + " begins" : parts;
    }

    /** {@return the numbers that do not follow the one before them on the page} */
    private static Set<String> beginnings(List<DidRow> rows) {
        var beginnings = new HashSet<String>();
        for (int place = 1; place < rows.size(); place++) {
            var before = Long.parseLong(rows.get(place - 1).number());
            var here = Long.parseLong(rows.get(place).number());
            if (Math.abs(here - before) != 1) {
                beginnings.add(rows.get(place).number());
            }
        }
        return beginnings;
    }

    private void showSort() {
        for (var column : getColumns()) {
            column.getId().ifPresent(id -> {
                var possible = sortsByAll || id.equals(DidSort.NUMBER.name());
                column.setSortable(possible);
                if (column.getHeaderComponent() instanceof SortHeader header) {
                    header.show(possible);
                }
            });
        }
        getColumns().stream()
                .filter(column ->
                        column.getId().filter(sort.sort().name()::equals).isPresent())
                .findFirst()
                .ifPresent(column -> sort(List.of(new GridSortOrder<>(
                        column, sort.ascending() ? SortDirection.ASCENDING : SortDirection.DESCENDING))));
    }

    /** {@return the keys of the columns that can be seen; empty where each number is a card} */
    List<String> visibleColumns() {
        return isNarrow() ? List.of() : shown().stream().map(StockColumn::key).toList();
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
    private void fit(int pixels) {
        var before = shown();
        var wasNarrow = isNarrow();
        width = pixels;
        if (wasNarrow != isNarrow() || !before.equals(shown())) {
            lay();
        }
    }

    private Component description(DidRow row) {
        return layout.scope().mayLabel()
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
