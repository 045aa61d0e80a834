package org.togglloxo.sync.run;

import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run after the other, whoever starts them. A turn ends at the latest with the exchange that has it, so that routes
 * which forget to end theirs hold up nobody.
 */
final class RunLock {

    private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);

    private final Semaphore free = new Semaphore(1);
    private String holder;

    /** Waits for the turn of this exchange. */
    void await(Exchange exchange) throws InterruptedException {
        String id = exchange.getExchangeId();
        if (has(id)) {
            return;
        }
        if (!free.tryAcquire()) {
            LOG.info("a run is under way; the next one begins when it has ended");
            free.acquire();
        }
        take(id);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                end(id);
            }
        });
    }

    /** The run has ended. */
    synchronized void end() {
        end(holder);
    }

    private synchronized boolean has(String id) {
        return id.equals(holder);
    }

    private synchronized void take(String id) {
        holder = id;
    }

    /** The turn of one exchange has ended; that of another stays. */
    synchronized void end(String id) {
        if (id != null && id.equals(holder)) {
            holder = null;
            free.release();
        }
    }
}
