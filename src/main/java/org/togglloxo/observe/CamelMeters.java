package org.togglloxo.observe;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyConfiguration;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;

/** Camel's own meters of routes, {@code camel_*}. */
final class CamelMeters {

    private CamelMeters() {}

    /** Of all routes that are added from now on. */
    static void of(CamelContext context, MeterRegistry registry) {
        MicrometerRoutePolicyFactory factory = new MicrometerRoutePolicyFactory();
        factory.setCamelContext(context);
        factory.setMeterRegistry(registry);
        factory.setSkipCamelInfo(true);
        MicrometerRoutePolicyConfiguration configuration = new MicrometerRoutePolicyConfiguration();
        // the sum over the routes says the same, and each of them costs every message something
        configuration.setContextEnabled(false);
        factory.setPolicyConfiguration(configuration);
        context.addRoutePolicyFactory(factory);
    }
}
