package org.togglloxo.cli.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.camel.ShippedRoutes;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.run.Event;
import org.togglloxo.loxo.webhook.Webhook;
import org.togglloxo.report.RunReport;
import org.togglloxo.sandbox.FailingCandidates;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;
import org.togglloxo.sandbox.message.Request;
import org.togglloxo.sync.run.RunJournal;
import org.togglloxo.sync.run.Runs;

/** Runs that go wrong, so that people see what that looks like before they have it. */
record ErrorDemo(CommandContext context, TrialSettings trial, OutputOption output, ErrorReport report) {

    private static final int IN_A_ROW = 20;

    private ErrorRuns runs() {
        return new ErrorRuns(context.clock(), trial, report);
    }

    void show(Sandbox sandbox) {
        Map<String, String> settings = new HashMap<>(ErrorRuns.IMPATIENCE);
        settings.put("sync.max-deferred-in-a-row", Integer.toString(IN_A_ROW));
        settings.put("loxo.max-refusals", "2");
        settings.put("toggl.page-size", "10");
        ofServices(sandbox, trial.of(sandbox, "services.db", settings));
        try (Sandbox empty =
                Sandbox.start(SandboxOptions.builder().candidates(0).build())) {
            ofForgetting(empty);
            ofModes(empty);
            ofOwnRoutes(empty);
            ofRefusal(empty);
            ofTheUnexpected(empty);
            ofStalled(empty);
            ofThisMachine(empty);
        }
        ofSomebodyElse();
        report.show(output);
    }

    private void ofServices(Sandbox sandbox, FlowSettings settings) {
        try (Ledger ledger = runs().open(settings)) {
            Runs runs = runs().of(report.beside(RunJournal.of(ledger)));
            try (Flow flow = Flow.start(settings, trial.folder(), false, true, ledger, runs, context.clock())) {
                interrupt(sandbox, ledger);
                linkMeanwhile(sandbox, ledger);
                String merged = FailingCandidates.addSomeone(sandbox, "merged-in-loxo");
                String deleted = FailingCandidates.addSomeone(sandbox, "deleted-in-loxo");
                long survivor =
                        sandbox.loxo().seed(PersonSeed.named("Survivor").withEmail("survivor@troubles.example"));
                flow.runOnce();
                output.text("");
                output.text(RunReport.line(runs.last(), "first run "));
                follow(sandbox, flow, ledger, List.of(merged, deleted), survivor);
                ledger.manualDecisions("sandbox").link(deleted, Long.toString(survivor));
                tellHistory(ledger, deleted);
                // again, since an answer that was lost is looked for, and until who was deferred each time is given up
                flow.runOnce();
                output.text(RunReport.line(runs.last(), "second run"));
                flow.runOnce();
                output.text(RunReport.line(runs.last(), "third run "));
                StopDemo stops = new StopDemo(sandbox, flow, runs, report);
                stops.byToggl();
                stops.byLoxo(IN_A_ROW);
                runs.close();
                flow.runOnce();
                report.ended(runs.last());
            }
        }
    }

    /** What the ledger says of somebody while Loxo is at work on the person: it stays where the process dies. */
    private void interrupt(Sandbox sandbox, Ledger ledger) {
        String interrupted = FailingCandidates.addSomeone(sandbox, "interrupted");
        long person = sandbox.loxo()
                .seed(PersonSeed.named("Interrupted").withEmail(FailingCandidates.address("interrupted")));
        meanwhile(sandbox, request -> request.path().equals("/people/" + person), () -> {
            CandidateRecord known = ledger.lookUp(interrupted);
            report.candidate(interrupted, known.outcome(), known.reason(), known.message());
        });
    }

    /** While Loxo is at work on the candidate. */
    private static void linkMeanwhile(Sandbox sandbox, Ledger ledger) {
        String linked = FailingCandidates.addSomeone(sandbox, "linked-meanwhile");
        long other = sandbox.loxo().seed(PersonSeed.named("Linked").withEmail("linked@troubles.example"));
        beforeCreate(sandbox, "linked-meanwhile", () -> ledger.manualDecisions("sandbox")
                .link(linked, Long.toString(other)));
    }

    /** With nobody else beside: for a while after it, whoever is not found is not created. */
    private void ofForgetting(Sandbox sandbox) {
        String forgotten = FailingCandidates.addSomeone(sandbox, "forgotten");
        runs().run(
                        sandbox,
                        "forgotten.db",
                        Map.of(),
                        trial.folder(),
                        ledger -> beforeCreate(sandbox, "forgotten", () -> ledger.manualDecisions("sandbox")
                                .forget(List.of(forgotten))),
                        () -> {});
    }

    private static void beforeCreate(Sandbox sandbox, String name, Runnable decision) {
        meanwhile(sandbox, FailingCandidates.about("POST /people", name), decision);
    }

    private static void meanwhile(Sandbox sandbox, Predicate<Request> call, Runnable happens) {
        sandbox.loxoFaults()
                .on(request -> {
                    if (call.test(request)) {
                        happens.run();
                    }
                    return false;
                })
                .then(Fault.status(500));
    }

    private void follow(Sandbox sandbox, Flow flow, Ledger ledger, List<String> candidates, long survivor) {
        flow.webhooks().register(new Webhook("", "person", "destroy", flow.webhookUrl()));
        WebhookDemo webhooks = new WebhookDemo(sandbox, flow, ledger, output);
        for (String candidate : candidates) {
            String person = ledger.lookUp(candidate).loxoId();
            if (person == null) {
                continue;
            }
            if (candidate.equals(candidates.get(0))) {
                sandbox.loxo().merge(survivor, Long.parseLong(person));
            } else {
                sandbox.loxo().remove(Long.parseLong(person));
            }
            webhooks.followed(person);
            tellHistory(ledger, candidate);
        }
    }

    private void tellHistory(Ledger ledger, String candidate) {
        ledger.runs().history(candidate).stream()
                .filter(event -> event.runId() == Event.NO_RUN)
                .forEach(event -> report.candidate(candidate, event.outcome(), event.reason(), event.message()));
    }

    private void ofModes(Sandbox sandbox) {
        FailingCandidates.addSomeone(sandbox, "update-only");
        runs().run(sandbox, "update.db", Map.of("sync.mode", "update-only"), trial.folder());
        FailingCandidates.addSomeone(sandbox, "create-only");
        sandbox.loxo().seed(PersonSeed.named("Create Only").withEmail(FailingCandidates.address("create-only")));
        runs().run(sandbox, "create.db", Map.of("sync.mode", "create-only"), trial.folder());
    }

    private void ofOwnRoutes(Sandbox sandbox) {
        List.of("mapping", "no-outcome", "unexpected", "not-previewed")
                .forEach(name -> FailingCandidates.addSomeone(sandbox, name));
        Path own = ownRoutes();
        FlowSettings settings = trial.of(sandbox, "routes.db", ErrorRuns.IMPATIENCE);
        try (Ledger ledger = runs().open(settings)) {
            Runs runs = runs().of(report.planning());
            try (Flow flow = Flow.look(settings, own, ledger, runs, context.clock())) {
                flow.runOnce();
            }
        }
        runs().run(sandbox, "routes.db", Map.of(), own);
    }

    private Path ownRoutes() {
        String name = "30-route-candidate.camel.yaml";
        try (InputStream mistaken = Sandbox.class.getResourceAsStream(name)) {
            Path routes = Files.createDirectories(trial.folder().resolve("own").resolve("routes"));
            ShippedRoutes.copyTo(routes);
            Files.copy(mistaken, routes.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            return routes.getParent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In a process that has not seen the key accepted. */
    private void ofRefusal(Sandbox sandbox) {
        sandbox.loxoFaults().on(request -> true).then(Fault.status(401));
        runs().run(sandbox, "refused.db", Map.of(), trial.folder());
        sandbox.loxoFaults().clear();
        FailingCandidates.addSomeone(sandbox, "refusal-unexplained");
        sandbox.loxoFaults().on("POST /people").then(Fault.status(403));
        sandbox.loxoFaults().on("GET /job_categories").then(Fault.resetBefore());
        runs().run(sandbox, "refused.db", Map.of(), trial.folder());
        sandbox.loxoFaults().clear();
    }

    private void ofTheUnexpected(Sandbox sandbox) {
        FlowSettings settings = trial.of(sandbox, "unexpected.db", ErrorRuns.IMPATIENCE);
        try (Ledger ledger = runs().open(settings)) {
            Runs runs = runs().of(ErrorReport.breakingAtTheEnd(RunJournal.of(ledger)));
            try (Flow flow = Flow.start(settings, trial.folder(), false, ledger, runs, context.clock())) {
                flow.runOnce();
                report.ended(runs.last());
            }
        }
    }

    private void ofStalled(Sandbox sandbox) {
        FailingCandidates.addSomeone(sandbox, "stalled");
        CompletableFuture<Void> letGo = new CompletableFuture<>();
        sandbox.loxoFaults().on("GET /people").then(Fault.holdUntil(letGo));
        Map<String, String> settings = Map.of(
                "sync.stalled-after", "1500",
                "loxo.call-timeout", "60000",
                "toggl.filter.email", FailingCandidates.address("stalled"));
        runs().run(sandbox, "stalled.db", settings, trial.folder(), ledger -> {}, () -> letGo.complete(null));
    }

    private void ofThisMachine(Sandbox sandbox) {
        FlowSettings settings = trial.of(sandbox, "taken.db", ErrorRuns.IMPATIENCE);
        try (Ledger taken = runs().open(settings)) {
            runs().refused(() -> runs().open(settings).close());
            try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
                FlowSettings bound =
                        trial.of(sandbox, "taken.db", Map.of("webhooks.port", Integer.toString(port.getLocalPort())));
                runs().refused(() -> Flow.start(
                                bound, trial.folder(), false, true, taken, Runs.none(context.clock()), context.clock())
                        .close());
            }
            Files.writeString(trial.folder().resolve("broken.db"), "This is no database. ".repeat(100));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FlowSettings broken = trial.of(sandbox, "broken.db", ErrorRuns.IMPATIENCE);
        runs().refused(() -> runs().open(broken).close());
    }

    /** A ledger that meets another agency, and another workspace. */
    private void ofSomebodyElse() {
        for (SandboxOptions met : List.of(
                SandboxOptions.builder().candidates(5).build(),
                SandboxOptions.builder().candidates(5).agencyId("9999").build(),
                SandboxOptions.builder().candidates(5).firstOpening(900).build())) {
            try (Sandbox whose = Sandbox.start(met)) {
                whose.loxo().addJob("Gardener");
                runs().run(whose, "whose.db", Map.of(), trial.folder());
            }
        }
    }
}
