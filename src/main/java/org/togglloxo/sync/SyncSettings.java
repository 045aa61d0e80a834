package org.togglloxo.sync;

import java.time.Duration;
import java.util.List;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;
import org.togglloxo.sync.delivery.RedeliveryPolicies;
import org.togglloxo.sync.queue.QueueUri;

/**
 * What {@code sync.*} and {@code retry.*} say, as far as Java needs it; the routes use the rest by placeholder.
 *
 * @param queue where listed candidates wait for a worker
 * @param queueKeep so long a queue that several nodes share keeps what nobody has taken out of it
 * @param nodeTimeout a node of several that says nothing for so long is taken to be dead
 * @param scheduled whether runs start by the schedule
 * @param mode {@code upsert}, {@code create-only} or {@code update-only}
 * @param overwrite whether filled fields of people not created from here are written
 * @param lookAgainAfter a skipped candidate is looked up in Loxo again after that
 * @param workers candidates under way at once
 * @param maxAttempts deferred so often in a row, a candidate is failed
 * @param maxDeferredInARow so many candidates deferred in a row end the run
 * @param deferredInterval the first wait of a candidate deferred three times, doubled each time
 * @param stalledAfter a run in which nothing happens for so long stops
 * @param brakeShare an edit of the rules that would change more of the people delivered before is held
 * @param watch whether saved edits take over while the schedule runs
 * @param redelivery how steps are repeated
 */
public record SyncSettings(
        QueueUri queue,
        Duration queueKeep,
        Duration nodeTimeout,
        boolean scheduled,
        String mode,
        boolean overwrite,
        Duration lookAgainAfter,
        int workers,
        int maxAttempts,
        int maxDeferredInARow,
        Duration deferredInterval,
        Duration stalledAfter,
        double brakeShare,
        boolean watch,
        RedeliveryPolicies redelivery) {

    private static final int HOUR = 3_600_000;
    private static final int WEEK = 604_800_000;

    /** Reads and checks them; what is wrong is added to the problems. */
    public static SyncSettings from(Settings settings, List<Problem> problems) {
        settings.number("sync.min-score", 1_000, problems);
        checkSchedule(settings.text("sync.schedule"), problems);
        String queue = settings.text("sync.queue");
        if (!queue.matches("(seda|kafka):.+")) {
            problems.add(new Problem(
                    "sync.queue",
                    "sync.queue is '%s': a queue in memory (seda:NAME) or a topic of Kafka (kafka:TOPIC?brokers=...) is needed, since what others take in nobody takes out again. Set sync.queue=%s (the default)"
                            .formatted(queue, Settings.defaults().getProperty("sync.queue"))));
        }
        return new SyncSettings(
                new QueueUri(queue),
                Duration.ofMillis(settings.whole("sync.queue-keep", HOUR, 999_999_999, problems)),
                Duration.ofMillis(settings.whole("sync.node-timeout", 6_000, HOUR, problems)),
                settings.flag("sync.scheduled", problems),
                settings.oneOf("sync.mode", List.of("upsert", "create-only", "update-only"), problems),
                settings.oneOf("sync.fill", List.of("blanks", "overwrite"), problems)
                        .equals("overwrite"),
                Duration.ofDays(settings.whole("sync.look-again-days", 0, 10_000, problems)),
                settings.whole("sync.workers", 1, 256, problems),
                settings.whole("sync.max-attempts", 1, 10_000, problems),
                settings.whole("sync.max-deferred-in-a-row", 1, 1_000_000, problems),
                Duration.ofMillis(settings.whole("sync.deferred-interval", 0, HOUR, problems)),
                Duration.ofMillis(settings.whole("sync.stalled-after", 1, WEEK, problems)),
                settings.number("sync.brake-share", 1, problems),
                settings.flag("sync.watch", problems),
                RedeliveryPolicies.from(settings, problems));
    }

    private static void checkSchedule(String schedule, List<Problem> problems) {
        CronRule.objection(schedule)
                .ifPresent(objection -> problems.add(new Problem(
                        "sync.schedule",
                        "sync.schedule is '%s': %s. A Quartz cron expression is needed, seconds first, such as 0 0/15 * * * ?"
                                .formatted(schedule, objection))));
    }
}
