package org.togglloxo.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.togglloxo.sandbox.fault.Faults;
import org.togglloxo.sandbox.http.HttpServer;
import org.togglloxo.sandbox.http.Instruments;
import org.togglloxo.sandbox.http.Service;
import org.togglloxo.sandbox.loxo.agency.Agency;
import org.togglloxo.sandbox.loxo.webhook.WebhookDeliveries;
import org.togglloxo.sandbox.toggl.CandidateGenerator;
import org.togglloxo.sandbox.toggl.CandidateStore;
import org.togglloxo.sandbox.toggl.TogglCatalog;

/** Both services on 127.0.0.1. Its threads are daemons: whoever serves with it keeps the process up. */
public final class Sandbox implements AutoCloseable {

    private final Vertx vertx;
    private final SandboxOptions options;
    private final SimulatedToggl toggl;
    private final SimulatedLoxo loxo;
    private final int togglPort;
    private final int loxoPort;

    private Sandbox(SandboxOptions options) {
        this.options = options;
        // An event loop a service, and no scratch files: nothing here reads any
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        try {
            TogglCatalog catalog = new TogglCatalog(options.firstOpening());
            toggl = toggl(catalog);
            loxo = loxo(catalog);
            LoxoSeeds.knownPeople(loxo, toggl, options.knownPeople());
            togglPort = toggl.listen(options.togglPort());
            loxoPort = loxo.listen(options.loxoPort());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Binds both and returns when they answer. */
    public static Sandbox start(SandboxOptions options) {
        return new Sandbox(options);
    }

    /** {@code http://127.0.0.1:PORT/api/v2.2}. */
    public String togglBaseUrl() {
        return "http://127.0.0.1:" + togglPort + "/api/v2.2";
    }

    /** {@code http://127.0.0.1:PORT}. */
    public String loxoBaseUrl() {
        return "http://127.0.0.1:" + loxoPort;
    }

    public SandboxOptions options() {
        return options;
    }

    public SimulatedToggl toggl() {
        return toggl;
    }

    public SimulatedLoxo loxo() {
        return loxo;
    }

    public Faults togglFaults() {
        return toggl.faults();
    }

    public Faults loxoFaults() {
        return loxo.faults();
    }

    /** What either service does not have and was asked for all the same. */
    public List<String> unexpected() {
        return Stream.concat(toggl.unexpected().stream(), loxo.unexpected().stream())
                .toList();
    }

    /** What crossed from one service to the other. */
    public List<String> leaks() {
        return Stream.concat(toggl.leaks().stream(), loxo.leaks().stream()).toList();
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("The sandbox did not stop within 30 s", e);
        }
    }

    private SimulatedToggl toggl(TogglCatalog catalog) {
        CandidateGenerator maker = new CandidateGenerator(options.seed(), options.sharedAddresses(), catalog);
        CandidateStore candidates = new CandidateStore(maker, options.candidates());
        Instruments watch =
                Instruments.over("Toggl Hire", options.loxoKey(), options.recordedCalls(), options.latency());
        Service service = new TogglService(options, candidates, catalog);
        HttpServer front = new HttpServer(vertx, service, watch, options.togglQuota());
        return new SimulatedToggl(front, watch, candidates, catalog);
    }

    private SimulatedLoxo loxo(TogglCatalog catalog) {
        Agency agency = new Agency(options.indexLag(), options.tagsAsText(), options.addressSearch());
        LoxoSeeds.jobs(agency, catalog.openings());
        Instruments watch = Instruments.over("Loxo", options.togglKey(), options.recordedCalls(), options.latency());
        WebhookDeliveries deliveries = new WebhookDeliveries(vertx);
        Service service = new LoxoService(options, watch.callLog(), agency, deliveries);
        HttpServer front = new HttpServer(vertx, service, watch, options.loxoQuota());
        return new SimulatedLoxo(front, watch, agency, deliveries);
    }
}
