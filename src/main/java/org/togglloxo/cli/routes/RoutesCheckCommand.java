package org.togglloxo.cli.routes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.flow.RoutesCheck;
import org.togglloxo.flow.camel.HeldSend;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.files.RouteError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Checks every file in routes/, and sends made-up candidates through; needs no keys and no network.")
final class RoutesCheckCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    OutputOption output;

    RoutesCheckCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        FlowSettings settings = context.offlineSettings();
        RoutesCheck check = RoutesCheck.of(settings, context.folder(), context.clock());
        List<RouteError> troubles = new ArrayList<>(check.troubles());
        settings.problems().stream()
                .map(problem -> new RouteError("config/application.properties", 0, problem.sentence()))
                .forEach(troubles::add);
        Set<String> files = new LinkedHashSet<>(check.files());
        troubles.forEach(trouble -> files.add(trouble.file()));
        files.forEach(file -> show(file, troubles, check.warnings()));
        check.wouldSend().forEach(send -> output.text("note  a run %s; nothing was sent here", send.sentence()));
        ExitCode exitCode = troubles.isEmpty() ? ExitCode.OK : ExitCode.SETTINGS;
        output.text("");
        output.text(
                troubles.isEmpty()
                        ? check.summary() + sound(check.warnings())
                        : "Fix what is marked FAIL, then run routes check again");
        output.object(object(check, troubles, exitCode));
        return exitCode.code();
    }

    private static String sound(List<RouteError> warnings) {
        return warnings.isEmpty()
                ? ": all is well. To see what they make of a candidate: routes try"
                : ": they can be used. What is marked WARN looks like a slip";
    }

    private void show(String file, List<RouteError> troubles, List<RouteError> warnings) {
        List<RouteError> own = of(file, troubles);
        List<RouteError> doubtful = of(file, warnings);
        if (own.isEmpty() && doubtful.isEmpty()) {
            output.text("ok    %s", file);
        }
        own.forEach(trouble -> output.text("FAIL  %s", trouble.sentence()));
        doubtful.forEach(warning -> output.text("WARN  %s", warning.sentence()));
    }

    private static List<RouteError> of(String file, List<RouteError> troubles) {
        return troubles.stream().filter(trouble -> trouble.file().equals(file)).toList();
    }

    private static Map<String, Object> object(RoutesCheck check, List<RouteError> troubles, ExitCode exitCode) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("ok", troubles.isEmpty());
        object.put("exit_code", exitCode.code());
        object.put("files", check.files());
        object.put("troubles", troubles);
        object.put("warnings", check.warnings());
        object.put(
                "would_send", check.wouldSend().stream().map(HeldSend::sentence).toList());
        return object;
    }
}
