package org.togglloxo.cli.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.InvalidSettings;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.flow.DryRun;
import org.togglloxo.flow.DryRunResult;
import org.togglloxo.flow.camel.InterceptedSend;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.settings.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "try",
        mixinStandardHelpOptions = true,
        description =
                "Shows what routes/ makes of a candidate: lane, delivery, event. Writes nothing; a file needs no keys and no network.")
final class RoutesTryCommand implements Callable<Integer> {

    private final CommandContext context;

    @Option(
            names = "--candidate",
            paramLabel = "FILE|ID",
            required = true,
            description =
                    "a JSON file of one candidate or several, as Toggl Hire lists them; or an id, which Toggl Hire is asked for")
    String candidate;

    @Option(names = "--show-input", description = "prints the candidate as well, as the routes get it")
    boolean showInput;

    @Mixin
    OutputOption output;

    RoutesTryCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Path file = context.folder().resolve(candidate);
        boolean fromFile = Files.exists(file) || !candidate.matches("[A-Za-z0-9_-]+");
        List<JsonNode> given = new ArrayList<>();
        if (fromFile) {
            try {
                read(file).forEach(given::add);
            } catch (JsonProcessingException e) {
                // its own message tells of its settings as well
                return refuse("%s is no JSON (%s). Give a JSON file of candidates, or an id of Toggl Hire"
                        .formatted(candidate, e.getOriginalMessage()));
            } catch (IOException e) {
                return refuse("%s cannot be read (%s). Give a JSON file of candidates, or an id of Toggl Hire"
                        .formatted(candidate, e.getMessage()));
            }
        }
        Optional<FlowSettings> complete = complete();
        FlowSettings settings = complete.orElseGet(fromFile ? this::offline : context::soundSettingsWithoutLoxo);
        try (DryRun dryRun = DryRun.of(settings, context.folder(), context.clock())) {
            if (!fromFile) {
                Optional<JsonNode> found = dryRun.ask(candidate);
                if (found.isEmpty()) {
                    return refuse(
                            "Toggl Hire has no candidate %s, and there is no file of that name".formatted(candidate));
                }
                given.add(found.get());
            }
            return attempt(dryRun, given, complete.isPresent());
        }
    }

    /** With both keys Loxo can be asked what it lacks: once, since nothing depends on it. */
    private Optional<FlowSettings> complete() {
        FlowSettings settings = context.settings();
        return settings.problems().isEmpty()
                ? Optional.of(FlowSettings.from(settings.all().with(Map.of("retry.max-attempts", "0"))))
                : Optional.empty();
    }

    private int attempt(DryRun dryRun, List<JsonNode> given, boolean asksLoxo) {
        List<DryRunResult> tried = new ArrayList<>();
        List<Map<String, Object>> objects = new ArrayList<>();
        for (JsonNode candidate : given) {
            DryRunResult one = dryRun.attempt(candidate, candidate);
            Map<String, Object> object = object(one);
            if (showInput) {
                candidate.toPrettyString().lines().forEach(line -> output.text("%s", line));
                object.put("input", candidate);
            }
            show(one);
            tried.add(one);
            objects.add(object);
        }
        List<Delivery> deliveries = tried.stream()
                .map(DryRunResult::delivery)
                .filter(Objects::nonNull)
                .toList();
        List<String> notes = asksLoxo ? dryRun.missingFields(deliveries) : List.of();
        notes.forEach(note -> output.text("note: %s", note));
        output.object(Map.of("candidates", objects, "notes", notes));
        boolean broken = tried.stream().anyMatch(one -> one.error() != null);
        return broken ? ExitCode.SETTINGS.code() : ExitCode.OK.code();
    }

    /** A candidate, an array of them, or a page of the list. */
    private static JsonNode read(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode read = json.readTree(file.toFile());
        JsonNode candidates = read.path("data").isArray() ? read.path("data") : read;
        if (candidates.isArray()) {
            return candidates;
        }
        if (!candidates.isObject()) {
            throw new IOException("it holds no JSON object");
        }
        return json.createArrayNode().add(candidates);
    }

    private FlowSettings offline() {
        FlowSettings settings = context.offlineSettings();
        require(settings.problems());
        return settings;
    }

    private static void require(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
    }

    private void show(DryRunResult tried) {
        output.text(
                "candidate %s%s",
                output.shown(tried.togglId()), tried.lane().isEmpty() ? "" : ": lane " + tried.lane());
        if (tried.error() != null) {
            output.text("  error: %s", tried.error().message());
        } else if (tried.result() != null) {
            output.text(
                    "  %s: %s (%s)",
                    tried.result().outcome().word(),
                    tried.result().message(),
                    tried.result().reason());
        }
        if (tried.delivery() != null) {
            delivery(tried.delivery()).forEach((name, value) -> output.text("  %-22s %s", name, value));
        }
        if (tried.event() != null) {
            output.text("  event");
            tried.event().path("notes").asText("").lines().forEach(line -> output.text("    %s", line));
        }
        tried.wouldSend().forEach(send -> output.text("  %s", send.message()));
    }

    private static Map<String, Object> delivery(Delivery delivery) {
        Map<String, Object> shown = new LinkedHashMap<>(delivery.person());
        shown.put("emails", delivery.emails());
        shown.put("tags", delivery.tags());
        delivery.fields().forEach((name, value) -> shown.put("field " + name, value));
        shown.put("create", delivery.create());
        shown.put("put_forward", delivery.putForward());
        return shown;
    }

    private Map<String, Object> object(DryRunResult tried) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("candidate", output.shown(tried.togglId()));
        object.put("lane", tried.lane());
        object.put(
                "outcome",
                tried.result() == null ? null : tried.result().outcome().word());
        object.put("reason", tried.result() == null ? null : tried.result().reason());
        object.put("sentence", tried.result() == null ? null : tried.result().message());
        object.put("delivery", tried.delivery() == null ? null : delivery(tried.delivery()));
        object.put("event", tried.event());
        object.put(
                "would_send",
                tried.wouldSend().stream().map(InterceptedSend::message).toList());
        object.put("trouble", tried.error());
        return object;
    }

    private int refuse(String message) {
        context.console().error(message);
        return ExitCode.SETTINGS.code();
    }
}
