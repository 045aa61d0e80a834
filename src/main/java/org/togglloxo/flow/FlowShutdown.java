package org.togglloxo.flow;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.http.PlainHttpClient;

/** How a flow comes to its end although something in it may hang. */
final class FlowShutdown {

    /** What is in flight is given so long. */
    static final int SECONDS = 60;

    private static final Logger LOG = LoggerFactory.getLogger(Flow.class);
    private static final int SECONDS_WHEN_STUCK = 2;

    private FlowShutdown() {}

    /** @param stuck whether threads are left behind that may never come out */
    static void stop(Main main, boolean stuck) {
        if (stuck) {
            main.getCamelContext().getShutdownStrategy().setTimeout(SECONDS_WHEN_STUCK);
        }
        within(stuck ? 5 * SECONDS_WHEN_STUCK : 2 * SECONDS, main::shutdown);
    }

    /** No call is waited for any longer. */
    static void closeClients(CamelContext context) {
        // none where the flow is being closed already, by whoever was waiting for this
        Stream.of("togglHttpClient", "loxoHttpClient", "alertHttpClient")
                .map(client -> context.getRegistry().lookupByNameAndType(client, PlainHttpClient.class))
                .filter(Objects::nonNull)
                .forEach(PlainHttpClient::close);
    }

    /** Camel waits without an end for a thread of a seda consumer that hangs, even where the shutdown is forced. */
    static void within(int seconds, Runnable work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread stopping = new Thread(
                () -> {
                    try {
                        work.run();
                        done.complete(null);
                    } catch (RuntimeException e) {
                        done.completeExceptionally(e);
                    }
                },
                "stop-flow");
        stopping.setDaemon(true);
        stopping.start();
        try {
            done.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.warn("the flow does not come to its end within {} s; what hangs goes with the process", seconds);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
