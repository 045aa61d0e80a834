package org.togglloxo.page;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.server.Engine;
import org.togglloxo.server.LocalServer;
import org.togglloxo.server.PageSettings;

/** The page for those who run the program: served beside runs, which go on whatever becomes of it. */
public final class OperatorsPage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorsPage.class);
    private static final LocalServer.Limits LIMITS = new LocalServer.Limits(64, 10_000);

    private final LocalServer server;
    private final Workers workers;
    private final Engine engine;
    private final PageSettings settings;
    private int port;

    private OperatorsPage(PageSettings settings, Operations operations, RunEvents events, Engine engine) {
        this.settings = settings;
        this.engine = engine;
        this.workers = Workers.of(engine.lease());
        this.server = LocalServer.of(engine, settings.address(), LIMITS);
        settings.outerHost().ifPresent(server::alsoNamed);
        PageApi api = new PageApi(operations, events, settings);
        EventStream stream = new EventStream(server, workers, events, api::seen);
        PageServer requests = new PageServer(new Origins(settings), new Tokens(settings), api, stream, workers);
        server.router().route().handler(requests::handle);
    }

    /**
     * Serves it where it may be served; why not is said in the log, and nothing else comes of it.
     *
     * @param events has to be told of the runs of this process
     */
    public static OperatorsPage start(PageSettings settings, Operations operations, RunEvents events, Engine engine) {
        OperatorsPage page = new OperatorsPage(settings, operations, events, engine);
        String refusal = settings.refusal();
        if (!refusal.isEmpty()) {
            LOG.error("the operators' page is not served: {}", refusal);
        } else if (settings.address().on()) {
            page.bind();
        }
        return page;
    }

    private void bind() {
        try {
            port = server.bind();
            LOG.info("the operators' page is served at {}", url());
            if (!settings.address().loopback()) {
                LOG.warn("page.host lets other machines in, without TLS: put a proxy with TLS in front");
            }
        } catch (IllegalStateException e) {
            LOG.warn(
                    "the operators' page is not served at {}, port {}: {}. Set page.port to a free one, page.host to an address of this machine, or page.port to nothing",
                    settings.address().host(),
                    settings.address().port().orElse(0),
                    e.getMessage());
        }
    }

    /** Where it is, or empty where it is not served. */
    public String url() {
        return port == 0 ? "" : settings.address().origin(port) + "/";
    }

    @Override
    public void close() {
        server.close();
        workers.close();
        engine.release();
    }
}
