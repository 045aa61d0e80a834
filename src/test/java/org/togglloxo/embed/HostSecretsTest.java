package org.togglloxo.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.TogglLoxo;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.settings.TestVault;

/** In a host secrets lie where its own lie. */
@Timeout(120)
class HostSecretsTest {

    @TempDir
    Path folder;

    private final Properties properties = new Properties();
    private Sandbox sandbox;
    private Main main;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.builder().candidates(10).build());
        properties.put("toggl.base-url", sandbox.togglBaseUrl());
        properties.put("toggl.api-key-file", key(sandbox.options().togglKey()));
        properties.put("loxo.base-url", sandbox.loxoBaseUrl());
        properties.put("loxo.agency-slug", sandbox.options().agencySlug());
        properties.put("loxo.api-key", "{{test-vault:loxo}}");
        properties.put("ledger.url", "jdbc:sqlite:" + folder.resolve("ledger.db"));
        properties.put("sync.scheduled", "false");
        TestVault.CONTENT.put("loxo", sandbox.options().loxoKey());
    }

    @AfterEach
    void end() {
        main.shutdown();
        sandbox.close();
    }

    private String key(String content) throws IOException {
        return Files.writeString(folder.resolve("key"), content + "\n").toString();
    }

    private CamelContext host() throws Exception {
        main = new Main();
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.setPropertyPlaceholderLocations("false");
        main.setOverrideProperties(properties);
        main.configure().withJmxEnabled(false);
        main.configure().addRoutesBuilder(new TogglLoxo());
        main.init();
        main.start();
        return main.getCamelContext();
    }

    private static int exitCode(CamelContext host) {
        return host.createProducerTemplate()
                .requestBody("direct:toggl-loxo-list-candidates", null, JsonNode.class)
                .get("exit_code")
                .intValue();
    }

    @Test
    void inAFileAndInItsVault() throws Exception {
        assertThat(exitCode(host())).isZero();
        assertThat(sandbox.loxo().peopleCount()).isPositive();
    }

    @Test
    void andAreReadAgainWhereTheyAreRefused() throws Exception {
        TestVault.CONTENT.put("loxo", "the-key-before");
        key("the-other-key-before");
        CamelContext host = host();
        TestVault.CONTENT.put("loxo", sandbox.options().loxoKey());
        key(sandbox.options().togglKey());
        assertThat(exitCode(host)).isZero();
        assertThat(sandbox.loxo().peopleCount()).isPositive();
    }

    @Test
    void oneThatIsNotThereIsNamedAtTheStart() {
        properties.put("toggl.api-key-file", "no/such/key");
        assertThatThrownBy(this::host)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("toggl.api-key-file names the file 'no/such/key', which is not there")
                .hasMessageNotContaining("toggl.api-key is empty");
    }
}
