package org.togglloxo.loxo.api;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.togglloxo.settings.TextFile;
import org.togglloxo.settings.UnreadableFile;

/**
 * {@code config/jobs.csv}: a line an opening, {@code opening,job}. The opening is Toggl's id or the exact name, the job
 * Loxo's id. Lines that begin with # are comments.
 *
 * @param jobs by the opening's id or name in lower case
 */
public record JobsFile(Map<String, String> jobs) {

    private static final Pattern SEPARATED = Pattern.compile(".*?([,;\\t])\\s*\"?(?:\\d+|\\D[^,;\\t]*)\"?[\\s,;]*");

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setCommentMarker('#')
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();

    /**
     * Reads the file; one that is not there has no lines.
     *
     * @throws IllegalArgumentException naming the line, the rule and the fix
     */
    public static JobsFile read(Path file) {
        Map<String, String> jobs = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return new JobsFile(jobs);
        }
        String text = text(file);
        try (CSVParser lines = format(text).parse(new StringReader(text))) {
            for (CSVRecord line : lines) {
                if (!isHeader(line)) {
                    add(file, line, jobs);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException(
                    "%s cannot be read: %s. Set jobs.file to a file with lines of opening,job"
                            .formatted(file, e.getMessage()),
                    e);
        }
        return new JobsFile(jobs);
    }

    private static String text(Path file) {
        try {
            return TextFile.read(file, file.toString());
        } catch (UnreadableFile e) {
            String remedy = e.line() == 0 ? ". Set jobs.file to a file with lines of opening,job" : "";
            throw new IllegalArgumentException(e.getMessage() + remedy, e);
        }
    }

    /** By what stands before the job's number in the first line: spreadsheets save with semicolons or tabs where commas are decimal. */
    private static CSVFormat format(String text) {
        Optional<String> first = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .findFirst();
        char delimiter = first.map(SEPARATED::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1).charAt(0))
                .orElse(',');
        return FORMAT.builder().setDelimiter(delimiter).get();
    }

    public Optional<String> job(String openingId, String openingName) {
        return Optional.ofNullable(jobs.get(openingId)).or(() -> Optional.ofNullable(jobs.get(key(openingName))));
    }

    private static void add(Path file, CSVRecord line, Map<String, String> jobs) {
        String opening = line.get(0).strip();
        String job = line.size() < 2 ? "" : line.get(1).strip();
        if (opening.isEmpty() || !job.matches("[0-9]+")) {
            throw new IllegalArgumentException(
                    "%s, line %d: '%s' is not an opening and the number of a job. Write opening,job, such as 100,33011"
                            .formatted(file, line.getParser().getCurrentLineNumber(), String.join(",", line.toList())));
        }
        String before = jobs.put(key(opening), job);
        if (before != null && !before.equals(job)) {
            throw new IllegalArgumentException(
                    "%s, line %d: opening '%s' has job %s further up and %s here. Keep one of the two lines"
                            .formatted(file, line.getParser().getCurrentLineNumber(), opening, before, job));
        }
    }

    private static boolean isHeader(CSVRecord line) {
        return line.getRecordNumber() == 1
                && line.get(0).toLowerCase(Locale.ROOT).startsWith("opening")
                && (line.size() < 2 || !line.get(1).matches("[0-9]+"));
    }

    private static String key(String opening) {
        return opening.strip().toLowerCase(Locale.ROOT);
    }
}
