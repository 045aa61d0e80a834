package org.togglloxo.page;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.server.Engine;
import org.togglloxo.server.LocalServer;
import org.togglloxo.server.PageSettings;

/** The page for those who run the program: served beside runs, which go on whatever becomes of it. */
public final class OperatorsPage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorsPage.class);
    private static final LocalServer.Limits LIMITS = new LocalServer.Limits(64, 10_000);
    /** Shorter than the server's, which closes the connection without a word. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final String url;
    private final Runnable ending;

    private OperatorsPage(String url, Runnable ending) {
        this.url = url;
        this.ending = ending;
    }

    /**
     * Serves it where it may be served; why not is said in the log, and nothing else comes of it. Where it is not wanted nothing is
     * made.
     *
     * @param events has to be told of the runs of this process
     */
    public static OperatorsPage start(PageSettings settings, Operations operations, RunEvents events, Engine engine) {
        return start(settings, operations, events, engine, PATIENCE);
    }

    static OperatorsPage start(
            PageSettings settings, Operations operations, RunEvents events, Engine engine, Duration patience) {
        if (!settings.address().on()) {
            return none();
        }
        String refusal = settings.refusal();
        if (!refusal.isEmpty()) {
            LOG.error("the operators' page is not served: {}", refusal);
            return none();
        }
        return serve(settings, operations, events, engine, patience);
    }

    private static OperatorsPage none() {
        return new OperatorsPage("", () -> {});
    }

    private static OperatorsPage serve(
            PageSettings settings, Operations operations, RunEvents events, Engine engine, Duration patience) {
        Workers workers = Workers.of(engine.lease());
        LocalServer server = LocalServer.of(engine, settings.address(), LIMITS);
        settings.outerHost().ifPresent(server::alsoNamed);
        PageApi api = new PageApi(operations, events, settings);
        EventStream stream = new EventStream(server, workers, events, api);
        PageServer requests =
                new PageServer(new Origins(settings), new Tokens(settings), api, stream, workers, patience);
        server.router().route().handler(requests::handle);
        Runnable ending = () -> {
            server.close();
            workers.close();
            engine.release();
        };
        String url = bind(server, settings);
        if (url.isEmpty()) {
            ending.run();
            return none();
        }
        return new OperatorsPage(url, ending);
    }

    /** Returns where it is, or nothing where it cannot be bound. */
    private static String bind(LocalServer server, PageSettings settings) {
        try {
            String url = settings.address().origin(server.bind()) + "/";
            LOG.info("the operators' page is served at {}", url);
            settings.shortTokens()
                    .forEach(name -> LOG.warn(
                            "{} has fewer than 16 characters, and whoever works on this machine could guess it: take a longer one, as `openssl rand -hex 24` makes it",
                            name));
            if (!settings.address().loopback()) {
                LOG.warn("page.host lets other machines in, without TLS: put a proxy with TLS in front");
            }
            return url;
        } catch (IllegalStateException e) {
            LOG.warn(
                    "the operators' page is not served at {}, port {}: {}. Set page.port to a free one, page.host to an address of this machine, or page.port to nothing",
                    settings.address().host(),
                    settings.address().port().orElse(0),
                    e.getMessage());
            return "";
        }
    }

    /** Where it is, or empty where it is not served. */
    public String url() {
        return url;
    }

    @Override
    public void close() {
        ending.run();
    }
}
