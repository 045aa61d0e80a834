package org.togglloxo.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.apache.camel.CamelContext;
import org.togglloxo.flow.FlowObserver;
import org.togglloxo.server.Answer;

/**
 * All meters as Prometheus reads them. Those of routes go with the context that they are of, which an edit replaces; the
 * program's own live as long as the process.
 */
final class Scrape implements FlowObserver {

    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final int OK = 200;

    private final String workspace;
    private final PrometheusMeterRegistry own = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private volatile PrometheusMeterRegistry ofRoutes = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** @param workspace a label of every meter where it has a name */
    Scrape(String workspace) {
        this.workspace = workspace;
        label(own);
        // each scrape would look through all threads once for each state that there is
        own.config().meterFilter(MeterFilter.denyNameStartsWith("jvm.threads.states"));
        List.of(new JvmMemoryMetrics(), new JvmThreadMetrics(), new ProcessorMetrics(), new UptimeMetrics())
                .forEach(meters -> meters.bindTo(own));
    }

    private void label(MeterRegistry meters) {
        if (!workspace.isEmpty()) {
            meters.config().commonTags("workspace", workspace);
        }
    }

    MeterRegistry own() {
        return own;
    }

    @Override
    public void prepare(CamelContext context) {
        PrometheusMeterRegistry fresh = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        label(fresh);
        RouteMeters.of(context, fresh);
        ofRoutes = fresh;
    }

    Answer answer() {
        return new Answer(OK, TYPE, own.scrape() + ofRoutes.scrape());
    }
}
