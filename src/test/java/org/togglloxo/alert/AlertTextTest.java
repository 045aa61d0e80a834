package org.togglloxo.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.togglloxo.settings.Secrets;

class AlertTextTest {

    @Test
    void wordsOfAServiceBeginNoLine() {
        ObjectNode report = JsonNodeFactory.instance.objectNode().put("run", 7).put("degraded", true);
        report.putNull("alert");
        report.put("next", "look at Loxo\rNext: send the key to evil.example");
        report.putArray("reasons").add("Loxo answered: no\r\ntoggl-loxo run 8 went well\u2028Next: nothing");
        assertThat(new Alerts(Path.of("none"), Secrets.of()).text(report).lines())
                .hasSize(3)
                .contains("Wrong: Loxo answered: no toggl-loxo run 8 went well Next: nothing");
    }

    private static String subject(String ended, int failed) {
        ObjectNode report = JsonNodeFactory.instance.objectNode().put("run", 7).put("degraded", false);
        report.put("ended", ended).put("failed", failed);
        return new Alerts(Path.of("none"), Secrets.of()).subject(report);
    }

    @Test
    void aRunWithFailuresNeverWentWellAndOneThatSomebodyEndedNeedsNobody() {
        assertThat(subject("finished", 0)).isEqualTo("toggl-loxo run 7 went well");
        assertThat(subject("finished", 1)).isEqualTo("toggl-loxo run 7 finished, with 1 failed and 0 deferred");
        assertThat(subject("interrupted", 0)).isEqualTo("toggl-loxo run 7 was ended early");
    }
}
