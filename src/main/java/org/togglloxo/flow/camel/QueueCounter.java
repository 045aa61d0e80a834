package org.togglloxo.flow.camel;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.support.DefaultInterceptSendToEndpoint;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.togglloxo.failure.Reason;
import org.togglloxo.route.Names;
import org.togglloxo.sync.ListedPage;
import org.togglloxo.sync.QueueRoutes;
import org.togglloxo.sync.queue.QueueMessage;
import org.togglloxo.sync.queue.QueueUri;
import org.togglloxo.sync.run.Runs;

/**
 * Counts who goes into the queue, from whatever step, each once: a run waits for as many to come out of it. Into one that several
 * nodes share goes what another node has to know as well.
 */
public final class QueueCounter implements EndpointStrategy {

    private static final String ID = "toggl-loxo-queued";
    private static final String TOO_LARGE =
            "The candidate, as Toggl Hire lists it, is larger than the topic of sync.queue takes. Raise the topic's max.message.bytes, and maxRequestSize in sync.queue, then use retry";

    private final CamelContext context;
    private final Runs runs;
    private final QueueRoutes workers;
    private final String workspace;
    private String queue;

    private QueueCounter(CamelContext context, Runs runs, QueueRoutes workers, String workspace) {
        this.context = context;
        this.runs = runs;
        this.workers = workers;
        this.workspace = workspace;
    }

    /**
     * For all endpoints that are made in the context from now on.
     *
     * @param workspace whose candidates are listed
     */
    public static void install(CamelContext context, Runs runs, QueueRoutes workers, String workspace) {
        context.getCamelContextExtension()
                .registerEndpointCallback(new QueueCounter(context, runs, workers, workspace));
    }

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        if (!isQueue(endpoint)) {
            return endpoint;
        }
        boolean shared = new QueueUri(endpoint.getEndpointUri().replaceFirst("://", ":")).isShared();
        DefaultInterceptSendToEndpoint counted = new DefaultInterceptSendToEndpoint(endpoint, false);
        counted.setBefore(exchange -> before(exchange, shared));
        counted.setAfter(exchange -> {
            String id = exchange.getProperty(ID, String.class);
            if (shared && isTooLarge(exchange.getException())) {
                workers.fail(exchange, id, Reason.TOO_LARGE_FOR_QUEUE, TOO_LARGE);
                exchange.setException(null);
            }
            if (!exchange.isFailed()) {
                runs.listing().handedOver(id);
            }
        });
        return counted;
    }

    private static boolean isTooLarge(Throwable thrown) {
        return thrown instanceof RecordTooLargeException || thrown != null && isTooLarge(thrown.getCause());
    }

    private void before(Exchange exchange, boolean shared) {
        JsonNode candidate = exchange.getMessage().getBody(JsonNode.class);
        exchange.setProperty(ID, candidate == null ? "" : candidate.path("id").asText(""));
        if (!ListedPage.isFirst(exchange)) {
            exchange.setRouteStop(true);
        } else if (shared) {
            new QueueMessage(runs.listing().runId(), workspace, candidate).putInto(exchange.getMessage());
        }
    }

    private boolean isQueue(Endpoint endpoint) {
        if (queue == null) {
            queue = place(context.resolvePropertyPlaceholders(Names.in(context).inText("{{sync.queue}}")));
        }
        return place(endpoint.getEndpointUri()).equals(queue);
    }

    private static String place(String uri) {
        return uri.replaceFirst("\\?.*", "").replaceFirst(":/*", ":");
    }
}
