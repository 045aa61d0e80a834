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
import org.togglloxo.flow.camel.InterceptedSend;
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
        List<RouteError> errors = new ArrayList<>(check.errors());
        settings.problems().stream()
                .map(problem -> new RouteError("config/application.properties", 0, problem.message()))
                .forEach(errors::add);
        Set<String> files = new LinkedHashSet<>(check.files());
        errors.forEach(error -> files.add(error.file()));
        files.forEach(file -> show(file, errors, check.warnings()));
        check.wouldSend().forEach(send -> output.text("note  a run %s; nothing was sent here", send.message()));
        ExitCode exitCode = errors.isEmpty() ? ExitCode.OK : ExitCode.SETTINGS;
        output.text("");
        output.text(
                errors.isEmpty()
                        ? check.summary() + sound(check.warnings())
                        : "Fix what is marked FAIL, then run routes check again");
        output.object(object(check, errors, exitCode));
        return exitCode.code();
    }

    private static String sound(List<RouteError> warnings) {
        return warnings.isEmpty()
                ? ": all is well. To see what they make of a candidate: routes try"
                : ": they can be used. What is marked WARN looks like a mistake";
    }

    private void show(String file, List<RouteError> errors, List<RouteError> warnings) {
        List<RouteError> own = of(file, errors);
        List<RouteError> doubtful = of(file, warnings);
        if (own.isEmpty() && doubtful.isEmpty()) {
            output.text("ok    %s", file);
        }
        own.forEach(error -> output.text("FAIL  %s", error.message()));
        doubtful.forEach(warning -> output.text("WARN  %s", warning.message()));
    }

    private static List<RouteError> of(String file, List<RouteError> errors) {
        return errors.stream().filter(error -> error.file().equals(file)).toList();
    }

    private static Map<String, Object> object(RoutesCheck check, List<RouteError> errors, ExitCode exitCode) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("ok", errors.isEmpty());
        object.put("exit_code", exitCode.code());
        object.put("files", check.files());
        object.put("troubles", errors);
        object.put("warnings", check.warnings());
        object.put(
                "would_send",
                check.wouldSend().stream().map(InterceptedSend::message).toList());
        return object;
    }
}
