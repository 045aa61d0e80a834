package org.togglloxo.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.FlowContext;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowObserver;
import org.togglloxo.flow.FlowUse;
import org.togglloxo.flow.files.FlowFiles;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.server.Engine;
import org.togglloxo.sync.run.Progress;
import org.togglloxo.sync.run.RunJournal;
import org.togglloxo.sync.run.Runs;

/** A flow between simulated services, with all that operators see of it on a free port. */
final class ObservedFlow implements AutoCloseable {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)(\\{[^}]*(?:\\{id}[^}]*)*})? (\\S+)$");

    private final FlowFixture services;
    private final HttpClient http = HttpClient.newHttpClient();
    private Observation observation;
    private Runs runs;
    private Flow flow;
    private RouteError refusedEdit;

    ObservedFlow(FlowFixture services) {
        this.services = services.set("observe.port", "0");
    }

    FlowFixture services() {
        return services;
    }

    /** A process begins, with the settings as they are by now. */
    ObservedFlow start() {
        return start(FlowObserver.NONE);
    }

    /** The same with one more who looks on. */
    ObservedFlow start(FlowObserver another) {
        FlowSettings settings = services.flowSettings();
        Clock clock = Clock.systemUTC();
        Engine engine = new Engine();
        observation = Observation.start(settings.observe(), services.ledger(), engine, clock);
        runs = new Runs(RunJournal.of(services.ledger()), Progress.NONE, clock, 0);
        flow = Flow.start(
                settings,
                FlowFiles.read(Path.of("")),
                FlowUse.ON_DEMAND,
                false,
                FlowContext.of(
                        settings,
                        services.ledger(),
                        runs,
                        clock,
                        new Observers(List.of(observation.observer(), another)),
                        engine));
        observation.watch(() -> flow, () -> Optional.ofNullable(refusedEdit));
        return this;
    }

    /** The process ends; what was set meanwhile is in force in the next one. */
    void end() {
        if (flow != null) {
            flow.close();
            observation.close();
            flow = null;
        }
    }

    RunRow run() {
        flow.runOnce();
        return runs.last();
    }

    Flow flow() {
        return flow;
    }

    void refuseEdit(RouteError error) {
        refusedEdit = error;
    }

    String origin() {
        return observation.origin();
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(origin() + path)).build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    /** The checks that are not UP, with their messages. */
    static Map<String, String> errors(HttpResponse<String> health) {
        Map<String, String> down = new TreeMap<>();
        json(health).get("checks").forEach(check -> {
            if (!check.get("status").asText().equals("UP")) {
                down.put(check.get("name").asText(), check.path("message").asText());
            }
        });
        return down;
    }

    /** Samples by name and labels, as they stand in a scrape. */
    static Map<String, Double> samples(String scrape) {
        Map<String, Double> samples = new TreeMap<>();
        for (MatchResult sample : SAMPLE.matcher(scrape).results().toList()) {
            String labels = Optional.ofNullable(sample.group(2)).orElse("");
            samples.put(sample.group(1) + labels, Double.parseDouble(sample.group(3)));
        }
        return samples;
    }

    /** What is known of somebody, or secret, must not be in a text that everybody may read. */
    void assertClean(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        assertThat(secretsAndPersonalData().stream().filter(lower::contains)).isEmpty();
    }

    private Set<String> secretsAndPersonalData() {
        Stream<String> people = services.toggl().candidateIds().stream()
                .map(id -> services.toggl().candidate(id).orElseThrow())
                .flatMap(candidate -> Stream.of(
                                "/name",
                                "/email",
                                "/contact_info/full_name",
                                "/contact_info/contact_email",
                                "/contact_info/phone")
                        .map(place -> candidate.at(place).asText("")));
        Stream<String> secrets = Stream.of(
                services.sandbox().options().togglKey(),
                services.sandbox().options().loxoKey());
        return Stream.concat(people, secrets)
                .filter(value -> value.length() > 3)
                .map(value -> value.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        end();
        services.close();
    }
}
