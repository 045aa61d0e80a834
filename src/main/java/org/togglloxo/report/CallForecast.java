package org.togglloxo.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.togglloxo.sync.run.CallKind;
import org.togglloxo.sync.run.Forecast;

/** Which calls are to come and how long they take, as people and scripts read it. */
public final class CallForecast {

    private static final long HOUR = 3_600;

    /** What would spare calls of a kind. */
    private static final Map<CallKind, String> WITHOUT = shortening();

    private CallForecast() {}

    private static Map<CallKind, String> shortening() {
        Map<CallKind, String> ways = new LinkedHashMap<>();
        ways.put(CallKind.EVENTS, "without the step to-record-event in routes/50-deliver-candidate.camel.yaml");
        ways.put(CallKind.APPLICATIONS, "with put_forward: none in routes/40-map-candidate.camel.yaml");
        ways.put(CallKind.SOURCE_TYPES, "with loxo.source-type left empty");
        ways.put(CallKind.DETAILS, "with toggl.details=never");
        return ways;
    }

    /** Of a plan. */
    public static List<String> ofPlan(Forecast forecast) {
        List<String> lines = new ArrayList<>();
        lines.add("Calls to come: " + byKind(forecast.calls()));
        lines.add(time(forecast));
        lines.addAll(shorter(forecast));
        return lines;
    }

    /** Of a run that begins; nothing where nobody new is there. */
    public static List<String> ofRun(Forecast forecast) {
        List<String> lines = new ArrayList<>();
        if (forecast.candidates() > 0) {
            lines.add("New candidates: %d, %s %d calls to Loxo"
                    .formatted(forecast.candidates(), forecast.atMost() ? "at most" : "about", forecast.calls(true)));
            lines.add(time(forecast));
            lines.addAll(shorter(forecast));
        }
        return lines;
    }

    /** Members of an object for scripts and the page, of what is left of a run under way. */
    public static Map<String, Object> ofRest(Forecast left) {
        long loxo = left.calls(true);
        long toggl = left.calls(false);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("calls_to_come", loxo + toggl);
        members.put("calls_seconds", seconds(left));
        members.put(
                "forecast",
                "Calls to come: %s %d to Loxo, %d to Toggl Hire. %s"
                        .formatted(left.atMost() ? "at most" : "about", loxo, toggl, time(left)));
        return members;
    }

    private static double seconds(Forecast forecast) {
        return Math.round(forecast.seconds() * 10) / 10.0;
    }

    /** Members of an object for scripts. */
    public static Map<String, Object> json(Forecast forecast) {
        Map<String, Object> members = new LinkedHashMap<>();
        Map<String, Long> calls = new LinkedHashMap<>();
        forecast.calls().forEach((kind, many) -> calls.put(kind.name().toLowerCase(Locale.ROOT), many));
        members.put("calls", calls);
        members.put("calls_to_loxo", forecast.calls(true));
        members.put("calls_to_toggl", forecast.calls(false));
        members.put("calls_seconds", seconds(forecast));
        members.put("calls_per_second", Math.round(forecast.pace().perSecond() * 100) / 100.0);
        members.put("pace", forecast.pace().basis().name().toLowerCase(Locale.ROOT));
        return members;
    }

    /** How many to each service, and of which kinds. */
    public static String byKind(Map<CallKind, Long> calls) {
        return "%s, %s".formatted(byKind(calls, true), byKind(calls, false));
    }

    private static String byKind(Map<CallKind, Long> calls, boolean toLoxo) {
        Map<CallKind, Long> some = new EnumMap<>(calls);
        some.entrySet().removeIf(kind -> kind.getKey().isToLoxo() != toLoxo || kind.getValue() == 0);
        String kinds = some.entrySet().stream()
                .map(kind -> kind.getKey().words() + " " + kind.getValue())
                .collect(Collectors.joining(", "));
        return "%d to %s%s"
                .formatted(
                        some.values().stream().mapToLong(Long::longValue).sum(),
                        service(toLoxo),
                        kinds.isEmpty() ? "" : " (" + kinds + ")");
    }

    private static String time(Forecast forecast) {
        boolean loxo = forecast.waitsForLoxo();
        String basis =
                switch (forecast.pace().basis()) {
                    case LEARNT -> "which is what it lets through";
                    case BOUND ->
                        "which is the bound set (%s.max-requests-per-second)".formatted(loxo ? "loxo" : "toggl");
                    case MEASURED -> "as fast as it answers, since it has refused none";
                    case ASSUMED -> "which is assumed: what it lets through is not known yet";
                };
        return "They take %s %s at %s calls a second to %s, %s"
                .formatted(
                        forecast.atMost() ? "up to" : "about",
                        TimeFormat.about(forecast.seconds()),
                        number(forecast.pace().perSecond()),
                        service(loxo),
                        basis);
    }

    private static String service(boolean loxo) {
        return loxo ? "Loxo" : "Toggl Hire";
    }

    private static String number(double perSecond) {
        return perSecond < 10
                ? String.format(Locale.ROOT, "%.1f", perSecond).replace(".0", "")
                : Long.toString(Math.round(perSecond));
    }

    private static List<String> shorter(Forecast forecast) {
        if (forecast.seconds() < HOUR) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("What would shorten it:");
        WITHOUT.forEach((kind, way) -> {
            long many = forecast.calls().getOrDefault(kind, 0L);
            long all = forecast.calls(kind.isToLoxo());
            if (many > 0 || kind == CallKind.SOURCE_TYPES) {
                boolean meanwhile = kind.isToLoxo() != forecast.waitsForLoxo();
                lines.add("  %s: %d of %d calls to %s (%d %%%s), %s"
                        .formatted(
                                kind.words(),
                                many,
                                all,
                                service(kind.isToLoxo()),
                                Math.round(100.0 * many / all),
                                meanwhile ? ", made meanwhile" : "",
                                way));
            }
        });
        return lines;
    }
}
