package org.togglloxo.cli.candidates;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.cli.terminal.TimeFormat;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.ledger.run.Event;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Where a candidate is: every outcome, with the call and the answer that failed, and what is next.")
public final class ExplainCommand implements Callable<Integer> {

    /** Skipped for what Loxo has, or has not. */
    private static final Set<String> IN_LOXO =
            Set.of(Reason.NOT_IN_LOXO.code(), Reason.CREATE_ONLY.code(), Reason.UPDATE_ONLY.code());

    private final CommandContext context;

    @Parameters(
            paramLabel = "ID-or-address",
            description = "the candidate's id in Toggl Hire, an e-mail address, or the person's id in Loxo")
    String candidate;

    @Mixin
    OutputOption output;

    ExplainCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (Ledger ledger = Ledger.openToRead(context.ledgerSettings(), context.clock())) {
            List<CandidateRecord> found = ledger.find(candidate);
            if (found.isEmpty()) {
                found = ledger.ofPerson(candidate);
            }
            if (found.isEmpty()) {
                context.console()
                        .error(
                                "the ledger has no candidate %s: nobody of that id or address was read from Toggl Hire, or came as far as the ledger, and nobody there is a person of that id in Loxo. plan shows who is listed now"
                                        .formatted(candidate));
                return ExitCode.SETTINGS.code();
            }
            List<Object> objects = new ArrayList<>();
            for (CandidateRecord known : found) {
                List<Event> history = ledger.runs().history(known.togglId());
                List<OutboxEntry> postings = ledger.postings().of(known.togglId());
                show(known, history, postings);
                objects.add(object(known, history, postings));
            }
            output.object(Map.of("candidates", objects));
            return ExitCode.OK.code();
        }
    }

    private void show(CandidateRecord known, List<Event> history, List<OutboxEntry> postings) {
        output.text("candidate %s: %s%s", known.togglId(), known.outcome().word(), about(known));
        for (Event event : history) {
            output.text(
                    "  %s  %s  [%s]  %s%s",
                    TimeFormat.show(event.at()),
                    source(event),
                    event.lane(),
                    event.outcome().word(),
                    why(event));
            if (event.call() != null) {
                output.text("      call:   %s", event.call());
            }
            if (event.answer() != null) {
                output.text("      answer: %s", event.answer());
            }
        }
        postings.forEach(posting -> output.text("  %s", line(posting)));
        output.text("  next: %s", next(known));
    }

    private static String source(Event event) {
        boolean byHand = Reason.LINKED_BY_HAND.is(event.reason());
        return event.runId() != Event.NO_RUN ? "run " + event.runId() : byHand ? "by hand" : "webhook";
    }

    private static String line(OutboxEntry posting) {
        String what = posting.kind().equals(OutboxEntry.APPLICATION)
                ? "application for job " + posting.target()
                : "event: " + posting.target();
        return posting.isDone()
                ? "%s  %s".formatted(TimeFormat.show(posting.doneAt()), what)
                : "%s  %s: sent, and its answer is not known".formatted(TimeFormat.show(posting.intentAt()), what);
    }

    private static String about(CandidateRecord known) {
        return known.loxoId() == null
                ? ", not known in Loxo"
                : ", Loxo person %s%s".formatted(known.loxoId(), known.createdHere() ? " (created from here)" : "");
    }

    private static String why(Event event) {
        return event.reason().isEmpty() ? "" : " (%s): %s".formatted(event.reason(), event.sentence());
    }

    private String next(CandidateRecord known) {
        if (known.createPending()) {
            return "a create was sent at %s and its answer is not known; the next run looks the person up first"
                    .formatted(TimeFormat.show(known.intentAt()));
        }
        if (known.outcome() == Outcome.DEFERRED) {
            String when = known.notBefore() == 0
                    ? "the next run tries again by itself"
                    : "the first run after %s tries again by itself".formatted(TimeFormat.show(known.notBefore()));
            return "%s; deferred %d times in a row".formatted(when, known.attempts());
        }
        if (known.outcome() == Outcome.FAILED) {
            String id = known.togglId();
            if (known.attempted() == null) {
                return "the next run tries again";
            }
            return Reason.AMBIGUOUS.is(known.reason())
                    ? "nothing by itself. Merge the people in Loxo, then: retry %s; or say who it is: link %s PERSON"
                            .formatted(id, id)
                    : "tried again when the candidate changes in Toggl Hire, or after: retry " + id;
        }
        if (known.outcome() == Outcome.SKIPPED) {
            return IN_LOXO.contains(known.reason())
                    ? "looked up in Loxo again by the first run after %s, or when the candidate changes in Toggl Hire"
                            .formatted(TimeFormat.show(known.updatedAt() + lookAgainAfter()))
                    : "nothing, until the candidate changes in Toggl Hire";
        }
        if (known.attempted() == null) {
            return "the next run sends the candidate again";
        }
        return known.waits().isEmpty()
                ? "nothing, until the candidate changes in Toggl Hire"
                : "put forward for the job when what is missing is there (%s)".formatted(known.waits());
    }

    private long lookAgainAfter() {
        return context.settings().sync().lookAgainAfter().toMillis();
    }

    private Map<String, Object> object(CandidateRecord known, List<Event> history, List<OutboxEntry> postings) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("candidate", known.togglId());
        object.put("outcome", known.outcome().word());
        object.put("reason", known.reason());
        object.put("sentence", known.sentence());
        object.put("lane", known.lane());
        object.put("person", known.loxoId());
        object.put("created_here", known.createdHere());
        object.put("attempts", known.attempts());
        object.put("waits", known.waits());
        object.put(
                "posted",
                postings.stream()
                        .map(posting ->
                                Map.of("what", posting.kind(), "for", posting.target(), "answered", posting.isDone()))
                        .toList());
        object.put("next", next(known));
        object.put("history", history);
        return object;
    }
}
