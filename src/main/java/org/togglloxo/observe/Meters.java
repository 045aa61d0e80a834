package org.togglloxo.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.flow.FlowContext;
import org.togglloxo.flow.FlowObserver;
import org.togglloxo.http.Pacing;
import org.togglloxo.ledger.run.RunRow;

/** The program's own meters, {@code togglloxo_*}. */
final class Meters implements FlowObserver {

    private static final List<String> APIS = List.of("toggl", "loxo");
    private static final List<Outcome> WAITING = List.of(Outcome.DEFERRED, Outcome.FAILED);
    /** Endpoints with all their answers: many more than the program has, so that edited routes cannot make them countless. */
    private static final int MOST_CALL_NAMES = 300;

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    private final MeterRegistry registry;
    private final Map<Outcome, Counter> candidates = new EnumMap<>(Outcome.class);
    private final Map<Outcome, AtomicLong> ofThisRun = new EnumMap<>(Outcome.class);
    private final Map<String, Timer> seconds = new ConcurrentHashMap<>();
    /** By api, endpoint and status: a key of three would be put together and compared for each call. */
    private final Map<String, Map<String, Map<Integer, Counter>>> calls = new ConcurrentHashMap<>();

    private final AtomicInteger callNames = new AtomicInteger();

    /** @param flow what runs at the moment; null while it is being started */
    Meters(MeterRegistry registry, Supplier<FlowContext> flow, RunStatus runs, LedgerView ledger) {
        this.registry = registry;
        for (Outcome outcome : Outcome.values()) {
            candidates.put(
                    outcome,
                    Counter.builder("togglloxo.candidates")
                            .description("Candidates by the outcome that they came to in a run")
                            .tag("outcome", outcome.word())
                            .register(registry));
            ofThisRun.put(outcome, new AtomicLong());
        }
        APIS.forEach(this::timer);
        gauge(
                "togglloxo.last.success.timestamp.seconds",
                "When a run came to its end last",
                runs,
                RunStatus::lastSuccess);
        gauge(
                "togglloxo.run.active",
                "Whether a run is under way",
                flow,
                now -> of(now, with -> with.runs().isActive() ? 1 : 0));
        gauge(
                "togglloxo.queue.size",
                "Candidates listed and not taken up yet",
                flow,
                now -> of(now, with -> with.runs().listing().queued()));
        for (String api : APIS) {
            Gauge.builder("togglloxo.pace.calls.per.second", flow, now -> of(now, with -> perSecond(with, api)))
                    .description("Calls a second that are to be expected")
                    .tag("api", api)
                    .register(registry);
        }
        for (Outcome outcome : WAITING) {
            Gauge.builder("togglloxo.waiting", ledger, seen -> seen.seen()
                            .waiting()
                            .getOrDefault(outcome, 0L))
                    .description(
                            "Candidates that stand at an outcome for which somebody, or the next run, has to do something")
                    .tag("outcome", outcome.word())
                    .register(registry);
        }
    }

    private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value).description(description).register(registry);
    }

    private static double of(Supplier<FlowContext> flow, ToDoubleFunction<FlowContext> value) {
        FlowContext with = flow.get();
        return with == null ? 0 : value.applyAsDouble(with);
    }

    private static double perSecond(FlowContext with, String api) {
        Pacing pacing = api.equals("loxo") ? with.loxo() : with.toggl();
        return pacing.expected(Long.MAX_VALUE).perSecond();
    }

    private Timer timer(String api) {
        Timer known = seconds.get(api);
        return known != null
                ? known
                : seconds.computeIfAbsent(api, name -> Timer.builder("togglloxo.call")
                        .description("Calls from the moment they are sent to the last byte of the answer")
                        .tag("api", name)
                        .serviceLevelObjectives(BOUNDS)
                        .register(registry));
    }

    @Override
    public void called(Call call) {
        timer(call.api()).record(call.nanos(), TimeUnit.NANOSECONDS);
        Map<String, Map<Integer, Counter>> ofApi = calls.get(call.api());
        Map<Integer, Counter> ofEndpoint = ofApi == null ? null : ofApi.get(call.endpoint());
        Counter counter = ofEndpoint == null ? null : ofEndpoint.get(call.status());
        (counter == null ? counter(call) : counter).increment();
    }

    private Counter counter(Call call) {
        boolean full = callNames.get() >= MOST_CALL_NAMES;
        String endpoint = full ? "other" : call.endpoint();
        return calls.computeIfAbsent(call.api(), api -> new ConcurrentHashMap<>())
                .computeIfAbsent(endpoint, name -> new ConcurrentHashMap<>())
                .computeIfAbsent(call.status(), status -> counter(call.api(), endpoint, status));
    }

    private Counter counter(String api, String endpoint, int status) {
        callNames.incrementAndGet();
        return Counter.builder("togglloxo.calls")
                .description("Calls by endpoint and by the status that was answered")
                .tag("api", api)
                .tag("endpoint", endpoint)
                .tag("status", status == 0 ? "none" : Integer.toString(status))
                .register(registry);
    }

    @Override
    public void begun(long runId) {
        ofThisRun.values().forEach(count -> count.set(0));
    }

    @Override
    public void completed(Outcome outcome) {
        ofThisRun.get(outcome).incrementAndGet();
        candidates.get(outcome).increment();
    }

    /** Of a run that was given up, not every candidate was told of. */
    @Override
    public void ended(RunRow run) {
        run.counts().forEach((outcome, count) -> {
            long missing = count - ofThisRun.get(outcome).getAndSet(count);
            if (missing > 0) {
                candidates.get(outcome).increment(missing);
            }
        });
    }
}
