package com.didstock.bench;

import static com.didstock.bench.GeneratedStock.BIG_RESELLER;
import static com.didstock.bench.GeneratedStock.actor;

import com.didstock.offer.Offer;
import com.didstock.offer.OfferFilter;
import com.didstock.offer.TakePreview;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.DatabaseAwayException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Taking from the operator's pool: 32 at once, one number each time. */
final class ClaimFigures {

    private static final int CLIENTS = 32;
    private static final int CLAIMS = Integer.getInteger("benchmark.claims", 20_000);
    private static final int RESELLERS = 10;

    private final Offer offer;

    ClaimFigures(BenchmarkPortal portal) {
        offer = portal.service(Offer.class);
    }

    private record Share(List<String> numbers, int failed) {}

    void measure(Figures figures) throws Exception {
        var pages = new Interleaved()
                .add("offer", () -> offer.page(actor(BIG_RESELLER), OfferFilter.EVERYTHING, null, 50))
                .add("count", () -> offer.count(actor(BIG_RESELLER), OfferFilter.EVERYTHING));
        pages.run(10, 20);
        figures.note("offer, first page", "", pages.millis("offer"));
        figures.note("offer, count up to 10,000", "", pages.millis("count"));

        var begun = System.nanoTime();
        var taken = new ArrayList<String>();
        var failed = 0;
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var work = IntStream.range(0, CLIENTS)
                    .<Callable<Share>>mapToObj(
                            client -> () -> take(actor(BIG_RESELLER + client % RESELLERS), CLAIMS / CLIENTS))
                    .toList();
            for (var share : clients.invokeAll(work)) {
                taken.addAll(share.get().numbers());
                failed += share.get().failed();
            }
        }
        var millis = (System.nanoTime() - begun) / 1e6;
        var doubles = taken.size() - new HashSet<>(taken).size();
        figures.add(
                String.format(Locale.ROOT, "%,d claims by %d clients: doubles, not served", CLAIMS, CLIENTS),
                doubles + ", " + failed,
                Figures.millis(millis),
                "0, 0",
                doubles == 0 && failed == 0);
        figures.note("  one claim", "", millis * CLIENTS / CLAIMS);
    }

    private Share take(Actor actor, int claims) {
        var price = offer.preview(actor, OfferFilter.EVERYTHING, 1);
        var numbers = new ArrayList<String>();
        var failed = 0;
        for (var claim = 0; claim < claims; claim++) {
            var wanted = new TakePreview(
                    UUID.randomUUID(),
                    price.filter(),
                    1,
                    1,
                    price.activation(),
                    price.recurring(),
                    price.dearest(),
                    price.currency());
            try {
                var got = offer.take(actor, wanted).numbers();
                numbers.addAll(got);
                failed += got.isEmpty() ? 1 : 0;
            } catch (DatabaseAwayException _) {
                // It waited too long for a connection; a person would ask again.
                failed++;
            }
        }
        return new Share(numbers, failed);
    }
}
