package org.togglloxo.sync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
class RunLockTest {

    private final CamelContext context = new DefaultCamelContext();
    private final RunLock turns = new RunLock();

    @Test
    void theSecondOneWaitsForTheEndOfTheFirst() throws Exception {
        turns.await(exchange());
        Waiting second = begin(exchange());
        second.awaitWaiting();
        turns.end();
        second.awaitTurn();
    }

    @Test
    void aTurnThatNobodyEndedEndsWithItsExchange() throws Exception {
        Exchange first = exchange();
        turns.await(first);
        Waiting second = begin(exchange());
        UnitOfWorkHelper.doneSynchronizations(
                first, first.getExchangeExtension().handoverCompletions());
        second.awaitTurn();
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
        Waiting third = begin(exchange());
        third.awaitWaiting();
        assertThat(third.turn()).isNotDone();
    }

    private Exchange exchange() {
        Exchange exchange = new DefaultExchange(context);
        exchange.setExchangeId(UUID.randomUUID().toString());
        return exchange;
    }

    private record Waiting(Thread thread, CompletableFuture<Void> turn) {

        void awaitWaiting() {
            await().until(() -> thread.getState() == Thread.State.WAITING);
        }

        void awaitTurn() {
            await().until(turn::isDone);
        }
    }

    private Waiting begin(Exchange exchange) {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                turns.await(exchange);
                turn.complete(null);
            } catch (InterruptedException e) {
                turn.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return new Waiting(thread, turn);
    }
}
