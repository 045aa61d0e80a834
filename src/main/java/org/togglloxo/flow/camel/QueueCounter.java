package org.togglloxo.flow.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.support.DefaultInterceptSendToEndpoint;
import org.togglloxo.route.Names;
import org.togglloxo.sync.ListedPage;
import org.togglloxo.sync.run.Runs;

/** Counts who goes into the queue, from whatever step, each once: a run waits for as many to come out of it. */
public final class QueueCounter implements EndpointStrategy {

    private final CamelContext context;
    private final Runs runs;
    private String queue;

    private QueueCounter(CamelContext context, Runs runs) {
        this.context = context;
        this.runs = runs;
    }

    /** For all endpoints that are made in the context from now on. */
    public static void install(CamelContext context, Runs runs) {
        context.getCamelContextExtension().registerEndpointCallback(new QueueCounter(context, runs));
    }

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        if (!isQueue(endpoint)) {
            return endpoint;
        }
        DefaultInterceptSendToEndpoint counted = new DefaultInterceptSendToEndpoint(endpoint, false);
        counted.setBefore(exchange -> exchange.setRouteStop(!ListedPage.isFirst(exchange)));
        counted.setAfter(exchange -> {
            if (!exchange.isFailed()) {
                runs.listing().handedOver();
            }
        });
        return counted;
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
