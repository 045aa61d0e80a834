package org.togglloxo.sync.delivery;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;

/** The work of all flows and Kamelets that know of each other: those of one context, and flows of one process. */
public final class ProcessWork {

    private static final String BEAN = "toggl-loxo-work";

    private final Map<String, AgencyWork> agencies = new ConcurrentHashMap<>();

    /** That of a context; whoever comes first, be it a flow or a Kamelet, puts it there. */
    public static ProcessWork in(CamelContext context) {
        ProcessWork there = context.getRegistry().lookupByNameAndType(BEAN, ProcessWork.class);
        return there == null ? new ProcessWork().bindIn(context) : there;
    }

    /** For a context of the flow's own. */
    public ProcessWork bindIn(CamelContext context) {
        context.getRegistry().bind(BEAN, this);
        return this;
    }

    /** One for each agency, by the base of all its URLs. */
    public AgencyWork of(String agencyUrl) {
        return agencies.computeIfAbsent(agencyUrl, made -> AgencyWork.of(Clock.systemUTC()));
    }
}
