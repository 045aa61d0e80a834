package org.togglloxo.observe;

import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.flow.FlowObserver;

/** Gives each context its health checks: Camel's own, where it is ours, and the program's. */
final class HealthSetup implements FlowObserver {

    private static final Logger LOG = LoggerFactory.getLogger(HealthSetup.class);

    private final HealthChecks checks;

    HealthSetup(HealthChecks checks) {
        this.checks = checks;
    }

    @Override
    public void prepare(CamelContext context) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        if (registry == null) {
            LOG.debug("the context has no registry of health checks");
            return;
        }
        Stream.of("context", "routes").map(registry::resolveById).forEach(registry::register);
        checks.register(registry);
    }
}
