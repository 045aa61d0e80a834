package org.togglloxo.flow.failure;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * Steps as nobody should add them, known to Camel as {@code error}: {@code error:error} throws an Error the first time,
 * {@code error:hang} hangs the first time and can be woken, {@code error:hang-fast} cannot.
 */
public final class FailingComponent extends DefaultComponent {

    private final AtomicInteger uses = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);

    /** How often somebody came by. */
    int uses() {
        return uses.get();
    }

    /** Whoever hangs goes on. */
    void release() {
        released.countDown();
    }

    private void use(String kind) throws InterruptedException {
        if (uses.incrementAndGet() > 1) {
            return;
        }
        switch (kind) {
            case "error" -> throw new NoClassDefFoundError("org/example/Missing");
            case "hang" -> released.await();
            default -> hang();
        }
    }

    private void hang() {
        while (released.getCount() > 0) {
            try {
                released.await();
            } catch (InterruptedException e) {
                // as a step does that thinks it knows better
            }
        }
    }

    @Override
    protected Endpoint createEndpoint(String uri, String kind, Map<String, Object> parameters) {
        return new DefaultEndpoint(uri, this) {
            @Override
            public Producer createProducer() {
                return new DefaultProducer(this) {
                    @Override
                    public void process(Exchange exchange) throws Exception {
                        use(kind);
                    }
                };
            }

            @Override
            public Consumer createConsumer(Processor processor) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
