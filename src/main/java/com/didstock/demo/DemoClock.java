package com.didstock.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;

/**
 * The time, which the demo alone can let be an earlier one for what it does: what happened in the months before the first
 * start goes through the same services as everything since. Nobody else's time changes.
 */
public final class DemoClock extends Clock {

    private static final ScopedValue<Duration> BEHIND = ScopedValue.newInstance();

    private final Clock real;

    public DemoClock(Clock real) {
        this.real = real;
    }

    /**
     * Does something as at a moment of the past, from which time goes on.
     *
     * @return what the work returns
     */
    <T> T at(Instant moment, Supplier<T> work) {
        return ScopedValue.where(BEHIND, Duration.between(moment, real.instant()))
                .call(work::get);
    }

    @Override
    public Instant instant() {
        return BEHIND.isBound() ? real.instant().minus(BEHIND.get()) : real.instant();
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new DemoClock(real.withZone(zone));
    }
}
