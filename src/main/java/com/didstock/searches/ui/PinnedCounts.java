package com.didstock.searches.ui;

import com.didstock.conditions.InvalidConditionException;
import com.didstock.inventory.HitCount;
import com.didstock.inventory.NumberInventory;
import com.didstock.inventory.StockSearch;
import com.didstock.searches.SavedSearch;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.TooHeavyException;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what pinned searches find, beside the page: it never waits for it, nor does anybody else who uses it. */
final class PinnedCounts {

    /** So old a count may be when the list is shown anew. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(PinnedCounts.class);

    private final Actor actor;
    private final NumberInventory inventory;
    private final Executor counting;
    private final Clock clock;
    private Instant asked = Instant.EPOCH;
    private volatile int round;

    PinnedCounts(Actor actor, NumberInventory inventory, Executor counting, Clock clock) {
        this.actor = actor;
        this.inventory = inventory;
        this.counting = counting;
        this.clock = clock;
    }

    /** What is known of a search. */
    sealed interface Found {

        record Counted(HitCount hits) implements Found {}

        /** It takes longer to count than anybody would wait. */
        record TooHeavy() implements Found {}

        /** It asks for what the user does not see. */
        record NotForYou() implements Found {}

        record Unknown() implements Found {}
    }

    boolean isStale() {
        return asked.plus(FRESH).isBefore(clock.instant());
    }

    void forget() {
        asked = Instant.EPOCH;
    }

    /** Counts these one after the other and tells each count to the screen, unless it was asked anew meanwhile. */
    void count(UI ui, List<SavedSearch> searches, BiConsumer<SavedSearch, Found> tell) {
        asked = clock.instant();
        round++;
        var mine = round;
        searches.forEach(search -> counting.execute(() -> {
            if (mine == round && !ui.isClosing()) {
                var found = count(search);
                say(ui, () -> {
                    if (mine == round) {
                        tell.accept(search, found);
                    }
                });
            }
        }));
    }

    private Found count(SavedSearch search) {
        try {
            return new Found.Counted(
                    inventory.count(actor, StockSearch.of(search.query()).filter()));
        } catch (TooHeavyException _) {
            return new Found.TooHeavy();
        } catch (InvalidConditionException _) {
            return new Found.NotForYou();
        } catch (RuntimeException failure) {
            LOG.debug("A pinned search was not counted", failure);
            return new Found.Unknown();
        }
    }

    private static void say(UI ui, Runnable what) {
        try {
            ui.access(what::run);
        } catch (UIDetachedException _) {
            // Nobody looks any more.
        }
    }
}
