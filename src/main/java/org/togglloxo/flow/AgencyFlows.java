package org.togglloxo.flow;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Stop;
import org.togglloxo.flow.files.FlowFiles;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.http.Pacing;
import org.togglloxo.settings.Scope;
import org.togglloxo.sync.AgencyRoutes;
import org.togglloxo.sync.QueueRoutes;
import org.togglloxo.sync.delivery.AgencyStop;

/** The flows beside the one of a workspace that deliver into other agencies: by the same files and in the same runs. */
final class AgencyFlows implements AgencyRoutes, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AgencyFlows.class);

    private final FlowSettings settings;
    private final FlowFiles files;
    private final boolean dry;
    private final FlowContext with;
    private final Map<String, Flow> flows = new ConcurrentHashMap<>();
    private volatile boolean ending;
    private boolean closed;

    AgencyFlows(FlowSettings settings, FlowFiles files, boolean dry, FlowContext with) {
        this.settings = settings;
        this.files = files;
        this.dry = dry;
        this.with = with;
    }

    @Override
    public QueueRoutes of(String agency) {
        Flow flow = flow(agency);
        admit(flow);
        return flow.bean("agencyRoutes", QueueRoutes.class);
    }

    FlowServices services(String agency) {
        return flow(agency).services();
    }

    private Flow flow(String agency) {
        Flow started = flows.get(agency);
        Flow flow = started == null ? start(agency) : started;
        if (ending) {
            // it may not have been there yet when the calls of all others were aborted
            flow.closeClients();
        }
        return flow;
    }

    @Override
    public List<Pacing> paces() {
        return flows.values().stream().map(flow -> flow.surroundings().loxo()).toList();
    }

    /** Makes no call: whoever closes waits for this. */
    private synchronized Flow start(String agency) {
        if (closed) {
            throw new RejectedExecutionException("the program ends");
        }
        return flows.computeIfAbsent(agency, name -> {
            FlowSettings own = FlowSettings.from(
                    settings.whole().of(new Scope(settings.scope().workspace(), name)));
            LOG.info("candidates go to the agency {} as well", name);
            return Flow.start(own, files, dry ? FlowUse.LOOK : FlowUse.COMMAND, with.guest(own));
        });
    }

    /** Again and again while it is not bound: an agency that could not be asked may answer by now. */
    private static void admit(Flow flow) {
        AgencyStop stop = flow.bean("agencyStop", AgencyStop.class);
        // one asks, and the others wait for what it learns
        synchronized (flow) {
            if (stop.stopped().isEmpty()) {
                try {
                    flow.ledgerBinding().admitAgency();
                } catch (Stop refused) {
                    stop.stop(refused);
                }
            }
        }
    }

    /** Whoever waits for an answer holds nothing that this needs. */
    void closeClients() {
        ending = true;
        flows.values().forEach(Flow::closeClients);
    }

    @Override
    public synchronized void close() {
        closed = true;
        flows.values().forEach(Flow::retire);
        flows.clear();
    }
}
