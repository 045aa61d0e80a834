package org.togglloxo.cli.candidates;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.LimitOption;
import org.togglloxo.cli.terminal.ListOutput;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.list.CandidateFilter;
import org.togglloxo.ledger.list.CandidateLine;
import org.togglloxo.ledger.list.CandidateList;
import org.togglloxo.report.TimeFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "candidates",
        mixinStandardHelpOptions = true,
        description = "Lists the candidates that the ledger knows, in the order of their ids. It has no names.")
public final class CandidatesCommand implements Callable<Integer> {

    private static final List<String> COLUMNS =
            List.of("candidate", "outcome", "reason", "lane", "opening", "person", "since", "attempts");

    private final CommandContext context;
    private final List<String> columns = new ArrayList<>(COLUMNS);

    @Option(names = "--outcome", paramLabel = "OUTCOME", description = "those who stand at it, such as failed")
    Outcome outcome;

    @Option(names = "--reason", paramLabel = "REASON", description = "those with this reason code, such as ambiguous")
    String reason = "";

    @Option(names = "--lane", paramLabel = "LANE", description = "those of this lane, such as shortlist")
    String lane = "";

    @Option(names = "--opening", paramLabel = "ID", description = "those of this opening, by its id in Toggl Hire")
    String opening = "";

    @Option(
            names = "--search",
            paramLabel = "TEXT",
            description = "an id in Toggl Hire or in Loxo, or an e-mail address, the whole of it")
    String search = "";

    @Mixin
    LimitOption limit;

    @Mixin
    ListOutput output;

    CandidatesCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (Ledger ledger = Ledger.openToRead(context.ledgerSettings(), context.clock())) {
            CandidateList candidates = ledger.candidates();
            Optional<String> unknown = unknown(candidates);
            if (unknown.isPresent()) {
                context.console().error(unknown.get());
                return ExitCode.SETTINGS.code();
            }
            CandidateFilter filter = new CandidateFilter(outcome, reason, lane, opening, search);
            long total = candidates.count(filter);
            if (!ledger.scope().agency().isEmpty()) {
                columns.add("agency");
            }
            output.begin("candidates", columns);
            candidates.forEach(filter, limit.count, this::show);
            long shown = limit.count == 0 ? total : Math.min(limit.count, total);
            output.end(
                    shown < total ? "%d of %d candidates".formatted(shown, total) : "%d candidates".formatted(total),
                    total);
            return ExitCode.OK.code();
        }
    }

    /** A reason of the program's own is one though nobody has it. */
    private Optional<String> unknown(CandidateList candidates) {
        if (!reason.isEmpty() && Stream.of(Reason.values()).noneMatch(known -> known.is(reason))) {
            Collection<String> there = candidates.reasons();
            if (!there.contains(reason)) {
                return Optional.of(message("--reason", reason, "reason", there));
            }
        }
        if (!lane.isEmpty()) {
            Collection<String> there = candidates.lanes();
            if (!there.contains(lane)) {
                return Optional.of(message("--lane", lane, "lane", there));
            }
        }
        return Optional.empty();
    }

    private static String message(String option, String value, String what, Collection<String> there) {
        String known = there.isEmpty() ? "nobody has one yet" : "there are " + String.join(", ", there);
        return "%s is '%s', and no candidate in the ledger has this %s: %s".formatted(option, value, what, known);
    }

    private void show(CandidateLine line) {
        String since = TimeFormat.show(line.since());
        String shown = "%-10s %-9s %-22s %-10s %-8s %-12s %s%s"
                .formatted(
                        context.shown(line.togglId()),
                        line.outcome().word(),
                        dash(line.reason()),
                        dash(line.lane()),
                        dash(line.opening()),
                        person(line),
                        since,
                        line.attempts() == 0 ? "" : ", deferred %d times".formatted(line.attempts()));
        List<Object> values = new ArrayList<>(List.of(
                context.shown(line.togglId()),
                line.outcome().word(),
                line.reason(),
                line.lane(),
                line.opening(),
                line.loxoId(),
                since,
                line.attempts()));
        if (columns.size() > values.size()) {
            values.add(line.agency());
        }
        output.row(shown, columns, values);
    }

    private static String person(CandidateLine line) {
        if (line.loxoId().isEmpty()) {
            return "-";
        }
        return line.agency().isEmpty()
                ? "person " + line.loxoId()
                : "person %s/%s".formatted(line.agency(), line.loxoId());
    }

    private static String dash(String value) {
        return value.isEmpty() ? "-" : value;
    }
}
