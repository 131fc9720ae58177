package com.didstock.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToLongFunction;

/**
 * Measures several things side by side: every round does each of them once, in an order drawn anew, so that whatever else
 * the machine does meets all alike. Medians count.
 */
final class Interleaved {

    /** Something to measure. */
    interface Work {
        void run() throws Exception;
    }

    private record Sample(long nanos, long sqlNanos, long roundTrips) {}

    private final Map<String, Work> work = new LinkedHashMap<>();
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();
    private boolean shuffled = true;

    Interleaved add(String name, Work what) {
        work.put(name, what);
        samples.put(name, new ArrayList<>());
        return this;
    }

    /** Each round in the order of adding: for what builds on each other. */
    Interleaved inOrder() {
        shuffled = false;
        return this;
    }

    void run(int warmUps, int rounds) throws Exception {
        var order = new ArrayList<>(work.keySet());
        var random = new Random(42);
        for (var round = -warmUps; round < rounds; round++) {
            if (shuffled) {
                Collections.shuffle(order, random);
            }
            for (var name : order) {
                var sample = measure(Objects.requireNonNull(work.get(name)));
                if (round >= 0) {
                    of(name).add(sample);
                }
            }
        }
    }

    private static Sample measure(Work what) throws Exception {
        var before = TimedDataSource.spent();
        var begun = System.nanoTime();
        what.run();
        var nanos = System.nanoTime() - begun;
        var spent = TimedDataSource.spent().since(before);
        return new Sample(nanos, spent.nanos(), spent.roundTrips());
    }

    /** {@return the median, in milliseconds} */
    double millis(String name) {
        return median(name, Sample::nanos) / 1e6;
    }

    /** {@return what of it its statements and the commit took, in milliseconds} */
    double sqlMillis(String name) {
        return median(name, Sample::sqlNanos) / 1e6;
    }

    long roundTrips(String name) {
        return (long) median(name, Sample::roundTrips);
    }

    /** {@return how many times as long as another one took} */
    double ratio(String name, String to) {
        return millis(name) / millis(to);
    }

    private double median(String name, ToLongFunction<Sample> what) {
        var sorted = of(name).stream().mapToLong(what).sorted().toArray();
        return Arrays.stream(sorted)
                .skip((sorted.length - 1) / 2)
                .limit(2 - sorted.length % 2)
                .average()
                .orElseThrow();
    }

    private List<Sample> of(String name) {
        return Objects.requireNonNull(samples.get(name));
    }
}
