package org.togglloxo.flow;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Stop;
import org.togglloxo.flow.files.FlowFiles;
import org.togglloxo.flow.files.FlowSettings;
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
    private final Map<String, Flow> flows = new LinkedHashMap<>();

    AgencyFlows(FlowSettings settings, FlowFiles files, boolean dry, FlowContext with) {
        this.settings = settings;
        this.files = files;
        this.dry = dry;
        this.with = with;
    }

    @Override
    public QueueRoutes of(String agency) {
        return flow(agency).bean("agencyRoutes", QueueRoutes.class);
    }

    FlowServices services(String agency) {
        return flow(agency).services();
    }

    private synchronized Flow flow(String agency) {
        Flow flow = flows.get(agency);
        if (flow == null) {
            Scope scope = new Scope(settings.scope().workspace(), agency);
            FlowSettings own = FlowSettings.from(settings.whole().of(scope));
            LOG.info("candidates go to the agency {} as well", agency);
            flow = Flow.start(own, files, dry ? FlowUse.LOOK : FlowUse.COMMAND, with.guest(own));
            flows.put(agency, flow);
        }
        admit(flow);
        return flow;
    }

    /** Again and again while it is not bound: an agency that could not be asked may answer by now. */
    private static void admit(Flow flow) {
        AgencyStop stop = flow.bean("agencyStop", AgencyStop.class);
        if (stop.stopped().isEmpty()) {
            try {
                flow.ledgerBinding().admitAgency();
            } catch (Stop refused) {
                stop.stop(refused);
            }
        }
    }

    synchronized void closeClients() {
        flows.values().forEach(Flow::closeClients);
    }

    @Override
    public synchronized void close() {
        flows.values().forEach(Flow::retire);
        flows.clear();
    }
}
