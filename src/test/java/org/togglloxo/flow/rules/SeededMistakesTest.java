package org.togglloxo.flow.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.flow.DryRun;
import org.togglloxo.flow.DryRunResult;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.check.SampleCandidates;
import org.togglloxo.flow.files.FlowException;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.settings.Settings;

/**
 * Mistakes in lanes, members and parameter names. Each is refused, or nothing that is delivered differs; nobody ends
 * in another lane. The seed is in every failure; another one: -Dmistakes.seed=N, more of them: -Dmistakes.count=N.
 */
@Order(2)
class SeededMistakesTest {

    private static final int MISTAKES = Integer.getInteger("mistakes.count", 100);
    private static final long SEED = Long.getLong("mistakes.seed", 20_261_126L);
    private static final List<String> FILES = List.of(
            FilesFolder.ROUTER,
            FilesFolder.MAPPING,
            "45-add-details.camel.yaml",
            "64-record-event.camel.yaml",
            "66-create-job.camel.yaml");

    // the group is the word: a lane that is set or asked for; a member that is set; one that is read; what a member is
    // set to
    private static final List<Pattern> WORDS = List.of(
            Pattern.compile("constant: (\\w+)"),
            Pattern.compile("variable\\.lane} == '(\\w+)'"),
            Pattern.compile("name: (lane|mapped|delivery)\\n"),
            Pattern.compile("(?<![-.\"$]|- )\\b(person|emails|tags|create|put_forward|fields)\\b(?=: ?[\\[{\"(tf])"),
            Pattern.compile("\\b(name|phone|city|country|linkedin_url|website)(?=: [\\[($.])"),
            Pattern.compile("\\b(activity|occasion|at|notes)(?=: [\\[(.])"),
            Pattern.compile(
                    "\\b(title|company|job_type|salary|categories|country|state|city|published|internal_notes)(?=: [\\[\".tf])"),
            Pattern.compile("(?<![\\w\"}])\\.([a-z]+(?:_[a-z]+)*)\\b(?!\")"),
            Pattern.compile("\\$contact\\.([a-z_]+)"));
    private static final Map<Pattern, List<String>> VALUES = Map.of(
            Pattern.compile("(?:create|published): (true|false)"), List.of("\"true\"", "{a: 1}", "[true]"),
            Pattern.compile("(?:tags|emails|categories): (\\[[^\\]]*\\])"),
                    List.of("17", "true", "{a: \"b\"}", "[[1]]"),
            Pattern.compile("put_forward: (\"apply\")"), List.of("true", "17", "[\"apply\"]", "{apply: true}"),
            Pattern.compile("(?:name|phone|city|country|website): (\\$contact\\.\\w+|\\.profile_url)"),
                    // of a list the first is sent: that is no mistake
                    List.of("17", "true", "[[\"b\"]]", "{a: \"b\"}"),
            Pattern.compile("fields: (\\{[^}]*})"), List.of("\"Toggl score\"", "[.score]", "17"));
    private static final List<String> OTHER_WORDS = List.of("candidate", "label", "town", "result", "star", "field");

    @TempDir
    Path temporary;

    private final Random random = new Random(SEED);

    private record Mistake(String file, String text, String what) {

        Path in(Path folder) {
            FilesFolder.in(folder).write(file, text);
            return folder;
        }
    }

    @Test
    void areRefusedOrChangeNothing() {
        FilesFolder sound = FilesFolder.in(temporary);
        List<String> usual = delivered(temporary).orElseThrow();
        List<Mistake> mistakes =
                Stream.generate(() -> mistake(sound)).limit(MISTAKES).toList();
        AtomicInteger refused = new AtomicInteger();
        List<String> slipped = IntStream.range(0, MISTAKES)
                .parallel()
                .filter(i -> {
                    Optional<List<String>> now = delivered(mistakes.get(i).in(temporary.resolve("mistake-" + i)));
                    refused.addAndGet(now.isEmpty() ? 1 : 0);
                    return now.filter(lines -> !lines.equals(usual)).isPresent();
                })
                .mapToObj(i -> "seed %d, mistake %d: %s"
                        .formatted(SEED, i, mistakes.get(i).what()))
                .toList();
        assertThat(slipped).isEmpty();
        assertThat(refused.get()).as("most of them are mistakes indeed").isGreaterThan(MISTAKES * 3 / 4);
    }

    /** What becomes of candidates of every kind; none where the files are refused. */
    private static Optional<List<String>> delivered(Path folder) {
        FlowSettings settings = FlowSettings.offline(Settings.load(folder, Map.of(), new Properties()));
        try (DryRun dryRun = DryRun.of(settings, folder, Clock.systemUTC())) {
            dryRun.probe();
            List<String> lines = new ArrayList<>();
            for (ObjectNode candidate : SampleCandidates.of(dryRun.flow().context())) {
                DryRunResult tried = dryRun.attempt(candidate, SampleCandidates.details(candidate));
                String delivery =
                        tried.delivery() == null ? "" : tried.delivery().fingerprint();
                lines.add("%s %s %s %s".formatted(delivery, tried.event(), tried.result(), tried.error()));
            }
            return Optional.of(lines);
        } catch (FlowException e) {
            assertThat(e.error().file()).startsWith("routes/");
            assertThat(e.error().cause()).isNotBlank();
            return Optional.empty();
        }
    }

    private Mistake mistake(FilesFolder folder) {
        while (true) {
            String file = FILES.get(random.nextInt(FILES.size()));
            boolean value = random.nextInt(5) == 0;
            List<Pattern> kinds = value ? sorted(VALUES.keySet()) : WORDS;
            Pattern kind = kinds.get(random.nextInt(kinds.size()));
            String text = folder.text(file);
            List<MatchResult> places = kind.matcher(text)
                    .results()
                    .filter(place -> !isComment(text, place.start(1)))
                    .toList();
            if (!places.isEmpty()) {
                MatchResult place = places.get(random.nextInt(places.size()));
                String before = place.group(1);
                String after = value ? any(VALUES.get(kind)) : misspelt(before);
                if (!after.equals(before)) {
                    String edited = text.substring(0, place.start(1)) + after + text.substring(place.end(1));
                    return new Mistake(file, edited, "%s: %s instead of %s".formatted(file, after, before));
                }
            }
        }
    }

    private static boolean isComment(String text, int at) {
        return text.charAt(text.lastIndexOf('\n', at) + 1) == '#';
    }

    private String misspelt(String word) {
        int at = random.nextInt(word.length());
        return switch (random.nextInt(5)) {
            case 0, 1 ->
                at + 1 < word.length()
                        ? word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2)
                        : word + "s";
            case 2 -> word.length() > 2 ? word.substring(0, at) + word.substring(at + 1) : word + word;
            case 3 -> word.substring(0, at) + word.charAt(at) + word.substring(at);
            default -> any(OTHER_WORDS);
        };
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    /** The same order for the same seed. */
    private static List<Pattern> sorted(Collection<Pattern> patterns) {
        return patterns.stream().sorted(Comparator.comparing(Pattern::pattern)).toList();
    }
}
