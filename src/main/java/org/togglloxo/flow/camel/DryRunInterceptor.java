package org.togglloxo.flow.camel;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.DefaultInterceptSendToEndpoint;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.flow.files.RouteSources;
import org.togglloxo.flow.files.SourceLocation;
import org.togglloxo.http.PlainHttpClient;
import org.togglloxo.route.Variables;
import org.togglloxo.settings.Secrets;
import org.togglloxo.sync.QueueRoutes;
import org.togglloxo.sync.delivery.DeliveryAttempt;

/**
 * For a flow that only looks: whatever a route would send is noted and not sent, by whatever step and component, but for
 * what this program itself reads from Toggl Hire and Loxo. Where what follows needs an answer that nobody may ask for, the
 * candidate cannot be previewed; a step whose {@code description} begins with {@code read-only} is run.
 */
public final class DryRunInterceptor implements InterceptStrategy, EndpointStrategy {

    /** Set where a candidate is made up, or where somebody only wants to see what the rules make of it: nothing is read either. */
    public static final String TRIAL = DeliveryAttempt.TRIAL;

    /** The last step before the first failure. */
    public static final String STEP = "trial-step";

    /** Set once something was not sent. */
    public static final String LEFT_OUT = "dry-run-left-out";

    private static final Logger LOG = LoggerFactory.getLogger(DryRunInterceptor.class);

    private static final String READ_ONLY = "read-only";
    /** Leads to another route of this context, or turns one text into another; or is where a route begins. */
    private static final Set<String> HARMLESS = Set.of(
            "direct",
            "quartz",
            "timer",
            "scheduler",
            "cron",
            "platform-http",
            "dataformat",
            "validator",
            "json-validator",
            "jslt",
            "jolt",
            "jsonata",
            "freemarker",
            "mustache",
            "velocity");

    private static final Set<String> CODE = Set.of("bean", "class", "language");

    private final CamelContext context;
    private final UnpreviewableSteps foreignCode;
    private final Secrets secrets;
    private final Map<String, Set<InterceptedSend>> noted = new ConcurrentHashMap<>();

    public DryRunInterceptor(CamelContext context, Secrets secrets) {
        this.context = context;
        this.secrets = secrets;
        this.foreignCode = new UnpreviewableSteps(context);
    }

    /** From now on nothing leaves this context. */
    public void install() {
        PlainHttpClient.refuseWritesIn(context);
        context.getCamelContextExtension().addInterceptStrategy(this);
        context.getCamelContextExtension().registerEndpointCallback(this);
    }

    /** What would have been sent on a candidate's way since the last time somebody asked; empty id: beside all candidates. */
    public List<InterceptedSend> take(String candidateId) {
        Set<InterceptedSend> sends = noted.remove(candidateId);
        return sends == null ? List.of() : new ArrayList<>(sends);
    }

    /** The ids with something to take. */
    public Map<String, List<InterceptedSend>> takeAll() {
        Map<String, List<InterceptedSend>> all = new TreeMap<>();
        noted.keySet().forEach(id -> all.put(id, take(id)));
        return all;
    }

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        String scheme = RouteSources.scheme(context, endpoint.getEndpointUri());
        if (HARMLESS.contains(scheme) || endpoint instanceof DefaultInterceptSendToEndpoint) {
            return endpoint;
        }
        DefaultInterceptSendToEndpoint replaced = new DefaultInterceptSendToEndpoint(endpoint, true);
        replaced.setBefore(exchange -> {
            boolean goes = goes(exchange, endpoint, scheme);
            if (!goes) {
                note(exchange, endpoint, scheme);
            }
            exchange.setProperty(ExchangePropertyKey.INTERCEPT_SEND_TO_ENDPOINT_WHEN_MATCHED, !goes);
        });
        return replaced;
    }

    private boolean goes(Exchange exchange, Endpoint endpoint, String scheme) {
        if (exchange.getVariable(READ_ONLY) != null || CODE.contains(scheme) && !foreignCode.isForeign(endpoint)) {
            return true;
        }
        if (exchange.getVariable(TRIAL) != null) {
            return false;
        }
        boolean reads = endpoint instanceof HttpEndpoint http
                && http.getHttpClientConfigurer() instanceof PlainHttpClient client
                && client.refusesWrites();
        return reads || endpoint.getEndpointUri().startsWith("seda://candidates");
    }

    private void note(Exchange exchange, Endpoint endpoint, String scheme) {
        NamedNode step = exchange.getVariable(STEP, NamedNode.class);
        String candidate = exchange.getVariable(Variables.CANDIDATE_ID, "", String.class);
        InterceptedSend send = new InterceptedSend(
                target(endpoint, scheme),
                step == null ? "" : step.getId(),
                SourceLocation.of(step).map(SourceLocation::text).orElse(""));
        noted.computeIfAbsent(candidate, id -> Collections.synchronizedSet(new LinkedHashSet<>()))
                .add(send);
        exchange.setVariable(LEFT_OUT, true);
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "candidate {}: {}: {}",
                    candidate,
                    send.message(),
                    secrets.redact(String.valueOf(exchange.getMessage().getBody(String.class))));
        }
        if (needsAnswer(step, endpoint, scheme)) {
            throw refusal(exchange, step, "gets something from " + send.target());
        }
    }

    private static boolean needsAnswer(NamedNode step, Endpoint endpoint, String scheme) {
        boolean received = step instanceof ToDefinition to && to.getVariableReceive() != null
                || step instanceof ToDynamicDefinition dynamic && dynamic.getVariableReceive() != null;
        return received
                || step instanceof EnrichDefinition
                || CODE.contains(scheme)
                || scheme.equals("kamelet") && target(endpoint, scheme).endsWith("-action");
    }

    /** Without what may hold a token: the path of a web address, users, options. */
    private static String target(Endpoint endpoint, String scheme) {
        String uri = endpoint.getEndpointBaseUri().replaceFirst("\\?.*", "");
        if (endpoint instanceof HttpEndpoint http) {
            URI address = http.getHttpUri();
            return "%s://%s".formatted(address.getScheme(), address.getHost());
        }
        String rest = uri.replaceFirst("^[^:]*:/*", "").replaceFirst("^[^/]*@", "");
        return scheme + ":" + (scheme.equals("kamelet") ? rest.replaceFirst("/.*", "") : rest);
    }

    private static Fail refusal(Exchange exchange, NamedNode step, String does) {
        Fail fail = new Fail(
                Reason.NOT_PREVIEWED,
                "Step %s%s %s, which is not done here, and what follows may depend on it: nobody can say what would become of the candidate. Where the step only reads, let its description begin with %s, and it is run"
                        .formatted(
                                step == null ? "(unknown)" : step.getId(),
                                SourceLocation.of(step)
                                        .map(place -> " (" + place.text() + ")")
                                        .orElse(""),
                                does,
                                READ_ONLY));
        exchange.setVariable(QueueRoutes.NOT_PREVIEWED, fail);
        return fail;
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode step, Processor target, Processor nextTarget) {
        boolean readOnly = step instanceof OptionalIdentifiedDefinition<?> named
                && named.getDescriptionText() != null
                && named.getDescriptionText().strip().startsWith(READ_ONLY);
        String foreign = readOnly ? null : foreignCode.in(step).orElse(null);
        return new Watched(target, step, readOnly, foreign);
    }

    private static final class Watched extends DelegateAsyncProcessor {

        private final NamedNode step;
        private final boolean readOnly;
        private final String foreign;

        Watched(Processor target, NamedNode step, boolean readOnly, String foreign) {
            super(target);
            this.step = step;
            this.readOnly = readOnly;
            this.foreign = foreign;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            if (exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT) == null) {
                exchange.setVariable(STEP, step);
            }
            if (step instanceof LogDefinition && exchange.getVariable(TRIAL) != null) {
                callback.done(true);
                return true;
            }
            if (exchange.getVariable(READ_ONLY) != null) {
                return super.process(exchange, callback);
            }
            if (foreign != null) {
                exchange.setException(refusal(exchange, step, foreign));
                callback.done(true);
                return true;
            }
            if (!readOnly) {
                return super.process(exchange, callback);
            }
            exchange.setVariable(READ_ONLY, true);
            return super.process(exchange, done -> {
                exchange.removeVariable(READ_ONLY);
                callback.done(done);
            });
        }
    }
}
