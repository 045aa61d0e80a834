package org.togglloxo.flow.pace;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.http.LearntPace;
import org.togglloxo.http.Pacing;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.Timestamps;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sync.RunProgress;
import org.togglloxo.sync.run.CallKind;
import org.togglloxo.sync.run.Forecast;
import org.togglloxo.sync.run.Progress;
import org.togglloxo.sync.run.Runs;

/**
 * What a run leaves in the ledger while it is under way, now and then and at its end: what it has learnt of each service's
 * quota, which is where the next process begins, and how far it has come. A run goes on without it where the ledger fails.
 */
public final class RunMemory implements Progress {

    /**
     * What runs are made of.
     *
     * @param toggl the pace of all calls to Toggl Hire
     * @param loxo the same for Loxo
     */
    public record Sources(Ledger ledger, Runs runs, Pacing toggl, Pacing loxo, Clock clock) {}

    private static final Logger LOG = LoggerFactory.getLogger(RunMemory.class);
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration BETWEEN = Duration.ofMinutes(1);
    private static final Duration TOO_OLD = Duration.ofDays(30);
    private static final int RUNS = 10;
    private static final double THOUSAND = 1_000;
    private static final String LOOK_UPS = "look-ups a thousand";

    private final Sources with;
    private final boolean details;
    private final Timestamps marks;
    private final Timestamps marksOfAgency;
    private final Clock clock;
    private final Map<String, Pacing> services;
    private long runId;
    private boolean listing;
    private Long total;
    private long done;
    private long due;

    /** @param paceIsShared whether what is learnt of the quotas is kept by all nodes together */
    public RunMemory(Sources with, FlowSettings settings, boolean paceIsShared) {
        this.with = with;
        this.details = !settings.toggl().details().equals("never");
        this.marks = with.ledger().marks();
        this.marksOfAgency = with.ledger().marksOfAgency();
        this.clock = with.clock();
        this.services = paceIsShared ? Map.of() : services(with, settings);
    }

    /** The paces by the names under which they are kept. */
    public static Map<String, Pacing> services(Sources with, FlowSettings settings) {
        return Map.of(
                "toggl " + settings.toggl().baseUrl(),
                with.toggl(),
                "loxo " + settings.loxo().baseUrl() + " " + settings.loxo().agencySlug(),
                with.loxo());
    }

    @Override
    public synchronized void begun(long id) {
        attempt(() -> services.forEach((name, pacing) -> recall(name).ifPresent(pacing::resume)));
        runId = id;
        listing = true;
        total = null;
        done = 0;
        due = clock.millis() + FIRST.toMillis();
    }

    /** How far it has come is said where it is listed. */
    @Override
    public synchronized void joined(long id) {
        listing = false;
    }

    @Override
    public void total(Long all) {
        boolean whole = with.runs().listing().limit() == 0
                && with.runs().scope().restriction().isEmpty();
        if (isFirst(all) && !with.runs().planning() && whole) {
            attempt(() -> with.runs().listing().expects(forecast(all)));
        }
    }

    private Forecast forecast(long all) {
        return Forecast.first(
                all,
                with.ledger().candidates().countByOutcome(),
                with.ledger().runs().last(RUNS),
                details,
                lookUps(),
                with.toggl().expected(Long.MAX_VALUE),
                with.loxo().expected(Long.MAX_VALUE));
    }

    private double lookUps() {
        long before = marks.at(LOOK_UPS);
        return before == 0 ? Forecast.ADDRESSES : before / THOUSAND;
    }

    private synchronized boolean isFirst(Long all) {
        boolean first = total == null && all != null;
        total = all;
        return first;
    }

    @Override
    public void completed(Outcome outcome) {
        if (isDue()) {
            keep();
        }
    }

    private synchronized boolean isDue() {
        done++;
        long now = clock.millis();
        if (now < due) {
            return false;
        }
        due = now + BETWEEN.toMillis();
        return true;
    }

    @Override
    public void ended(RunRow run) {
        keep();
        long delivered = run.counts().get(Outcome.CREATED) + run.counts().get(Outcome.UPDATED);
        if (delivered >= Forecast.SIGNIFICANT && !with.runs().planning()) {
            double lookUps = with.runs().calls().getOrDefault(CallKind.LOOK_UPS, 0L) / (double) delivered;
            attempt(() -> marks.set(Map.of(LOOK_UPS, Math.max(1, Math.round(lookUps * THOUSAND)))));
        }
    }

    private void keep() {
        services.forEach((name, pacing) -> pacing.learnt()
                .ifPresent(learnt -> attempt(() -> of(name).set(Map.of(
                        name + " rate",
                        Math.round(learnt.perSecond() * THOUSAND),
                        name + " burst",
                        Math.round(learnt.burst()),
                        name + " at",
                        clock.millis())))));
        Map<String, Long> values = new HashMap<>();
        synchronized (this) {
            if (listing) {
                long all = Math.max(done, with.runs().listing().done());
                values.putAll(new RunProgress(runId, all, total == null ? 0 : total, clock.millis()).values());
            }
        }
        attempt(() -> marks.set(values));
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException error) {
            LOG.debug("what runs have learnt was not read or written", error);
        }
    }

    /** Whether a service's quota is an agency's, rather than a workspace's: what it lets through is the same whoever delivers into it. */
    public static boolean isOfAgency(String service) {
        return service.startsWith("loxo ");
    }

    private Timestamps of(String service) {
        return isOfAgency(service) ? marksOfAgency : marks;
    }

    /** Nothing where it is too old to be true, or absurd. */
    private Optional<LearntPace> recall(String name) {
        Timestamps known = of(name);
        long age = clock.millis() - known.at(name + " at");
        LearntPace learnt = new LearntPace(known.at(name + " rate") / THOUSAND, known.at(name + " burst"));
        return Optional.of(learnt)
                .filter(LearntPace::isPlausible)
                .filter(plausible -> age >= 0 && age <= TOO_OLD.toMillis());
    }
}
