package com.didstock.charges.ui;

import com.didstock.charges.ChargeKind;
import com.didstock.charges.Statement;
import com.didstock.charges.Statement.Sum;
import com.didstock.ui.Card;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/** Charges added up by something, such as by child: a line for each, with a column for each kind. */
final class SumsCard extends Composite<Div> {

    private record Line(String name, List<Sum> sums) {

        String of(ChargeKind kind) {
            return ChargeTexts.sums(Statement.total(
                    sums.stream().filter(sum -> sum.kind() == kind).toList()));
        }
    }

    private final Grid<Line> grid = new Grid<>();

    SumsCard(String heading, String nameHeader) {
        var title = new H2(heading);
        title.addClassName("card-heading");
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        grid.addColumn(Line::name).setHeader(nameHeader).setAutoWidth(true);
        for (var kind : List.of(ChargeKind.RECURRING, ChargeKind.ACTIVATION, ChargeKind.CREDIT)) {
            figure(getTranslation("charges.kind." + kind), line -> line.of(kind));
        }
        figure(getTranslation("charges.total"), line -> ChargeTexts.sums(Statement.total(line.sums())));
        var head = new Div(title);
        head.addClassName("card-search");
        getContent().add(new Card(head, grid));
    }

    private void figure(String header, Function<Line, String> value) {
        grid.addColumn(value::apply)
                .setHeader(header)
                .setTextAlign(ColumnTextAlign.END)
                .setAutoWidth(true)
                .setFlexGrow(0);
    }

    /** Shows these, one line for each name; nothing at all if there are none. */
    void show(List<Sum> sums, Function<Sum, String> name) {
        var lines = new LinkedHashMap<String, List<Sum>>();
        for (var sum : sums) {
            lines.computeIfAbsent(name.apply(sum), _ -> new ArrayList<>()).add(sum);
        }
        grid.setItems(lines.entrySet().stream()
                .map(line -> new Line(line.getKey(), line.getValue()))
                .sorted(Comparator.comparing(Line::name))
                .toList());
        // Another month has figures of other lengths.
        grid.recalculateColumnWidths();
        setVisible(!sums.isEmpty());
    }
}
