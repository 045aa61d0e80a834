package org.togglloxo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.flow.Drawing;
import org.togglloxo.flow.Outline;
import org.togglloxo.flow.Rehearsal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "draw",
        mixinStandardHelpOptions = true,
        description = "Draws the flow as routes/ has it: files, choices with their conditions, calls.")
final class RoutesDrawCommand implements Callable<Integer> {

    private final Clock clock;

    @Option(names = "--out", paramLabel = "FILE", description = "where it is written; an existing file is replaced")
    Path file;

    @Option(
            names = "--format",
            paramLabel = "text|mermaid|svg",
            defaultValue = "TEXT",
            description = "text (default), mermaid, or svg")
    Drawing format;

    @Mixin
    OutputOption output;

    RoutesDrawCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Outline outline;
        try (Rehearsal rehearsal =
                Rehearsal.of(CommandLineInterface.offlineSettings(), CommandLineInterface.folder(), clock)) {
            outline = Outline.of(rehearsal);
        }
        String drawn = format.of(outline);
        Map<String, Object> object = new LinkedHashMap<>();
        if (file == null) {
            drawn.stripTrailing().lines().forEach(output::text);
            object.put("routes", outline.routes());
        } else {
            try {
                Files.writeString(file, drawn);
            } catch (IOException e) {
                Console.error("%s cannot be written (%s). Give another --out".formatted(file, e.getMessage()));
                return ExitCode.SETTINGS.code();
            }
            output.text("%s: %d routes", file, outline.routes().size());
            object.put("file", file.toString());
        }
        output.object(object);
        return ExitCode.OK.code();
    }
}
