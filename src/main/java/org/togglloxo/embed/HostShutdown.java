package org.togglloxo.embed;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.sync.run.Runs;

/** With the host's context the flow ends: what is in flight is finished, then the ledger is closed. */
final class HostShutdown extends LifecycleStrategySupport {

    private final Runs runs;
    private final Ledger ledger;
    private final List<PlainHttpClient> clients;

    HostShutdown(Runs runs, Ledger ledger, List<PlainHttpClient> clients) {
        this.runs = runs;
        this.ledger = ledger;
        this.clients = clients;
    }

    @Override
    public void onContextStopping(CamelContext context) {
        runs.close();
        clients.forEach(PlainHttpClient::close);
    }

    @Override
    public void onContextStopped(CamelContext context) {
        ledger.close();
    }
}
