package org.togglloxo.flow.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.togglloxo.flow.Candidates;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.flow.files.FlowException;
import org.togglloxo.ledger.run.Remark;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;

/** An edit that drops or doubles a step may change what is delivered, never whether somebody is counted or delivered twice. */
@Order(2)
class DroppedStepsTest extends FlowTest {

    private static final Pattern STEP = Pattern.compile("(?m)^( +)- \\w+:\\n +id: ([\\w-]+)\\n");

    @TempDir
    Path folder;

    record Edit(String file, String step, boolean doubled) {

        String applied(String text) {
            Matcher found = STEP.matcher(text);
            while (found.find()) {
                if (found.group(2).equals(step)) {
                    int end = end(text, found.end(), found.group(1).length());
                    String block = text.substring(found.start(), end);
                    String instead = doubled ? block + block.replaceAll("(id: [\\w-]+)\\n", "$1-again\n") : "";
                    return text.substring(0, found.start()) + instead + text.substring(end);
                }
            }
            throw new IllegalStateException("no step " + step);
        }

        /** The first line that is not below the step. */
        private static int end(String text, int from, int indent) {
            Matcher next = Pattern.compile("(?m)^ {0," + indent + "}\\S").matcher(text);
            return next.find(from) ? next.start() : text.length();
        }
    }

    static Stream<Edit> edits() {
        FilesFolder checkout = new FilesFolder(Path.of(""));
        return Stream.of("20-list-candidates", "50-deliver-candidate").flatMap(name -> {
            String file = name + ".camel.yaml";
            List<Edit> edits = new ArrayList<>();
            STEP.matcher(checkout.text(file))
                    .results()
                    .map(found -> found.group(2))
                    .forEach(step -> {
                        edits.add(new Edit(file, step, false));
                        edits.add(new Edit(file, step, true));
                    });
            return edits.stream();
        });
    }

    @ParameterizedTest
    @MethodSource("edits")
    void deliverNobodyTwiceAndCountEverybody(Edit edit) {
        FilesFolder files = FilesFolder.in(folder);
        files.edit(edit.file(), edit::applied);
        flow.between(options -> options.candidates(12)
                        .sharedAddresses(4)
                        .indexLag(Duration.ofSeconds(30))
                        .latency(Duration.ofMillis(1)))
                .set("sync.workers", "4")
                .files(files);
        for (int i = 0; i < 2; i++) {
            try {
                flow.flow().runOnce();
            } catch (FlowException refused) {
                assertThat(refused).hasMessageContaining(edit.file());
                return;
            }
            assertThat(flow.loxo().duplicates()).isEmpty();
            RunRow run = flow.ledger().runs().last(1).get(0);
            long counted =
                    run.counts().values().stream().mapToLong(Long::longValue).sum();
            assertThat(counted).isLessThanOrEqualTo(run.listed());
            if (counted < 12 && run.ended().equals("finished")) {
                assertThat(run.remarks()).extracting(Remark::code).containsExactly("not-queued");
            }
        }
        flow.loxo().people().forEach(person -> assertThat(person.emails()).isNotEmpty());
    }

    @Test
    void aLostAnswerIsLookedForThoughTheStepThatFindsIsGone() {
        FilesFolder files = FilesFolder.in(folder);
        Edit edit = new Edit("50-deliver-candidate.camel.yaml", "find-person", false);
        files.edit(edit.file(), edit::applied);
        flow.between(options -> options.candidates(0)).files(files);
        flow.toggl().add(Candidates.someone("ann@example.com"));
        flow.onceInLoxo("POST /people", Fault.appliedThen(503));
        flow.run();
        flow.run();
        assertThat(flow.loxo().people()).hasSize(1);
    }
}
