package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Waits;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Retry;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.Posting;
import org.togglloxo.sync.Runs;

/** The steps that put a candidate forward and record events: each once, through crashes and lost answers. */
public final class Postings {

    private static final String TYPES = "/activity_types";
    private static final String NO_EVENT = "no event is recorded";

    private final LoxoSettings settings;
    private final LoxoAnswers answers;
    private final Reference reference;
    private final SourceTypes sourceTypes;
    private final Ledger ledger;
    private final Runs runs;
    private final Function<JsonNode, byte[]> scorecard;
    private final Clock clock;

    /** @param scorecard the PDF of a candidate with details */
    Postings(
            LoxoSettings settings,
            LoxoAnswers answers,
            Reference reference,
            SourceTypes sourceTypes,
            Ledger ledger,
            Runs runs,
            Function<JsonNode, byte[]> scorecard,
            Clock clock) {
        this.settings = settings;
        this.answers = answers;
        this.reference = reference;
        this.sourceTypes = sourceTypes;
        this.ledger = ledger;
        this.runs = runs;
        this.scorecard = scorecard;
        this.clock = clock;
    }

    /** Step {@code look-for-phone}: why nobody can apply, or null. Loxo takes no application without a phone (see reference). */
    public Waits hindrance(
            @Variable("delivery") Delivery delivery,
            @Variable("search") Search search,
            @Variable("loxo-id") String loxoId,
            @Variable("job") Job job,
            @Variable("refused-phone") String refusedPhone) {
        boolean done = ledger.posting(delivery.togglId(), Posting.APPLICATION, job.id())
                .filter(posting -> posting.isDone() && posting.isAbout(loxoId))
                .isPresent();
        return done || phone(delivery, search, refusedPhone).isPresent()
                ? null
                : new Waits(
                        "no-phone",
                        "The application is deferred: the candidate has no phone, and Loxo takes no application without one. Add the phone in Toggl Hire or Loxo, or set applications.placeholder-phone");
    }

    /** Step {@code plan-application}. */
    public Inquiry application(
            @Variable("delivery") Delivery delivery,
            @Variable("details") JsonNode details,
            @Variable("search") Search search,
            @Variable("loxo-id") String loxoId,
            @Variable("job") Job job,
            @Variable("refused-phone") String refusedPhone) {
        Posting first = Posting.first(delivery.togglId(), Posting.APPLICATION, job.id(), loxoId);
        Posting posting = ledger.posting(delivery.togglId(), Posting.APPLICATION, job.id())
                .filter(known -> known.isAbout(loxoId))
                .orElse(first);
        if (loxoId != null && !posting.isDone() && ledger.isPosted(loxoId, Posting.APPLICATION, job.id())) {
            posting = new Posting(delivery.togglId(), Posting.APPLICATION, job.id(), loxoId, 1, null, clock.millis());
        }
        // somebody who was there before may have been put on the job by a recruiter; not on one that a plan would make
        boolean doubtful = job.id() != null && !posting.isDone() && (posting.isPending() || search.isFound());
        Application.Applicant who = new Application.Applicant(
                name(delivery, search),
                email(delivery, search),
                phone(delivery, search, refusedPhone).orElse(""));
        return new Inquiry(new Application(
                posting,
                doubtful,
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
    private static String name(Delivery delivery, Search search) {
        return search.whole()
                .map(person -> person.value("name"))
                .orElse(delivery.person().get("name"));
    }

    /** One that the person holds: by another one Loxo would make a second person. */
    private static String email(Delivery delivery, Search search) {
        List<String> held = search.whole().map(LoxoPerson::emails).orElse(List.of());
        return delivery.emails().stream()
                .filter(own -> search.whole().map(person -> person.holds(own)).orElse(true))
                .findFirst()
                .or(() -> held.stream().findFirst())
                .orElseGet(() -> delivery.emails().get(0));
    }

    /** Loxo's own first: an application is no reason to give anybody another one. */
    private Optional<String> phone(Delivery delivery, Search search, String refused) {
        Stream<String> known = search.whole().map(LoxoPerson::phones).orElse(List.of()).stream();
        Stream<String> others = Stream.of(delivery.person().getOrDefault("phone", ""), settings.placeholderPhone());
        return Stream.concat(known, others)
                .filter(phone -> !phone.isEmpty() && !phone.equals(refused))
                .findFirst();
    }

    /**
     * Step {@code plan-event}.
     *
     * @param mapped {@code activity}, names or keys of activity types of which the first that the agency has is taken;
     *     {@code occasion}, of which each change is one event; {@code notes}
     * @return null where nothing is to be recorded
     */
    public Inquiry event(
            @Body JsonNode mapped,
            @Variable("delivery") Delivery delivery,
            @Variable("loxo-id") String loxoId,
            @Variable("job") Job job) {
        String notes = mapped.path("notes").asText("").strip();
        Optional<String> jobId =
                delivery.putForward().equals("event") && job != null ? Optional.ofNullable(job.id()) : Optional.empty();
        String occasion = mapped.path("occasion").asText("")
                + jobId.map(id -> ", job " + id).orElse("");
        Posting posting = toPost(delivery.togglId(), occasion, loxoId);
        if (notes.isEmpty() || posting.isDone()) {
            return null;
        }
        return activityType(words(mapped.path("activity")))
                .map(type -> new Inquiry(new PersonEvent(posting, type, jobId, notes)))
                .orElse(null);
    }

    /** A decision that comes back after another one is told again. */
    private Posting toPost(String togglId, String occasion, String loxoId) {
        Optional<Posting> last = ledger.lastPosting(togglId, Posting.EVENT);
        if (last.filter(posting -> posting.target().equals(occasion) && posting.isAbout(loxoId))
                .isPresent()) {
            return last.get();
        }
        return ledger.posting(togglId, Posting.EVENT, occasion)
                .map(known -> known.next(loxoId))
                .orElseGet(() -> Posting.first(togglId, Posting.EVENT, occasion, loxoId));
    }

    private Optional<String> activityType(List<String> words) {
        if (runs.isResting(NO_EVENT)) {
            return Optional.empty();
        }
        Optional<List<JsonNode>> types = reference.list(TYPES, NO_EVENT);
        Optional<String> found = types.flatMap(all -> Reference.named(all, words))
                .map(type -> type.path("id").asText());
        if (types.isPresent() && found.isEmpty()) {
            runs.remark(
                    "activity-type-unknown",
                    "Loxo has no activity type %s: %s in this run. Name one of Loxo's in routes/64-record-event.camel.yaml"
                            .formatted(String.join(" or ", words), NO_EVENT));
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

    public boolean hasQuestion(@Variable("inquiry") Inquiry inquiry) {
        return inquiry.hasNext();
    }

    public LoxoRequest question(@Variable("inquiry") Inquiry inquiry) {
        return inquiry.request();
    }

    public void learn(@Variable("inquiry") Inquiry inquiry, @Body JsonNode page) {
        inquiry.learn(page);
    }

    /**
     * Loxo does not tell what was asked. Where the answer to an application was lost before, nobody knows whether it took
     * place; an event is rather missed than told twice.
     *
     * @throws Fail for such an application
     */
    public void unanswered(
            @Variable("inquiry") Inquiry inquiry, @ExchangeException HttpOperationFailedException refusal) {
        if (inquiry.post() instanceof PersonEvent) {
            inquiry.take();
        } else if (inquiry.post().posting().isPending()) {
            throw new Fail(
                    "posting-unknown",
                    "The answer to %s was lost, and Loxo does not tell whether it took place (%d to %s). %s"
                            .formatted(
                                    inquiry.post().write().label(),
                                    refusal.getStatusCode(),
                                    inquiry.request().label(),
                                    inquiry.post().howToSettle()));
        }
        inquiry.giveUp();
    }

    /** Step {@code check-posted}: it took place. */
    public void taken(@Variable("inquiry") Inquiry inquiry, @Body JsonNode answer) {
        LoxoRequest request = inquiry.post().write();
        for (JsonNode item : answer) {
            if (item.isObject() && item.path("id").isNull()) {
                throw answers.nothingSaved(request);
            }
        }
        ledger.confirm(inquiry.post().posting());
        runs.posted(inquiry.post().posting().kind());
    }

    /** Whether it is to be sent now. */
    public boolean isDue(@Variable("inquiry") Inquiry inquiry) {
        return !inquiry.isThere() && !inquiry.post().posting().isDone();
    }

    /** What {@code plan} shows of it. */
    public List<String> plan(@Variable("inquiry") Inquiry inquiry, @Variable("planned") List<String> planned) {
        List<String> lines = new ArrayList<>(planned == null ? List.of() : planned);
        lines.add(inquiry.post().line());
        return lines;
    }

    /**
     * Step {@code record-posting-intent}.
     *
     * @throws Retry while Loxo may still be at work on an earlier one
     */
    public Posting intend(@Variable("inquiry") Inquiry inquiry, @Variable("claim") Ledger.Claim claim) {
        Posting posting = inquiry.post().posting();
        if (posting.isPending()
                && clock.millis() - posting.intentAt() < settings.indexLag().toMillis()) {
            throw new Retry(
                    "posting-pending",
                    "%s was sent and its answer was lost; it is not seen yet, and Loxo may lag by %d ms (loxo.index-lag)"
                            .formatted(
                                    inquiry.post().write().label(),
                                    settings.indexLag().toMillis()));
        }
        return ledger.intend(posting, claim);
    }

    public LoxoRequest form(@Variable("inquiry") Inquiry inquiry) {
        return inquiry.post().write();
    }

    /**
     * Step {@code note-what-became-of-posting}: a refused one did not take place; one that ended in any other way may have.
     *
     * @throws Exception the trouble itself, but for an event that Loxo refuses: events rest then
     */
    public void troubled(
            @Variable("inquiry") Inquiry inquiry,
            @Variable("posting") Posting intended,
            @ExchangeException Exception trouble)
            throws Exception {
        boolean refused = trouble instanceof Fail
                || trouble instanceof HttpOperationFailedException answer && answer.getStatusCode() < 500;
        if (!refused) {
            ledger.stillPending(intended);
            throw trouble;
        }
        ledger.retract(inquiry.post().posting());
        boolean throttled = trouble instanceof HttpOperationFailedException answer && answer.getStatusCode() == 429;
        if (throttled || inquiry.post() instanceof Application) {
            throw trouble;
        }
        runs.rest(NO_EVENT);
        runs.remark(
                "event-refused",
                "Loxo refused %s (%s): %s any more in this run"
                        .formatted(inquiry.post().write().label(), words(trouble), NO_EVENT));
    }

    private static String words(Exception trouble) {
        return trouble instanceof HttpOperationFailedException answer
                ? answer.getStatusCode() + " " + answer.getResponseBody()
                : trouble.getMessage();
    }

    /** Step {@code record-posted-before}: it took place before, by whomever. */
    public void settle(@Variable("inquiry") Inquiry inquiry) {
        Posting posting = inquiry.post().posting();
        if (!ledger.posting(posting.togglId(), posting.kind(), posting.target())
                .filter(Posting::isDone)
                .isPresent()) {
            ledger.confirm(posting);
        }
    }
}
