package org.togglloxo.flow;

import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Stop;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.route.Names;
import org.togglloxo.sync.queue.KafkaTopic;
import org.togglloxo.sync.queue.QueueUri;

/** Makes this process one of several nodes where the queue is one that they share. */
final class SharedQueueBinding {

    private static final Logger LOG = LoggerFactory.getLogger(SharedQueueBinding.class);

    private SharedQueueBinding() {}

    static void bind(CamelContext context, FlowSettings settings, FlowContext with) {
        String queue = context.resolvePropertyPlaceholders(Names.in(context).inText("{{sync.queue}}"));
        if (!new QueueUri(queue).isShared()) {
            return;
        }
        KafkaTopic topic = KafkaTopic.of(context, queue, settings.sync().queueKeep());
        try {
            topic.require();
        } catch (Stop unusable) {
            LOG.warn("{}", unusable.sentence());
        }
        with.runs().admittedBy(openings -> {
            // nobody is listed by a node that only takes part
            if (!openings.isEmpty()) {
                topic.require();
            }
        });
        try {
            context.addService(with.runs()
                    .shareThrough(with.ledger().sharedRuns(settings.sync().nodeTimeout()), () -> {}));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
