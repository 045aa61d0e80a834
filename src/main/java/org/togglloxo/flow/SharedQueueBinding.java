package org.togglloxo.flow;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Finding;
import org.togglloxo.failure.Stop;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.pace.RunMemory;
import org.togglloxo.http.Pacing;
import org.togglloxo.route.Names;
import org.togglloxo.sync.queue.KafkaTopic;
import org.togglloxo.sync.queue.QueueUri;
import org.togglloxo.sync.run.RunNode;

/** Makes this process one of several nodes where the queue is one that they share. */
final class SharedQueueBinding {

    private static final Logger LOG = LoggerFactory.getLogger(SharedQueueBinding.class);

    private SharedQueueBinding() {}

    /** Whether the topic is there and large enough for several nodes; empty where there is none. */
    static Optional<Finding> examine(CamelContext context, FlowSettings settings) {
        if (!settings.sync().queue().isShared()) {
            return Optional.empty();
        }
        String what = "queue";
        try {
            Optional<Integer> partitions = KafkaTopic.of(
                            context, settings.queue(), settings.sync().queueKeep())
                    .partitions();
            return Optional.of(partitions
                    .map(many -> Finding.ok(
                            what, "a topic of %d partitions: that many nodes at most get work".formatted(many)))
                    .orElseGet(() -> Finding.ok(what, "the topic is not there yet; the first run makes it")));
        } catch (Stop unusable) {
            return Optional.of(Finding.fail(what, unusable.exitCode(), unusable.message()));
        }
    }

    static void bind(CamelContext context, FlowSettings settings, FlowContext with) {
        String queue = context.resolvePropertyPlaceholders(Names.in(context).inText("{{sync.queue}}"));
        if (!new QueueUri(queue).isShared()) {
            return;
        }
        KafkaTopic topic = KafkaTopic.of(context, queue, settings.sync().queueKeep());
        try {
            topic.require();
        } catch (Stop unusable) {
            LOG.warn("{}", unusable.message());
        }
        with.runs().admittedBy(openings -> {
            // nobody is listed by a node that only takes part
            if (!openings.isEmpty()) {
                topic.require();
            }
        });
        RunNode node = with.runs()
                .shareThrough(with.ledger()
                        .sharedRuns(with.shared().process(), settings.sync().nodeTimeout()));
        RunMemory.services(with.sources(), settings).forEach((service, pacing) -> agreeOn(node, service, pacing, with));
        try {
            context.addService(node);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** For the flow of another agency in the runs of this one: all nodes share that agency's quota as well. */
    static void bindGuest(FlowSettings settings, FlowContext with) {
        RunNode node = with.runs().node();
        if (node != null) {
            RunMemory.services(with.sources(), settings).forEach((service, pacing) -> {
                if (RunMemory.isOfAgency(service)) {
                    agreeOn(node, service, pacing, with);
                }
            });
        }
    }

    private static void agreeOn(RunNode node, String service, Pacing pacing, FlowContext with) {
        node.agreeOn(with.shared().sharedPace(service, pacing, with.ledger()));
    }
}
