package org.togglloxo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.togglloxo.Documents;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.Console;
import org.togglloxo.cli.terminal.Signals;
import org.togglloxo.cli.terminal.StandardOutput;
import picocli.CommandLine;

/** The commands on the pages are those of the program, with their options. */
class CommandsTest {

    private static final List<String> OF_ALL = List.of("--help", "--version", "--output");

    private static List<CommandLine> commands() {
        CommandFactory commands = new CommandFactory(new CommandContext(
                Path.of(""),
                Map.of(),
                new Properties(),
                Clock.systemUTC(),
                Console.ofProcess(new StandardOutput()),
                Signals.ofProcess()));
        return RootCommand.COMMANDS.stream()
                .map(command -> new CommandLine(command, commands))
                .toList();
    }

    /** Such as {@code routes draw --format --out}; one for each that may be called. */
    private static Stream<String> calls(String before, CommandLine command) {
        String name = (before + " " + command.getCommandName()).strip();
        if (!command.getSubcommands().isEmpty()) {
            return command.getSubcommands().values().stream().flatMap(below -> calls(name, below));
        }
        List<String> words = new ArrayList<>(List.of(name));
        command.getCommandSpec().options().stream()
                .map(option -> option.longestName())
                .filter(option -> !OF_ALL.contains(option))
                .sorted()
                .forEach(words::add);
        return Stream.of(String.join(" ", words));
    }

    private static Stream<String> shown(String page) {
        return Documents.table(Documents.page(page), "command", "does").stream().map(row -> {
            String call = Documents.code(row.get(0));
            List<String> words = new ArrayList<>(List.of(call.replaceFirst("^([a-z]+(?: [a-z]+)?).*", "$1")));
            Pattern.compile("--[a-z-]+")
                    .matcher(call)
                    .results()
                    .map(MatchResult::group)
                    .sorted()
                    .forEach(words::add);
            return String.join(" ", words);
        });
    }

    @Test
    void areOnThePagesAndNoOthersAre() {
        assertThat(Stream.concat(shown("operations"), shown("webhooks")))
                .containsExactlyElementsOf(commands().stream()
                        .flatMap(command -> calls("", command))
                        .toList());
    }

    @Test
    void areInTheReadmeInTheirOrder() {
        assertThat(Documents.table(Documents.readme(), "command", "does").stream()
                        .map(row -> Documents.code(row.get(0))))
                .containsExactlyElementsOf(
                        commands().stream().map(CommandLine::getCommandName).toList());
    }
}
