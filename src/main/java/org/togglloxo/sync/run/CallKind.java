package org.togglloxo.sync.run;

import java.util.regex.Pattern;

/** What a call is made for: the words by which calls are counted before and after they are made. */
public enum CallKind {
    /** Who holds an address, and who is new. */
    LOOK_UPS("look-ups", true),
    READS("reads", true),
    CREATES("creates", true),
    UPDATES("updates", true),
    SOURCE_TYPES("updates for the source type alone", true),
    APPLICATIONS("applications", true),
    EVENTS("events", true),
    /** And companies. */
    JOBS("jobs", true),
    /** What the agency has set up: types, fields, places. */
    LISTS("lists", true),
    PAGES("pages", false),
    DETAILS("details", false),
    /** Of openings and tags. */
    NAMES("names", false);

    private static final Pattern BETWEEN = Pattern.compile("[ /]+");

    private final String words;
    private final boolean loxo;

    CallKind(String words, boolean loxo) {
        this.words = words;
        this.loxo = loxo;
    }

    /** For people, such as {@code look-ups}. */
    public String words() {
        return words;
    }

    /** Whether it goes to Loxo rather than to Toggl Hire. */
    public boolean isToLoxo() {
        return loxo;
    }

    /** @param operation method and path below the agency, such as {@code GET /people/12} */
    public static CallKind toLoxo(String operation) {
        String[] parts = BETWEEN.split(operation);
        boolean reads = parts[0].equals("GET");
        boolean item = parts.length > 2;
        return switch (parts[parts.length > 1 ? 1 : 0]) {
            case "people" -> reads ? item ? READS : LOOK_UPS : item ? UPDATES : CREATES;
            case "jobs" -> parts.length > 3 ? APPLICATIONS : JOBS;
            case "companies" -> JOBS;
            case "person_events" -> EVENTS;
            default -> LISTS;
        };
    }

    /** @param operation method and path below the version, such as {@code GET /candidates/12} */
    public static CallKind toToggl(String operation) {
        String[] parts = BETWEEN.split(operation);
        boolean about = parts.length > 1 && parts[1].equals("candidates");
        return !about ? NAMES : parts.length > 2 ? DETAILS : PAGES;
    }
}
