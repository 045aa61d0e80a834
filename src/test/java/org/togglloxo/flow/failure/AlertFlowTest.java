package org.togglloxo.flow.failure;

import static org.togglloxo.flow.Candidates.someone;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.flow.MovableClock;
import org.togglloxo.flow.WebhookServer;
import org.togglloxo.sandbox.fault.Fault;

/** A flow between two services and three receivers, a quarter of an hour from one run to the next. */
abstract class AlertFlowTest extends FlowTest {

    static final Duration QUARTER = Duration.ofMinutes(15);
    static final String SECRET = "what-both-sides-know";

    final MovableClock clock = new MovableClock();
    WebhookServer receiver;
    WebhookServer slack;
    GreenMail mail;

    @TempDir
    Path temporary;

    @BeforeEach
    final void services() {
        receiver = WebhookServer.start();
        slack = WebhookServer.start();
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        flow.clock(clock).betweenEmptyServices();
        flow.set("alerts.webhook-url", receiver.url())
                .set("alerts.webhook-secret", SECRET)
                .set("retry.max-attempts", "0");
    }

    @AfterEach
    final void end() {
        receiver.close();
        slack.close();
        mail.stop();
    }

    final void withSlackAndMail() {
        flow.set("alerts.slack-url", slack.url())
                .set("alerts.mail-to", "ops@agency.example")
                .set("alerts.mail-from", "sync@agency.example")
                .set("alerts.smtp-url", "smtp://127.0.0.1:" + mail.getSmtp().getPort());
    }

    final void run() {
        clock.advance(QUARTER);
        flow.run();
    }

    final void nobodyMayWrite() {
        flow.sandbox().loxoFaults().on(request -> true).then(Fault.status(403));
    }

    final void fiveAreRefused() {
        IntStream.range(0, 5).forEach(i -> flow.toggl().add(someone("ann" + i + "@example.com")));
        flow.sandbox().loxoFaults().on("POST /people").then(Fault.answer(422, Map.of(), "{\"errors\":[\"No\"]}"));
    }

    final List<String> subjects() {
        return receiver.received().stream()
                .map(report -> report.path("subject").textValue())
                .toList();
    }
}
