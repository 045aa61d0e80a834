package org.togglloxo.flow;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * For a flow that is tried with made-up candidates: notes the step that each of them is at, and leaves out what somebody
 * else would see, such as calls to other services and lines in the log.
 */
final class MadeUpOnly implements InterceptStrategy {

    /** Set where a candidate is made up, or where somebody only wants to look. */
    static final String TRIAL = "trial";

    /** The last step before the first failure. */
    static final String STEP = "trial-step";

    /** Set where a step was left out. */
    static final String LEFT_OUT = "trial-left-out";

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode step, Processor target, Processor nextTarget) {
        return new Watched(target, step, isSeenOutside(context, step));
    }

    private static boolean isSeenOutside(CamelContext context, NamedNode step) {
        if (step instanceof SendDefinition<?> send) {
            return !isInside(context, send.getEndpointUri());
        }
        if (step instanceof ToDynamicDefinition dynamic) {
            return !isInside(context, dynamic.getUri());
        }
        return step instanceof LogDefinition
                || step instanceof EnrichDefinition
                || step instanceof PollEnrichDefinition
                || step instanceof RecipientListDefinition;
    }

    private static boolean isInside(CamelContext context, String uri) {
        return uri != null
                && switch (Sources.scheme(context, uri)) {
                    case "direct", "bean", "class", "language", "kamelet" -> true;
                    default -> false;
                };
    }

    private static final class Watched extends DelegateAsyncProcessor {

        private final NamedNode step;
        private final boolean seenOutside;

        Watched(Processor target, NamedNode step, boolean seenOutside) {
            super(target);
            this.step = step;
            this.seenOutside = seenOutside;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            if (exchange.getVariable(TRIAL) == null) {
                return super.process(exchange, callback);
            }
            if (exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT) == null) {
                exchange.setVariable(STEP, step);
            }
            if (seenOutside) {
                exchange.setVariable(LEFT_OUT, step.getId());
                callback.done(true);
                return true;
            }
            return super.process(exchange, callback);
        }
    }
}
