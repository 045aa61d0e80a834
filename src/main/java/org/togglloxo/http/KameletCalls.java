package org.togglloxo.http;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;

/** The calls of one Kamelet: Camel's http component with a client of our own, bound under a name that nobody else has. */
public final class KameletCalls implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int AT_ONCE = 4;
    private static final int MOST_ATTEMPTS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final CamelContext context;
    private final String endpoint;
    private final String name = "toggl-loxo-kamelet-" + UUID.randomUUID();
    private final PlainHttpClient client;
    private final ProducerTemplate template;
    private final Retries attempts = new Retries(MOST_ATTEMPTS, FIRST_PAUSE);

    KameletCalls(CamelContext context, KameletConnection.Service service, Clock clock) {
        this.context = context;
        this.client = PlainHttpClient.in(
                context,
                new Pacing(0, AT_ONCE, service.longestWait().fixed(), clock),
                service.limits(),
                Credentials.of(service.baseUrl(), service.key()));
        context.getRegistry().bind(name, client);
        this.endpoint = PlainHttpClient.endpoint(service.baseUrl(), name, CONNECT, service.responseTimeout(), AT_ONCE);
        this.template = context.createProducerTemplate();
    }

    /** How a call is repeated, until these calls are closed. */
    public Retries attempts() {
        return attempts;
    }

    /** One call; every status is an answer, and no Error leaves open what became of it. */
    public Exchange call(Processor request) throws Exception {
        Exchange answer;
        try {
            answer = template.request(endpoint, request);
        } catch (Error e) {
            throw new IOException(e);
        }
        if (answer.getException() != null) {
            throw answer.getException();
        }
        return answer;
    }

    /** The context is to stop: nobody waits any longer for a service that asks to be left alone, or for one that is slow. */
    void end() {
        attempts.close();
        client.close();
    }

    @Override
    public void close() {
        end();
        template.stop();
        context.getRegistry().unbind(name);
    }
}
