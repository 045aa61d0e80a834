package org.togglloxo.cli.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.flow.DryRun;
import org.togglloxo.flow.draw.Drawing;
import org.togglloxo.flow.draw.Outline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "draw",
        mixinStandardHelpOptions = true,
        description =
                "Draws the flow as routes/ has it: routes, choices with their conditions, error handling, and what the program adds.")
final class RoutesDrawCommand implements Callable<Integer> {

    private final CommandContext context;

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

    RoutesDrawCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Outline outline;
        try (DryRun dryRun = DryRun.of(context.offlineSettings(), context.folder(), context.clock())) {
            outline = Outline.of(dryRun);
        }
        String drawn = format.of(outline);
        Map<String, Object> object = new LinkedHashMap<>();
        if (file == null) {
            drawn.stripTrailing().lines().forEach(output::text);
            object.put("routes", outline.routes());
            object.put("connections", outline.connections());
        } else {
            try {
                Files.writeString(context.folder().resolve(file), drawn);
            } catch (IOException e) {
                context.console()
                        .error("%s cannot be written (%s). Give another --out"
                                .formatted(file, e.getClass().getSimpleName()));
                return ExitCode.SETTINGS.code();
            }
            output.text("%s: %d routes", file, outline.routes().size());
            object.put("file", file.toString());
        }
        output.object(object);
        return ExitCode.OK.code();
    }
}
