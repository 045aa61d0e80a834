package org.togglloxo.http;

import java.util.Optional;

/**
 * When the next call may go out, learnt from what the service accepts and refuses. Pure: times come in as nanoseconds,
 * waits go out. Guarded by {@link Pacing}.
 *
 * <p>It is taken that the service counts with a bucket of tokens: so many at once (the burst), then so many a second (the
 * quota). Calls without a fixed bound go out at once until one is refused: what was accepted by then is the burst. Then
 * the rate doubles twice a second; where that is refused tells the quota. From just below it the rate rises slowly, so that
 * refusals stay rare; each further one corrects the quota by what was accepted since the one before. The formulas are derived in
 * {@code src/site/markdown/decisions/0006-the-pace-is-learnt-from-refusals.md}.
 */
final class Pace {

    private static final long SECOND = 1_000_000_000L;
    private static final long OWN_PAUSE = SECOND / 4;
    private static final long LONGEST_OWN_PAUSE = 15 * SECOND;
    private static final int DOUBLINGS = 9;
    private static final double LEAST = 0.5;
    /** Faster than anybody calls: a rate that rose beyond it would say nothing more. */
    private static final double FASTEST = 10_000;

    private static final double SEARCH_FROM = 10;
    /** Close enough to the quota to lose little, far enough to be refused seldom. */
    private static final double BELOW = 0.995;

    /** What was learnt from few calls may be too high, and a refusal costs more than this. */
    private static final double BELOW_REMEMBERED = 0.95;

    private static final double LATE_CALLS = 4;
    private static final double RISE = 0.0004;
    /** What is remembered, and all the more what is reckoned from the end of the search, may be too low: it is soon known better. */
    private static final double RISE_OF_REMEMBERED = 0.01;

    private static final double RISE_AFTER_SEARCH = 0.015;

    private static final double SEARCH_SECONDS = 1;
    private static final double DOUBLINGS_A_SECOND = 2;
    private static final double CALM_SECONDS = 60;
    private static final double RECOVERY = 0.005;
    private static final double RECOVERY_DOUBLES_SECONDS = 10;
    private static final double SHORT_SECONDS = 2;

    private enum Phase {
        UNPACED,
        SEARCHING,
        SETTLED
    }

    private final double most;
    private Phase phase;
    private double perSecond;
    private double burst;
    private long raisedAt;
    private long nextSlot;
    private long pausedUntil;
    private long refusedAt;
    private long acceptedSince;
    private int refusalsInARow;
    private double remembered;
    private boolean confirmed;
    private boolean heldBack;

    /** @param most calls a second at most; infinite for no fixed bound */
    Pace(double most) {
        this.most = most;
        this.perSecond = most;
        this.phase = Double.isInfinite(most) ? Phase.UNPACED : Phase.SETTLED;
        this.refusedAt = Long.MIN_VALUE;
    }

    /** Goes on where an earlier process left off, unless this one has learnt something itself; from there the rate rises again. */
    void resume(LearntPace earlier, long now) {
        if (refusedAt == Long.MIN_VALUE && earlier.wasRefused()) {
            remembered = Math.min(FASTEST, earlier.perSecond());
            perSecond = bounded(BELOW_REMEMBERED * remembered);
            burst = earlier.burst();
            phase = Phase.SETTLED;
            refusedAt = now;
            raisedAt = now;
            acceptedSince = 0;
        }
    }

    /** How fast this node calls by what refusals have taught; 0 while that is still searched for. */
    double settled() {
        return phase == Phase.SETTLED && refusedAt != Long.MIN_VALUE ? perSecond : 0;
    }

    /** This node's share of what all have learnt together. */
    void assign(double share, double shareOfBurst, long now) {
        if (settled() == 0) {
            phase = Phase.SETTLED;
            refusedAt = now;
            raisedAt = now;
            acceptedSince = 0;
            burst = shareOfBurst;
        }
        perSecond = bounded(share);
    }

    /** What refusals have taught; empty while that is still searched for, and where the fixed bound is below it. */
    Optional<LearntPace> learnt() {
        boolean known = refusedAt != Long.MIN_VALUE && phase == Phase.SETTLED && perSecond < most;
        // what nothing has disproved is handed on, or it would fall a little with each short run
        return known
                ? Optional.of(new LearntPace(Math.max(perSecond, remembered), Math.max(1, burst)))
                : Optional.empty();
    }

    /** Whether nothing was refused yet, and there is no fixed bound. */
    boolean isUnpaced() {
        return phase == Phase.UNPACED;
    }

    /** How long the next call has to wait (nanoseconds); ask again after that, a pause may have begun meanwhile. */
    long untilNext(long now) {
        raise(now);
        heldBack |= nextSlot > now;
        return Math.max(0, Math.max(nextSlot, pausedUntil) - now);
    }

    /** How long the pause still lasts that a refusal brought (nanoseconds). */
    long pauseLeft(long now) {
        return refusedAt == Long.MIN_VALUE ? 0 : Math.max(0, pausedUntil - now);
    }

    /**
     * How many calls may be under way: twice as many as the rate needs. More would do nothing but pile up where the
     * service stalls, and then arrive as a burst.
     */
    int atOnce(double secondsACall) {
        return phase == Phase.UNPACED ? Integer.MAX_VALUE : (int) Math.ceil(2 * perSecond * secondsACall) + 2;
    }

    /** A call goes out. One that is late, since its thread was, does not make all later ones late. */
    void sent(long now) {
        long interval = phase == Phase.UNPACED ? 0 : (long) (SECOND / perSecond);
        long lateAtMost = (long) (interval * Math.min(burst / 4, LATE_CALLS));
        nextSlot = Math.max(nextSlot, now - lateAtMost) + interval;
    }

    void accepted() {
        refusalsInARow = 0;
        acceptedSince++;
    }

    /**
     * One call was refused.
     *
     * @param sentAt when it was sent: calls that were under way when the first refusal came say nothing new
     * @param asked how long the service asks to wait, or a negative number where it does not say
     */
    void refused(long now, long sentAt, long asked) {
        if (sentAt > refusedAt) {
            lower(now);
            refusalsInARow++;
        }
        long own = Math.min(OWN_PAUSE << Math.min(refusalsInARow - 1, DOUBLINGS), LONGEST_OWN_PAUSE);
        pausedUntil = Math.max(pausedUntil, now + (asked >= 0 ? asked : own));
        raisedAt = Math.max(raisedAt, pausedUntil);
    }

    private void lower(long now) {
        if (phase == Phase.UNPACED) {
            burst = acceptedSince;
            perSecond = Math.max(1, Math.min(burst, SEARCH_FROM));
            phase = Phase.SEARCHING;
        } else {
            double seconds = refusedAt == Long.MIN_VALUE ? 0 : seconds(now - Math.max(pausedUntil, refusedAt));
            confirmed = phase == Phase.SETTLED;
            perSecond = phase == Phase.SEARCHING ? quotaWhereSearchEnded() : corrected(seconds);
            phase = phase == Phase.SEARCHING && seconds < SEARCH_SECONDS ? Phase.SEARCHING : Phase.SETTLED;
        }
        perSecond = bounded(perSecond);
        refusedAt = now;
        acceptedSince = 0;
        remembered = 0;
    }

    /** The rate r doubled k times a second and had spent the burst b above the quota q: r = q + sqrt(2 k ln 2 b q). */
    private double quotaWhereSearchEnded() {
        double root = Math.sqrt(2 * DOUBLINGS_A_SECOND * Math.log(2) * burst);
        double sqrtOfQuota = (Math.sqrt(root * root + 4 * perSecond) - root) / 2;
        return BELOW * sqrtOfQuota * sqrtOfQuota;
    }

    /** What was accepted since the last pause is the burst, as far as the pause refilled it, and the quota over the time. */
    private double corrected(double seconds) {
        if (seconds == 0) {
            return perSecond * BELOW;
        }
        double pause = seconds(Math.max(0, pausedUntil - refusedAt));
        double refilledWhole = (acceptedSince - burst) / seconds;
        double quota = refilledWhole * pause >= burst ? refilledWhole : acceptedSince / (seconds + pause);
        double least = seconds < SHORT_SECONDS ? 0.5 : 0.97;
        return Math.max(perSecond * least, Math.min(BELOW * quota, BELOW * perSecond));
    }

    private void raise(long now) {
        double elapsed = seconds(now - raisedAt);
        if (refusedAt == Long.MIN_VALUE || elapsed <= 0 || perSecond >= most) {
            return;
        }
        if (!heldBack) {
            // that nothing is refused of calls fewer than the rate allows says nothing of a higher one
            raisedAt = now;
            return;
        }
        heldBack = false;
        double calm = seconds(now - Math.max(refusedAt, pausedUntil));
        double growth = phase == Phase.SEARCHING
                ? Math.pow(2, DOUBLINGS_A_SECOND * elapsed)
                : 1 + elapsed * (calm < CALM_SECONDS ? rise() : Math.max(rise(), recovery(calm - CALM_SECONDS)));
        perSecond = bounded(perSecond * Math.min(growth, 2));
        raisedAt = now;
    }

    private double bounded(double rate) {
        return Math.min(most, Math.min(FASTEST, Math.max(LEAST, rate)));
    }

    private double rise() {
        if (confirmed) {
            return RISE;
        }
        return remembered > 0 ? RISE_OF_REMEMBERED : RISE_AFTER_SEARCH;
    }

    /** So long without a refusal, the quota must be far: the rate rises faster and faster, up to a tenth a second. */
    private static double recovery(double secondsTooCalm) {
        return Math.min(0.1, RECOVERY * Math.pow(2, secondsTooCalm / RECOVERY_DOUBLES_SECONDS));
    }

    private static double seconds(long nanos) {
        return nanos / (double) SECOND;
    }
}
