package org.togglloxo.flow.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.DryRun;
import org.togglloxo.flow.DryRunResult;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.flow.RoutesCheck;
import org.togglloxo.flow.camel.HeldSend;
import org.togglloxo.flow.check.SampleCandidates;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.sync.run.CandidateReport;
import org.togglloxo.sync.run.Runs;

/** What only looks sends nothing, whatever steps people added and wherever. */
class DryRunTest extends FlowTest {

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

    private final Set<String> received = new ConcurrentSkipListSet<>();
    private HttpServer elsewhere;
    private FilesFolder files;
    private Path written;

    @BeforeEach
    void somebodyElse() throws IOException {
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            received.add(exchange.getRequestURI().getPath().substring(1));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        elsewhere.start();
        Path own = Files.createDirectories(folder.resolve("own"));
        written = own.resolve("written");
        files = FilesFolder.in(own);
    }

    @AfterEach
    void stop() {
        elsewhere.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/";
    }

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

    private String steps(String file) {
        return """
                - setVariable:
                    name: kept
                    simple: "${body}"
                - setBody:
                    constant: told
                - to:
                    uri: "URLto"
                - toD:
                    uri: "URLtoD?dummy=${variable.nothing}"
                - toD:
                    uri: "URLtoD-uncached?dummy=${variable.nothing}"
                    cacheSize: -1
                - wireTap:
                    uri: "URLwireTap"
                - recipientList:
                    constant: "URLrecipientList"
                - recipientList:
                    constant: "URLrecipientList-uncached"
                    cacheSize: -1
                - routingSlip:
                    constant: "URLroutingSlip"
                - multicast:
                    steps:
                      - to:
                          uri: "URLmulticast"
                - to:
                    uri: "kamelet:tell-them?path=FILE/kamelet"
                - to:
                    uri: "file:WRITTEN?fileName=FILE"
                - setBody:
                    variable: kept
                - removeHeaders:
                    pattern: "*"
                """.replace("URL", url() + file + "/")
                .replace("FILE", file)
                .replace("WRITTEN", written.toString())
                .indent(8);
    }

    private void requireSilence(String doing) {
        assertThat(received).as(doing).isEmpty();
        assertThat(written).as(doing).doesNotExist();
    }

    @Test
    void nothingLeavesBeforeARunAndEverythingInOne() throws IOException {
        sendEverywhere();
        flow.between(options -> options.candidates(20)).files(files).set("toggl.details", "always");
        FlowSettings settings = flow.flowSettings();

        assertThat(RoutesCheck.of(settings, files.folder(), Clock.systemUTC()).troubles())
                .isEmpty();
        requireSilence("routes check, and the rehearsal of an edit");

        try (DryRun rehearsal = DryRun.of(settings, files.folder(), Clock.systemUTC())) {
            DryRunResult tried = rehearsal.attempt(
                    SampleCandidates.of(rehearsal.flow().context()).get(3), JsonNodeFactory.instance.objectNode());
            assertThat(tried.wouldSend())
                    .extracting(HeldSend::target)
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
                .extracting(passage -> passage.entry().conclusion().outcome())
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

        try (DryRun rehearsal = DryRun.of(flow.flowSettings(), files.folder(), Clock.systemUTC())) {
            rehearsal.probe();
        }
        List<CandidateReport> planned = flow.plan();

        assertThat(planned).hasSize(3).allSatisfy(passage -> {
            assertThat(passage.entry().conclusion().reason()).isEqualTo("not-previewed");
            assertThat(passage.entry().conclusion().sentence())
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
                .extracting(passage -> passage.entry().conclusion().reason())
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
        try (DryRun rehearsal = DryRun.of(flow.flowSettings(), files.folder(), Clock.systemUTC())) {
            rehearsal.probe();
            Map<String, List<HeldSend>> all = rehearsal.flow().wouldSend();
            assertThat(all.values()).isEmpty();
            DryRunResult tried = rehearsal.attempt(
                    SampleCandidates.of(rehearsal.flow().context()).get(3), JsonNodeFactory.instance.objectNode());
            assertThat(tried.wouldSend()).hasSize(1).first().satisfies(send -> assertThat(send.sentence())
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
