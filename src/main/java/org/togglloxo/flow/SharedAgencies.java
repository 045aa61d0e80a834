package org.togglloxo.flow;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.pace.RunMemory;
import org.togglloxo.flow.pace.SharedPace;
import org.togglloxo.http.Pacing;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.loxo.api.LoxoSettings;
import org.togglloxo.sync.delivery.AgencyWork;
import org.togglloxo.sync.delivery.ProcessWork;

/**
 * What all flows of a process that deliver into one agency have in common: its pace, and who is at work on an address. As one of
 * several nodes the process has a name, and a share of each pace, whatever its flows.
 */
public final class SharedAgencies {

    private final String process = UUID.randomUUID().toString();
    private final Map<List<Object>, Pacing> paces = new ConcurrentHashMap<>();
    private final Map<Pacing, SharedPace> sharedPaces = new ConcurrentHashMap<>();
    private final Map<String, AgencyWork> work = new ConcurrentHashMap<>();
    private final ProcessWork everybody;

    public SharedAgencies() {
        this(new ProcessWork());
    }

    /** @param everybody in a host, whose Kamelets may have begun before */
    public SharedAgencies(ProcessWork everybody) {
        this.everybody = everybody;
    }

    /** One for the same service, key and bounds. */
    Pacing pace(FlowSettings settings, Clock clock) {
        LoxoSettings loxo = settings.loxo();
        List<Object> same = List.of(
                loxo.baseUrl(),
                loxo.agencySlug(),
                loxo.apiKey(),
                loxo.maxRequestsPerSecond(),
                loxo.maxConcurrentRequests(),
                loxo.longestWait());
        return paces.computeIfAbsent(
                same,
                made -> new Pacing(
                        loxo.maxRequestsPerSecond(), loxo.maxConcurrentRequests(), loxo.longestWait(), clock));
    }

    /** Among all nodes no other process has it. */
    String process() {
        return process;
    }

    /** One for each pace: what is learnt of it counts once, however many flows go by it. */
    SharedPace sharedPace(String service, Pacing pacing, Ledger ledger) {
        return sharedPaces.computeIfAbsent(
                pacing,
                made -> new SharedPace(ledger.sharedPaces(process, RunMemory.isOfAgency(service)), service, pacing));
    }

    /** Where Kamelets in the same routes find it. */
    ProcessWork everybody() {
        return everybody;
    }

    AgencyWork work(FlowSettings settings, Ledger ledger) {
        return work.computeIfAbsent(ledger.scope().agency(), made -> everybody
                .of(settings.loxo().baseUrl(), settings.loxo().agencySlug())
                .with(ledger));
    }
}
