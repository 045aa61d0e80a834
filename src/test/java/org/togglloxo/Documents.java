package org.togglloxo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The documents of the project: the README and the pages beside it. */
public final class Documents {

    static final Path README = Path.of("README.md");
    private static final Path PAGES = Path.of("src/site/markdown");

    private Documents() {}

    public static String readme() {
        return text(README);
    }

    /** The text of a page, such as {@code operations}. */
    public static String page(String name) {
        return text(PAGES.resolve(name + ".md"));
    }

    /** What stands below a heading, such as {@code ## Alerts}, up to the next one of its level or above. */
    public static String section(String page, String heading) {
        String level = heading.substring(0, heading.indexOf(' '));
        return page(page).split("(?m)^" + heading + "$")[1].split("(?m)^#{1," + level.length() + "} ")[0];
    }

    /** The pages, without the README. */
    static List<Path> pages() {
        return files(PAGES, ".md");
    }

    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of the table with this head; it has to be there. */
    static List<String> rows(String text, String... head) {
        List<String> rows = text.lines()
                .dropWhile(line -> !cells(line).equals(List.of(head)))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        if (rows.isEmpty()) {
            throw new AssertionError("There is no table | " + String.join(" | ", head) + " |");
        }
        return rows;
    }

    public static List<List<String>> table(String text, String... head) {
        return rows(text, head).stream().map(Documents::cells).toList();
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.replaceFirst("^\\|", "").split("\\|"))
                .map(String::strip)
                .toList();
    }

    public static String code(String cell) {
        return cell.replaceFirst("^`(.*)`$", "$1");
    }
}
