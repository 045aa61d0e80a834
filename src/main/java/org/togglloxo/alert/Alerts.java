package org.togglloxo.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.settings.Secrets;

/** The steps of {@code 80-alert}, by the names used there. */
public final class Alerts {

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    private final Path messages;
    private final Secrets secrets;

    /** @param messages somebody's own words; need not be there */
    Alerts(Path messages, Secrets secrets) {
        this.messages = messages;
        this.secrets = secrets;
    }

    /** Step {@code word-alert}: the counts in one line, then what is wrong, since when and what to do, a line each. */
    public String text(@Body JsonNode report) {
        return worded(report).text();
    }

    /** Step {@code name-alert}. */
    public String subject(@Body JsonNode report) {
        return worded(report).subject();
    }

    AlertText worded(JsonNode report) {
        return new AlertText(AlertMessages.in(messages), secrets, report);
    }

    /** Nobody could be told by one of the ways; that is no error of the run, and is tried again at the end of the next one. */
    public void untold(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception error, Exchange exchange) {
        AlertAttempt.fail(exchange);
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        JsonNode report = AlertAttempt.report(exchange);
        LOG.warn(
                "nobody could be told of run {}: {}. An alert is tried again after the next run. Look at alerts.* and routes/80-alert.camel.yaml",
                report == null ? "?" : report.path("run").asText(),
                secrets.redactPeople(root.getClass().getSimpleName() + ": " + root.getMessage()));
    }
}
