package com.didstock.searches.ui;

import com.didstock.inventory.NumberInventory;
import com.didstock.searches.SavedSearch;
import com.didstock.searches.ui.PinnedCounts.Found;
import com.didstock.ui.Formats;
import com.didstock.ui.Tile;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The searches that a user pinned, beside the tiles of the states and no part of their sum. */
final class PinnedTiles extends Composite<Div> {

    private final PinnedCounts counts;
    private final Consumer<SavedSearch> toggle;
    private final Map<Integer, Tile> tiles = new HashMap<>();
    private List<SavedSearch> pinned = List.of();

    /**
     * @param toggle opens a search, or closes the one that is open
     */
    PinnedTiles(PinnedCounts counts, Consumer<SavedSearch> toggle) {
        this.counts = counts;
        this.toggle = toggle;
        getContent().addClassName("pinned-tiles");
        getContent().getElement().setAttribute("role", "group");
        getContent().getElement().setAttribute("aria-label", getTranslation("searches.pinned"));
    }

    /**
     * @param now all that are pinned
     * @param active the one whose search is in force; null for none
     */
    void show(List<SavedSearch> now, @Nullable Integer active) {
        if (!now.equals(pinned)) {
            pinned = now;
            build();
            counts.forget();
        }
        tiles.forEach((id, tile) -> tile.setPressed(id.equals(active)));
        if (counts.isStale() && !pinned.isEmpty()) {
            counts.count(UI.getCurrent(), pinned, this::tell);
        }
    }

    private void build() {
        tiles.clear();
        getContent().removeAll();
        for (var search : pinned) {
            var tile = Tile.filter(search.name(), _ -> toggle.accept(search));
            tile.addClassName("tile-pinned");
            tile.getElement().setAttribute("title", search.name());
            tile.show("…", getTranslation("searches.tile"));
            tiles.put(search.id(), tile);
            getContent().add(tile);
        }
        getContent().setVisible(!pinned.isEmpty());
    }

    private void tell(SavedSearch search, Found found) {
        var tile = tiles.get(search.id());
        if (tile == null) {
            return;
        }
        switch (found) {
            case Found.Counted counted
            when counted.hits().exact() ->
                tile.show(Formats.current().count(counted.hits().value()), getTranslation("searches.tile"));
            case Found.Counted _ ->
                tile.show(
                        getTranslation("searches.tile.over", Formats.current().count(NumberInventory.EXACT_COUNT)),
                        getTranslation("searches.tile"));
            case Found.TooHeavy _ -> tile.show("–", getTranslation("searches.tile.too-heavy"));
            case Found.NotForYou _ -> tile.show("–", getTranslation("searches.tile.not-for-you"));
            case Found.Unknown _ -> tile.show("–", getTranslation("searches.tile.unknown"));
        }
    }
}
