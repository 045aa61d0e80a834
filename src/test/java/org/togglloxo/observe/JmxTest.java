package org.togglloxo.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.FlowContext;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowUse;
import org.togglloxo.flow.files.FlowFiles;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.sync.run.Progress;
import org.togglloxo.sync.run.RunJournal;
import org.togglloxo.sync.run.Runs;

/** {@code observe.jmx}: routes are seen by JMX, and nothing secret is. */
class JmxTest {

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    @TempDir
    Path folder;

    private FlowFixture services;

    @BeforeEach
    void services() {
        services = new FlowFixture(folder)
                .between(options -> options.candidates(10))
                .set("sync.scheduled", "false");
    }

    @AfterEach
    void close() {
        services.close();
    }

    private Flow start() {
        FlowSettings settings = services.flowSettings();
        Clock clock = Clock.systemUTC();
        Runs runs = new Runs(RunJournal.of(services.ledger()), Progress.NONE, clock, 0);
        return Flow.start(
                settings,
                FlowFiles.read(Path.of("")),
                FlowUse.SCHEDULED,
                false,
                FlowContext.of(settings, services.ledger(), runs, clock));
    }

    private Set<ObjectName> seen(String type) throws Exception {
        return server.queryNames(
                new ObjectName("org.apache.camel:context=toggl-loxo,type=%s,name=*".formatted(type)), null);
    }

    @Test
    void routesAreSeenWithTheirCounts() throws Exception {
        services.set("observe.jmx", "true");
        try (Flow flow = start()) {
            flow.runOnce();
            ObjectName route =
                    new ObjectName("org.apache.camel:context=toggl-loxo,type=routes,name=\"route-candidate\"");
            assertThat(server.getAttribute(route, "ExchangesTotal")).isEqualTo(10L);
            assertThat(everyValue())
                    .hasSizeGreaterThan(100)
                    .noneMatch(value -> value.contains(
                                    services.sandbox().options().togglKey())
                            || value.contains(services.sandbox().options().loxoKey()));
        }
        assertThat(seen("routes")).isEmpty();
    }

    private List<String> everyValue() throws Exception {
        List<String> values = new ArrayList<>();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:context=toggl-loxo,*"), null)) {
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                try {
                    values.add(String.valueOf(server.getAttribute(name, attribute.getName())));
                } catch (javax.management.JMException | RuntimeException unreadable) {
                    // as somebody who looks would find
                }
            }
        }
        return values;
    }

    @Test
    void withoutItNothingIs() throws Exception {
        try (Flow flow = start()) {
            flow.runOnce();
            assertThat(seen("routes")).isEmpty();
        }
    }
}
