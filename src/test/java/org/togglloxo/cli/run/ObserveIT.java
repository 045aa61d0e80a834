package org.togglloxo.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.cli.Running;
import org.togglloxo.cli.RunningHere;
import org.togglloxo.sandbox.SandboxOptions;

/** What operators see of the process itself. */
class ObserveIT extends ProcessTest {

    private static final Duration SECONDS = Duration.ofSeconds(60);
    private static final Pattern SERVED = Pattern.compile("are served at http://127\\.0\\.0\\.1:(\\d+)/observe");
    private static final Pattern PAGE = Pattern.compile("page is served at http://127\\.0\\.0\\.1:(\\d+)/");
    private static final int SLOW_ONES = 40;

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(80);
    }

    @Test
    void theProcessIsSeenFromOutsideAndSlowReadersDoNotTouchItsRuns() throws Exception {
        sandbox.loxo().latency(Duration.ofMillis(20));
        program.with("SYNC_SCHEDULE", "* * * * * ?").with("OBSERVE_PORT", "0");
        List<Socket> slow = new ArrayList<>();
        try (Running sync = program.start("sync", "--output", "json")) {
            await().atMost(SECONDS).until(() -> SERVED.matcher(sync.err()).find());
            int port = port(sync);
            for (int i = 0; i < SLOW_ONES; i++) {
                Socket one = new Socket(InetAddress.getLoopbackAddress(), port);
                one.getOutputStream()
                        .write("GET /observe/metrics HTTP/1.1\r\nHost: lo".getBytes(StandardCharsets.UTF_8));
                slow.add(one);
            }
            await().atMost(SECONDS).until(() -> sync.out().lines().count() >= 2);
            assertThat(sync.out()).contains("\"ended\":\"finished\"").doesNotContain("interrupted");
            assertThat(get(port, "/observe/health").statusCode()).isEqualTo(200);
            assertThat(get(port, "/observe/health/ready").body()).startsWith("{\"status\":\"UP\"");
            assertThat(get(port, "/observe/info").body()).contains("\"name\":\"toggl-loxo\"");
            assertThat(get(port, "/observe/metrics").body())
                    .contains(
                            "togglloxo_candidates_total{outcome=\"created\"} %d.0"
                                    .formatted(sandbox.loxo().countOf("POST /people")),
                            "camel_exchanges_total{");
            sync.end(SECONDS);
        } finally {
            for (Socket one : slow) {
                one.close();
            }
        }
    }

    @Test
    void itEndsInTimeWhateverWhoeverLooksDoesNotDo() throws Exception {
        List<Socket> attached = new ArrayList<>();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            program.with("SYNC_SCHEDULE", "* * * * * ?")
                    .with("OBSERVE_PORT", "0")
                    .with("PAGE_PORT", "0")
                    .with("OBSERVE_OTLP_ENDPOINT", "http://127.0.0.1:%d/v1/traces".formatted(silent.getLocalPort()));
            try (Running sync = program.start("sync", "--output", "json")) {
                await().atMost(SECONDS)
                        .until(() -> PAGE.matcher(sync.err()).find()
                                && sync.out().lines().count() >= 1);
                for (int i = 0; i < SLOW_ONES / 4; i++) {
                    attached.add(asking(port(PAGE, sync), "/api/events"));
                    attached.add(asking(port(SERVED, sync), "/observe/metrics"));
                }
                sync.end(SECONDS);
            }
        } finally {
            for (Socket one : attached) {
                one.close();
            }
        }
    }

    /** Who asks and never reads. */
    private static Socket asking(int port, String path) throws IOException {
        Socket one = new Socket(InetAddress.getLoopbackAddress(), port);
        one.getOutputStream()
                .write("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .formatted(path)
                        .getBytes(StandardCharsets.UTF_8));
        return one;
    }

    @Test
    void aTakenPortIsOneWarning() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            program.with("SYNC_SCHEDULE", "* * * * * ?").with("OBSERVE_PORT", Integer.toString(taken.getLocalPort()));
            try (RunningHere sync = program.begin("sync", "--output", "json")) {
                await().atMost(SECONDS).until(() -> sync.out().lines().count() >= 1);
                assertThat(sync.err().lines().filter(line -> line.contains("observe.port")))
                        .singleElement()
                        .asString()
                        .contains("WARN", Integer.toString(taken.getLocalPort()));
            }
        }
    }

    @Test
    void whoWantsNoneLoadsNoneOfIt() throws IOException {
        Path loaded = program.folder().resolve("classes.log");
        program.with("OBSERVE_PORT", "9876")
                .with("OBSERVE_OTLP_ENDPOINT", "http://127.0.0.1:1/v1/traces")
                .javaOptions("-Xlog:class+load:file=" + loaded);
        // of the archive's classes that are not used nothing is loaded either
        program.runWithoutArchive("sync", "--once").exits(0);
        assertThat(Files.readString(loaded))
                .contains("org.togglloxo.flow.Flow")
                .doesNotContain("io.micrometer", "io.opentelemetry", "io.prometheus", "org.togglloxo.observe");
    }

    private static int port(Running sync) {
        return port(SERVED, sync);
    }

    private static int port(Pattern where, Running sync) {
        Matcher served = where.matcher(sync.err());
        assertThat(served.find()).isTrue();
        return Integer.parseInt(served.group(1));
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
