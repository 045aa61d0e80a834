package org.togglloxo.cli;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.ledger.Ledger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "link",
        mixinStandardHelpOptions = true,
        description = "Settles by hand which person in Loxo a candidate is, for instance after `ambiguous`.")
final class LinkCommand implements Callable<Integer> {

    private final Clock clock;

    @Parameters(index = "0", paramLabel = "CANDIDATE", description = "the candidate's id in Toggl Hire")
    String candidate;

    @Parameters(index = "1", paramLabel = "PERSON", description = "the person's id in Loxo")
    long person;

    @Mixin
    OutputOption output;

    LinkCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        try (Ledger ledger = Ledger.openBeside(CommandLineInterface.ledgerSettings(), clock)) {
            if (!ledger.link(candidate, Long.toString(person))) {
                Console.error("the ledger has no candidate %s. Give an id as status and explain show it"
                        .formatted(candidate));
                return ExitCode.SETTINGS.code();
            }
            output.text(
                    "Candidate %s is person %d in Loxo; the next run delivers it there. To start one now: sync --once",
                    candidate, person);
            output.object(Map.of("candidate", candidate, "person", person));
            return ExitCode.OK.code();
        }
    }
}
