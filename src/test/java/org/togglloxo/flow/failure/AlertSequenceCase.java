package org.togglloxo.flow.failure;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.flow.MovableClock;
import org.togglloxo.flow.WebhookServer;
import org.togglloxo.sandbox.fault.Fault;

/** Runs that go wrong and well again, and whoever is told. */
abstract class AlertSequenceCase extends FlowTest {

    static final Duration QUARTER = Duration.ofMinutes(15);
    static final String SECRET = "what-both-sides-know";
    final MovableClock clock = new MovableClock();
    WebhookServer receiver;
    WebhookServer slack;
    GreenMail mail;

    @TempDir
    Path temporary;

    @BeforeEach
    void services() {
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
    void end() {
        receiver.close();
        slack.close();
        mail.stop();
    }

    void run() {
        clock.advance(QUARTER);
        flow.run();
    }

    void nobodyMayWrite() {
        flow.sandbox().loxoFaults().on(request -> true).then(Fault.status(403));
    }

    List<String> subjects() {
        return receiver.received().stream()
                .map(report -> report.path("subject").textValue())
                .toList();
    }
}
