package org.togglloxo.observe;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.FlowObserver;
import org.togglloxo.ledger.CandidateUpdate;
import org.togglloxo.ledger.run.RunRow;

/**
 * One trace a run, one a candidate, which is linked to the run's, and a span for each call. Attributes are ids, outcome, reason,
 * endpoint and status; nothing of anybody.
 */
final class Traces implements FlowObserver {

    static final AttributeKey<Long> RUN = AttributeKey.longKey("togglloxo.run");
    static final AttributeKey<String> ENDED = AttributeKey.stringKey("togglloxo.ended");
    static final AttributeKey<String> TOGGL_ID = AttributeKey.stringKey("togglloxo.toggl_id");
    static final AttributeKey<String> LOXO_ID = AttributeKey.stringKey("togglloxo.loxo_id");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("togglloxo.outcome");
    static final AttributeKey<String> REASON = AttributeKey.stringKey("togglloxo.reason");
    static final AttributeKey<String> API = AttributeKey.stringKey("togglloxo.api");
    static final AttributeKey<String> ENDPOINT = AttributeKey.stringKey("togglloxo.endpoint");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    private static final String COUNT = "togglloxo.candidates.";
    private static final int FIRST_ERROR = 400;

    private final Tracer tracer;
    private final Clock clock;
    private final ThreadLocal<Candidate> candidate = new ThreadLocal<>();
    private volatile Span run = Span.getInvalid();

    private record Candidate(String togglId, Span span, Scope scope) {}

    Traces(Tracer tracer, Clock clock) {
        this.tracer = tracer;
        this.clock = clock;
    }

    @Override
    public void begun(long runId) {
        run = tracer.spanBuilder("run").setNoParent().setAttribute(RUN, runId).startSpan();
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // left() closes it, on the same thread
    public void taken(String togglId) {
        left();
        SpanContext ofRun = run.getSpanContext();
        Span span = tracer.spanBuilder("candidate")
                .setNoParent()
                .addLink(ofRun)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute(TOGGL_ID, togglId)
                .startSpan();
        candidate.set(new Candidate(togglId, span, Context.root().with(span).makeCurrent()));
    }

    /** What is held back until it is known whom a refusal concerns is told of later, by another thread. */
    @Override
    public void completed(CandidateUpdate entry) {
        Candidate here = candidate.get();
        if (here == null || !here.togglId().equals(entry.before().togglId())) {
            return;
        }
        Span span = here.span();
        Outcome outcome = entry.result().outcome();
        span.setAttribute(OUTCOME, outcome.word());
        span.setAttribute(REASON, entry.result().reason());
        span.setAttribute(LOXO_ID, entry.result().loxoId());
        if (outcome == Outcome.FAILED || outcome == Outcome.DEFERRED) {
            span.setStatus(StatusCode.ERROR);
        }
    }

    @Override
    public void left() {
        Candidate here = candidate.get();
        if (here != null) {
            candidate.remove();
            here.scope().close();
            here.span().end();
        }
    }

    @Override
    public void called(Call call) {
        long endedAt = TimeUnit.MILLISECONDS.toNanos(clock.millis());
        Candidate here = candidate.get();
        Span span = tracer.spanBuilder(call.endpoint())
                .setParent(Context.root().with(here == null ? run : here.span()))
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(endedAt - call.nanos(), TimeUnit.NANOSECONDS)
                .setAttribute(API, call.api())
                .setAttribute(ENDPOINT, call.endpoint())
                .startSpan();
        if (call.status() > 0) {
            span.setAttribute(STATUS, (long) call.status());
        }
        if (call.status() == 0 || call.status() >= FIRST_ERROR) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end(endedAt, TimeUnit.NANOSECONDS);
    }

    @Override
    public void ended(RunRow row) {
        Span ending = run;
        ending.setAttribute(ENDED, row.ended());
        row.counts()
                .forEach((outcome, count) ->
                        ending.setAttribute(COUNT + outcome.word().toLowerCase(Locale.ROOT), count));
        if (!row.message().isEmpty()) {
            ending.setStatus(StatusCode.ERROR);
        }
        ending.end();
        run = Span.getInvalid();
    }
}
