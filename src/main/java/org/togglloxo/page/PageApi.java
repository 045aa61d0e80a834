package org.togglloxo.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.togglloxo.candidate.Address;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.draw.Drawing;
import org.togglloxo.flow.draw.Outline;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.audit.RefusedEdit;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.report.CandidateStory;
import org.togglloxo.report.RunReport;
import org.togglloxo.report.StatusReport;
import org.togglloxo.server.PageSettings;
import org.togglloxo.sync.RunProgress;
import org.togglloxo.sync.run.CallKind;
import org.togglloxo.sync.run.Forecast;

/** What the page shows: the objects that the commands print. What is done by it, {@link PageActs} does. */
final class PageApi {

    private static final int RUNS = 50;
    private static final int LAST_RUNS = 10;
    private static final int CAUSES = 100;

    private final Operations operations;
    private final RunEvents events;
    private final PageSettings settings;
    private final PageActs acts;
    private final CandidateLists lists;

    PageApi(Operations operations, RunEvents events, PageSettings settings) {
        this.operations = operations;
        this.events = events;
        this.settings = settings;
        this.acts = new PageActs(operations, events);
        this.lists = new CandidateLists(operations);
    }

    /** Whether Toggl Hire or Loxo is asked for it. */
    boolean asksService(Call call) {
        String last = call.path().get(call.path().size() - 1);
        return call.path().size() == 3 && (last.equals("who") || last.equals("link"));
    }

    Answer answer(Call call) {
        List<String> path = call.path();
        if (call.post()) {
            return acts.answer(call);
        }
        if (path.size() == 1) {
            return switch (path.get(0)) {
                case "status" -> Answer.json(status(call));
                case "runs" ->
                    Answer.json(Map.of("runs", json(call.role(), ledger().runs().last(RUNS))));
                case "candidates" -> Answer.json(lists.of(call));
                case "failures" -> Answer.json(failures(call));
                case "edits" -> Answer.json(Map.of("refused_edits", edits(call.role())));
                case "flow" -> Answer.svg(picture());
                default -> throw nowhere();
            };
        }
        if (path.get(0).equals("candidates") && path.size() == 2) {
            return Answer.json(story(call, path.get(1)));
        }
        if (path.get(0).equals("candidates") && path.size() == 3 && path.get(2).equals("who")) {
            call.needs(Role.READER, "To see a name");
            return Answer.json(who(path.get(1)));
        }
        throw nowhere();
    }

    static Refusal nowhere() {
        return new Refusal(Refusal.NOT_FOUND, "There is nothing at this address");
    }

    private Ledger ledger() {
        return operations.ledger();
    }

    private Map<String, Object> status(Call call) {
        List<RunRow> runs = ledger().runs().last(LAST_RUNS);
        String schedule = operations.settings().sync().scheduled()
                ? operations.settings().all().text("sync.schedule")
                : "";
        Map<String, Object> object =
                StatusReport.of(ledger(), runs, StatusReport.nextStart(schedule, ledger().clock()));
        object.put("runs", json(call.role(), runs));
        object.put("refused_edits", edits(call.role()));
        object.put("under_way", underWay(runs));
        object.put("role", call.role().name().toLowerCase(Locale.ROOT));
        object.put(
                "tokens",
                Map.of(
                        "reader",
                        !settings.readerToken().isEmpty(),
                        "admin",
                        !settings.adminToken().isEmpty()));
        return object;
    }

    private static List<Map<String, Object>> json(Role role, List<RunRow> runs) {
        return runs.stream()
                .map(run -> FieldRedaction.ofRun(role, RunReport.json(run)))
                .toList();
    }

    private List<RefusedEdit> edits(Role role) {
        return FieldRedaction.ofEdits(role, ledger().refusedEdits().all());
    }

    /** How far the run of this process has come, or null: known without the ledger. */
    Map<String, Object> own() {
        return events.underWay(operations.calls());
    }

    /** How things stand in the ledger: what other processes do is there as well. */
    Seen seen() {
        List<RunRow> runs = ledger().runs().last(1);
        return new Seen(underWay(runs), runs.isEmpty() ? null : runs.get(0));
    }

    /**
     * The runs in the ledger.
     *
     * @param underWay how far the one has come that is under way, or null
     * @param last the last one, or null
     */
    record Seen(Map<String, Object> underWay, RunRow last) {}

    private Map<String, Object> underWay(List<RunRow> runs) {
        Map<String, Object> own = own();
        if (own != null || runs.isEmpty() || runs.get(0).endedAt() != null || !operations.othersMayRun()) {
            return own;
        }
        RunRow last = runs.get(0);
        return RunProgress.of(last.id(), ledger().marks())
                .map(progress -> StatusReport.underWay(progress, last.startedAt()))
                .orElseGet(() ->
                        StatusReport.underWay(new RunProgress(last.id(), 0, 0, last.startedAt()), last.startedAt()));
    }

    private Map<String, Object> story(Call call, String word) {
        CandidateRecord known = known(ledger(), word);
        CandidateStory story =
                CandidateStory.of(ledger(), known, operations.settings().sync().lookAgainAfter());
        Map<String, Object> object = story.json();
        object.put("opening", known.opening());
        object.put("updated_at", known.updatedAt());
        object.put("toggl_link", settings.candidateLink().replace("{id}", FieldRedaction.inUrl(known.togglId())));
        object.put(
                "person_link",
                known.loxoId() == null
                        ? ""
                        : settings.personLink().replace("{id}", FieldRedaction.inUrl(known.loxoId())));
        return FieldRedaction.of(call.role(), object);
    }

    /** An id without its workspace, where that is named before it. */
    static String bare(Ledger ledger, String word) {
        String own = ledger.scope().shown("");
        return word.startsWith(own) ? word.substring(own.length()) : word;
    }

    /** The candidate of this id. */
    static CandidateRecord known(Ledger ledger, String word) {
        CandidateRecord known = ledger.lookUp(bare(ledger, word));
        if (known.updatedAt() == 0) {
            throw new Refusal(
                    Refusal.NOT_FOUND,
                    ledger.scope()
                            .ofWorkspace()
                            .said(
                                    "The ledger has no candidate of this id: nobody of it was read from Toggl Hire, or came as far as the ledger, or the candidate was forgotten"));
        }
        return known;
    }

    /** Read when it is asked for, and kept nowhere. */
    private Map<String, Object> who(String word) {
        CandidateRecord known = known(ledger(), word);
        return operations
                .flow()
                .services()
                .candidate(known.togglId())
                .map(found -> Map.<String, Object>of("name", found.name(), "addresses", different(found.emails())))
                .orElseThrow(() -> new Refusal(Refusal.NOT_FOUND, "Toggl Hire has no such candidate any more"));
    }

    /** What is written to, and what was logged in with, are one address as a rule. */
    private static List<String> different(List<String> addresses) {
        List<String> kept = new ArrayList<>();
        for (String address : addresses) {
            if (kept.stream().noneMatch(other -> Address.same(other, address))) {
                kept.add(address);
            }
        }
        return kept;
    }

    private Map<String, Object> failures(Call call) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (Outcome outcome : List.of(Outcome.FAILED, Outcome.DEFERRED)) {
            List<Map<String, Object>> groups = new ArrayList<>();
            ledger().candidates()
                    .causes(outcome, CAUSES)
                    .forEach(cause -> groups.add(Causes.json(ledger().scope(), cause)));
            object.put(outcome.word(), FieldRedaction.ofGroups(call.role(), groups));
        }
        return object;
    }

    private String picture() {
        Map<String, Long> counts = new LinkedHashMap<>(operations.passed());
        if (!counts.isEmpty() && !events.isUnderWay()) {
            Map<CallKind, Long> calls = operations.calls();
            counts.put("Loxo", Forecast.calls(calls, true));
            counts.put("Toggl Hire", Forecast.calls(calls, false));
        }
        return Drawing.counted(Outline.of(operations.flow()), counts);
    }
}
