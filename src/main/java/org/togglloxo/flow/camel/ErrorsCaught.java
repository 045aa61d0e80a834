package org.togglloxo.flow.camel;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.route.Names;

/**
 * What has no end is ended, and whatever a step throws becomes an exception that is handled. Camel 4.18.0 lets an Error out of
 * a producer, and out of a processor, pass all error handling: the exchange is never over then, and whoever waits for it on
 * another thread waits for ever. An InterruptedException meets no onException, though a doTry catches it.
 */
public final class ErrorsCaught implements InterceptStrategy {

    /** A step that leads back to its own route would go on for ever, and Camel's routes do not run out of stack. */
    private static final int DEEPEST = 100;

    private static final String ENDLESS =
            "the route %s leads back to itself without an end: one of its steps, or of a route that it calls, calls it again. Let that step call another route";

    private final Names names;

    private ErrorsCaught(Names names) {
        this.names = names;
    }

    /**
     * For all routes that are added to the context from now on.
     *
     * @param names those of the routes that are ours; the others are left as they are
     */
    public static void install(CamelContext context, Names names) {
        context.getCamelContextExtension().addInterceptStrategy(new ErrorsCaught(names));
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode step, Processor target, Processor nextTarget) {
        String route = ProcessorDefinitionHelper.getRouteId(step);
        return names.isOwnRoute(route) ? new Guarded(target, route) : target;
    }

    private static final class Guarded extends DelegateAsyncProcessor {

        private final String route;

        Guarded(Processor target, String route) {
            super(target);
            this.route = route;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            UnitOfWork work = exchange.getUnitOfWork();
            // steps of error handling are of no route
            if (route != null && work != null && work.routeStackLevel() > DEEPEST) {
                exchange.setException(new Fail(Reason.UNEXPECTED, ENDLESS.formatted(route)));
                callback.done(true);
                return true;
            }
            Call call = new Call(exchange, callback);
            try {
                boolean sync = getProcessor().process(exchange, call);
                call.leave();
                return sync;
            } catch (Error e) {
                exchange.setException(new StepException(e));
                call.fail();
                return true;
            }
        }
    }

    /** A step that fails with an Error says that it is done before it throws, as a rule: what it says meanwhile is held back until it has returned. */
    private static final class Call implements AsyncCallback {

        private final Exchange exchange;
        private final AsyncCallback callback;
        private final Thread caller = Thread.currentThread();
        private boolean left;
        private boolean failed;
        private Boolean done;

        Call(Exchange exchange, AsyncCallback callback) {
            this.exchange = exchange;
            this.callback = callback;
        }

        @Override
        public void done(boolean sync) {
            synchronized (this) {
                if (failed) {
                    return;
                }
                if (!left && Thread.currentThread() == caller) {
                    done = sync;
                    return;
                }
            }
            forward(sync);
        }

        void leave() {
            synchronized (this) {
                left = true;
            }
            if (done != null) {
                forward(done);
            }
        }

        private void forward(boolean sync) {
            if (exchange.getException() instanceof InterruptedException e) {
                exchange.getExchangeExtension().setInterrupted(false);
                exchange.setException(new StepException(e));
            }
            callback.done(sync);
        }

        void fail() {
            synchronized (this) {
                failed = true;
            }
            callback.done(true);
        }
    }
}
