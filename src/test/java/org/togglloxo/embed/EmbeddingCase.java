package org.togglloxo.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;

/** A host with a context of its own, between simulators. */
@Timeout(120)
abstract class EmbeddingCase {

    static final int CANDIDATES = 60;

    @TempDir
    Path folder;

    final Map<String, String> properties = new TreeMap<>();
    Sandbox sandbox;
    Main main;

    @BeforeEach
    void startSandbox() {
        properties.put("loxo.index-lag", "50");
        sandbox = Sandbox.start(
                options(SandboxOptions.builder().candidates(CANDIDATES)).build());
        properties.put("toggl.base-url", sandbox.togglBaseUrl());
        properties.put("toggl.api-key", sandbox.options().togglKey());
        properties.put("loxo.base-url", sandbox.loxoBaseUrl());
        properties.put("loxo.agency-slug", sandbox.options().agencySlug());
        properties.put("loxo.api-key", sandbox.options().loxoKey());
        properties.put("ledger.url", "jdbc:sqlite:" + folder.resolve("ledger.db"));
        properties.put("sync.scheduled", "false");
        properties.put("retry.delay", "1");
        properties.put("retry.max-delay", "5");
    }

    SandboxOptions.Builder options(SandboxOptions.Builder usual) {
        return usual;
    }

    @AfterEach
    void end() {
        stopHost();
        try (Sandbox closing = sandbox) {
            assertThat(closing.unexpected()).isEmpty();
            assertThat(closing.leaks()).isEmpty();
        }
    }

    void stopHost() {
        if (main != null) {
            main.shutdown();
            main = null;
        }
    }

    CamelContext host(RoutesBuilder... routes) throws Exception {
        main = new Main();
        return start(routes);
    }

    CamelContext start(RoutesBuilder... routes) throws Exception {
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.setPropertyPlaceholderLocations("false");
        Properties given = new Properties();
        given.putAll(properties);
        main.setOverrideProperties(given);
        main.configure().withJmxEnabled(false);
        for (RoutesBuilder builder : routes) {
            main.configure().addRoutesBuilder(builder);
        }
        main.init();
        main.start();
        return main.getCamelContext();
    }

    static void run(CamelContext host) {
        Exchange run = host.createProducerTemplate().request("direct:toggl-loxo-list-candidates", exchange -> {});
        assertThat(run.getException()).isNull();
    }

    long people() {
        assertThat(sandbox.loxo().duplicates()).isEmpty();
        return sandbox.loxo().people().size();
    }
}
