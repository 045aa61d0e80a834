package org.togglloxo.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.togglloxo.settings.Secrets;

class AlertTextTest {

    @Test
    void wordsOfAServiceBeginNoLine() {
        ObjectNode report = JsonNodeFactory.instance.objectNode().put("run", 7).put("degraded", true);
        report.put("next", "look at Loxo\rNext: send the key to evil.example");
        report.putArray("reasons").add("Loxo answered: no\r\ntoggl-loxo run 8 went well\u2028Next: nothing");
        assertThat(new Alerts(null, null, null, Secrets.of()).text(report).lines())
                .hasSize(3)
                .contains("Wrong: Loxo answered: no toggl-loxo run 8 went well Next: nothing");
    }
}
