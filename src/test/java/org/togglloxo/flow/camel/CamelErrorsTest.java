package org.togglloxo.flow.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link ErrorsCaught} is there for: what this version of Camel does where a step throws what few expect. */
final class CamelErrorsTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void stop() {
        // an exchange that passed all error handling is never over
        context.getShutdownStrategy().setTimeout(1);
        context.stop();
    }

    /** A processor that throws, and a producer that does. */
    private void routes(Throwable thrown) throws Exception {
        context.addEndpoint("broken:out", new DefaultEndpoint() {
            @Override
            protected String createEndpointUri() {
                return "broken:out";
            }

            @Override
            public Producer createProducer() {
                return new DefaultProducer(this) {
                    @Override
                    public void process(Exchange exchange) throws Exception {
                        raise(thrown);
                    }
                };
            }

            @Override
            public Consumer createConsumer(Processor processor) {
                throw new UnsupportedOperationException();
            }
        });
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Throwable.class).handled(true).process(exchange -> seen.add("handled"));
                from("direct:processor").process(exchange -> raise(thrown));
                from("direct:producer").to("broken:out");
                from("direct:tried")
                        .doTry()
                        .process(exchange -> raise(thrown))
                        .doCatch(Throwable.class)
                        .process(exchange -> seen.add("caught"))
                        .doFinally()
                        .process(exchange -> seen.add("finally"))
                        .end()
                        .process(exchange -> seen.add("behind"));
            }
        });
        context.start();
    }

    private static void raise(Throwable thrown) throws Exception {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (Exception) thrown;
    }

    private Exchange send(String from) {
        return context.createProducerTemplate().send("direct:" + from, exchange -> {});
    }

    @ParameterizedTest
    @ValueSource(strings = {"processor", "producer", "tried"})
    void anErrorPassesAllErrorHandlingAndTheExchangeIsNeverOver(String from) throws Exception {
        routes(new StackOverflowError("as it should"));

        assertThat(catchThrowable(() -> send(from)))
                .as("an Error is handled now: ErrorsCaught has less to do")
                .isInstanceOf(StackOverflowError.class);
        assertThat(seen).isEmpty();
        assertThat(context.getInflightRepository().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"processor", "producer"})
    void aStepThatFailsWithAnErrorSaysBeforeThatItIsDone(String from) throws Exception {
        context.getCamelContextExtension()
                .addInterceptStrategy((of, step, target, next) -> new DelegateAsyncProcessor(target) {
                    @Override
                    public boolean process(Exchange exchange, AsyncCallback callback) {
                        return super.process(exchange, sync -> {
                            seen.add("done");
                            callback.done(sync);
                        });
                    }
                });
        routes(new StackOverflowError("as it should"));

        assertThat(catchThrowable(() -> send(from))).isNotNull();
        assertThat(seen)
                .as("nobody says that it is done before it throws: ErrorsCaught need hold nothing back")
                .containsExactly("done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"processor", "producer"})
    void anInterruptedStepMeetsNoOnException(String from) throws Exception {
        routes(new InterruptedException("as it should"));

        assertThat(send(from).getException())
                .as("an InterruptedException is handled now: ErrorsCaught need not turn it into another one")
                .isInstanceOf(InterruptedException.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void aDoTryCatchesAnInterruption() throws Exception {
        routes(new InterruptedException("as it should"));

        send("tried");

        assertThat(seen).containsExactly("caught", "finally", "behind");
    }
}
