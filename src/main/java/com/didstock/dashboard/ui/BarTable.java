package com.didstock.dashboard.ui;

import com.didstock.history.Flow;
import com.didstock.inventory.InventoryFilter;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** A table whose figures are drawn as bars as well, all to one scale. */
final class BarTable extends Composite<Div> {

    /** One line: what it is of, and its figures, one for each column. */
    private record Line(Component of, List<Long> figures) {}

    private BarTable(String what, List<String> figures, List<String> colours, List<Line> lines, Formats formats) {
        var longest = lines.stream()
                .flatMap(line -> line.figures().stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        var table = new NativeTable();
        table.addClassNames("share-table", "bar-table");
        var head = new NativeTableRow(header(what));
        figures.forEach(figure -> head.add(header(figure)));
        table.getHead().add(head);
        for (var line : lines) {
            var row = new NativeTableRow(new NativeTableCell(line.of()));
            for (var i = 0; i < colours.size(); i++) {
                row.add(bar(line.figures().get(i), longest, colours.get(i), formats));
            }
            table.getBody().add(row);
        }
        getContent().add(table);
    }

    static BarTable ofCountries(Map<String, Long> countries, Formats formats) {
        return new BarTable(
                "dashboard.country",
                List.of("dashboard.numbers"),
                List.of("stock-given"),
                countries.entrySet().stream()
                        .map(it -> new Line(
                                InventoryLink.to(
                                        InventoryFilter.EVERYTHING.withCountry(it.getKey()),
                                        Locale.of("", it.getKey()).getDisplayCountry(formats.locale())),
                                List.of(it.getValue())))
                        .toList(),
                formats);
    }

    static BarTable ofFlow(List<Flow> flow, Formats formats) {
        return new BarTable(
                "dashboard.week",
                List.of("dashboard.came", "dashboard.went"),
                List.of("stock-in-use", "stock-reserved"),
                flow.stream()
                        .map(week -> new Line(new Span(formats.date(week.week())), List.of(week.came(), week.went())))
                        .toList(),
                formats);
    }

    static BarTable ofAging(SortedMap<LocalDate, Long> weeks, Formats formats) {
        return new BarTable(
                "dashboard.week",
                List.of("dashboard.numbers"),
                List.of("stock-aging"),
                weeks.entrySet().stream()
                        .map(week -> new Line(new Span(formats.date(week.getKey())), List.of(week.getValue())))
                        .toList(),
                formats);
    }

    private static NativeTableCell bar(long figure, long longest, String colour, Formats formats) {
        var bar = new Span();
        bar.addClassNames("stock-part", colour);
        bar.getElement().setAttribute("aria-hidden", "true");
        bar.getStyle().setWidth(longest == 0 ? "0" : 100.0 * figure / longest + "%");
        bar.setVisible(figure > 0);
        var track = new Span(bar);
        track.addClassName("bar-track");
        var text = new Span(formats.count(figure));
        text.addClassName("bar-figure");
        var line = new Div(text, track);
        line.addClassName("bar-line");
        return new NativeTableCell(line);
    }

    private NativeTableHeaderCell header(String key) {
        var cell = new NativeTableHeaderCell(getTranslation(key));
        cell.getElement().setAttribute("scope", "col");
        return cell;
    }
}
