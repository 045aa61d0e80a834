package org.togglloxo.sync.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.togglloxo.candidate.Blocker;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Waiting;
import org.togglloxo.candidate.Waits;
import org.togglloxo.failure.Reason;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Evidence;
import org.togglloxo.ledger.PendingWrite;
import org.togglloxo.route.Variables;
import org.togglloxo.sync.plan.PlannedWrites;

/**
 * One attempt to deliver a candidate, through all repetitions of its steps: what is known, what is held, what was learnt on
 * the way. It is a property of the exchange, out of reach of the routes; used by one thread.
 */
public final class DeliveryAttempt {

    /** Set where the rules are only tried: nothing is asked for, and nothing is written. */
    public static final String TRIAL = "trial";

    /** What the details of a candidate are taken to be then; without them the trial ends where the mapping does. */
    public static final String TRIAL_DETAILS = "trial-details";

    static final String PROPERTY = "toggl-loxo-attempt";
    static final String CALL = "toggl-loxo-call";
    private static final List<String> PASSED_ON = List.of(TRIAL, Variables.CANDIDATE_ID);

    private final boolean trial;
    private final DeliveryGate.Place place;
    private final List<String> changes = new ArrayList<>();
    private final Set<String> missing = new TreeSet<>();
    private CandidateRecord known;
    private Evidence evidence;
    private PendingWrite confirmation = PendingWrite.DONE;
    private Outcomes.People found;
    private Delivery mapped;
    private AddressLocks.Claim claim;
    private Blocker waits;
    private boolean made;
    private String note;
    private String refusedBy;
    private PlanGuard guard;
    private String seen = "";
    private String elsewhere;
    private final CandidateRecord begunAs;

    private DeliveryAttempt(CandidateRecord known, boolean trial, DeliveryGate.Place place) {
        this.known = known;
        this.trial = trial;
        this.place = place;
        this.begunAs = known;
        this.guard = new PlanGuard(Optional.empty(), known);
    }

    /** That of the exchange; where none was begun, one for a candidate of whom nothing is known. */
    public static DeliveryAttempt of(Exchange exchange) {
        DeliveryAttempt own = exchange.getProperty(PROPERTY, DeliveryAttempt.class);
        return own != null
                ? own
                : begin(
                        exchange,
                        CandidateRecord.nothingOf(exchange.getVariable(Variables.CANDIDATE_ID, "", String.class)),
                        null);
    }

    /**
     * A new one.
     *
     * @param place where it waits until it may be delivered; null where it has not to wait
     */
    public static DeliveryAttempt begin(Exchange exchange, CandidateRecord known, DeliveryGate.Place place) {
        DeliveryAttempt begun = new DeliveryAttempt(known, exchange.getVariable(TRIAL) != null, place);
        exchange.setProperty(PROPERTY, begun);
        return begun;
    }

    /** Nothing may be written but what a plan has shown, where there is such a restriction. */
    public void restrictedTo(Optional<PlannedWrites> writes) {
        guard = new PlanGuard(writes, begunAs);
    }

    public PlanGuard guard() {
        return guard;
    }

    /** What a plan saw of the person, as SHA-256. */
    public void seen(String digest) {
        seen = digest;
    }

    public String seen() {
        return seen;
    }

    /** What the ledger had of the candidate at the beginning. */
    CandidateRecord begunAs() {
        return begunAs;
    }

    /** The same as SHA-256. */
    public String beganWith() {
        return begunAs.digest();
    }

    /** Which call is made now, as method and path: whatever fails from here on is said of it. */
    public static void calls(Exchange exchange, String label) {
        exchange.setProperty(CALL, label);
    }

    /** The last call that was made, or null. */
    public static String lastCall(Exchange exchange) {
        return exchange.getProperty(CALL, String.class);
    }

    /** What an exchange for a call must know of the one in whose course it is made. */
    public static void passOn(Exchange course, Exchange call) {
        for (String name : PASSED_ON) {
            Object value = course.getVariable(name);
            if (value != null) {
                call.setVariable(name, value);
            }
        }
    }

    public boolean isTrial() {
        return trial;
    }

    /** The mapping leads to another agency. */
    void handOver(String agency) {
        elsewhere = agency;
    }

    /** The other agency that the mapping leads to. */
    public Optional<String> elsewhere() {
        return Optional.ofNullable(elsewhere);
    }

    /** What the ledger has of the candidate, with what has happened since. */
    public CandidateRecord known() {
        return known;
    }

    public void known(CandidateRecord now) {
        known = now;
    }

    /** The person was made, and is written down while the next call goes out. */
    public void confirms(PendingWrite written, CandidateRecord now) {
        confirmation = written;
        known = now;
    }

    /**
     * Waits until the person that was made is written down.
     *
     * @throws org.togglloxo.failure.Defer when somebody has decided by hand meanwhile who the candidate is
     */
    public void requireConfirmed() {
        PendingWrite open = confirmation;
        confirmation = PendingWrite.DONE;
        open.await();
    }

    /** What the ledger has learnt of who the candidate may be. */
    void learn(Evidence learnt) {
        evidence = learnt;
        known = learnt.known();
    }

    /** The same, once: whoever asks again has to look again. */
    Optional<Evidence> evidence() {
        Optional<Evidence> fresh = Optional.ofNullable(evidence);
        evidence = null;
        return fresh;
    }

    Optional<DeliveryGate.Place> place() {
        return Optional.ofNullable(place);
    }

    /** What was learnt together with others, once: whoever asks again has to look again. */
    public LookedUp lookedUp() {
        return place().map(DeliveryGate.Place::lookedUp).orElse(LookedUp.NOTHING);
    }

    /** Who was found in Loxo; null where nobody was looked for yet. */
    public Outcomes.People found() {
        return found;
    }

    public void found(Outcomes.People people) {
        found = people;
    }

    /** What the mapping said, whatever was left out since; null before that. */
    public Delivery mapped() {
        return mapped;
    }

    void mapped(Delivery delivery) {
        mapped = delivery;
    }

    /** The hold on the candidate's addresses, or null. */
    public AddressLocks.Claim claim() {
        return claim;
    }

    public void claim(AddressLocks.Claim held) {
        claim = held;
    }

    /** Why something of the candidate of an exchange is not in Loxo yet, or null. */
    static Blocker blocker(Exchange exchange) {
        Set<String> lists = of(exchange).missing;
        Blocker own = notPutForward(exchange);
        if (lists.isEmpty()) {
            return own;
        }
        String message =
                "Delivered without what needs %s, which cannot be read. The first run that gets it adds what is missing"
                        .formatted(String.join(" and ", lists));
        return new Blocker(Reason.LIST_UNREADABLE, own == null ? message : message + ". " + own.message());
    }

    /** The same as the ledger keeps it. */
    public static Waits waits(Exchange exchange) {
        return Waits.of(notPutForward(exchange), of(exchange).missing);
    }

    private static Blocker notPutForward(Exchange exchange) {
        Blocker own = of(exchange).waits;
        return own == null && exchange.getVariable(Variables.JOB) instanceof Waiting job ? job.waits() : own;
    }

    /** Something of the candidate's own is missing; null where nothing is. */
    public void waits(Blocker reason) {
        waits = reason;
    }

    /** What needs these lists is left out, such as {@code loxo/activity_types}: they were not given out in this run. */
    public void misses(Collection<String> lists) {
        missing.addAll(lists);
    }

    /** The person was made on this way, or a plan would make it. */
    public void made() {
        made = true;
    }

    boolean isMade() {
        return made;
    }

    /** Something was left out that Loxo does not take. */
    public void note(String message) {
        note = note == null ? message : note + ". " + message;
    }

    String note() {
        return note;
    }

    /** The endpoint that refused the candidate while the key was good. */
    public void refusedBy(String endpoint) {
        refusedBy = endpoint;
    }

    public String refusedBy() {
        return refusedBy;
    }

    /** What {@code plan} shows, a line each. */
    public void plan(List<String> lines) {
        changes.addAll(lines);
    }

    public List<String> changes() {
        return List.copyOf(changes);
    }

    /** For words in a log: the candidate of an exchange. */
    public static JsonNode candidate(Exchange exchange) {
        return exchange.getVariable(Variables.CANDIDATE, JsonNode.class);
    }
}
