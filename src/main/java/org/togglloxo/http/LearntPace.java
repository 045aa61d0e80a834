package org.togglloxo.http;

/**
 * What was learnt of a service's quota.
 *
 * @param perSecond calls a second
 * @param burst calls that go through at once before that counts; 0 where nothing was ever refused
 */
public record LearntPace(double perSecond, double burst) {

    private static final double LEAST = 0.01;
    private static final double MOST = 100_000;

    /** Whether it can be true. */
    public boolean isPlausible() {
        return perSecond >= LEAST && perSecond <= MOST && burst >= 0 && burst <= MOST;
    }

    boolean wasRefused() {
        return burst > 0;
    }
}
