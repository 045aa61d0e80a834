package org.togglloxo.cli.candidates;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.ledger.run.Event;
import org.togglloxo.report.CandidateStory;
import org.togglloxo.report.TimeFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Where a candidate is: every outcome, with the call and the answer that failed, and what is next.")
public final class ExplainCommand implements Callable<Integer> {

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
                // another workspace may deliver into the same agency
                found = ledger.ofPerson(candidate).stream()
                        .filter(one ->
                                one.scope().workspace().equals(ledger.scope().workspace()))
                        .toList();
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
                CandidateStory story = CandidateStory.of(
                        ledger, known, context.settings().sync().lookAgainAfter());
                show(story);
                objects.add(story.json());
            }
            output.object(Map.of("candidates", objects));
            return ExitCode.OK.code();
        }
    }

    private void show(CandidateStory story) {
        CandidateRecord known = story.known();
        output.text("candidate %s: %s%s", known.shownId(), known.outcome().word(), about(known));
        for (Event event : story.history()) {
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
        story.outboxEntries().forEach(entry -> output.text("  %s", line(entry)));
        output.text("  next: %s", story.next());
    }

    private static String source(Event event) {
        if (event.runId() != Event.NO_RUN) {
            return "run " + event.runId();
        }
        boolean byHand = Reason.LINKED_BY_HAND.is(event.reason());
        return byHand ? "by hand" : Reason.MOVED.is(event.reason()) ? "rules" : "webhook";
    }

    private static String line(OutboxEntry entry) {
        String what = entry.kind().equals(OutboxEntry.APPLICATION)
                ? "application for job " + entry.target()
                : "event: " + entry.target();
        return entry.isDone()
                ? "%s  %s".formatted(TimeFormat.show(entry.doneAt()), what)
                : "%s  %s: sent, and its answer is not known".formatted(TimeFormat.show(entry.intentAt()), what);
    }

    private static String about(CandidateRecord known) {
        return known.loxoId() == null
                ? ", not known in Loxo"
                : ", Loxo person %s%s%s"
                        .formatted(
                                known.loxoId(),
                                known.scope().agency().isEmpty()
                                        ? ""
                                        : " in agency " + known.scope().agency(),
                                known.createdHere() ? " (created from here)" : "");
    }

    private static String why(Event event) {
        return event.reason().isEmpty() ? "" : " (%s): %s".formatted(event.reason(), event.message());
    }
}
