package org.togglloxo.cli.candidates;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.loxo.person.PersonReader.FoundPerson;
import org.togglloxo.sync.run.Progress;
import org.togglloxo.sync.run.RunJournal;
import org.togglloxo.sync.run.Runs;
import org.togglloxo.togglhire.FoundCandidate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "link",
        mixinStandardHelpOptions = true,
        description =
                "Settles by hand which person in Loxo a candidate is, for instance after `ambiguous`. Asks where they have no address in common.")
public final class LinkCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "CANDIDATE", description = "the candidate's id in Toggl Hire")
    String candidate;

    @Parameters(index = "1", paramLabel = "PERSON", description = "the person's id in Loxo")
    long person;

    @Option(names = "--yes", description = "does not ask where the two have no address in common")
    boolean yes;

    @Mixin
    OutputOption output;

    LinkCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (Ledger ledger = Ledger.openBeside(context.ledgerSettings(), context.clock())) {
            if (ledger.lookUp(candidate).updatedAt() == 0) {
                return refuse("the ledger has no candidate %s. Give an id as status and explain show it"
                        .formatted(candidate));
            }
            FlowSettings settings = context.soundSettings();
            Runs runs = new Runs(RunJournal.none(false), Progress.NONE, context.clock(), 1);
            Optional<FoundPerson> found;
            Optional<FoundCandidate> listed;
            try (Flow flow = Flow.look(settings, context.folder(), ledger, runs, context.clock())) {
                found = flow.services().person(Long.toString(person));
                listed = flow.services().candidate(candidate);
            }
            if (found.isEmpty()) {
                return refuse(settings.scope()
                        .said("Loxo has no person %d. Give the id that stands in the person's address in Loxo"
                                .formatted(person)));
            }
            return link(ledger, listed, found.get());
        }
    }

    private int link(Ledger ledger, Optional<FoundCandidate> listed, FoundPerson found) {
        String both = "Candidate %s in Toggl Hire: %s. Person %d in Loxo: %s"
                .formatted(
                        context.shown(candidate),
                        listed.map(FoundCandidate::name).orElse("no longer there"),
                        person,
                        found.name());
        output.text(both);
        boolean known = isKnown(ledger, listed, found);
        if (!known && !yes) {
            if (!context.console().canAsk()) {
                return refuse("they have no address in common. If they are one person all the same: link %s %d --yes"
                        .formatted(context.shown(candidate), person));
            }
            if (!context.console().confirms("They have no address in common. Are they one person all the same?")) {
                output.text("Nothing was changed");
                output.object(Map.of("candidate", candidate, "linked", false));
                return ExitCode.SETTINGS.code();
            }
        }
        ledger.manualDecisions(context.actor()).link(candidate, Long.toString(person));
        output.text(
                "Candidate %s is person %d in Loxo; the next run delivers it there. To start one now: sync --once",
                context.shown(candidate), person);
        output.object(Map.of("candidate", candidate, "person", person));
        return ExitCode.OK.code();
    }

    /** By an address that the ledger knew of the candidate, or that Toggl Hire tells now. */
    private boolean isKnown(Ledger ledger, Optional<FoundCandidate> listed, FoundPerson found) {
        List<String> addresses = listed.map(FoundCandidate::emails).orElse(List.of());
        return ledger.addresses().knows(candidate, found.emails()) || found.holdsAny(addresses);
    }

    private int refuse(String message) {
        context.console().error(message);
        return ExitCode.SETTINGS.code();
    }
}
