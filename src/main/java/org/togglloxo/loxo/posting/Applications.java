package org.togglloxo.loxo.posting;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.togglloxo.candidate.Blocker;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.loxo.api.Attachment;
import org.togglloxo.loxo.api.LoxoPerson;
import org.togglloxo.loxo.api.LoxoSettings;
import org.togglloxo.loxo.job.Job;
import org.togglloxo.loxo.person.PersonSearch;
import org.togglloxo.loxo.reference.SourceTypes;
import org.togglloxo.route.Variables;
import org.togglloxo.sync.delivery.DeliveryAttempt;
import org.togglloxo.sync.delivery.RedeliveryCounter;

/** The step that puts a candidate forward: who applies, with what, and what is in the way. */
public final class Applications {

    /** Loxo takes no application without a phone (loxo-27). */
    private static final Blocker NO_PHONE = new Blocker(
            Reason.NO_PHONE,
            "The application is deferred: the candidate has no phone, and Loxo takes no application without one. Add the phone in Toggl Hire or Loxo, or set applications.placeholder-phone");

    private final Outbox outbox;
    private final LoxoSettings settings;
    private final SourceTypes sourceTypes;
    private final Ledger ledger;
    private final Function<JsonNode, byte[]> scorecard;
    private final Clock clock;

    /** @param scorecard the PDF of a candidate with details */
    public Applications(
            Outbox outbox,
            LoxoSettings settings,
            SourceTypes sourceTypes,
            Ledger ledger,
            Function<JsonNode, byte[]> scorecard,
            Clock clock) {
        this.outbox = outbox;
        this.settings = settings;
        this.sourceTypes = sourceTypes;
        this.ledger = ledger;
        this.scorecard = scorecard;
        this.clock = clock;
    }

    /** Step {@code apply-for-job}: puts the candidate forward for the job, once; without a phone that waits. */
    public void apply(Exchange exchange) throws Exception {
        DeliveryAttempt attempt = DeliveryAttempt.of(exchange);
        if (!attempt.isTrial()) {
            Delivery delivery = exchange.getVariable(Variables.DELIVERY, Delivery.class);
            PersonSearch search = PersonSearch.of(exchange).orElseGet(PersonSearch::ofNobody);
            String loxoId = exchange.getVariable(Variables.LOXO_ID, String.class);
            Job job = exchange.getVariable(Variables.JOB, Job.class);
            Optional<String> phone =
                    phone(delivery, search, exchange.getProperty(RefusedFieldFilter.REFUSED_PHONE, String.class));
            boolean waits = phone.isEmpty() && !isDone(delivery, loxoId, job);
            attempt.waits(waits ? NO_PHONE : null);
            if (!waits) {
                JsonNode details = exchange.getVariable(Variables.DETAILS, JsonNode.class);
                outbox.post(exchange, application(delivery, details, search, loxoId, job, phone.orElse("")));
            }
        }
        RedeliveryCounter.over(exchange);
    }

    private boolean isDone(Delivery delivery, String loxoId, Job job) {
        return ledger.outbox()
                .find(delivery.togglId(), OutboxEntry.APPLICATION, job.id())
                .filter(entry -> entry.isDone() && entry.isAbout(loxoId))
                .isPresent();
    }

    private ExistenceCheck application(
            Delivery delivery, JsonNode details, PersonSearch search, String loxoId, Job job, String phone) {
        OutboxEntry first = OutboxEntry.first(delivery.togglId(), OutboxEntry.APPLICATION, job.id(), loxoId);
        OutboxEntry entry = ledger.outbox()
                .find(delivery.togglId(), OutboxEntry.APPLICATION, job.id())
                .filter(known -> known.isAbout(loxoId))
                .orElse(first);
        if (loxoId != null && !entry.isDone() && ledger.outbox().isDoneFor(loxoId, OutboxEntry.APPLICATION, job.id())) {
            entry = new OutboxEntry(
                    delivery.togglId(), OutboxEntry.APPLICATION, job.id(), loxoId, 1, null, clock.millis());
        }
        // somebody who was there before may have been put on the job by a recruiter, or by another candidate's
        // application whose
        // answer was lost; not on one that a plan would make
        boolean doubtful = job.id() != null && !entry.isDone() && (entry.isPending() || search.isFound());
        Application.Applicant who = new Application.Applicant(name(delivery, search), email(delivery, search), phone);
        return new ExistenceCheck(new Application(
                entry,
                doubtful,
                details.path("opening").path("name").asText(""),
                who,
                sourceTypes.id(),
                Optional.ofNullable(delivery.person().get("linkedin_url")),
                () -> resume(details)));
    }

    private Attachment resume(JsonNode details) {
        return new Attachment(
                "resume",
                "toggl-hire-%s.pdf".formatted(details.path("id").asText()),
                "application/pdf",
                scorecard.apply(details));
    }

    /** As Loxo has the person: an application is no reason to rename anybody. */
    private static String name(Delivery delivery, PersonSearch search) {
        return search.whole()
                .map(person -> person.value("name"))
                .orElse(delivery.person().get("name"));
    }

    /** One that the person holds: by another one Loxo would make a second person (loxo-27). */
    private static String email(Delivery delivery, PersonSearch search) {
        List<String> held = search.whole().map(LoxoPerson::emails).orElse(List.of());
        return delivery.emails().stream()
                .filter(own -> search.whole().map(person -> person.holds(own)).orElse(true))
                .findFirst()
                .or(() -> held.stream().findFirst())
                .or(() -> delivery.emails().stream().findFirst())
                .orElseThrow(
                        () -> new Fail(
                                Reason.REFUSED,
                                "Loxo calls every address of the candidate invalid (\"Email is invalid\"), and takes no application without one. Fix the address in Toggl Hire"));
    }

    /** Loxo's own first: an application is no reason to give anybody another one. */
    private Optional<String> phone(Delivery delivery, PersonSearch search, String refused) {
        Stream<String> known = search.whole().map(LoxoPerson::phones).orElse(List.of()).stream();
        Stream<String> others = Stream.of(delivery.person().getOrDefault("phone", ""), settings.placeholderPhone());
        return Stream.concat(known, others)
                .filter(phone -> !phone.isEmpty() && !phone.equals(refused))
                .findFirst();
    }
}
