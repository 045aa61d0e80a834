package org.togglloxo.http;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Calls a second, learnt from what the service accepts: after a refusal the rate falls below what was accepted, then it
 * rises, fast while the limit is far, slowly near the rate that was refused last. Guarded by {@link Pacing}.
 */
final class Rate {

    private static final long SECOND = 1_000_000_000L;
    private static final double LEAST = 0.5;
    private static final double BACK_OFF = 0.97;
    private static final double FAST = 0.25;
    private static final double SLOW = 0.002;
    private static final double NEAR = 0.95;

    private final double most;
    private final Deque<Long> accepted = new ArrayDeque<>();
    private double perSecond;
    private double refusedAt = Double.POSITIVE_INFINITY;
    private long lowered = Long.MIN_VALUE;
    private long raised;

    Rate(double most) {
        this.most = most;
        this.perSecond = most;
    }

    /** Nanoseconds between two calls now. */
    long interval(long now) {
        raise(now);
        return Double.isInfinite(perSecond) ? 0 : (long) (SECOND / perSecond);
    }

    void accepted(long now) {
        accepted.addLast(now);
        trim(now);
    }

    /**
     * One call was refused.
     *
     * @return false when the call was sent before the rate was lowered, so that it says nothing new
     */
    boolean refused(long now, long sentAt) {
        if (lowered != Long.MIN_VALUE && sentAt <= lowered) {
            return false;
        }
        trim(now);
        double measured = Math.max(LEAST, accepted.size());
        boolean paced = !Double.isInfinite(perSecond);
        refusedAt = paced ? perSecond : Double.POSITIVE_INFINITY;
        perSecond = paced ? Math.max(LEAST, perSecond * (measured < perSecond / 2 ? 0.5 : BACK_OFF)) : measured;
        perSecond = Math.min(perSecond, most);
        lowered = now;
        raised = now;
        return true;
    }

    private void raise(long now) {
        if (Double.isInfinite(perSecond) || perSecond >= most) {
            return;
        }
        double seconds = Math.max(0, now - raised) / (double) SECOND;
        boolean near = perSecond >= refusedAt * NEAR && perSecond <= refusedAt * 1.1;
        perSecond = Math.min(most, perSecond * (1 + (near ? SLOW : FAST) * Math.min(seconds, 1)));
        raised = now;
    }

    private void trim(long now) {
        while (!accepted.isEmpty() && now - accepted.peekFirst() > SECOND) {
            accepted.removeFirst();
        }
    }
}
