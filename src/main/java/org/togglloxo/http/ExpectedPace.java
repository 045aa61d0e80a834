package org.togglloxo.http;

/**
 * How fast calls to a service are to be expected.
 *
 * @param perSecond calls a second
 * @param basis how that is known
 */
public record ExpectedPace(double perSecond, Basis basis) {

    /** Public clients of Loxo pace themselves at one person in half a second (loxo-10). */
    static final double ASSUMED = 2;

    /** How a pace is known. */
    public enum Basis {
        /** The service refused calls that came faster. */
        LEARNT,
        /** A setting says so. */
        BOUND,
        /** Nothing was refused: it is as fast as answers come. */
        MEASURED,
        /** Nothing is known yet. */
        ASSUMED
    }
}
