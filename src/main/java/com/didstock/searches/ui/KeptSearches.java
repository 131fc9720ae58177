package com.didstock.searches.ui;

import com.didstock.inventory.NumberInventory;
import com.didstock.inventory.ui.StockSearches;
import com.didstock.searches.SavedSearches;
import com.didstock.tenancy.Actor;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Fills the inventory's places for searches with those that its users keep. */
@Component
class KeptSearches implements StockSearches {

    /** So many tiles are counted at a time, of all screens together: never more than a small part of the database. */
    private static final int COUNTED_AT_ONCE = 2;

    private final SavedSearches searches;
    private final NumberInventory inventory;
    private final Clock clock;
    private final ExecutorService counting = Executors.newFixedThreadPool(
            COUNTED_AT_ONCE,
            Thread.ofPlatform().daemon().name("pinned-searches-", 0).factory());

    KeptSearches(SavedSearches searches, NumberInventory inventory, Clock clock) {
        this.searches = searches;
        this.inventory = inventory;
        this.clock = clock;
    }

    @Override
    public Kept kept(Actor actor, Consumer<Search> open) {
        var counts = new PinnedCounts(actor, inventory, counting, clock);
        return new StockPlaces(actor, searches, inventory, counts, open);
    }

    @PreDestroy
    void stop() {
        counting.shutdownNow();
    }
}
