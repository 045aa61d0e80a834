package org.togglloxo.flow.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.DryRun;
import org.togglloxo.flow.DryRunResult;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.RoutesCheck;
import org.togglloxo.flow.camel.InterceptedSend;
import org.togglloxo.flow.check.SampleCandidates;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.sync.run.Runs;

/** What only looks sends nothing, whatever steps people added and wherever. */
class DryRunTest extends DryRunCase {

    private static final Set<String> KINDS = Set.of(
            "to",
            "toD",
            "toD-uncached",
            "wireTap",
            "recipientList",
            "recipientList-uncached",
            "routingSlip",
            "multicast",
            "kamelet",
            "file");

    /** Those that a run comes by. */
    private static final List<String> ON_THE_WAY = List.of("20", "30", "40", "45", "50", "60", "62", "64", "68", "80");

    /** Every way to send something, in every route file. */
    private void sendEverywhere() throws IOException {
        files.write("tell-them.kamelet.yaml", """
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata:
                  name: tell-them
                  labels:
                    camel.apache.org/kamelet.type: sink
                spec:
                  definition:
                    title: Tell them
                    properties:
                      path:
                        type: string
                  template:
                    from:
                      uri: kamelet:source
                      steps:
                        - to:
                            uri: "%s{{path}}"
                """.formatted(url()));
        for (String name : names()) {
            String steps = steps(name.substring(0, 2));
            if (name.contains("-call-")) {
                // after the call, whose headers are the request
                files.edit(
                        name,
                        text -> text
                                + steps.replace(
                                        "pattern: \"*\"",
                                        "pattern: \"*\"\n            excludePattern: CamelHttpResponseCode"));
                continue;
            }
            files.edit(
                    name,
                    text -> name.startsWith("90")
                            ? text.replace("          steps:\n", "          steps:\n" + steps.indent(4))
                            : text.replaceFirst(
                                    "(?m)^      steps:\n", Matcher.quoteReplacement("      steps:\n" + steps)));
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(files.folder().resolve("routes"))) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".camel.yaml"))
                    .toList();
        }
    }

    @Test
    void nothingLeavesBeforeARunAndEverythingInOne() throws IOException {
        sendEverywhere();
        flow.between(options -> options.candidates(20)).files(files).set("toggl.details", "always");
        FlowSettings settings = flow.flowSettings();

        assertThat(RoutesCheck.of(settings, files.folder(), Clock.systemUTC()).errors())
                .isEmpty();
        requireSilence("routes check, and the rehearsal of an edit");

        try (DryRun dryRun = DryRun.of(settings, files.folder(), Clock.systemUTC())) {
            DryRunResult tried = dryRun.attempt(
                    SampleCandidates.of(dryRun.flow().context()).get(3), JsonNodeFactory.instance.objectNode());
            assertThat(tried.wouldSend())
                    .extracting(InterceptedSend::target)
                    .contains(
                            url().replaceFirst(":[0-9]+/$", ""),
                            "kamelet:tell-them",
                            "file:" + written.toString().substring(1));
        }
        requireSilence("routes try");

        Runs runs = Runs.none(Clock.systemUTC());
        try (Ledger ledger = Ledger.openToRead(settings.ledger(), Clock.systemUTC());
                Flow doctor = Flow.look(settings, files.folder(), ledger, runs, Clock.systemUTC())) {
            runs.beginAlone();
            doctor.services().examine();
        }
        requireSilence("doctor");

        assertThat(flow.plan())
                .extracting(report -> report.entry().result().outcome())
                .contains(Outcome.CREATED)
                .doesNotContain(Outcome.FAILED);
        requireSilence("plan");
        assertThat(flow.loxo().people()).isEmpty();

        flow.run();
        for (String file : ON_THE_WAY) {
            Collection<String> kinds = received.stream()
                    .filter(path -> path.startsWith(file + "/"))
                    .map(path -> path.substring(3))
                    .collect(Collectors.toCollection(TreeSet::new));
            kinds.addAll(Files.exists(written.resolve(file)) ? Set.of("file") : Set.of());
            assertThat(kinds).as(file).containsExactlyInAnyOrderElementsOf(KINDS);
        }
    }
}
