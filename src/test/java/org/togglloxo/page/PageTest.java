package org.togglloxo.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.page.RawHttp.Reply;
import org.togglloxo.server.Engine;
import org.togglloxo.sync.run.CallKind;

/** What the tests of the page share: the real flow between the simulated services, and the page beside it. */
@Timeout(120)
abstract class PageTest extends FlowTest {

    static final String READER = "reader-token-of-a-test";
    static final String ADMIN = "admin-token-of-a-test";

    /** What everybody's page shows. */
    static final List<String> VIEWS =
            List.of("/api/status", "/api/runs", "/api/candidates", "/api/failures", "/api/edits", "/api/flow");

    static final String EVENTS = "/api/events";

    Duration patience = Duration.ofSeconds(8);
    CompletableFuture<Void> ledgerThere = CompletableFuture.completedFuture(null);
    private final RunEvents events = new RunEvents(Clock.systemUTC());
    OperatorsPage page;
    RawHttp http;

    /** From now on the page is there, with both tokens set. */
    void serve() {
        serve(READER, ADMIN);
    }

    void serve(String reader, String admin) {
        flow.set("page.port", "0")
                .set("page.reader-token", reader)
                .set("page.admin-token", admin)
                .watchedBy(events)
                .flow();
        open();
    }

    /** With the settings as they are. */
    void open() {
        page = OperatorsPage.start(flow.flowSettings().page(), new OfFixture(), events, new Engine(), patience);
        http = page.url().isEmpty() ? null : new RawHttp(URI.create(page.url()).getPort());
    }

    @AfterEach
    void closePage() {
        if (page != null) {
            page.close();
        }
    }

    private final class OfFixture implements Operations {

        @Override
        public Ledger ledger() {
            ledgerThere.join();
            return flow.ledger();
        }

        @Override
        public FlowSettings settings() {
            return flow.flowSettings();
        }

        @Override
        public Flow flow() {
            return flow.flow();
        }

        @Override
        public Map<String, Long> passed() {
            return flow.flow().passed();
        }

        @Override
        public Map<CallKind, Long> calls() {
            return flow.flow().runs().calls();
        }

        @Override
        public boolean othersMayRun() {
            return false;
        }

        @Override
        public Optional<String> run() {
            flow.run();
            return Optional.empty();
        }
    }

    static Map<String, String> with(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    Reply get(String path, String token) {
        return http.ask("GET", path, with(token), null);
    }

    Reply post(String path, String token, String body) {
        return post(path, token, body, Map.of());
    }

    Reply post(String path, String token, String body, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(with(token));
        headers.put("Content-Type", "application/json");
        headers.putAll(more);
        return http.ask("POST", path, headers, body);
    }

    static JsonNode json(Reply reply) {
        try {
            return new ObjectMapper().readTree(reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
