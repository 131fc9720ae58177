package com.didstock.provisioning.ui;

import com.didstock.provisioning.UseComparison;
import com.didstock.provisioning.UseDifference;
import com.didstock.provisioning.UseDifference.Kind;
import com.didstock.sheets.SheetFormat;
import com.didstock.ui.Card;
import com.didstock.ui.Formats;
import com.didstock.ui.ListPage;
import com.didstock.ui.SheetLink;
import com.didstock.ui.Tile;
import com.didstock.ui.Tiles;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.function.ValueProvider;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** In what a softswitch's list and the use here differ, and what can be done about each. */
final class DifferencesCard extends Composite<Div> {

    private static final int SHOWN = 200;

    private final UseComparison comparison;
    private final Formats formats = Formats.current();
    private final Grid<UseDifference> grid = new Grid<>();
    private final Map<Kind, Tile> tiles = new EnumMap<>(Kind.class);
    private final Paragraph more = new Paragraph();
    private @Nullable Kind only;

    DifferencesCard(UseComparison comparison) {
        this.comparison = comparison;
        getContent().addClassName("stack");
        getContent().add(tiles());
        if (comparison.total() == 0) {
            var agree = new Paragraph(getTranslation(
                    comparison.agreed() == 1 ? "provisioning.comparison.agree.1" : "provisioning.comparison.agree",
                    comparison.agreed()));
            agree.getElement().setAttribute("role", "status");
            var card = new Card(agree);
            card.addClassName("card-padded");
            getContent().add(card);
            return;
        }
        buildGrid();
        more.addClassNames("muted", "small");
        var foot = new Div(more, file());
        foot.addClassName("card-foot");
        getContent().add(new Card(grid, foot));
        show(null);
    }

    private Tiles tiles() {
        var agreed = Tile.figure(getTranslation("provisioning.comparison.agreed"));
        agreed.show(
                formats.count(comparison.agreed()),
                getTranslation("provisioning.comparison.agreed.sub", formats.count(comparison.inUse())));
        var row = new Tiles(agreed);
        for (var kind : Kind.values()) {
            if (comparison.count(kind) > 0) {
                var tile = Tile.filter(text("kind", kind), _ -> show(kind == only ? null : kind));
                tile.show(formats.count(comparison.count(kind)), "");
                tiles.put(kind, tile);
                row.add(tile);
            }
        }
        return row;
    }

    private void buildGrid() {
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        column("difference", it -> text("kind", it.kind()));
        grid.addColumn(new ComponentRenderer<>(this::number))
                .setHeader(text("number"))
                .setAutoWidth(true);
        grid.addColumn(new ComponentRenderer<>(this::accountHere))
                .setHeader(text("here"))
                .setAutoWidth(true);
        column("there", it -> ListPage.orDash(AccountDesk.shown(it.accountThere())));
        column("line", it -> it.line() == 0 ? "—" : formats.count(it.line()));
        column("what", this::remedy);
    }

    private void column(String key, ValueProvider<UseDifference, String> value) {
        grid.addColumn(value).setHeader(text(key)).setAutoWidth(true);
    }

    private Component number(UseDifference difference) {
        var shown = AccountDesk.shown(difference.number());
        return difference.customer() == null && difference.status() == null
                ? new Span(shown)
                : new Anchor("inventory?q=" + difference.number(), shown);
    }

    private Component accountHere(UseDifference difference) {
        var account = difference.accountHere();
        return account == null
                ? new Span("—")
                : new Anchor(
                        "customers/" + difference.customer() + "/accounts",
                        difference.customerName() + " · " + AccountDesk.shown(account));
    }

    private String remedy(UseDifference difference) {
        if (difference.kind() != Kind.NOT_HERE) {
            return text("remedy", difference.kind());
        }
        return switch (difference.status()) {
            case null -> text("remedy.NOT_HERE.unknown");
            case IN_USE -> text("remedy.NOT_HERE.IN_USE");
            case FREE, FROZEN, AGING, RESERVED, PENDING, GIVEN -> text("remedy.NOT_HERE");
        };
    }

    private Anchor file() {
        return SheetLink.of(text("csv"), SheetFormat.CSV, "differences", UseComparison.HEADER, comparison::writeTo);
    }

    /** Shows the differences of one kind, or all. */
    private void show(@Nullable Kind kind) {
        only = kind;
        tiles.forEach((each, tile) -> tile.setPressed(each == kind));
        grid.setItems(comparison.differences().stream()
                .filter(it -> kind == null || it.kind() == kind)
                .limit(SHOWN)
                .toList());
        int total = kind == null ? comparison.total() : comparison.count(kind);
        int listed = comparison.differences().size();
        more.setText(
                comparison.total() > listed
                        ? getTranslation(
                                "provisioning.comparison.cut", formats.count(listed), formats.count(comparison.total()))
                        : getTranslation("provisioning.comparison.more", formats.count(SHOWN), formats.count(total)));
        more.setVisible(total > SHOWN);
    }

    private String text(String key) {
        return getTranslation("provisioning.comparison." + key);
    }

    private String text(String key, Kind kind) {
        return text(key + "." + kind);
    }
}
