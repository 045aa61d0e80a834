package org.togglloxo.cli.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.InvalidSettings;
import org.togglloxo.cli.terminal.Logging;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.ledger.sql.DatabaseCopy;
import org.togglloxo.ledger.sql.LedgerSettings;
import org.togglloxo.settings.JdbcUrls;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Secrets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "copy",
        mixinStandardHelpOptions = true,
        description =
                "Copies the ledger into another database, such as from SQLite to PostgreSQL, while no run is under way.",
        footer = {"", "The password of the other database: TARGET_PASSWORD in the environment."})
final class LedgerCopyCommand implements Callable<Integer> {

    private static final String PASSWORD = "TARGET_PASSWORD";

    private final CommandContext context;

    @Option(
            names = "--to",
            paramLabel = "URL",
            required = true,
            description = "the empty database to copy into, as ledger.url would name it")
    String url;

    @Option(names = "--user", paramLabel = "USER", description = "its user, as ledger.user would name it")
    String user = "";

    @Mixin
    OutputOption output;

    LedgerCopyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        LedgerSettings from = context.ledgerSettings();
        LedgerSettings to = target();
        if (from.file().isPresent()
                && from.file().filter(java.nio.file.Files::exists).isEmpty()) {
            throw new InvalidSettings(
                    List.of(new Problem("ledger.url", "There is no ledger at ledger.url yet; the first run makes it")));
        }
        if (isSame(from, to)) {
            throw new InvalidSettings(List.of(new Problem(
                    "--to", "--to is %s, the ledger itself. Name another database".formatted(JdbcUrls.shown(url)))));
        }
        Map<String, Long> rows = DatabaseCopy.copy(from, to);
        rows.forEach((table, many) -> output.text("%-20s %d", table, many));
        output.text(
                "Copied, and as many rows are there as here. To go on with the copy: set ledger.url to %s",
                JdbcUrls.shown(url));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("to", JdbcUrls.shown(url));
        object.put("rows", rows);
        output.object(object);
        return ExitCode.OK.code();
    }

    private static boolean isSame(LedgerSettings from, LedgerSettings to) {
        return from.file().isPresent()
                && from.file().map(LedgerCopyCommand::whole).equals(to.file().map(LedgerCopyCommand::whole));
    }

    private static Path whole(Path file) {
        return file.toAbsolutePath().normalize();
    }

    private LedgerSettings target() {
        String password = context.environment().getOrDefault(PASSWORD, "");
        Logging.hide(Secrets.of(password));
        List<Problem> problems = new ArrayList<>();
        LedgerSettings target = LedgerSettings.from(
                context.all().with(Map.of("ledger.url", url, "ledger.user", user, "ledger.password", password)),
                1,
                problems);
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems.stream()
                    .map(problem -> new Problem("--to", inPlaceOf(problem.message())))
                    .toList());
        }
        return target;
    }

    /** Of a message about {@code ledger.url}; what that is by default is no advice here. */
    private static String inPlaceOf(String message) {
        return message.replaceFirst(" Set ledger\\.url=\\S+ \\(the default\\)$", " Name one")
                .replace("ledger.url", "--to");
    }
}
