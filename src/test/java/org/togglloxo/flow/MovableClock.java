package org.togglloxo.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The time as a test wants it; and an Error in the middle of a call, since the pace asks for the time of each answer. */
public final class MovableClock extends Clock {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final AtomicReference<Supplier<Error>> next = new AtomicReference<>();

    public void advance(Duration by) {
        ahead.accumulateAndGet(by, Duration::plus);
    }

    /** Whoever asks next for the instant, which is the thread that makes the next call, gets this instead. */
    public void throwOnce(Supplier<Error> error) {
        next.set(error);
    }

    @Override
    public Instant instant() {
        Supplier<Error> error = next.getAndSet(null);
        if (error != null) {
            throw error.get();
        }
        return Instant.now().plus(ahead.get());
    }

    @Override
    public long millis() {
        return Instant.now().plus(ahead.get()).toEpochMilli();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
