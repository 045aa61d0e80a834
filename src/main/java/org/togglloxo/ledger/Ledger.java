package org.togglloxo.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.candidate.Address;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Defer;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.sql.Database;
import org.togglloxo.ledger.sql.DatabaseLock;
import org.togglloxo.ledger.sql.HostSession;
import org.togglloxo.ledger.sql.LedgerSettings;
import org.togglloxo.ledger.sql.Store;

/**
 * What is known of every candidate and every run. A passing trouble with the database is sat out for a while;
 * every other ends as {@link org.togglloxo.failure.Stop}: without a ledger nobody may be created.
 */
public final class Ledger implements AutoCloseable {

    /** The schema of our tables in the database of a host's DataSource. */
    public static final String SCHEMA_IN_HOST = HostSession.SCHEMA;

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final Store store;
    private final Clock clock;

    private Ledger(Database database, boolean readOnly, Duration lockTimeout, Clock own) {
        this.store = new Store(database, readOnly, lockTimeout);
        this.clock = store.clock(own);
    }

    /** For a run: refused while another process runs on the same SQLite file. */
    public static Ledger openAlone(LedgerSettings settings, Clock clock) {
        return new Ledger(Database.openAlone(settings), false, settings.lockTimeout(), clock);
    }

    /** The same, on a DataSource of the host where there is one. */
    public static Ledger openAlone(LedgerSettings settings, DataSource hosts, Clock clock) {
        return hosts == null
                ? openAlone(settings, clock)
                : new Ledger(Database.openOn(hosts, settings.dataSource()), false, settings.lockTimeout(), clock);
    }

    /** For a small change beside a run that may be under way. */
    public static Ledger openBeside(LedgerSettings settings, Clock clock) {
        return new Ledger(Database.openBeside(settings), false, settings.lockTimeout(), clock);
    }

    /** For a look: nothing is written, and no file is made where there is none. */
    public static Ledger openToRead(LedgerSettings settings, Clock clock) {
        return new Ledger(Database.openToRead(settings), true, settings.lockTimeout(), clock);
    }

    /** None: whoever asks it anything is told so. For trying rules, which needs none. */
    public static Ledger none(Clock clock) {
        return new Ledger(Database.none(), true, Duration.ZERO, clock);
    }

    /** By which its times are told and judged: all nodes that share it have one. */
    public Clock clock() {
        return clock;
    }

    /** What was posted: applications, events, jobs, companies. */
    public OutboxTable postings() {
        return new OutboxTable(store, clock);
    }

    /** When something was done last. */
    public Timestamps marks() {
        return new Timestamps(store, clock);
    }

    /** Whose it is, and by which rules its people were delivered. */
    public Ownership ownership() {
        return new Ownership(store);
    }

    /** Everybody in Loxo, where it was worth while to ask for all of them. */
    public PeopleWalk peopleWalk() {
        return new PeopleWalk(store);
    }

    /** Everybody it knows. */
    public CandidateList candidates() {
        return new CandidateList(store);
    }

    /** What somebody decides about candidates, and is written down as theirs. */
    public ByHand byHand(String actor) {
        return new ByHand(store, clock, actor);
    }

    /** What was done by hand, and edits of the rules. */
    public Audit audit() {
        return new Audit(store, clock);
    }

    /** What it need not keep. */
    public Retention retention() {
        return new Retention(store);
    }

    /** What people were told of the runs. */
    public AlertMemory alertMemory() {
        return new AlertMemory(store);
    }

    /** Saved files that cannot be used. */
    public RefusedEdits refusedEdits() {
        return new RefusedEdits(store, clock);
    }

    /** A page's candidates at once. */
    public Map<String, CandidateRecord> lookUpPage(List<? extends JsonNode> candidates) {
        List<String> ids = candidates.stream()
                .map(candidate -> candidate.path("id").asText(""))
                .toList();
        return store.read(session -> new CandidateTable(session).byIds(ids));
    }

    /** Where a page's candidates are listed under another opening than the ledger has, it follows. */
    public void keepOpenings(List<? extends JsonNode> candidates, Map<String, CandidateRecord> known) {
        Map<String, String> moved = new HashMap<>();
        for (JsonNode candidate : candidates) {
            CandidateRecord before = known.get(candidate.path("id").asText(""));
            String opening = CandidateUpdate.opening(candidate);
            if (before != null && !opening.equals(before.opening())) {
                moved.put(before.togglId(), opening);
            }
        }
        if (!moved.isEmpty()) {
            store.note(session -> moved.forEach(new CandidateTable(session)::keepOpening));
        }
    }

    /** One candidate by itself, for a queue that carries the body alone. */
    public CandidateRecord lookUp(String togglId) {
        return store.read(session ->
                new CandidateTable(session).byId(togglId).orElseGet(() -> CandidateRecord.nothingOf(togglId)));
    }

    /**
     * Waits until no other process is at work on one of the addresses, or whatever else a hash stands for. The database lets
     * go of it by itself when this process dies, so that nobody waits for a dead one.
     *
     * @throws Defer when another process is still at work on one after {@link #lockTimeout}
     */
    public DatabaseLock claim(Collection<String> hashes) {
        return store.claim(hashes);
    }

    /** How long somebody waits at most until others are done with an address. */
    public Duration lockTimeout() {
        return store.lockTimeout();
    }

    static void raise(Defer disturbance) {
        throw disturbance;
    }

    /** Those of the addresses with which somebody was delivered to this person before, or linked to it by hand. */
    public List<String> addressesLeadingTo(String loxoId, Delivery delivery) {
        List<String> hashes = store.read(session -> new AddressTable(session).addressesLeadingTo(loxoId));
        return delivery.emails().stream()
                .filter(address -> hashes.contains(Address.hash(address)))
                .toList();
    }

    /**
     * All that is known of who the candidate may be in Loxo, at one look.
     *
     * @throws Defer when the candidate was forgotten
     */
    public Evidence evidence(CandidateRecord known, Delivery delivery) {
        Set<String> hashes = delivery.addressHashes();
        Evidence evidence = store.read(session -> Evidence.of(session, known, hashes));
        if (known.isRecorded() && !evidence.known().isRecorded()) {
            throw CandidateTable.forgotten();
        }
        return evidence;
    }

    /**
     * What stands on the person as far as it came from this candidate; written down when it is sent, since a candidate who is
     * deferred afterwards may come back with other tags.
     *
     * @throws Defer when the candidate was forgotten or linked to another person meanwhile
     */
    public CandidateRecord rememberTags(CandidateRecord known, Delivery delivery, List<String> tags) {
        if (known.tags().equals(tags)) {
            return known;
        }
        long now = clock.millis();
        store.noted(Optional.<Defer>empty(), session -> new CandidateTable(session)
                        .rememberTags(known, delivery, tags, now))
                .ifPresent(Ledger::raise);
        return known.withTags(tags, now);
    }

    /** The tags that other candidates have put on the same person. */
    public List<String> tagsOfOthers(String loxoId, String togglId) {
        return store.read(session -> new CandidateTable(session).tagsOfOthers(loxoId, togglId));
    }

    /** Addresses that a person is about to get: whoever has one of them reads this person first. */
    public void rememberAddresses(String loxoId, List<String> addresses) {
        List<String> hashes = addresses.stream().map(Address::hash).toList();
        store.note(session -> new AddressTable(session).rememberPerson(loxoId, hashes));
    }

    /** Loxo no longer has the person. */
    public void forgetPerson(String loxoId) {
        store.note(session -> new AddressTable(session).forgetPerson(loxoId));
    }

    /** The same where the candidate was this person. */
    public CandidateRecord lose(CandidateRecord known) {
        store.note(session -> new CandidateTable(session).lose(known.togglId(), known.loxoId()));
        return known.withoutPerson();
    }

    /** When somebody was erased last who may have been created just before (milliseconds); 0 for never. */
    public long lastErased() {
        return marks().at(CandidateTable.ERASED);
    }

    /** Step {@code ask-ledger}: whether a candidate is this person in Loxo, or an address led to them. */
    public boolean knowsPerson(@Variable("person-id") String loxoId) {
        return store.read(session -> {
            boolean ofCandidate = !new CandidateTable(session).ofPerson(loxoId).isEmpty();
            return ofCandidate || !new AddressTable(session).addressesOf(loxoId).isEmpty();
        });
    }

    /** The hashes of all addresses by which candidates came to be this person. */
    public List<String> addressesOf(String loxoId) {
        return store.read(session -> new AddressTable(session).addressesOf(loxoId));
    }

    /** Loxo merged the person into another one: the next run delivers there. Returns whose person it was. */
    public List<String> linkToSurvivor(String loxoId, String survivor) {
        return relink(
                Reason.MERGED_IN_LOXO,
                "Person %s was merged into person %s in Loxo, as its webhook said; the next run delivers there"
                        .formatted(loxoId, survivor),
                loxoId,
                decisions -> decisions.linkToSurvivor(loxoId, survivor));
    }

    /** Loxo has neither the person nor a survivor: a candidate that changes is looked up anew. Returns whose it was. */
    public List<String> unlinkDeleted(String loxoId) {
        return relink(
                Reason.DELETED_IN_LOXO,
                "Person %s was deleted in Loxo, as its webhook said; nobody is created in their place before the candidate changes in Toggl Hire"
                        .formatted(loxoId),
                loxoId,
                decisions -> decisions.unlinkDeleted(loxoId));
    }

    private List<String> relink(Reason reason, String sentence, String loxoId, Consumer<Decisions> change) {
        long now = clock.millis();
        return store.write(session -> {
            List<CandidateRecord> concerned = new CandidateTable(session).ofPerson(loxoId);
            Decisions decisions = new Decisions(session);
            change.accept(decisions);
            concerned.forEach(known -> decisions.note(known, reason, sentence, now));
            return concerned.stream().map(CandidateRecord::togglId).toList();
        });
    }

    /**
     * Before a create, with the tags that will be put on the person.
     *
     * @return the candidate with them
     * @throws Defer when the claim was lost meanwhile: another process may be creating the same person; or when
     *     somebody has decided by hand that it is not to be created now
     */
    public CandidateRecord intend(CandidateRecord known, Delivery delivery, DatabaseLock claim) {
        long now = clock.millis();
        List<String> tags = known.tagsWith(delivery);
        Set<String> hashes = delivery.addressHashes();
        store.writeUnder(claim, session -> new CandidateTable(session).intend(known, delivery, tags, hashes, now))
                .ifPresent(Ledger::raise);
        return known.withTags(tags, now).intending(now);
    }

    /** The create ended without an answer: Loxo may have done it as late as now. */
    public CandidateRecord stillPending(CandidateRecord known) {
        long now = clock.millis();
        store.note(session -> new CandidateTable(session).stillPending(known.togglId(), now));
        return known.intending(now);
    }

    /** The create was refused: nobody came of it. */
    public CandidateRecord retract(CandidateRecord known) {
        return known.notIntending(store.noted(true, session -> new CandidateTable(session).retract(known)));
    }

    /**
     * After a create.
     *
     * @throws Defer when the candidate was forgotten or linked to another person meanwhile
     */
    public CandidateRecord confirm(CandidateRecord known, Delivery delivery, String loxoId) {
        confirming(known, delivery, loxoId).await();
        return known.created(loxoId);
    }

    /**
     * The same while the caller goes on with {@link CandidateRecord#created}; to be awaited before the ledger is asked or told anything
     * else of the candidate, with {@link Defer} as above.
     */
    public PendingWrite confirming(CandidateRecord known, Delivery delivery, String loxoId) {
        long now = clock.millis();
        Set<String> hashes = delivery.addressHashes();
        Supplier<Optional<Defer>> disturbance = store.noting(
                Optional.empty(), session -> new CandidateTable(session).confirm(known, loxoId, hashes, now));
        return () -> disturbance.get().ifPresent(Ledger::raise);
    }

    /** Who waits to be put forward, by reason. */
    public Map<String, Long> countByWaits() {
        return store.read(session -> new CandidateTable(session).countByWaits());
    }

    /**
     * Writes down how a run ended for a candidate; what the ledger says already is not written again. What is left of somebody
     * who was forgotten meanwhile is erased.
     */
    public void record(long runId, CandidateUpdate entry) {
        if (entry.conclusion().standing() || saysSo(entry)) {
            return;
        }
        long now = clock.millis();
        if (!store.write(session -> new CandidateTable(session).record(runId, entry, now))) {
            try {
                store.eraseTraces();
            } catch (Stop remain) {
                LOG.warn("{}", remain.sentence());
            }
        }
    }

    /** Somebody nobody has decided on yet, read once more. */
    private static boolean saysSo(CandidateUpdate entry) {
        return entry.conclusion().outcome() == Outcome.SKIPPED
                && entry.before().outcome() == Outcome.SKIPPED
                && entry.conclusion().reason().equals(entry.before().reason())
                && entry.attempted() == null
                && entry.before().attempted() == null;
    }

    public long beginRun() {
        while (true) {
            long now = clock.millis();
            Optional<Long> number = store.write(session -> new RunTable(session).begin(now, !store.isShared()));
            if (number.isPresent()) {
                return number.get();
            }
        }
    }

    public void endRun(RunRow run) {
        store.write(session -> {
            new RunTable(session).end(run);
            return null;
        });
    }

    /** The last runs, the newest first. */
    public List<RunRow> lastRuns(int many) {
        return store.read(session -> new RunTable(session).last(many));
    }

    /** When a run came to its end last; before any did, when the first one began; 0 where none did (milliseconds). */
    public long lastSuccess() {
        return store.read(session -> new RunTable(session).lastSuccess());
    }

    public Map<Outcome, Long> countByOutcome() {
        return store.read(session -> new CandidateTable(session).countByOutcome());
    }

    /** Why candidates stand at an outcome: what most of them have in common first. */
    public List<Cause> causes(Outcome outcome, int most) {
        return store.read(session -> new CauseTable(session).causes(outcome, most));
    }

    /**
     * The ids of all who failed for one cause.
     *
     * @param sentence empty for every sentence of this reason
     */
    public List<String> failedFor(String reason, String sentence) {
        return store.read(session -> new CauseTable(session).failedFor(reason, sentence));
    }

    /** Candidates that stand at an outcome, the latest first. */
    public List<CandidateRecord> withOutcome(Outcome outcome) {
        return store.read(session -> new CandidateTable(session).withOutcome(outcome));
    }

    /** Candidates by Toggl id or by address. */
    public List<CandidateRecord> find(String idOrAddress) {
        return store.read(session -> {
            CandidateTable candidates = new CandidateTable(session);
            return idOrAddress.contains("@")
                    ? candidates.byAddress(Address.hash(idOrAddress))
                    : candidates.byId(idOrAddress.strip()).stream().toList();
        });
    }

    public List<CandidateRecord> ofPerson(String loxoId) {
        return store.read(session -> new CandidateTable(session).ofPerson(loxoId.strip()));
    }

    /** What happened to a candidate, the oldest first. */
    public List<Event> history(String togglId) {
        return store.read(session -> new RunTable(session).history(togglId));
    }

    /** Whether one of the addresses is known to be the candidate's. */
    public boolean knows(String togglId, Collection<String> addresses) {
        List<String> known = store.read(session -> new AddressTable(session).ofCandidate(togglId));
        return addresses.stream().map(Address::hash).anyMatch(known::contains);
    }

    @Override
    public void close() {
        store.close();
    }
}
