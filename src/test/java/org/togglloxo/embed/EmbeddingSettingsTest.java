package org.togglloxo.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.togglloxo.CapturedLog;
import org.togglloxo.TogglLoxo;

/** What a host sets, leaves out and gives in the place of ours. */
@Timeout(120)
class EmbeddingSettingsTest extends EmbeddingCase {

    @Test
    void everythingThatIsWrongIsSaidAtOnceAndTheHostDoesNotStart() {
        properties.remove("loxo.api-key");
        properties.put("loxo.agency-slug", "My Agency");
        properties.put("sync.workers", "many");
        properties.put("ledger.data-source", "nowhere");
        assertThatThrownBy(() -> host(new TogglLoxo()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "loxo.api-key is empty",
                        "loxo.agency-slug is 'My Agency'",
                        "sync.workers is 'many'",
                        "ledger.data-source is 'nowhere'")
                .hasMessageNotContaining(sandbox.options().togglKey());
    }

    @Test
    void aNameThatMeansSomethingElseToTheHostIsSetWithOurPrefix() throws Exception {
        properties.put("retry.delay", "PT2S");
        properties.put("toggl-loxo.retry.delay", "1");
        run(host(new TogglLoxo()));
        assertThat(people()).isGreaterThan(10);
    }

    @Test
    void aPlaceholderThatLeadsNowhereIsNamed() {
        properties.put("loxo.agency-slug", "{{company.slug}}");
        assertThatThrownBy(() -> host(new TogglLoxo()))
                .hasMessage("The routes of toggl-loxo cannot be started: "
                        + "loxo.agency-slug holds a {{placeholder}} that leads nowhere. Set what it names, or write the value itself; "
                        + "loxo.agency-slug is empty, and Loxo answers 403 without it. Copy it from your Loxo address, "
                        + "https://app.loxo.co/api/{agency-slug}/people, without anything around it");
    }

    @Test
    void aRouteThatIsLeftOutIsTheHostsToGive() throws Exception {
        assertThatThrownBy(() -> host(new TogglLoxo().without("record-event")))
                .hasStackTraceContaining("No route begins with direct:toggl-loxo-record-event, which is called");
        stopHost();
        run(host(new TogglLoxo().without("record-event", "schedule-sync"), new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:toggl-loxo-record-event").routeId("our-own-events").log("an event of our own");
            }
        }));
        assertThat(people()).isGreaterThan(10);
        assertThat(sandbox.loxo().events()).isEmpty();
    }

    @Test
    void aMisspeltSettingIsSaidToHaveNoEffectAndOthersAreTheHosts() throws Exception {
        properties.put("loxo.indexlag", "9000");
        properties.put("toggl-loxo.toggl.page-sise", "10");
        properties.put("toggl.reports-of-ours", "weekly");
        try (CapturedLog log = CapturedLog.ofThisThread("org.togglloxo.embed")) {
            host(new TogglLoxo());
            assertThat(log.events())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .contains(
                            "loxo.indexlag is no setting of toggl-loxo and has no effect. Did you mean loxo.index-lag?",
                            "toggl-loxo.toggl.page-sise is no setting of toggl-loxo and has no effect. Did you mean toggl.page-size?")
                    .noneMatch(line -> line.contains("reports-of-ours"));
        }
    }

    @Test
    void aRouteThatIsNotThereCannotBeLeftOut() {
        assertThatThrownBy(() -> host(new TogglLoxo().without("find-jobs")))
                .hasMessageStartingWith(
                        "There is no route find-jobs to leave out. Name one of add-details, after-delivery, ");
    }

    @Test
    void aFileOfTheHostsTakesThePlaceOfTheOneInTheJar() throws Exception {
        String mapping = Files.readString(Path.of("routes/40-map-candidate.camel.yaml"));
        Files.writeString(
                folder.resolve("40-map-candidate.camel.yaml"),
                mapping.replace("toggl:shortlist", "ours:{{our.tag}}").replace("# In:", "# Ours\n# In:"));
        properties.put("our.tag", "first");
        run(host(new TogglLoxo().routesFrom("file:" + folder)));
        assertThat(sandbox.loxo().people()).anyMatch(person -> person.tags().contains("ours:first"));
        assertThat(sandbox.loxo().people()).noneMatch(person -> person.tags().contains("toggl:shortlist"));
    }

    @Test
    void aFileOfTheHostsThatCallsNobodyIsSaidSoAtTheStart() throws Exception {
        String after = Files.readString(Path.of("routes/68-after-delivery.camel.yaml"));
        Files.writeString(
                folder.resolve("68-after-delivery.camel.yaml"),
                after.replaceFirst("( +)steps:\n", "$0$1  - to: direct:our-onw\n"));
        TogglLoxo ours = new TogglLoxo().routesFrom("file:" + folder);
        assertThatThrownBy(() -> host(ours))
                .hasStackTraceContaining("No route begins with direct:our-onw, which a route file of yours calls");
        stopHost();
        host(new TogglLoxo().routesFrom("file:" + folder), new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:our-onw").log("somebody after all");
            }
        });
    }

    @Test
    void aFolderWithoutRoutesIsSaidSo() {
        assertThatThrownBy(() -> host(new TogglLoxo().routesFrom("file:" + folder + "/none")))
                .hasMessageStartingWith("No routes are found at file:" + folder + "/none/*.camel.yaml");
    }

    @Test
    void itIsAddedOnce() {
        assertThatThrownBy(() -> host(new TogglLoxo(), new TogglLoxo()))
                .hasMessageContaining("was added to this Camel context before");
    }

    @Test
    void twoHostsOnOneSqliteLedgerAreRefused() throws Exception {
        host(new TogglLoxo());
        Main first = main;
        assertThatThrownBy(() -> host(new TogglLoxo()))
                .hasStackTraceContaining("Another run of this very process is using the ledger");
        first.shutdown();
    }

    @Test
    @ResourceLock(CapturedLog.CAMEL)
    void keysStayOutOfTheStartUpSummary() throws Exception {
        properties.put("ledger.password", "the-password-of-the-ledger");
        try (CapturedLog log = CapturedLog.of(CapturedLog.CAMEL)) {
            host(new TogglLoxo());
            assertThat(log.events())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .anyMatch(line -> line.contains("toggl.api-key"))
                    .noneMatch(line -> line.contains(sandbox.options().togglKey())
                            || line.contains(sandbox.options().loxoKey())
                            || line.contains("the-password-of-the-ledger"));
        }
    }
}
