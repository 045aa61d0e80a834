package org.togglloxo.sync.run;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.http.ExpectedPace;
import org.togglloxo.ledger.run.RunRow;

/**
 * Which calls are to come, and how long they take.
 *
 * @param calls by kind
 * @param toggl how fast Toggl Hire is expected to be
 * @param loxo the same for Loxo
 * @param candidates whom that is about: those never seen before; 0 where it is about everybody
 * @param atMost whether it is a bound, since nothing tells what becomes of those candidates
 */
public record Forecast(
        Map<CallKind, Long> calls, ExpectedPace toggl, ExpectedPace loxo, long candidates, boolean atMost) {

    private static final int PER_PAGE = 100;

    /** Of one candidate: each may need a call of its own. */
    public static final double ADDRESSES = 2;

    /** So many delivered tell what becomes of the others. */
    public static final int SIGNIFICANT = 50;

    /** Of calls that a plan has counted, with the pace of so many to each service. */
    public static Forecast of(
            Map<CallKind, Long> calls, LongFunction<ExpectedPace> toggl, LongFunction<ExpectedPace> loxo) {
        return new Forecast(calls, toggl.apply(calls(calls, false)), loxo.apply(calls(calls, true)), 0, false);
    }

    /**
     * Before anybody is looked at.
     *
     * @param total candidates in Toggl Hire
     * @param known those in the ledger by outcome: of everybody new as large a share is delivered, once they are many
     * @param runs the last ones: as large a share of the delivered applies and gets an event
     * @param details whether each one's details are read
     * @param lookUps calls by which each of those delivered was found before; taken once they are many
     */
    public static Forecast first(
            long total,
            Map<Outcome, Long> known,
            List<RunRow> runs,
            boolean details,
            double lookUps,
            ExpectedPace toggl,
            ExpectedPace loxo) {
        long seen = known.values().stream().mapToLong(Long::longValue).sum() - known.getOrDefault(Outcome.DEFERRED, 0L);
        long skipped = known.getOrDefault(Outcome.SKIPPED, 0L);
        long fresh = Math.max(0, total - seen);
        long delivered = seen < SIGNIFICANT ? fresh : Math.round(fresh * (1 - skipped / (double) seen));
        Map<CallKind, Long> calls = new EnumMap<>(CallKind.class);
        calls.put(CallKind.PAGES, total / PER_PAGE + 1);
        calls.put(CallKind.LOOK_UPS, Math.round(delivered * (seen < SIGNIFICANT ? ADDRESSES : lookUps)));
        calls.put(CallKind.CREATES, delivered);
        calls.put(CallKind.UPDATES, delivered);
        calls.put(CallKind.APPLICATIONS, Math.round(delivered * share(runs, RunRow::applications)));
        calls.put(CallKind.EVENTS, Math.round(delivered * share(runs, RunRow::events)));
        calls.put(CallKind.DETAILS, details ? delivered : 0);
        return new Forecast(calls, toggl, loxo, fresh, seen < SIGNIFICANT);
    }

    private static double share(List<RunRow> runs, ToLongFunction<RunRow> posted) {
        long written = runs.stream()
                .mapToLong(
                        run -> run.counts().get(Outcome.CREATED) + run.counts().get(Outcome.UPDATED))
                .sum();
        long all = runs.stream().mapToLong(posted).sum();
        return written < SIGNIFICANT ? 1 : Math.min(1, all / (double) written);
    }

    /**
     * What is left of it.
     *
     * @param made calls made since
     * @param candidates those without an outcome: no more than these can still be among whom it is about
     */
    public Forecast left(Map<CallKind, Long> made, long candidates) {
        double share = this.candidates == 0 ? 1 : Math.min(1, candidates / (double) this.candidates);
        Map<CallKind, Long> left = new EnumMap<>(CallKind.class);
        calls.forEach((kind, many) ->
                left.put(kind, Math.max(0, Math.min(many - made.getOrDefault(kind, 0L), Math.round(many * share)))));
        return new Forecast(left, toggl, loxo, Math.min(candidates, this.candidates), atMost);
    }

    /** How many of them go to Loxo, or to Toggl Hire. */
    public long calls(boolean toLoxo) {
        return calls(calls, toLoxo);
    }

    /** How many of such calls do. */
    public static long calls(Map<CallKind, Long> calls, boolean toLoxo) {
        return calls.entrySet().stream()
                .filter(kind -> kind.getKey().isToLoxo() == toLoxo)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** How long they take: both services are called at the same time. */
    public double seconds() {
        return Math.max(seconds(true), seconds(false));
    }

    /** Whether it is Loxo that everybody waits for. */
    public boolean waitsForLoxo() {
        return seconds(true) >= seconds(false);
    }

    /** How fast those calls are that everybody waits for. */
    public ExpectedPace pace() {
        return waitsForLoxo() ? loxo : toggl;
    }

    private double seconds(boolean toLoxo) {
        return calls(toLoxo) / (toLoxo ? loxo : toggl).perSecond();
    }
}
