package org.togglloxo.flow.camel;

import java.util.function.BiConsumer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Shows somebody each exchange before each step. */
public final class BeforeEachStep implements InterceptStrategy {

    private final BiConsumer<NamedNode, Exchange> watcher;

    private BeforeEachStep(BiConsumer<NamedNode, Exchange> watcher) {
        this.watcher = watcher;
    }

    /** For all routes that are added to the context from now on. */
    public static void show(CamelContext context, BiConsumer<NamedNode, Exchange> watcher) {
        context.getCamelContextExtension().addInterceptStrategy(new BeforeEachStep(watcher));
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode step, Processor target, Processor nextTarget) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                watcher.accept(step, exchange);
                return super.process(exchange, callback);
            }
        };
    }
}
