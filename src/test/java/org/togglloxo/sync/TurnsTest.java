package org.togglloxo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TurnsTest {

    private final CamelContext context = new DefaultCamelContext();
    private final Turns turns = new Turns();

    @Test
    void theSecondOneWaitsForTheEndOfTheFirst() throws Exception {
        turns.await(exchange());
        CompletableFuture<Void> second = begin(exchange());
        await().during(Duration.ofMillis(200)).until(() -> !second.isDone());
        turns.end();
        await().until(second::isDone);
    }

    @Test
    void aTurnThatNobodyEndedEndsWithItsExchange() throws Exception {
        Exchange first = exchange();
        turns.await(first);
        CompletableFuture<Void> second = begin(exchange());
        UnitOfWorkHelper.doneSynchronizations(
                first, first.getExchangeExtension().handoverCompletions());
        await().until(second::isDone);
    }

    @Test
    void anExchangeThatHasItDoesNotWaitForItself() throws Exception {
        Exchange twice = exchange();
        turns.await(twice);
        turns.await(twice);
        turns.end();
        turns.await(exchange());
    }

    @Test
    void theEndOfAnExchangeDoesNotEndTheTurnOfAnother() throws Exception {
        Exchange first = exchange();
        turns.await(first);
        turns.end();
        turns.await(exchange());
        UnitOfWorkHelper.doneSynchronizations(
                first, first.getExchangeExtension().handoverCompletions());
        CompletableFuture<Void> third = begin(exchange());
        await().during(Duration.ofMillis(200)).until(() -> !third.isDone());
        assertThat(third).isNotDone();
    }

    private Exchange exchange() {
        Exchange exchange = new DefaultExchange(context);
        exchange.setExchangeId(UUID.randomUUID().toString());
        return exchange;
    }

    private CompletableFuture<Void> begin(Exchange exchange) {
        return CompletableFuture.runAsync(() -> {
            try {
                turns.await(exchange);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
