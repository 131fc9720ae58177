package com.didstock.inventory.ui;

import com.didstock.inventory.Choice;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.StockTiles;
import com.didstock.ui.Formats;
import com.didstock.ui.Tile;
import com.didstock.ui.Tiles;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The figures above the list; pressing one filters by what it counts, pressing it again takes the filter away. */
final class StockTileBar extends Composite<Tiles> {

    private final Tile total;
    private final Map<DidStatus, Tile> byStatus = new EnumMap<>(DidStatus.class);
    private final Tile unpriced;
    private final Tile idle;
    private final Tile cost;
    private final boolean sells;
    private final Consumer<InventoryFilter> search;
    private InventoryFilter filter = InventoryFilter.EVERYTHING;

    /** @param sells whether the tenant sells on; a customer is told what its numbers cost, not what lies idle */
    StockTileBar(boolean sells, Consumer<InventoryFilter> search) {
        this.sells = sells;
        this.search = search;
        total = Tile.filter(getTranslation("inventory.tile.total"), _ -> search.accept(filter.withStatuses(Set.of())));
        getContent().add(total);
        for (var status : new DidStatus[] {
            DidStatus.IN_USE,
            DidStatus.GIVEN,
            DidStatus.FREE,
            DidStatus.RESERVED,
            DidStatus.AGING,
            DidStatus.FROZEN,
            DidStatus.PENDING
        }) {
            var tile = Tile.filter(getTranslation("inventory.status." + status), _ -> toggle(status));
            byStatus.put(status, tile);
            getContent().add(tile);
        }
        unpriced = Tile.filter(getTranslation("inventory.tile.unpriced"), _ -> toggleUnpriced());
        idle = Tile.figure(getTranslation("inventory.tile.idle"));
        cost = Tile.figure(getTranslation("inventory.tile.cost"));
        unpriced.setVisible(sells);
        getContent().add(unpriced, idle, cost);
    }

    /** Adds tiles that are no states, after those that are. */
    void add(Component others) {
        getContent().add(others);
    }

    void show(StockTiles tiles, InventoryFilter now) {
        filter = now;
        var formats = Formats.current();
        total.show(formats.count(tiles.total()), getTranslation("inventory.tile.total.sub"));
        byStatus.forEach((status, tile) -> {
            tile.show(formats.count(tiles.of(status)), explanation(status, tiles, formats));
            tile.setPressed(now.statuses().equals(Set.of(status)));
            // Rare ones are shown only to those who have such numbers, or are looking for them.
            tile.setVisible(isUsual(status) || tiles.of(status) > 0 || tile.isPressed());
        });
        unpriced.show(
                formats.count(tiles.withoutBatch()),
                getTranslation("inventory.tile.unpriced.sub", formats.count(tiles.freeWithoutBatch())));
        unpriced.setPressed(now.pricingBatch() instanceof Choice.None);
        show(idle, sells ? tiles.idleCost() : Map.of(), "inventory.tile.idle.sub", formats);
        show(cost, sells ? Map.of() : tiles.monthlyCost(), "inventory.tile.cost.sub", formats);
    }

    private boolean isUsual(DidStatus status) {
        return sells ? status != DidStatus.PENDING : status == DidStatus.IN_USE || status == DidStatus.FREE;
    }

    /** The currency in which most is paid in large, the others below. */
    private void show(Tile tile, Map<String, BigDecimal> costs, String explanation, Formats formats) {
        tile.setVisible(!costs.isEmpty());
        var amounts = costs.entrySet().stream()
                .sorted(Map.Entry.<String, BigDecimal>comparingByValue().reversed())
                .map(cost -> formats.total(cost.getValue(), cost.getKey()))
                .toList();
        if (!amounts.isEmpty()) {
            var others = amounts.subList(1, amounts.size()).stream().map(amount -> " · " + amount);
            tile.show(amounts.getFirst(), getTranslation(explanation) + others.collect(Collectors.joining()));
        }
    }

    private String explanation(DidStatus status, StockTiles tiles, Formats formats) {
        return switch (status) {
            case IN_USE -> tiles.total() == 0 ? "" : formats.share(tiles.of(status), tiles.total());
            case AGING ->
                tiles.nextAgingEnd() == null
                        ? ""
                        : getTranslation("inventory.tile.aging.sub", formats.date(tiles.nextAgingEnd()));
            case FREE, FROZEN, GIVEN, RESERVED, PENDING -> getTranslation("inventory.tile." + status + ".sub");
        };
    }

    private void toggle(DidStatus status) {
        var only = Set.of(status);
        search.accept(filter.withStatuses(filter.statuses().equals(only) ? Set.of() : only));
    }

    private void toggleUnpriced() {
        search.accept(filter.withPricingBatch(filter.pricingBatch() instanceof Choice.None ? Choice.ANY : Choice.NONE));
    }
}
