package org.togglloxo.observe;

import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.flow.FlowObserver;
import org.togglloxo.ledger.CandidateUpdate;
import org.togglloxo.ledger.run.RunRow;

/** Several who look on. What goes wrong with one of them is nobody else's business, least of all the run's. */
final class Observers implements FlowObserver {

    private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

    private final List<FlowObserver> all;

    Observers(List<FlowObserver> all) {
        this.all = List.copyOf(all);
    }

    @Override
    public void prepare(CamelContext context) {
        each(one -> one.prepare(context));
    }

    @Override
    public void called(Call call) {
        each(one -> one.called(call));
    }

    @Override
    public void begun(long runId) {
        each(one -> one.begun(runId));
    }

    @Override
    public void taken(String togglId) {
        each(one -> one.taken(togglId));
    }

    @Override
    public void completed(CandidateUpdate entry) {
        each(one -> one.completed(entry));
    }

    @Override
    public void left() {
        each(FlowObserver::left);
    }

    @Override
    public void ended(RunRow run) {
        each(one -> one.ended(run));
    }

    private void each(Consumer<FlowObserver> tell) {
        for (FlowObserver one : all) {
            try {
                tell.accept(one);
            } catch (RuntimeException error) {
                LOG.debug("{} failed", one.getClass().getSimpleName(), error);
            }
        }
    }
}
