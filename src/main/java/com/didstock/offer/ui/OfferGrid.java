package com.didstock.offer.ui;

import com.didstock.numbering.DidNumber;
import com.didstock.numbering.FormattedNumber;
import com.didstock.offer.OfferedNumber;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** Numbers that can be taken, each at the own price. On a narrow screen each is a card. */
final class OfferGrid extends Grid<OfferedNumber> {

    private static final int NARROW_PIXELS = 700;

    private final Formats formats = Formats.current();

    OfferGrid() {
        addClassName("stock-grid");
        addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        setAllRowsVisible(true);
        setSelectionMode(SelectionMode.MULTI);
        addComponentColumn(this::card).setKey("card").setHeader(getTranslation("inventory.column.number"));
        addComponentColumn(OfferGrid::number)
                .setKey("number")
                .setHeader(getTranslation("inventory.column.number"))
                .setAutoWidth(true);
        addColumn(OfferGrid::place)
                .setKey("country")
                .setHeader(getTranslation("inventory.column.country"))
                .setAutoWidth(true);
        addColumn(row -> getTranslation("inventory.type." + row.numberType()))
                .setKey("type")
                .setHeader(getTranslation("inventory.column.type"))
                .setAutoWidth(true);
        addColumn(row -> getTranslation("inventory.class." + row.numberClass()))
                .setKey("class")
                .setHeader(getTranslation("inventory.column.class"))
                .setAutoWidth(true);
        addColumn(row -> formats.money(row.activation(), row.currency()))
                .setKey("activation")
                .setHeader(getTranslation("offer.column.activation"))
                .setTextAlign(ColumnTextAlign.END)
                .setAutoWidth(true);
        addColumn(row -> formats.money(row.recurring(), row.currency()))
                .setKey("recurring")
                .setHeader(getTranslation("offer.column.recurring"))
                .setTextAlign(ColumnTextAlign.END)
                .setAutoWidth(true);
        fit(Integer.MAX_VALUE);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        var page = event.getUI().getPage();
        page.retrieveExtendedClientDetails(details -> fit(details.getWindowInnerWidth()));
        page.addBrowserWindowResizeListener(resized -> fit(resized.getWidth()));
    }

    private void fit(int width) {
        for (var column : getColumns()) {
            column.setVisible("card".equals(column.getKey()) == (width < NARROW_PIXELS));
        }
    }

    private Component card(OfferedNumber row) {
        var recurring = new Span(formats.money(row.recurring(), row.currency()));
        recurring.addClassName("figures");
        var facts = new Span(place(row) + " · " + getTranslation("inventory.type." + row.numberType()));
        facts.addClassName("muted");
        var once = new Span("+ " + formats.money(row.activation(), row.currency()));
        once.addClassNames("figures", "muted");
        once.setTitle(getTranslation("offer.column.activation"));
        var card = new Div(number(row), recurring, facts, once);
        card.addClassName("stock-card");
        return card;
    }

    private static Component number(OfferedNumber row) {
        var text = new Span(FormattedNumber.of(new DidNumber(row.number())).text());
        text.addClassName("did");
        return text;
    }

    private static String place(OfferedNumber row) {
        if (row.country() == null) {
            return "—";
        }
        return row.area() == null ? row.country() : row.country() + " · " + row.area();
    }
}
