package org.togglloxo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Prints the test classes that took longest, from the folders of reports that it is given; run by the build as a file. */
final class SlowestTests {

    private static final int SHOWN = 10;
    private static final Pattern CLASS =
            Pattern.compile("<testsuite\\b[^>]*\\bname=\"([^\"]+)\"[^>]*\\btime=\"([0-9.,]+)\"");

    private SlowestTests() {}

    private record Timed(String name, double seconds) {}

    public static void main(String[] folders) throws IOException {
        List<Timed> all = new ArrayList<>();
        for (String folder : folders) {
            all.addAll(read(Path.of(folder)));
        }
        System.out.printf(
                Locale.ROOT,
                "The slowest of %d test classes, in seconds (%.0f in all):%n",
                all.size(),
                all.stream().mapToDouble(Timed::seconds).sum());
        all.stream()
                .sorted(Comparator.comparingDouble(Timed::seconds).reversed())
                .limit(SHOWN)
                .forEach(one -> System.out.printf(Locale.ROOT, "%7.1f  %s%n", one.seconds(), one.name()));
    }

    private static List<Timed> read(Path folder) throws IOException {
        List<Timed> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> reports = Files.list(folder)) {
                for (Path report : reports.filter(
                                file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                        .toList()) {
                    Matcher suite = CLASS.matcher(Files.readString(report));
                    if (suite.find()) {
                        found.add(new Timed(
                                suite.group(1),
                                Double.parseDouble(suite.group(2).replace(",", ""))));
                    }
                }
            }
        }
        return found;
    }
}
