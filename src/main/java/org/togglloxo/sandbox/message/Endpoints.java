package org.togglloxo.sandbox.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The table of a service: {@code "GET /people/{id}"} to what answers it. A literal segment wins over a value. */
public final class Endpoints {

    public interface Handler {
        Answer answer(Request request);
    }

    public record Match(String template, Map<String, String> values, Handler handler) {}

    private record Row(String template, String[] segments, Handler handler) {}

    private final Map<String, List<Row>> byShape = new HashMap<>();
    private final Map<String, Handler> byOperation = new TreeMap<>();

    /** Adds an endpoint, or replaces what answered it. */
    public Endpoints on(String operation, Handler handler) {
        int space = operation.indexOf(' ');
        String template = operation.substring(space + 1);
        String[] segments = segments(template);
        List<Row> rows =
                byShape.computeIfAbsent(operation.substring(0, space) + segments.length, k -> new ArrayList<>());
        rows.removeIf(row -> row.template.equals(template));
        rows.add(template.contains("{") ? rows.size() : 0, new Row(template, segments, handler));
        byOperation.put(operation, handler);
        return this;
    }

    public Optional<Match> find(String method, String path) {
        String[] segments = segments(path);
        return byShape.getOrDefault(method + segments.length, List.of()).stream()
                .filter(row -> matches(row.segments, segments))
                .findFirst()
                .map(row -> new Match(row.template, values(row.segments, segments), row.handler));
    }

    public Handler handler(Request request) {
        return byOperation.get(request.operation());
    }

    private static String[] segments(String path) {
        return path.substring(1).split("/", -1);
    }

    private static boolean matches(String[] template, String[] path) {
        for (int i = 0; i < template.length; i++) {
            if (!isValue(template[i]) && !template[i].equals(path[i])) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> values(String[] template, String[] path) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < template.length; i++) {
            if (isValue(template[i])) {
                values.put(template[i].substring(1, template[i].length() - 1), path[i]);
            }
        }
        return values;
    }

    private static boolean isValue(String segment) {
        return segment.startsWith("{");
    }
}
