package org.togglloxo.alert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.PropertiesText;
import org.togglloxo.settings.TextFile;
import org.togglloxo.settings.UnreadableFile;

/** The words of alerts: those in the jar, and in their place those in the file of {@code alerts.messages}. */
final class AlertMessages {

    private static final Logger LOG = LoggerFactory.getLogger(AlertMessages.class);
    private static final String SETTING = "alerts.messages";
    private static final Pattern NAME = Pattern.compile("\\{([a-z-]+)}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);
    private static final long TWO = 2;

    private final Properties messages;

    private AlertMessages(Properties messages) {
        this.messages = messages;
    }

    static AlertMessages ofJar() {
        try (InputStream in = AlertMessages.class.getResourceAsStream("messages.properties")) {
            return new AlertMessages(PropertiesText.parsed("messages.properties", in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * As they are in force; where the file cannot be read, those in the jar.
     *
     * @param file need not be there
     */
    static AlertMessages in(Path file) {
        AlertMessages all = ofJar();
        try {
            own(file).forEach((name, message) -> all.messages.put(name, message));
        } catch (UnreadableFile e) {
            LOG.warn("{}. Alerts are worded as ever", e.getMessage());
        }
        return all;
    }

    private static Properties own(Path file) {
        String name = file.toString();
        return Files.exists(file) ? PropertiesText.parsed(name, TextFile.bytes(file, name)) : new Properties();
    }

    /** What is wrong with a file of one's own. */
    static List<Problem> problems(Path file) {
        List<Problem> problems = new ArrayList<>();
        try {
            Properties own = own(file);
            Properties known = ofJar().messages;
            for (String name : new TreeSet<>(own.stringPropertyNames())) {
                String usual = known.getProperty(name);
                if (usual == null) {
                    problems.add(
                            problem("%s has the line '%s', which is no message of an alert. Correct it, or take it out"
                                    .formatted(file, name)));
                    continue;
                }
                Set<String> strangers = names(own.getProperty(name));
                strangers.removeAll(allowed(name, usual));
                strangers.stream()
                        .findFirst()
                        .ifPresent(stranger -> problems.add(
                                problem("%s has {%s} in the line '%s', which is not known there. Write one of %s"
                                        .formatted(file, stranger, name, allowed(name, usual)))));
            }
        } catch (UnreadableFile e) {
            problems.add(problem(e.getMessage()));
        }
        return problems;
    }

    private static Problem problem(String message) {
        return new Problem(SETTING, SETTING + ": " + message);
    }

    /** What a line of the file may hold: subjects any number of the run, all others what they hold in the jar. */
    private static Set<String> allowed(String name, String usual) {
        Set<String> names = names(usual);
        if (name.startsWith("subject.") || name.equals("line.counts")) {
            names.addAll(names(ofJar().messages.getProperty("line.counts")));
            names.addAll(Set.of("run", "runs", "time", "since"));
        }
        if (name.startsWith("subject.")) {
            names.remove("subject");
        }
        return names;
    }

    private static Set<String> names(String message) {
        Set<String> names = new TreeSet<>();
        NAME.matcher(message).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    /** A message with its values filled in; empty for an empty name. */
    String say(String name, Map<String, ?> values) {
        return NAME.matcher(messages.getProperty(name, ""))
                .replaceAll(found -> Matcher.quoteReplacement(String.valueOf(values.get(found.group(1)))));
    }

    String say(RunProblem problem) {
        return say(problem.message(), problem.values());
    }

    String runs(long number) {
        return say(number == 1 ? "runs.one" : "runs.many", Map.of("number", number));
    }

    /** From minutes to days, in whole ones. */
    String time(Duration time) {
        if (time.toDays() >= TWO) {
            return say("time.days", Map.of("number", time.toDays()));
        }
        if (time.toHours() >= TWO) {
            return say("time.hours", Map.of("number", time.toHours()));
        }
        return time.toMinutes() == 60
                ? say("time.hour", Map.of())
                : time.toMinutes() == 1
                        ? say("time.minute", Map.of())
                        : say("time.minutes", Map.of("number", time.toMinutes()));
    }

    static String at(Instant time) {
        return TIME.format(time);
    }
}
