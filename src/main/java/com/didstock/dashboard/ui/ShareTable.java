package com.didstock.dashboard.ui;

import com.didstock.inventory.Choice;
import com.didstock.inventory.InventoryFilter;
import com.didstock.pricing.PricingBatchRow;
import com.didstock.tenancy.ChildTenantRow;
import com.didstock.tenancy.HeldNumbers;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What hangs on some things: how many numbers, their states, what they earn. */
final class ShareTable extends Composite<Div> {

    private static final String MARGIN = "dashboard.margin";

    private record Line(String name, InventoryFilter filter, HeldNumbers numbers) {}

    /** @param money whether it is left out where there is no money to show */
    private record Column(String title, Function<HeldNumbers, String> figure, boolean money) {

        boolean isFor(List<Line> lines) {
            return !money
                    || lines.stream()
                            .anyMatch(line -> !line.numbers().monthlyRevenue().isEmpty());
        }
    }

    private ShareTable(String what, List<Column> columns, List<Line> lines, StockBar bar) {
        var shown = columns.stream().filter(it -> it.isFor(lines)).toList();
        var table = new NativeTable();
        table.addClassName("share-table");
        var head = new NativeTableRow(header(what));
        shown.forEach(column -> head.add(header(column.title(), "figure")));
        table.getHead().add(head);
        for (var line : lines) {
            var row = new NativeTableRow(
                    new NativeTableCell(InventoryLink.to(line.filter(), line.name()), bar.small(line.numbers())));
            shown.forEach(column -> row.add(figure(column, line)));
            table.getBody().add(row);
        }
        var scroll = new Div(table);
        scroll.addClassName("scroll-x");
        getContent().add(scroll);
    }

    /** What children hold was sold to them: it has a margin. */
    static ShareTable ofChildren(List<ChildTenantRow> rows, StockBar bar, Formats formats) {
        var lines = rows.stream()
                .map(row -> new Line(
                        row.child().name(), InventoryFilter.EVERYTHING.withHeldBy(Choice.of(row.id())), row.numbers()))
                .toList();
        return new ShareTable(
                "dashboard.child",
                List.of(total(formats), inUse(formats), revenue(formats), margin(formats)),
                lines,
                bar);
    }

    /** Of what lies in a batch only a part may be sold: what is free costs, and earns nothing. */
    static ShareTable ofBatches(List<PricingBatchRow> rows, StockBar bar, Formats formats) {
        var lines = rows.stream()
                .map(row -> new Line(
                        row.terms().name(),
                        InventoryFilter.EVERYTHING.withPricingBatch(Choice.of(row.id())),
                        row.numbers()))
                .toList();
        var free = new Column("dashboard.free", numbers -> formats.count(numbers.free()), false);
        return new ShareTable(
                "dashboard.batch", List.of(total(formats), inUse(formats), free, revenue(formats)), lines, bar);
    }

    private static Column total(Formats formats) {
        return new Column("dashboard.numbers", numbers -> formats.count(numbers.total()), false);
    }

    private static Column inUse(Formats formats) {
        return new Column("dashboard.in-use", numbers -> formats.share(numbers.inUse(), numbers.total()), false);
    }

    private static Column revenue(Formats formats) {
        return new Column("dashboard.revenue", numbers -> sums(numbers.monthlyRevenue(), formats), true);
    }

    private static Column margin(Formats formats) {
        return new Column(MARGIN, numbers -> sums(numbers.monthlyMargin(), formats), true);
    }

    /** Below zero it is said by the sign; the colour repeats it. */
    private static NativeTableCell figure(Column column, Line line) {
        var cell = new NativeTableCell(new Span(column.figure().apply(line.numbers())));
        cell.addClassName("figure");
        if (column.title().equals(MARGIN) && line.numbers().soldBelowCost()) {
            cell.addClassName("below-zero");
        }
        return cell;
    }

    private static String sums(Map<String, BigDecimal> sums, Formats formats) {
        return sums.isEmpty() ? "—" : String.join(" · ", Amounts.of(sums, formats));
    }

    private NativeTableHeaderCell header(String key, String... classes) {
        var cell = new NativeTableHeaderCell(getTranslation(key));
        cell.getElement().setAttribute("scope", "col");
        cell.addClassNames(classes);
        return cell;
    }
}
