package org.togglloxo.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** Programs of other teams that embed the packed jar, as {@code src/it} has them, started as processes. */
class HostsIT {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    /** The one that this build installed the jar into. */
    private static final String LOCAL_REPOSITORY = "-Dmaven.repo.local="
            + System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository");

    private static final Path HOSTS = Path.of("target/it").toAbsolutePath();

    @TempDir
    Path folder;

    private record Host(String name, List<String> arguments) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Host> hosts() {
        Path main = HOSTS.resolve("camel-main/target");
        return Stream.of(
                new Host("camel-main", List.of("-cp", main + "/classes:" + main + "/lib/*", "com.example.Recruiting")),
                new Host("spring-boot", List.of("-jar", HOSTS + "/spring-boot/target/recruiting-spring-boot-1.0.jar")),
                new Host("quarkus", List.of("-jar", HOSTS + "/quarkus/target/quarkus-app/quarkus-run.jar")),
                camelRun("by-kamelet.camel.yaml"));
    }

    /** Camel JBang, which finds the jar in the local repository alone, by the dependencies in application.properties. */
    private static Host camelRun(String file) {
        Path run = HOSTS.resolve("camel-run/target");
        String command = "com.example.CamelCommand run --download=false application.properties " + file;
        return new Host(
                "camel-run",
                Stream.concat(Stream.of("-cp", run + "/classes:" + run + "/lib/*"), Stream.of(command.split(" ")))
                        .toList());
    }

    /** It reads the dependencies from the folder that it runs in alone. */
    private void copyForCamelRun(String files) throws IOException {
        try (Stream<Path> all = Files.list(HOSTS.resolve("camel-run/target/camel/" + files))) {
            for (Path file : all.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    @Timeout(120)
    void carriesCandidatesOverByTheHostsOwnSettings(Host host) throws Exception {
        SandboxOptions options =
                SandboxOptions.builder().candidates(60).knownPeople(5).build();
        try (Sandbox sandbox = Sandbox.start(options);
                ServerSocket taken = takePort()) {
            if (host.name().equals("camel-run")) {
                copyForCamelRun("flow");
            }
            Path log = folder.resolve("log");
            Process process = start(host, sandbox, log);
            try {
                await().atMost(Duration.ofSeconds(80))
                        .until(() -> !process.isAlive() || text(log).contains("run 2 ended"));
            } finally {
                process.destroy();
                process.waitFor(30, TimeUnit.SECONDS);
            }
            assertThat(text(log)).contains("run 1 ended: finished", "run 2 ended: finished");
            assertThat(text(log)).doesNotContain(options.togglKey(), options.loxoKey(), "@example");
            assertThat(text(log)).contains("BY KAMELET possible-hire");
            assertThat(sandbox.loxo().people()).hasSizeGreaterThan(20);
            assertThat(sandbox.loxo().duplicates()).isEmpty();
            assertThat(tagged(sandbox, "toggl:review"))
                    .as("by the host's sync.min-score")
                    .isGreaterThan(5);
            assertThat(sandbox.unexpected()).isEmpty();
            assertThat(sandbox.leaks()).isEmpty();
            assertThat(folder.resolve("data/toggl-loxo.db")).exists();
            if (host.name().equals("camel-main")) {
                assertThat(text(log))
                        .contains("THE TEAM'S OWN", "CAUGHT BY THE TEAM", "INTERCEPTED BY THE TEAM schedule-sync")
                        .doesNotContain("INTERCEPTED BY THE TEAM toggl-loxo");
            }
        }
    }

    @Test
    @Timeout(120)
    void camelRunCarriesCandidatesOverByTheKameletsAlone() throws Exception {
        SandboxOptions options =
                SandboxOptions.builder().candidates(60).knownPeople(5).build();
        try (Sandbox sandbox = Sandbox.start(options)) {
            copyForCamelRun("kamelets");
            Path log = folder.resolve("log");
            Process process = start(camelRun("best.camel.yaml"), sandbox, log);
            try {
                await().atMost(Duration.ofSeconds(80)).until(() -> !process.isAlive() || tagged(sandbox, "best") > 20);
            } finally {
                process.destroy();
                process.waitFor(30, TimeUnit.SECONDS);
            }
            assertThat(tagged(sandbox, "best")).as(text(log)).isGreaterThan(20);
            assertThat(text(log)).doesNotContain(options.togglKey(), options.loxoKey(), "@example");
            assertThat(sandbox.loxo().duplicates()).isEmpty();
            assertThat(sandbox.unexpected()).isEmpty();
            assertThat(sandbox.leaks()).isEmpty();
        }
    }

    private static long tagged(Sandbox sandbox, String tag) {
        return sandbox.loxo().people().stream()
                .map(PersonSeed::tags)
                .filter(tags -> tags.contains(tag))
                .count();
    }

    /** A port that other programs like, so that it would show if the jar opened one. */
    private static ServerSocket takePort() throws IOException {
        try {
            return new ServerSocket(8080, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            return null;
        }
    }

    private Process start(Host host, Sandbox sandbox, Path log) throws IOException {
        ProcessBuilder process = new ProcessBuilder(Stream.concat(
                                Stream.of(JAVA.toString(), "-Xmx512m", "-XX:TieredStopAtLevel=1", LOCAL_REPOSITORY),
                                host.arguments().stream())
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        process.environment()
                .putAll(Map.of(
                        "TOGGL_BASE_URL", sandbox.togglBaseUrl(),
                        "TOGGL_API_KEY", sandbox.options().togglKey(),
                        "LOXO_BASE_URL", sandbox.loxoBaseUrl(),
                        "LOXO_AGENCY_SLUG", sandbox.options().agencySlug(),
                        "LOXO_API_KEY", sandbox.options().loxoKey(),
                        "SYNC_SCHEDULE", "0/1 * * * * ?"));
        return process.start();
    }

    private static String text(Path log) throws IOException {
        return Files.readString(log);
    }
}
