package org.togglloxo.sync.delivery;

import java.net.URI;
import java.time.Clock;
import java.util.Locale;
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

    /** One for each agency, however its address is written. */
    public AgencyWork of(String baseUrl, String agencySlug) {
        URI url = URI.create(baseUrl.toLowerCase(Locale.ROOT));
        int port = url.getPort() >= 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
        return agencies.computeIfAbsent(
                "%s:%d/%s".formatted(url.getHost(), port, agencySlug.toLowerCase(Locale.ROOT)),
                made -> AgencyWork.of(Clock.systemUTC()));
    }
}
