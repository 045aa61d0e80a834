package org.togglloxo.observe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.togglloxo.flow.Flow;
import org.togglloxo.server.Answer;

/** What runs: versions, and where the routes came from. */
final class Info {

    private static final int OK = 200;

    private final Instant startedAt;

    Info(Instant startedAt) {
        this.startedAt = startedAt;
    }

    /** @param flow that runs at the moment, or null */
    Answer of(Flow flow) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        String version = Info.class.getPackage().getImplementationVersion();
        root.putObject("application")
                .put("name", "toggl-loxo")
                .put("version", version == null ? "(not packaged)" : version)
                .put("startedAt", startedAt.toString());
        root.putObject("java")
                .put("version", System.getProperty("java.version"))
                .put("vendor", System.getProperty("java.vendor"));
        if (flow != null) {
            root.putObject("camel")
                    .put("name", flow.context().getName())
                    .put("version", flow.context().getVersion())
                    .put("status", flow.context().getStatus().name())
                    .put("routes", flow.describeRoutes());
            root.putObject("sync").put("schedule", flow.settings().all().text("sync.schedule"));
        }
        return Answer.json(OK, root.toString());
    }
}
