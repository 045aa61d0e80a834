package org.togglloxo.flow;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.togglloxo.flow.camel.InterceptedSend;
import org.togglloxo.flow.check.SchemaCheck;
import org.togglloxo.flow.files.FlowException;
import org.togglloxo.flow.files.FlowFiles;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;

/**
 * Whether the files of a folder can be used: each against Camel's schema, and all together by starting them and sending
 * made-up candidates through.
 *
 * @param files what was looked at
 * @param summary how many routes there are and where they came from; empty where they cannot be started
 * @param errors at most one a file
 * @param warnings what looks like a mistake, and may be meant
 * @param wouldSend what steps send elsewhere in a run; nothing of it was sent
 */
public record RoutesCheck(
        List<String> files,
        String summary,
        List<RouteError> errors,
        List<RouteError> warnings,
        List<InterceptedSend> wouldSend) {

    /** @param settings need no keys and no services, see {@link FlowSettings#offline} */
    public static RoutesCheck of(FlowSettings settings, Path folder, Clock clock) {
        FlowFiles files = FlowFiles.read(folder);
        List<RouteError> errors = new ArrayList<>();
        List<RouteError> warnings = List.of();
        List<InterceptedSend> wouldSend = List.of();
        String summary = "";
        try (DryRun dryRun = DryRun.of(sound(settings), files, clock)) {
            warnings = dryRun.probe();
            wouldSend = dryRun.wouldSend();
            summary = dryRun.describeRoutes();
        } catch (FlowException e) {
            errors.add(e.error());
        }
        // Camel's own words are the better ones where both have some
        String loading = errors.isEmpty() ? "" : errors.get(0).file();
        SchemaCheck schema = new SchemaCheck();
        for (String file : files.routes()) {
            if (!file.equals(loading) && file.endsWith(".camel.yaml")) {
                try {
                    schema.check(file, files.readable(file)).ifPresent(errors::add);
                } catch (FlowException e) {
                    errors.add(e.error());
                }
            }
        }
        return new RoutesCheck(files.routes(), summary, List.copyOf(errors), warnings, wouldSend);
    }

    /** No route is to blame for a wrong setting, which is told by itself: its default takes its place. */
    private static FlowSettings sound(FlowSettings settings) {
        Properties defaults = Settings.defaults();
        Map<String, String> usual = settings.problems().stream()
                .map(Problem::setting)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), name -> defaults.getProperty(name, "")));
        return usual.isEmpty() ? settings : FlowSettings.offline(settings.all().with(usual));
    }
}
