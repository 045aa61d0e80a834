package org.togglloxo.flow;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.SynchronizationAdapter;
import org.togglloxo.alert.AlertBinding;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.route.Names;
import org.togglloxo.route.Variables;
import org.togglloxo.sync.RetentionTask;
import org.togglloxo.sync.run.Listing;
import org.togglloxo.sync.run.Runs;
import org.togglloxo.togglhire.TogglHire;

/**
 * What goes through {@code direct:list-candidates} is a run: it begins before the first step and ends, however the last one
 * ended, when everybody listed has an outcome; then it is told of. Whoever asked gets the report.
 */
final class RunPolicy extends RoutePolicySupport implements RoutePolicyFactory {

    private static final String BEGUN = "toggl-loxo-run-begun";

    private final Runs runs;
    private final TogglHire togglHire;
    private final RetentionTask retention;

    RunPolicy(Runs runs, TogglHire togglHire, RetentionTask retention) {
        this.runs = runs;
        this.togglHire = togglHire;
        this.retention = retention;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        String first = Names.in(context).endpoint(Flow.FIRST);
        return route instanceof RouteDefinition definition
                        && definition.getInput() != null
                        && first.equals(definition.getInput().getEndpointUri())
                ? this
                : null;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        if (exchange.getVariable(Variables.CANDIDATE_ID) != null) {
            refuse(
                    exchange,
                    new Fail(
                            Reason.UNEXPECTED,
                            "direct:list-candidates begins a run, and was called for a candidate of one: it would wait for itself. Take that step out"));
            return;
        }
        try {
            AlertBinding.notifyIfStale(route.getCamelContext());
            runs.begin(exchange);
            exchange.setProperty(BEGUN, true);
            // Camel asks a policy nothing more once the context stops
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    end(route, done);
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refuse(exchange, e);
        } catch (RuntimeException e) {
            refuse(exchange, e);
        }
    }

    private static void refuse(Exchange exchange, Exception error) {
        exchange.setException(error);
        exchange.setRouteStop(true);
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        end(route, exchange);
    }

    private void keep(Exchange exchange, Listing listing) {
        if (!runs.planning()) {
            boolean whole = runs.last().ended().equals(RunRow.FINISHED)
                    && runs.scope().restriction().isEmpty();
            retention.end(whole, listing, id -> togglHire.hasListed(exchange, id));
        }
    }

    private void end(Route route, Exchange exchange) {
        if (exchange.removeProperty(BEGUN) == null) {
            return;
        }
        Exception error = exchange.getException();
        exchange.setException(null);
        exchange.getExchangeExtension().setInterrupted(false);
        try {
            if (error != null) {
                togglHire.stopListing(error);
            }
            Listing listing = togglHire.listing(exchange);
            runs.finish(listing);
            keep(exchange, listing);
            exchange.getMessage().setBody(AlertBinding.notifyOfLastRun(route.getCamelContext(), listing));
        } catch (RuntimeException e) {
            exchange.setException(e);
        }
    }
}
