package org.togglloxo.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.togglloxo.ledger.audit.RefusedEdit;
import org.togglloxo.ledger.run.Event;
import org.togglloxo.report.Advice;

/** Who has no token sees counts, ids and codes: what Loxo said of somebody may tell more. */
final class FieldRedaction {

    private static final List<String> SENSITIVE = List.of("sentence", "call", "answer");

    private FieldRedaction() {}

    static Map<String, Object> of(Role role, Map<String, Object> object) {
        object.put("meaning", Advice.meaning(String.valueOf(object.get("reason"))));
        if (role.may(Role.READER)) {
            return object;
        }
        object.replaceAll((name, value) -> SENSITIVE.contains(name) ? "" : value);
        if (object.get("history") instanceof List<?> history) {
            object.put(
                    "history",
                    history.stream()
                            .map(event -> event instanceof Event told ? withoutWords(told) : event)
                            .toList());
        }
        return object;
    }

    /** What a run ended with, and what was remarked of it, are sentences as well: its code says why. */
    static Map<String, Object> ofRun(Role role, Map<String, Object> run) {
        if (role.may(Role.READER)) {
            return run;
        }
        Map<String, Object> bare = new LinkedHashMap<>(run);
        bare.put("reason", "");
        bare.put("remarks", List.of());
        return bare;
    }

    /** Neither what is wrong with them, in words that may quote the file, nor on which machine and in which folder. */
    static List<RefusedEdit> ofEdits(Role role, List<RefusedEdit> edits) {
        return role.may(Role.READER)
                ? edits
                : edits.stream()
                        .map(edit -> new RefusedEdit("", nameOf(edit.file()), edit.line(), "", edit.since()))
                        .toList();
    }

    private static String nameOf(String file) {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }

    /** A message that was not made for the page: it may name hosts and files. */
    static String ofMessage(Role role, String message) {
        return role.may(Role.READER) ? message : "This could not be answered; the log and a token tell why";
    }

    private static Event withoutWords(Event event) {
        return new Event(
                event.togglId(),
                event.runId(),
                event.at(),
                event.lane(),
                event.outcome(),
                event.reason(),
                "",
                null,
                null);
    }

    static List<Map<String, Object>> ofGroups(Role role, List<Map<String, Object>> groups) {
        if (role.may(Role.READER)) {
            return groups;
        }
        Map<Object, Map<String, Object>> byReason = new LinkedHashMap<>();
        for (Map<String, Object> group : groups) {
            group.put("sentence", "");
            byReason.merge(group.get("reason"), group, FieldRedaction::together);
        }
        return new ArrayList<>(byReason.values());
    }

    private static Map<String, Object> together(Map<String, Object> one, Map<String, Object> other) {
        one.put("count", (long) one.get("count") + (long) other.get("count"));
        List<Object> ids = new ArrayList<>((List<?>) one.get("candidates"));
        ids.addAll((List<?>) other.get("candidates"));
        one.put("candidates", ids);
        return one;
    }

    /** As a part of a path. */
    static String inUrl(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
