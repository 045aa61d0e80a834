package org.togglloxo.http;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Stop;

/**
 * The pace of all calls to one service: calls under way at once, calls a second, and the pause that a 429 puts on every
 * worker. Where the service's quota is not known, it is learnt, see {@link Pace}.
 */
public final class Pacing {

    private static final Logger LOG = LoggerFactory.getLogger(Pacing.class);

    private static final long NOT_SAID = -1;
    private static final long NOT_AT_ONCE = Long.MIN_VALUE;
    private static final double WEIGHT_OF_ONE = 0.1;
    /** Fewer may all have been within the burst of a small quota. */
    private static final long SIGNIFICANT_CALLS = 100;

    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(500);
    /** The service may come to ask for more meanwhile. */
    private static final long BETWEEN_LOOKS = TimeUnit.SECONDS.toNanos(1);
    /** Minutes without a word look like a program that hangs. */
    private static final Duration WORTH_A_WORD = Duration.ofSeconds(10);

    private static final long BETWEEN_WORDS = TimeUnit.MINUTES.toNanos(1);

    private final Semaphore concurrent;
    private final Semaphore turn = new Semaphore(1, true);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Pace pace;
    private final double mostPerSecond;
    private final int maxConcurrent;
    private final RetryAfterLimit longest;
    private final Clock clock;
    private int underWay;
    private double secondsACall;
    private long accepted;
    private long busyNanos;
    private long busySince;
    private LearntPace earlier;
    private long activity;
    private boolean refusing;
    private long refusingSince;
    private long refusedLast;
    private long lastWord = System.nanoTime() - BETWEEN_WORDS;

    /**
     * @param maxPerSecond 0 for no fixed bound
     * @param maxConcurrent calls under way at once
     * @param longest how long the service may ask to be left alone
     */
    public Pacing(double maxPerSecond, int maxConcurrent, RetryAfterLimit longest, Clock clock) {
        this.longest = longest;
        this.concurrent = new Semaphore(maxConcurrent, true);
        this.mostPerSecond = maxPerSecond > 0 ? maxPerSecond : Double.POSITIVE_INFINITY;
        this.maxConcurrent = maxConcurrent;
        this.pace = new Pace(mostPerSecond);
        this.clock = clock;
    }

    /**
     * Waits for leave to make one call; {@link #release} must follow. Returns when leave was given (nanoseconds).
     *
     * @throws RejectedExecutionException when the wait would be long and the process is to end
     * @throws Stop when the service asked to be left alone for longer than anybody is to wait
     */
    long acquire() throws InterruptedException {
        if (!concurrent.tryAcquire()) {
            concurrent.acquire();
        }
        try {
            long sentAt = sentAtOnce();
            return sentAt == NOT_AT_ONCE ? awaitTurn() : sentAt;
        } catch (InterruptedException | RuntimeException | Error e) {
            concurrent.release();
            throw e;
        }
    }

    /** Where nobody waits, and nothing is to be waited for, a turn would cost more than the rest of the call. */
    private synchronized long sentAtOnce() {
        boolean free = turn.availablePermits() > 0 && underWay < pace.atOnce(secondsACall);
        return free && untilNext() == 0 ? sent() : NOT_AT_ONCE;
    }

    /** One call waits for its time, the others wait behind it: so a pause holds all of them, and no time is given out twice. */
    private long awaitTurn() throws InterruptedException {
        turn.acquire();
        try {
            awaitRoom();
            refuseTooLongAWait();
            sayThatItWaits();
            long wait = untilNext();
            while (wait > 0) {
                if (wait <= SHORT) {
                    TimeUnit.NANOSECONDS.sleep(wait);
                } else if (closing.await(Math.min(wait, BETWEEN_LOOKS), TimeUnit.NANOSECONDS)) {
                    throw new RejectedExecutionException("the program ends");
                }
                refuseTooLongAWait();
                wait = untilNext();
            }
            return sent();
        } finally {
            turn.release();
        }
    }

    private void sayThatItWaits() {
        Duration left = pauseLeft();
        if (left.compareTo(WORTH_A_WORD) >= 0 && System.nanoTime() - lastWord >= BETWEEN_WORDS) {
            lastWord = System.nanoTime();
            LOG.info(
                    "{} takes no call for the moment (429): the next one is sent in {} s",
                    longest.service(),
                    left.toSeconds());
        }
    }

    /** Goes on with what an earlier process has learnt, where this one has learnt nothing itself. */
    public synchronized void resume(LearntPace learnt) {
        earlier = learnt;
        pace.resume(learnt, System.nanoTime());
    }

    /** How fast this node calls by what was learnt; 0 while that is still searched for (calls a second). */
    public synchronized double settled() {
        return pace.settled();
    }

    /** How many calls at once were let through before that. */
    public synchronized double burst() {
        return pace.learnt().map(LearntPace::burst).orElse(0.0);
    }

    /** The bound that the settings give, for all nodes together; infinite for none. */
    public double most() {
        return mostPerSecond;
    }

    /** This node's share of what all nodes have learnt together. */
    public synchronized void assign(double share, double shareOfBurst) {
        pace.assign(share, shareOfBurst, System.nanoTime());
        notifyAll();
    }

    /** What is worth knowing for the next process; empty where nothing was learnt yet. */
    public synchronized Optional<LearntPace> learnt() {
        return free(SIGNIFICANT_CALLS).or(pace::learnt);
    }

    /** Where nothing was refused of so many calls. */
    private Optional<LearntPace> free(long calls) {
        boolean free = Double.isInfinite(mostPerSecond) && pace.isUnpaced() && accepted > 0 && accepted >= calls;
        return free ? Optional.of(new LearntPace(accepted / (busyNanos() / 1e9), 0)) : Optional.empty();
    }

    /**
     * How many calls a second are to be expected, and how that is known.
     *
     * @param calls to come: where as many went through before, they tell
     */
    public synchronized ExpectedPace expected(long calls) {
        double asSlowAsAnswers = mostAtOnce();
        Optional<LearntPace> quota = pace.learnt();
        if (quota.isPresent()) {
            return new ExpectedPace(Math.min(quota.get().perSecond(), asSlowAsAnswers), ExpectedPace.Basis.LEARNT);
        }
        if (!Double.isInfinite(mostPerSecond)) {
            return new ExpectedPace(Math.min(mostPerSecond, asSlowAsAnswers), ExpectedPace.Basis.BOUND);
        }
        Optional<LearntPace> free = free(Math.min(calls, SIGNIFICANT_CALLS)).or(() -> Optional.ofNullable(earlier));
        return pace.isUnpaced() && free.isPresent()
                ? new ExpectedPace(free.get().perSecond(), ExpectedPace.Basis.MEASURED)
                : new ExpectedPace(Math.min(ExpectedPace.ASSUMED, asSlowAsAnswers), ExpectedPace.Basis.ASSUMED);
    }

    /** How long calls were under way. */
    private long busyNanos() {
        return busyNanos + (underWay > 0 ? System.nanoTime() - busySince : 0);
    }

    /** Calls a second where each takes as long as those before, and as many as may be are under way. */
    private double mostAtOnce() {
        return secondsACall == 0 ? Double.POSITIVE_INFINITY : maxConcurrent / secondsACall;
    }

    /** The process is to end: a call that would have to wait for long is given up. */
    public void close() {
        closing.countDown();
    }

    /** Grows with each call that goes out and each that is answered. */
    public synchronized long activity() {
        return activity;
    }

    /** Whether somebody waits for the time of a call that is to come: the service, or the pace, wants it so. */
    public boolean isHeldBack() {
        return turn.availablePermits() == 0 && untilNext() > 0;
    }

    void release() {
        synchronized (this) {
            underWay--;
            busyNanos += underWay == 0 ? System.nanoTime() - busySince : 0;
            notifyAll();
        }
        concurrent.release();
    }

    private synchronized void awaitRoom() throws InterruptedException {
        while (underWay >= pace.atOnce(secondsACall)) {
            wait();
        }
    }

    /** The call was answered, or refused with 429 (or with 503 and a time to wait). */
    synchronized void answered(int status, String retryAfter, long sentAt) {
        activity++;
        long asked = RetryAfter.parse(retryAfter, clock.instant())
                .map(Duration::toNanos)
                .orElse(NOT_SAID);
        if (StatusException.isThrottling(status, asked >= 0)) {
            refusedLast = System.nanoTime();
            refusingSince = refusing ? refusingSince : sentAt;
            refusing = true;
            pace.refused(refusedLast, sentAt, asked);
        } else {
            refusing = false;
            pace.accepted();
            accepted++;
            double seconds = (System.nanoTime() - sentAt) / 1e9;
            // the first one counts whole: as long as calls are taken to be short, few may be under way
            secondsACall += (seconds - secondsACall) * (secondsACall == 0 ? 1 : WEIGHT_OF_ONE);
        }
    }

    /** How long the service still wants to be left alone. */
    public synchronized Duration pauseLeft() {
        return Duration.ofNanos(pace.pauseLeft(System.nanoTime()));
    }

    private void refuseTooLongAWait() {
        Duration left = pauseLeft();
        if (left.compareTo(longest.limit()) > 0) {
            throw longest.exceededBy(left, clock.instant());
        }
        Duration refused = refusedFor();
        if (refused.compareTo(longest.limit()) > 0) {
            throw longest.outlastedBy(refused);
        }
    }

    /** How long no call was taken; zero once the last refusal is over: whoever comes then is to try one. */
    private synchronized Duration refusedFor() {
        long now = System.nanoTime();
        boolean over = now - refusedLast > BETWEEN_LOOKS && pace.pauseLeft(now) == 0;
        return refusing && !over ? Duration.ofNanos(now - refusingSince) : Duration.ZERO;
    }

    private synchronized long untilNext() {
        return pace.untilNext(System.nanoTime());
    }

    private synchronized long sent() {
        long now = System.nanoTime();
        pace.sent(now);
        activity++;
        busySince = underWay == 0 ? now : busySince;
        underWay++;
        return now;
    }
}
