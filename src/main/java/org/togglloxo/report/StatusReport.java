package org.togglloxo.report;

import java.text.ParseException;
import java.time.Clock;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.quartz.CronExpression;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.PeopleWalk;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sync.RunProgress;

/** How everything stands, as scripts read it. */
public final class StatusReport {

    private StatusReport() {}

    /**
     * What the ledger tells: {@code runs}, {@code candidates}, {@code waiting}, {@code refused_edits}, {@code next_start},
     * {@code people_walk}.
     *
     * @param runs the last ones
     * @param start when the next one starts by the schedule
     */
    public static Map<String, Object> of(Ledger ledger, List<RunRow> runs, Optional<Date> start) {
        Map<Outcome, Long> counts = ledger.candidates().countByOutcome();
        Map<String, Object> candidates = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            candidates.put(outcome.word(), counts.getOrDefault(outcome, 0L));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        if (!ledger.scope().workspace().isEmpty()) {
            object.put("workspace", ledger.scope().workspace());
        }
        object.put("runs", runs.stream().map(RunReport::json).toList());
        object.put("candidates", candidates);
        object.put("waiting", ledger.candidates().countByWaits());
        object.put("refused_edits", ledger.refusedEdits().all());
        object.put(
                "next_start", start.map(next -> TimeFormat.show(next.getTime())).orElse(null));
        object.put(
                "people_walk",
                ledger.peopleWalk()
                        .state()
                        .map(state -> walk(state, ledger.peopleWalk().size()))
                        .orElse(null));
        return object;
    }

    private static Map<String, Object> walk(PeopleWalk.State walk, long people) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("people", people);
        object.put("complete", walk.complete());
        object.put("as_of", TimeFormat.show(walk.askedAt()));
        return object;
    }

    /** How far a run has come. */
    public static Map<String, Object> underWay(RunProgress progress, long startedAt) {
        Map<String, Object> object = new LinkedHashMap<>();
        OptionalLong left = progress.secondsLeft(startedAt);
        object.put("run", progress.runId());
        object.put("done", progress.done());
        object.put("total", progress.total() == 0 ? null : progress.total());
        object.put("at", TimeFormat.show(progress.at()));
        object.put("seconds_left", left.isEmpty() ? null : left.getAsLong());
        return object;
    }

    /** By the clock of this machine; a process that runs elsewhere may have another time zone. */
    public static Optional<Date> nextStart(String schedule, Clock clock) {
        try {
            return Optional.ofNullable(new CronExpression(schedule).getNextValidTimeAfter(Date.from(clock.instant())));
        } catch (ParseException e) {
            // doctor and sync say so
            return Optional.empty();
        }
    }

    /** Those who wait or failed for one and the same cause, the largest group first. */
    public static List<Map<String, Object>> byCause(List<CandidateRecord> unsuccessful) {
        Map<List<String>, List<CandidateRecord>> groups = unsuccessful.stream()
                .collect(Collectors.groupingBy(
                        known -> List.of(known.reason(), known.message()), LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .sorted(Comparator.comparingInt(group -> -group.getValue().size()))
                .map(group -> {
                    Map<String, Object> shown = new LinkedHashMap<>();
                    shown.put("reason", group.getKey().get(0));
                    shown.put("sentence", group.getKey().get(1));
                    shown.put("count", group.getValue().size());
                    shown.put(
                            "last",
                            TimeFormat.show(group.getValue().stream()
                                    .mapToLong(CandidateRecord::updatedAt)
                                    .max()
                                    .orElse(0)));
                    shown.put(
                            "candidates",
                            group.getValue().stream()
                                    .map(CandidateRecord::shownId)
                                    .toList());
                    return shown;
                })
                .toList();
    }
}
