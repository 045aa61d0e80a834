package org.togglloxo.cli.candidates;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.settings.PrivateFiles;
import org.togglloxo.sync.run.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "scorecard",
        mixinStandardHelpOptions = true,
        description =
                "Writes a candidate's test result as a PDF, read from Toggl Hire; nothing is written to Loxo or the ledger.")
public final class ScorecardCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "ID-or-address", description = "the candidate's id in Toggl Hire, or an e-mail address")
    String candidate;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "where the PDF is written")
    Path file;

    @Option(names = "--force", description = "replaces FILE where it exists")
    boolean force;

    @Mixin
    OutputOption output;

    ScorecardCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        // before anybody is asked, since it would be for nothing
        if (Files.exists(context.folder().resolve(file)) && !force) {
            return refuse("%s exists already. Give another --out, or --force to replace it".formatted(file));
        }
        boolean byAddress = candidate.matches("[^\\s@]+@[^\\s@]+");
        if (!byAddress && !candidate.matches("[A-Za-z0-9_-]+")) {
            return refuse(
                    "'%s' is no id of a candidate and no e-mail address. Give the id that Toggl Hire, plan and explain show, or an address"
                            .formatted(candidate));
        }
        FlowSettings settings = context.soundSettingsWithoutLoxo();
        Runs runs = Runs.none(context.clock());
        try (Ledger ledger = Ledger.openToRead(settings.ledger(), context.clock());
                Flow flow = Flow.look(settings, context.folder(), ledger, runs, context.clock())) {
            List<String> ids = byAddress ? idsOfAddress(flow, ledger) : List.of(candidate);
            if (ids.size() > 1) {
                return refuse("%s is the address of several candidates: %s. Give the id of one of them"
                        .formatted(candidate, String.join(", ", ids)));
            }
            for (String id : ids) {
                Optional<byte[]> pdf = flow.services().scorecard(id);
                if (pdf.isPresent()) {
                    return write(id, pdf.get());
                }
            }
            return refuse("Toggl Hire has no candidate %s. Give the id that Toggl Hire, plan and explain show"
                    .formatted(candidate));
        }
    }

    /** The ledger knows the address that somebody prefers, which Toggl Hire does not look up. */
    private List<String> idsOfAddress(Flow flow, Ledger ledger) {
        return Stream.concat(
                        flow.services().candidatesWith(candidate).stream(),
                        ledger.find(candidate).stream().map(CandidateRecord::togglId))
                .distinct()
                .toList();
    }

    private int write(String id, byte[] pdf) {
        try {
            PrivateFiles.write(context.folder().resolve(file), pdf, force);
        } catch (FileAlreadyExistsException e) {
            return refuse("%s exists already. Give another --out, or --force to replace it".formatted(file));
        } catch (NoSuchFileException e) {
            return refuse("%s cannot be written: its folder does not exist. Make it first".formatted(file));
        } catch (IOException e) {
            return refuse("%s cannot be written (%s). Give another --out".formatted(file, e.getMessage()));
        }
        output.text("%s: the test result of candidate %s, %,d bytes", file, output.shown(id), pdf.length);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("candidate", output.shown(id));
        object.put("file", file.toString());
        object.put("bytes", pdf.length);
        output.object(object);
        return ExitCode.OK.code();
    }

    private int refuse(String message) {
        context.console().error(message);
        return ExitCode.SETTINGS.code();
    }
}
