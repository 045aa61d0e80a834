package org.togglloxo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.settings.Scope;

/** What a command says of each workspace, one after the other: under its name, as one object, or as one table. */
final class SpaceOutput {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SUMS = Set.of(
            "read",
            "created",
            "updated",
            "unchanged",
            "skipped",
            "deferred",
            "failed",
            "seconds",
            "listed",
            "total",
            "people",
            "calls_to_loxo",
            "calls_to_toggl",
            "calls_seconds",
            "applications",
            "events",
            "retried",
            "forgotten");

    private final CommandContext context;
    private final boolean several;
    private final String format;
    private final boolean isList;
    private final List<Integer> exitCodes = new ArrayList<>();
    private final ArrayNode objects = JSON.createArrayNode();
    private boolean first = true;

    /** @param several whether each is named; of one alone the output is what it always is */
    SpaceOutput(CommandContext context, List<String> words, boolean several) {
        this.context = context;
        this.several = several;
        this.isList = words.get(0).equals("candidates");
        this.format = format(words);
    }

    /** The one that is asked for by {@code --output}. */
    static String format(List<String> words) {
        int at = words.indexOf("--output");
        return at > 0 && at + 1 < words.size()
                ? words.get(at + 1)
                : words.stream()
                        .filter(word -> word.startsWith("--output="))
                        .map(word -> word.substring("--output=".length()))
                        .findFirst()
                        .orElse("text");
    }

    void run(Scope scope, ToIntFunction<CommandContext> command) {
        if (!several) {
            exitCodes.add(command.applyAsInt(context.in(scope)));
            return;
        }
        CommandContext about = context.in(scope);
        if (format.equalsIgnoreCase("text")) {
            if (!first) {
                context.console().line("");
            }
            context.console().line(named(scope));
            exitCodes.add(command.applyAsInt(about));
        } else if (format.equalsIgnoreCase("csv")) {
            RowsOfSpace rows = new RowsOfSpace(context.console(), !first);
            exitCodes.add(command.applyAsInt(about.printingTo(new PrintWriter(rows))));
        } else if (isList) {
            ListOfSpace list = new ListOfSpace(context.console(), beginning(scope));
            int exitCode = command.applyAsInt(about.printingTo(new PrintWriter(list)));
            exitCodes.add(exitCode);
            objects.add(list.end(exitCode));
        } else {
            StringWriter said = new StringWriter();
            exitCodes.add(command.applyAsInt(about.printingTo(new PrintWriter(said))));
            keep(scope, said.toString().lines().toList());
        }
        first = false;
    }

    /** Of the only line, up to what the command prints. */
    private String beginning(Scope scope) {
        String whose = whose(scope).toString();
        return (first ? "{\"workspaces\":[" : ",") + whose.substring(0, whose.length() - 1);
    }

    private static ObjectNode whose(Scope scope) {
        return JSON.createObjectNode().put("workspace", scope.workspace()).put("agency", scope.agency());
    }

    private static String named(Scope scope) {
        String name = Stream.of(
                        scope.workspace().isEmpty() ? "" : "workspace " + scope.workspace(),
                        scope.agency().isEmpty() ? "" : "agency " + scope.agency())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return name.isEmpty() ? "without a name" : name;
    }

    private void keep(Scope scope, List<String> lines) {
        ObjectNode object = whose(scope);
        if (lines.isEmpty()) {
            object.put("exit_code", exitCodes.get(exitCodes.size() - 1));
        } else {
            lines.subList(0, lines.size() - 1).forEach(context.console()::line);
            object.setAll((ObjectNode) read(lines.get(lines.size() - 1)));
        }
        objects.add(object);
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The last line, where it is JSON; returns the exit code: 4 where somebody was refused, else the highest. */
    int end() {
        int highest = exitCodes.stream().mapToInt(Integer::intValue).max().orElse(0);
        int exitCode = exitCodes.contains(ExitCode.UNAUTHORIZED.code()) ? ExitCode.UNAUTHORIZED.code() : highest;
        if (several && format.equalsIgnoreCase("json")) {
            ObjectNode sums = sums();
            sums.put("exit_code", exitCode);
            if (!isList) {
                sums.set("workspaces", objects);
            }
            context.console().line((isList ? "]," : "{") + sums.toString().substring(1));
        }
        return exitCode;
    }

    /** Numbers are added; all is ok where each is; of what stopped, the first one counts, and of everything else the last. */
    private ObjectNode sums() {
        ObjectNode sums = JSON.createObjectNode();
        for (JsonNode object : objects) {
            boolean stopped = sums.path("stopped").asBoolean(false);
            object.properties().forEach(member -> {
                JsonNode before = sums.path(member.getKey());
                if (SUMS.contains(member.getKey()) && member.getValue().isNumber() && before.isNumber()) {
                    sum(sums, member.getKey(), before, member.getValue());
                } else if (member.getKey().equals("calls")) {
                    ObjectNode calls = sums.withObjectProperty("calls");
                    member.getValue()
                            .properties()
                            .forEach(kind -> sum(calls, kind.getKey(), calls.path(kind.getKey()), kind.getValue()));
                } else if (member.getKey().equals("ok")) {
                    sums.put("ok", before.asBoolean(true) && member.getValue().asBoolean());
                } else if (member.getValue().isValueNode()
                        && !Set.of("workspace", "agency").contains(member.getKey())
                        && !(stopped && Set.of("stopped", "ended", "reason").contains(member.getKey()))) {
                    sums.set(member.getKey(), member.getValue());
                }
            });
        }
        return sums;
    }

    private static void sum(ObjectNode sums, String name, JsonNode before, JsonNode more) {
        if (before.isMissingNode()) {
            sums.set(name, more);
        } else if (before.isIntegralNumber() && more.isIntegralNumber()) {
            sums.put(name, before.asLong() + more.asLong());
        } else {
            sums.put(name, Math.round((before.asDouble() + more.asDouble()) * 10) / 10.0);
        }
    }
}
