package org.togglloxo.observe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Reason;
import org.togglloxo.flow.FlowContext;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.ledger.run.RunRow;

/**
 * What the program knows of itself, as Camel's health checks. Their sentences are its own, one for each thing that is wrong
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

    /** Registers them. */
    void register(HealthCheckRegistry registry) {
        List.of(
                        new Check("settings", false, this::settings),
                        new Check("ledger", false, this::ledger),
                        new Check("toggl-hire", false, this::togglHire),
                        new Check("loxo", false, this::loxo),
                        new Check("run", false, this::run),
                        new Check("threads", true, this::threads))
                .forEach(registry::register);
    }

    private Verdict settings() {
        Optional<Verdict> edit = refusedEdit
                .get()
                .map(refused -> new Verdict(
                        "%s cannot be used as it was saved last, and the version before goes on: status tells what is wrong with it; mend the file, and it is taken over"
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

    private Verdict ended(RunRow run, String sentence) {
        FlowContext with = flow.get();
        boolean inHost = with != null && !with.runs().haveCommands();
        String worded = inHost ? sentence.replace(", then run doctor", "") : sentence;
        return new Verdict(worded.formatted(run.id(), run.ended()), details(run));
    }

    private static Map<String, Object> details(RunRow run) {
        return Map.of("run", run.id(), "ended", run.ended());
    }

    /** @param sentence what is wrong and what to do; empty where nothing is */
    private record Verdict(String sentence, Map<String, Object> details) {

        static final Verdict UP = new Verdict(ALL_IN_ORDER, Map.of());
    }

    /** Not by Camel's abstract class, which lies among its internals. */
    private static final class Check implements HealthCheck {

        private final String name;
        private final boolean live;
        private final Supplier<Verdict> look;
        private volatile boolean enabled = true;

        Check(String name, boolean live, Supplier<Verdict> look) {
            this.name = name;
            this.live = live;
            this.look = look;
        }

        @Override
        public boolean isEnabled() {
            return enabled;
        }

        @Override
        public void setEnabled(boolean wanted) {
            enabled = wanted;
        }

        @Override
        public boolean isLiveness() {
            return live;
        }

        @Override
        public String getId() {
            return GROUP + "-" + name;
        }

        @Override
        public String getGroup() {
            return GROUP;
        }

        @Override
        public Result call(Map<String, Object> options) {
            Verdict verdict = look.get();
            HealthCheckResultBuilder builder = HealthCheckResultBuilder.on(this);
            verdict.details().forEach(builder::detail);
            boolean well = verdict.sentence().isEmpty();
            return (well ? builder.up() : builder.message(verdict.sentence()).down()).build();
        }
    }
}
