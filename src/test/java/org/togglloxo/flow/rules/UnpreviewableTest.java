package org.togglloxo.flow.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.flow.DryRun;
import org.togglloxo.flow.DryRunResult;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.camel.InterceptedSend;
import org.togglloxo.flow.check.SampleCandidates;
import org.togglloxo.sync.run.CandidateReport;

/** Who depends on an answer that nobody asks for in a dry run, and what is shown of what would be sent. */
@Order(2)
class UnpreviewableTest extends DryRunCase {

    /** Steps whose answer may decide what becomes of a candidate. */
    private String asking(String kind) {
        return switch (kind) {
            case "enrich" -> """
                - enrich:
                    id: ask
                    constant: "URLenrich"
                """;
            case "answer" -> """
                - to:
                    id: ask
                    uri: "URLanswer"
                    variableReceive: answered
                """;
            case "pollEnrich" -> """
                - pollEnrich:
                    id: ask
                    constant: "file:WRITTEN?noop=true"
                    timeout: 1
                """;
            case "poll" -> """
                - poll:
                    id: ask
                    uri: "file:WRITTEN?noop=true"
                    timeout: 1
                """;
            case "bean" -> """
                - bean:
                    id: ask
                    beanType: java.util.UUID
                    method: randomUUID()
                """;
            case "method" -> """
                - setVariable:
                    id: ask
                    name: asked
                    method:
                      beanType: java.util.UUID
                      method: randomUUID()
                """;
            case "when" -> """
                - choice:
                    id: ask
                    when:
                      - method:
                          beanType: java.util.UUID
                          method: randomUUID()
                        steps:
                          - setVariable:
                              name: nothing
                              constant: nothing
                """;
            case "bean endpoint" -> """
                - to:
                    id: ask
                    uri: "class:java.util.UUID?method=randomUUID()"
                """;
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private void askFirst(String step) {
        files.edit(
                FilesFolder.ROUTER,
                text -> text.replaceFirst(
                        "(?m)^      steps:\n",
                        Matcher.quoteReplacement("      steps:\n"
                                + step.replace("URL", url())
                                        .replace("WRITTEN", written.toString())
                                        .indent(8))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"enrich", "answer", "pollEnrich", "poll", "bean", "method", "when", "bean endpoint"})
    void whoDependsOnAnAnswerCannotBePreviewedAndTheStepIsNamed(String kind) throws IOException {
        askFirst(asking(kind));
        flow.between(options -> options.candidates(3)).files(files);

        try (DryRun dryRun = DryRun.of(flow.flowSettings(), files.folder(), Clock.systemUTC())) {
            dryRun.probe();
        }
        List<CandidateReport> planned = flow.plan();

        assertThat(planned).hasSize(3).allSatisfy(report -> {
            assertThat(report.entry().result().reason()).isEqualTo("not-previewed");
            assertThat(report.entry().result().message())
                    .contains("Step ask (routes/30-route-candidate.camel.yaml, line ", "read-only");
        });
        requireSilence(kind);
    }

    @Test
    void aStepThatIsSaidToReadOnlyIsRun() throws IOException {
        askFirst("""
                - enrich:
                    id: ask
                    description: read-only, looks up the office
                    aggregationStrategy: "#class:org.apache.camel.processor.aggregate.UseOriginalAggregationStrategy"
                    constant: "URLenrich"
                """);
        flow.between(options -> options.candidates(3)).files(files);

        assertThat(flow.plan())
                .extracting(report -> report.entry().result().reason())
                .hasSize(3)
                .doesNotContain("not-previewed");
        assertThat(received).containsExactly("enrich");
    }

    @Test
    void whatWouldBeSentNeverShowsWhatFollowsTheHost() {
        askFirst("""
                - to:
                    id: teams
                    uri: "URLwebhook/a-token?key=secret"
                """);
        flow.between(options -> options.candidates(1));
        try (DryRun dryRun = DryRun.of(flow.flowSettings(), files.folder(), Clock.systemUTC())) {
            dryRun.probe();
            Map<String, List<InterceptedSend>> all = dryRun.flow().wouldSend();
            assertThat(all.values()).isEmpty();
            DryRunResult tried = dryRun.attempt(
                    SampleCandidates.of(dryRun.flow().context()).get(3), JsonNodeFactory.instance.objectNode());
            assertThat(tried.wouldSend()).hasSize(1).first().satisfies(send -> assertThat(send.message())
                    .startsWith(
                            "would send to http://127.0.0.1 (step teams, routes/30-route-candidate.camel.yaml, line ")
                    .doesNotContain("token", "secret"));
        }
    }

    @Test
    void aRouteThatTakesSomethingInFromElsewhereRestsInAPlan() throws IOException {
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        Files.writeString(inbox.resolve("one"), "one");
        files.write("95-take-something-in.camel.yaml", """
                - route:
                    id: take-something-in
                    from:
                      uri: "file:%s"
                      steps:
                        - log:
                            message: taken
                """.formatted(inbox));
        flow.between(options -> options.candidates(3)).files(files);

        flow.plan();

        assertThat(inbox.resolve("one")).exists();
    }
}
