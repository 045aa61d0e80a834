package org.togglloxo.observe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Reason;
import org.togglloxo.flow.FlowContext;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.settings.Scope;

/**
 * What the program knows of itself, as Camel's health checks. Their messages are its own, one for each thing that is wrong
 * with what to do; no word of a service, of a file or of anybody is in them.
 */
final class HealthChecks {

    private static final String GROUP = "toggl-loxo";
    private static final String ALL_IN_ORDER = "";

    private final RunStatus runs;
    private final LedgerView ledger;
    private final Supplier<Optional<RouteError>> refusedEdit;
    private final Supplier<FlowContext> flow;

    /** @param flow what runs at the moment; null while it is being started */
    HealthChecks(
            RunStatus runs, LedgerView ledger, Supplier<Optional<RouteError>> refusedEdit, Supplier<FlowContext> flow) {
        this.flow = flow;
        this.runs = runs;
        this.ledger = ledger;
        this.refusedEdit = refusedEdit;
    }

    /** Registers them with a context. */
    void register(CamelContext context, HealthCheckRegistry registry) {
        List.of(
                        new Check("settings", false, this::settings),
                        new Check("ledger", false, this::ledger),
                        new Check("toggl-hire", false, this::togglHire),
                        new Check("loxo", false, this::loxo),
                        new Check("run", false, this::run),
                        new Check("threads", true, this::threads))
                .forEach(check -> {
                    check.setCamelContext(context);
                    registry.register(check);
                });
    }

    private Verdict settings() {
        Optional<Verdict> edit = refusedEdit
                .get()
                .map(refused -> new Verdict(
                        "%s cannot be used as it was saved last, and the version before goes on: status tells what is wrong with it; fix the file, and it is taken over"
                                .formatted(refused.place()),
                        Map.of("file", refused.file(), "line", refused.line())));
        return edit.orElseGet(() -> lastRun()
                .filter(run -> run.exitCode() == ExitCode.SETTINGS.code())
                .map(run -> ended(
                        run,
                        "run %d stopped (%s), since a setting is wrong: status names it; correct it, then run doctor"))
                .orElse(Verdict.UP));
    }

    private Verdict ledger() {
        boolean lastFailed = lastRun()
                .filter(run -> Reason.LEDGER.is(run.ended()) || Reason.LEDGER_IN_USE.is(run.ended()))
                .isPresent();
        if (!ledger.seen().usable()) {
            return new Verdict(
                    "the ledger cannot be read, and nobody is created without it: see that the database at ledger.url is there, has room and answers",
                    Map.of());
        }
        return lastFailed
                ? ended(
                        lastRun().orElseThrow(),
                        "run %d stopped (%s), since the ledger could not be used: see that the database at ledger.url has room and answers")
                : Verdict.UP;
    }

    private Verdict togglHire() {
        return lastRun()
                .filter(run -> Reason.TOGGL_REFUSED.is(run.ended()) && !runs.hasAnsweredSince("toggl"))
                .map(
                        run -> ended(
                                run,
                                "run %d stopped (%s), since Toggl Hire refuses the key: set toggl.api-key to a new one from its integration settings page, then run doctor"))
                .orElse(Verdict.UP);
    }

    private Verdict loxo() {
        Optional<RunRow> refused = lastRun().filter(run -> !runs.hasAnsweredSince("loxo"));
        Optional<Verdict> key = refused.filter(run -> Reason.LOXO_REFUSED.is(run.ended()))
                .map(
                        run -> ended(
                                run,
                                "run %d stopped (%s), since Loxo refuses the key or the slug: compare loxo.agency-slug with your Loxo address, set loxo.api-key to a new one, then run doctor"));
        return key.or(
                        () -> lastRun()
                                .filter(run -> Reason.ENDPOINT_REFUSED.is(run.ended()))
                                .map(
                                        run -> ended(
                                                run,
                                                "run %d stopped (%s), since Loxo refuses a whole endpoint to the key of loxo.api-key: status names it; ask Loxo's support to open it")))
                .orElse(Verdict.UP);
    }

    private Verdict run() {
        return lastRun()
                .filter(run -> Reason.STALLED.is(run.ended()))
                .map(
                        run -> ended(
                                run,
                                "run %d stopped (%s), since nothing happened for sync.stalled-after: the log names the step that does not end; the next run goes on"))
                .orElseGet(() -> lastRun()
                        .map(run -> new Verdict(ALL_IN_ORDER, details(run)))
                        .orElse(Verdict.UP));
    }

    private Verdict threads() {
        FlowContext with = flow.get();
        return with != null && with.runs().isSomebodyStuck()
                ? new Verdict(
                        "a thread of a run that was given up does not come out of its step: restart the process, the next run does the rest",
                        Map.of())
                : Verdict.UP;
    }

    private Optional<RunRow> lastRun() {
        return Optional.ofNullable(runs.last());
    }

    private Verdict ended(RunRow run, String message) {
        FlowContext with = flow.get();
        boolean inHost = with != null && !with.runs().haveCommands();
        String worded = inHost ? message.replace(", then run doctor", "") : message;
        String named = Scope.saidIn(run.message()).named(worded);
        return new Verdict(named.formatted(run.id(), run.ended()), details(run));
    }

    private static Map<String, Object> details(RunRow run) {
        return Map.of("run", run.id(), "ended", run.ended());
    }

    /** @param message what is wrong and what to do; empty where nothing is */
    private record Verdict(String message, Map<String, Object> details) {

        static final Verdict UP = new Verdict(ALL_IN_ORDER, Map.of());
    }

    private static final class Check extends AbstractHealthCheck {

        private final boolean live;
        private final Supplier<Verdict> look;

        Check(String name, boolean live, Supplier<Verdict> look) {
            super(GROUP, GROUP + "-" + name);
            this.live = live;
            this.look = look;
        }

        @Override
        public boolean isLiveness() {
            return live;
        }

        @Override
        protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
            Verdict verdict = look.get();
            verdict.details().forEach(builder::detail);
            if (verdict.message().isEmpty()) {
                builder.up();
            } else {
                builder.message(verdict.message()).down();
            }
        }
    }
}
