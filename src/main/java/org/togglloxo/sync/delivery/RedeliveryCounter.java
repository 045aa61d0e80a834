package org.togglloxo.sync.delivery;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * How often a step was redelivered for one kind of error. Camel counts all kinds in one number, so that calls which were
 * throttled a few times would use up what {@code retry.max-attempts} promises for a lost answer.
 */
public final class RedeliveryCounter implements Processor {

    private static final String COUNTS = "toggl-loxo-redeliveries";

    private final String kind;

    public RedeliveryCounter(String kind) {
        this.kind = kind;
    }

    /** {@code retryWhile}: whether one more is allowed. */
    public boolean isBelow(Exchange exchange, int most) {
        return counts(exchange).getOrDefault(kind, 0) < most;
    }

    /** {@code onRedeliveryRef}: one begins. An expression could not count: it sees a copy of the exchange. */
    @Override
    public void process(Exchange exchange) {
        Map<String, Integer> counts = new HashMap<>(counts(exchange));
        counts.merge(kind, 1, Integer::sum);
        // no header: Camel gives each redelivery the headers that the step began with
        exchange.setProperty(COUNTS, counts);
    }

    /** A step has ended well: the next one has all retries of its own. */
    public static void over(Exchange exchange) {
        if (exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER) != null) {
            exchange.getMessage().removeHeaders("CamelRedeliver*");
        }
    }

    /** Of this step: Camel's own number, which is taken away at the end of each, tells where the next one begins. */
    @SuppressWarnings("unchecked")
    private static Map<String, Integer> counts(Exchange exchange) {
        boolean first = exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 1, Integer.class) <= 1;
        return first ? Map.of() : exchange.getProperty(COUNTS, Map.of(), Map.class);
    }
}
