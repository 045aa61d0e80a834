package org.togglloxo.flow.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.CapturedLog;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.flow.WebhookServer;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;

/** What is told of a run, and to whom. */
class AlertsTest extends FlowTest {

    private static final Map<String, Long> FIVE_FAILED = Map.of("failed", 5L);

    private CapturedLog log;
    private WebhookServer slack;
    private GreenMail mail;

    @BeforeEach
    void services() {
        slack = WebhookServer.start();
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        flow.betweenEmptyServices();
        flow.set("alerts.slack-url", slack.url())
                .set("alerts.mail-to", "ops@agency.example,desk@agency.example")
                .set("alerts.mail-from", "sync@agency.example")
                .set("alerts.smtp-url", "smtp://127.0.0.1:" + mail.getSmtp().getPort());
        log = CapturedLog.ofThisThread("org.togglloxo.alert");
    }

    @AfterEach
    void end() {
        log.close();
        slack.close();
        mail.stop();
    }

    private List<String> logged(Level level) {
        // a run tells of itself in the thread that made it
        return log.events().stream()
                .filter(event -> event.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private void fiveWhoAreRefused() {
        IntStream.range(0, 5).forEach(i -> flow.toggl().add(someone("ann" + i + "@example.com")));
        flow.sandbox().loxoFaults().on("POST /people").then(refused());
    }

    private static Fault refused() {
        return Fault.answer(422, Map.of(), "{\"errors\":[\"Name is not allowed\"]}");
    }

    private String onlyPost() {
        assertThat(slack.received()).hasSize(1);
        return slack.received().get(0).path("text").textValue();
    }

    private void nobodyIsTold() {
        assertThat(slack.received()).isEmpty();
        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    @Test
    void aGoodRunIsALineInTheLogAndNoMore() {
        flow.toggl().add(someone("ann@example.com"));
        flow.run();
        nobodyIsTold();
        assertThat(logged(Level.INFO))
                .containsExactly(
                        "toggl-loxo run 1 went well: 1 read = 1 created, 0 updated, 0 unchanged, 0 skipped, 0 deferred, 0 failed; 0 applications, 1 events");
        assertThat(logged(Level.WARN)).isEmpty();
    }

    @Test
    void aRunInWhichManyFailedIsToldToSlackAndByMail() throws Exception {
        fiveWhoAreRefused();
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(FIVE_FAILED);
        assertThat(onlyPost().lines())
                .containsExactly(
                        "toggl-loxo run 1 needs attention: 5 read = 0 created, 0 updated, 0 unchanged, 0 skipped, 0 deferred, 5 failed; 0 applications, 0 events",
                        "Wrong: 5 of 5 candidates failed or were deferred (100 %)",
                        "Next: status shows them with their reasons, explain ID tells more of one");
        assertThat(logged(Level.WARN)).containsExactly(onlyPost());

        assertThat(mail.getReceivedMessages()).hasSize(2);
        MimeMessage message = mail.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("toggl-loxo run 1 needs attention");
        assertThat(message.getFrom()[0]).hasToString("sync@agency.example");
        assertThat(message.getContent().toString().lines())
                .containsExactlyElementsOf(onlyPost().lines().toList());
        assertThat(onlyPost()).doesNotContain("@", "Some One");
    }

    @Test
    void fewFailuresAmongManyAreNoDegradedRun() {
        fiveWhoAreRefused();
        IntStream.range(0, 21).forEach(i -> flow.toggl()
                .add(someone("ben" + i + "@example.com").inState("")));
        flow.run();
        nobodyIsTold();
        flow.set("alerts.failed-share", "0.1");
        flow.ledger().manualDecisions("tester").retry(List.of());
        flow.run();
        assertThat(onlyPost()).contains("5 of 26 candidates");
    }

    @Test
    void fewerThanTheLeastDegradeNoRunHoweverFewThereAre() {
        flow.toggl().add(someone("ann@example.com"));
        flow.sandbox().loxoFaults().on("POST /people").then(refused());
        assertThat(flow.run().exitCode()).isEqualTo(3);
        nobodyIsTold();
    }

    @Test
    void aGoodRunIsToldWhereThatIsWanted() {
        flow.set("alerts.when", "always").toggl().add(someone("ann@example.com"));
        flow.run();
        assertThat(onlyPost()).startsWith("toggl-loxo run 1 went well").doesNotContain("Wrong", "Next");
        assertThat(mail.getReceivedMessages()).hasSize(2);
    }

    @Test
    void aStoppedRunIsTold() {
        flow.set("loxo.api-key", "wrong-key").toggl().add(someone("ann@example.com"));
        assertThat(flow.run().exitCode()).isEqualTo(4);
        assertThat(onlyPost())
                .contains("it stopped (loxo-refused): ", "Next: run doctor")
                .doesNotContain("wrong-key");
    }

    @Test
    void aListThatCannotBeReadIsTold() {
        flow.set("retry.max-attempts", "0");
        flow.sandbox().togglFaults().on("GET /candidates").then(Fault.status(503));
        assertThat(flow.run().exitCode()).isEqualTo(5);
        assertThat(onlyPost()).contains("it stopped (toggl-unavailable)");
    }

    @Test
    void nobodyListedWhereThereWereManyIsTold() {
        flow.set("alerts.zero-after", "3");
        IntStream.range(0, 3).forEach(i -> flow.toggl().add(someone("ann" + i + "@example.com")));
        flow.run();
        nobodyIsTold();
        flow.set("toggl.filter.hire_state", "rejected");
        flow.run();
        assertThat(onlyPost()).contains("listed nobody, and 3 the time before", "toggl.filter");
        flow.run();
        assertThat(slack.received()).as("said once").hasSize(1);
    }

    @Test
    void aTotalThatDiffersIsTold() {
        flow.toggl().add(someone("ann@example.com"));
        flow.sandbox().togglFaults().on("GET /candidates").then(Fault.tamper(seen -> ((ObjectNode) seen.answer())
                .put("total", 0)));
        assertThat(flow.run().exitCode()).isZero();
        assertThat(onlyPost()).contains("listed 1 candidates and says that it has 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500, 302, 429})
    void aSlackThatRefusesHarmsNothingAndIsAskedOnce(int status) {
        fiveWhoAreRefused();
        slack.answer(status);
        soundAllTheSame(flow.run());
        assertThat(slack.received()).hasSize(1);
        assertThat(logged(Level.WARN))
                .hasSize(2)
                .anyMatch(line -> line.contains("Slack answered " + status))
                .noneMatch(line -> line.contains("wZq8"));
    }

    @Test
    void aSlackThatDripsHarmsNothingAndMailGoesOut() {
        aSlackThatNeverEndsHarmsNothing("o", "not there in full after 5000 ms");
    }

    @Test
    void aSlackThatPoursHarmsNothingAndMailGoesOut() {
        aSlackThatNeverEndsHarmsNothing("o".repeat(10_000), "larger than 65536 bytes");
    }

    private void aSlackThatNeverEndsHarmsNothing(String piece, String said) {
        fiveWhoAreRefused();
        slack.answerEndlessly(piece.getBytes(StandardCharsets.US_ASCII));
        soundAllTheSame(flow.run());
        assertThat(slack.received()).hasSize(1);
        assertThat(logged(Level.WARN)).hasSize(2).anyMatch(line -> line.contains(said));
        assertThat(mail.getReceivedMessages()).hasSize(2);
    }

    @Test
    void aDeadSlackHarmsNothingAndMailGoesOut() {
        fiveWhoAreRefused();
        slack.close();
        soundAllTheSame(flow.run());
        assertThat(logged(Level.WARN))
                .hasSize(2)
                .anyMatch(line -> line.contains("nobody could be told of run 1"))
                .noneMatch(line -> line.contains("wZq8"));
        assertThat(mail.getReceivedMessages()).hasSize(2);
    }

    @Test
    void aDeadMailServerHarmsNothing() {
        fiveWhoAreRefused();
        mail.stop();
        soundAllTheSame(flow.run());
        assertThat(slack.received()).hasSize(1);
        assertThat(logged(Level.WARN)).hasSize(2).anyMatch(line -> line.contains("alerts."));
    }

    private void soundAllTheSame(RunRow run) {
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.ended()).isEqualTo("finished");
        assertThat(FlowFixture.counts(run)).isEqualTo(FIVE_FAILED);
        RunRow written = flow.ledger().runs().last(1).get(0);
        assertThat(written)
                .usingRecursiveComparison()
                .ignoringFields("startedAt")
                .isEqualTo(run);
    }

    @Test
    void aPasswordIsNotSentOverAConnectionThatIsNotEncrypted() {
        flow.set("alerts.smtp-user", "sync").set("alerts.smtp-password", "pA55w0rd-of-mail");
        fiveWhoAreRefused();
        soundAllTheSame(flow.run());
        assertThat(mail.getReceivedMessages()).isEmpty();
        assertThat(logged(Level.WARN))
                .hasSize(2)
                .anyMatch(line -> line.contains("STARTTLS"))
                .noneMatch(line -> line.contains("pA55"));
    }

    @Test
    void withoutSlackAndMailTheLogIsAll() {
        flow.set("alerts.slack-url", "").set("alerts.mail-to", "");
        fiveWhoAreRefused();
        flow.run();
        nobodyIsTold();
        assertThat(logged(Level.WARN)).hasSize(1);
    }

    @Test
    void aPlanTellsNobody() {
        fiveWhoAreRefused();
        flow.set("alerts.when", "always");
        flow.plan();
        nobodyIsTold();
        assertThat(log.events()).isEmpty();
    }
}
