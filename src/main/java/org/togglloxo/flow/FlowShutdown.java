package org.togglloxo.flow;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
