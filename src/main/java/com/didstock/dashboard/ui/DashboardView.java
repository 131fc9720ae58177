package com.didstock.dashboard.ui;

import com.didstock.dashboard.Dashboard;
import com.didstock.dashboard.Overview;
import com.didstock.inventory.DidStatus;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.tenancy.OpenTo;
import com.didstock.tenancy.TenantKind;
import com.didstock.ui.Card;
import com.didstock.ui.EmptyState;
import com.didstock.ui.Formats;
import com.didstock.ui.Tile;
import com.didstock.ui.Tiles;
import com.didstock.ui.ViewHeader;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.math.BigDecimal;
import java.util.Map;

/** How the stock stands today, and what wants to be looked at; everything leads on to where it can be done. */
@Route("dashboard")
@Menu(order = 5, title = "dashboard.title", icon = "icons/layout-dashboard.svg")
@OpenTo(kinds = {TenantKind.OPERATOR, TenantKind.RESELLER})
@PermitAll
class DashboardView extends Composite<Div> implements HasDynamicTitle {

    private final Formats formats = Formats.current();

    DashboardView(CurrentActor currentActor, Dashboard dashboard) {
        Actor actor = currentActor.actor();
        var overview = dashboard.overview(actor, formats.zone());
        getContent().addClassName("dashboard");
        getContent().add(new ViewHeader(getPageTitle()));
        if (overview.stock().total() == 0) {
            getContent()
                    .add(new Card(new EmptyState(
                            getTranslation("dashboard.empty.title"), getTranslation("dashboard.empty.hint"))));
        } else {
            getContent().add(tiles(overview), cards(overview));
        }
    }

    @Override
    public String getPageTitle() {
        return getTranslation("dashboard.title");
    }

    private Component tiles(Overview overview) {
        var stock = overview.stock();
        var tiles = new Tiles(
                tile("numbers", formats.count(stock.total()), getTranslation("dashboard.tile.numbers.sub")),
                tile(
                        "in-use",
                        formats.count(stock.of(DidStatus.IN_USE)),
                        formats.share(stock.of(DidStatus.IN_USE), stock.total())),
                tile("given", formats.count(stock.of(DidStatus.GIVEN)), getTranslation("dashboard.tile.given.sub")),
                tile(
                        "free",
                        formats.count(stock.of(DidStatus.FREE)),
                        getTranslation("dashboard.tile.free.sub", formats.count(stock.freeWithoutBatch()))));
        if (!stock.monthlyCost().isEmpty()) {
            money(tiles, "cost", stock.monthlyCost());
            money(tiles, "idle", stock.idleCost());
            money(tiles, "revenue", overview.monthlyRevenue());
            money(tiles, "margin", overview.monthlyMargin());
        }
        return tiles;
    }

    private void money(Tiles tiles, String name, Map<String, BigDecimal> sums) {
        var all = Amounts.of(sums, formats);
        tiles.add(tile(
                name,
                all.isEmpty() ? "–" : all.getFirst(),
                all.size() < 2
                        ? getTranslation("dashboard.tile.monthly")
                        : String.join(" · ", all.subList(1, all.size()))));
    }

    private Tile tile(String name, String figure, String explanation) {
        var tile = Tile.figure(getTranslation("dashboard.tile." + name));
        tile.show(figure, explanation);
        return tile;
    }

    private Component cards(Overview overview) {
        var states = new StockBar(formats);
        var cards = new Div(
                card("dashboard.states", states.large(overview.stock())),
                card("dashboard.attention", new AttentionList(overview.attention(), formats)));
        cards.addClassName("dashboard-cards");
        if (!overview.children().isEmpty()) {
            cards.add(card("dashboard.children", ShareTable.ofChildren(overview.children(), states, formats)));
        }
        if (!overview.batches().isEmpty()) {
            cards.add(card("dashboard.batches", ShareTable.ofBatches(overview.batches(), states, formats)));
        }
        if (!overview.countries().isEmpty()) {
            cards.add(card("dashboard.countries", BarTable.ofCountries(overview.countries(), formats)));
        }
        if (!overview.flow().isEmpty()) {
            cards.add(card("dashboard.flow", BarTable.ofFlow(overview.flow(), formats)));
        }
        if (!overview.agingEnds().isEmpty()) {
            cards.add(card("dashboard.aging", BarTable.ofAging(overview.agingEnds(), formats)));
        }
        return cards;
    }

    private Card card(String title, Component content) {
        return Card.titled(getTranslation(title), content);
    }
}
