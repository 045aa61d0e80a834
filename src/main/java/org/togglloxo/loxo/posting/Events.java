package org.togglloxo.loxo.posting;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.ledger.run.RemarkCode;
import org.togglloxo.loxo.job.Job;
import org.togglloxo.loxo.mapping.MappingSchema;
import org.togglloxo.loxo.reference.ReferenceData;
import org.togglloxo.route.Variables;
import org.togglloxo.sync.delivery.DeliveryAttempt;
import org.togglloxo.sync.delivery.RedeliveryCounter;
import org.togglloxo.sync.run.RunNotes;

/** The step that records an event: a new one for each decision. */
public final class Events {

    static final String NONE = "no event is recorded";

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private static final String TRIED = "toggl-loxo-tried-event";

    private final Outbox outbox;
    private final ReferenceData reference;
    private final Ledger ledger;
    private final RunNotes notes;
    private final Clock clock;

    public Events(Outbox outbox, ReferenceData reference, Ledger ledger, RunNotes notes, Clock clock) {
        this.outbox = outbox;
        this.reference = reference;
        this.ledger = ledger;
        this.notes = notes;
        this.clock = clock;
    }

    /**
     * Step {@code add-event}: an event in the person's history, once for each occasion. The body is {@code activity}, names or
     * keys of activity types of which the first that the agency has is taken; {@code occasion}, of which each change is one
     * event; {@code at}, when the first of them took place; {@code notes}.
     *
     * @throws org.togglloxo.failure.Fail when the mapping holds what {@link MappingSchema#EVENT} does not
     */
    public void add(Exchange exchange) throws Exception {
        JsonNode mapped = exchange.getMessage().getBody(JsonNode.class);
        boolean trial = DeliveryAttempt.of(exchange).isTrial();
        MappingSchema.EVENT.check(mapped, MappingSchema.EVENT.file(), trial);
        if (trial) {
            exchange.setProperty(TRIED, mapped);
        }
        if (exchange.getVariable(DeliveryAttempt.TRIAL_DETAILS) == null) {
            ExistenceCheck event = event(
                    DeliveryAttempt.of(exchange),
                    mapped,
                    exchange.getVariable(Variables.DELIVERY, Delivery.class),
                    exchange.getVariable(Variables.LOXO_ID, String.class),
                    exchange.getVariable(Variables.JOB, Job.class));
            if (event != null) {
                outbox.post(exchange, event);
            }
        }
        RedeliveryCounter.over(exchange);
    }

    /** What a trial made of an event, or null. */
    public static JsonNode tried(Exchange exchange) {
        return exchange.getProperty(TRIED, JsonNode.class);
    }

    /** Null where nothing is to be recorded. */
    private ExistenceCheck event(DeliveryAttempt attempt, JsonNode mapped, Delivery delivery, String loxoId, Job job) {
        String notes = mapped.path("notes").asText("").strip();
        Optional<String> jobId =
                delivery.putForward().equals("event") && job != null ? Optional.ofNullable(job.id()) : Optional.empty();
        String occasion = mapped.path("occasion").asText("")
                + jobId.map(id -> ", job " + id).orElse("");
        OutboxEntry entry = toPost(delivery.togglId(), occasion, loxoId);
        if (notes.isEmpty() || entry.isDone()) {
            return null;
        }
        return activityType(attempt, words(mapped.path("activity")))
                .map(type -> new ExistenceCheck(new PersonEvent(
                        entry,
                        type,
                        jobId,
                        time(mapped, entry),
                        notes,
                        ledger.scope().workspace())))
                .orElse(null);
    }

    /** When it took place, for a candidate's first event; a decision that is taken later is told with the time at which that is done. */
    private Optional<Instant> time(JsonNode mapped, OutboxEntry entry) {
        boolean first = entry.number() == 1
                && ledger.outbox().of(entry.togglId()).stream()
                        .filter(other -> other.kind().equals(OutboxEntry.EVENT))
                        .allMatch(other -> other.target().equals(entry.target()));
        return first ? past(mapped.path("at").asText("")) : Optional.empty();
    }

    /** Toggl Hire's times have no zone (toggl-10): UTC. In Loxo an event in the future is a scheduled activity (loxo-30). */
    private Optional<Instant> past(String text) {
        try {
            Instant time = DateTimeFormatter.ISO_DATE_TIME
                    .parse(text, LocalDateTime::from)
                    .toInstant(ZoneOffset.UTC);
            return Optional.of(time.truncatedTo(ChronoUnit.SECONDS))
                    .filter(at ->
                            at.isAfter(EARLIEST) && at.isBefore(clock.instant().minus(CLOCK_SKEW)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A decision that comes back after another one is told again. */
    private OutboxEntry toPost(String togglId, String occasion, String loxoId) {
        Optional<OutboxEntry> last = ledger.outbox().last(togglId, OutboxEntry.EVENT);
        if (last.filter(entry -> entry.target().equals(occasion) && entry.isAbout(loxoId))
                .isPresent()) {
            return last.get();
        }
        return ledger.outbox()
                .find(togglId, OutboxEntry.EVENT, occasion)
                .map(known -> known.next(loxoId))
                .orElseGet(() -> OutboxEntry.first(togglId, OutboxEntry.EVENT, occasion, loxoId));
    }

    private Optional<String> activityType(DeliveryAttempt attempt, List<String> words) {
        if (notes.isDisabled(NONE)) {
            return Optional.empty();
        }
        Optional<List<JsonNode>> types = reference.list(ReferenceData.ACTIVITY_TYPES, NONE);
        attempt.misses(
                reference.unread(ReferenceData.ACTIVITY_TYPES, NONE).stream().toList());
        Optional<String> found = types.flatMap(all -> ReferenceData.named(all, words))
                .map(type -> type.path("id").asText());
        if (types.isPresent() && found.isEmpty()) {
            notes.remark(
                    RemarkCode.ACTIVITY_TYPE_UNKNOWN,
                    "Loxo has no activity type %s: %s in this run. Name one of Loxo's in routes/64-record-event.camel.yaml, then use: retry --all"
                            .formatted(String.join(" or ", words), NONE));
        }
        return found;
    }

    private static List<String> words(JsonNode activity) {
        List<String> words = new ArrayList<>();
        if (activity.isArray()) {
            activity.forEach(word -> words.add(word.asText()));
        } else {
            words.add(activity.asText(""));
        }
        return words;
    }
}
