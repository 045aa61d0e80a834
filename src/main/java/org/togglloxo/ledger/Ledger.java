package org.togglloxo.ledger;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Defer;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.audit.Audit;
import org.togglloxo.ledger.audit.RefusedEdits;
import org.togglloxo.ledger.list.CandidateList;
import org.togglloxo.ledger.owner.LedgerNames;
import org.togglloxo.ledger.owner.Ownership;
import org.togglloxo.ledger.run.AlertMemory;
import org.togglloxo.ledger.run.RunLog;
import org.togglloxo.ledger.run.SharedPaces;
import org.togglloxo.ledger.run.SharedRuns;
import org.togglloxo.ledger.sql.Database;
import org.togglloxo.ledger.sql.DatabaseLock;
import org.togglloxo.ledger.sql.HostSession;
import org.togglloxo.ledger.sql.LedgerSettings;
import org.togglloxo.ledger.sql.Session;
import org.togglloxo.ledger.sql.Store;
import org.togglloxo.settings.Scope;

/**
 * What is known of every candidate and every run. A temporary error with the database is sat out for a while;
 * every other ends as {@link org.togglloxo.failure.Stop}: without a ledger nobody may be created.
 */
public final class Ledger implements AutoCloseable {

    /** The schema of our tables in the database of a host's DataSource. */
    public static final String SCHEMA_IN_HOST = HostSession.SCHEMA;

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final Store store;
    private final Clock clock;

    private Ledger(Database database, boolean readOnly, LedgerSettings settings, Clock own) {
        this.store = new Store(database, readOnly, settings.lockTimeout()).of(settings.scope());
        this.clock = store.clock(own);
    }

    private Ledger(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What it knows of this workspace and agency; closed with the ledger itself. */
    public Ledger of(Scope scope) {
        return new Ledger(store.of(scope), clock);
    }

    /** What it is about. */
    public Scope scope() {
        return store.scope();
    }

    /** For a run: refused while another process runs on the same SQLite file. */
    public static Ledger openAlone(LedgerSettings settings, Clock clock) {
        return new Ledger(Database.openAlone(settings), false, settings, clock);
    }

    /** The same, on a DataSource of the host where there is one. */
    public static Ledger openAlone(LedgerSettings settings, DataSource hosts, Clock clock) {
        return hosts == null
                ? openAlone(settings, clock)
                : new Ledger(Database.openOn(hosts, settings.dataSource()), false, settings, clock);
    }

    /** For a small change beside a run that may be under way. */
    public static Ledger openBeside(LedgerSettings settings, Clock clock) {
        return new Ledger(Database.openBeside(settings), false, settings, clock);
    }

    /** For a look: nothing is written, and no file is made where there is none. */
    public static Ledger openToRead(LedgerSettings settings, Clock clock) {
        return new Ledger(Database.openToRead(settings), true, settings, clock);
    }

    /** None: whoever asks it anything is told so. For trying rules, which needs none. */
    public static Ledger none(Clock clock) {
        return new Ledger(new Store(Database.none(), true, Duration.ZERO), clock);
    }

    /** By which its times are told and judged: all nodes that share it have one. */
    public Clock clock() {
        return clock;
    }

    /** What was posted: applications, events, jobs, companies. */
    public OutboxTable outbox() {
        return new OutboxTable(store, clock);
    }

    /** When something was done last for the workspace. */
    public Timestamps marks() {
        return new Timestamps(store.of(scope().ofWorkspace()), clock);
    }

    /** When something was done last in the agency. */
    public Timestamps marksOfAgency() {
        return new Timestamps(store.of(scope().ofAgency()), clock);
    }

    /** Under which names it has what it knows. */
    public LedgerNames names() {
        return new LedgerNames(store);
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
    public ManualDecisions manualDecisions(String actor) {
        return new ManualDecisions(store, clock, actor);
    }

    /** What Loxo's webhooks say of people. */
    public WebhookDecisions webhookDecisions() {
        return new WebhookDecisions(store, clock);
    }

    /** Which addresses lead to whom. */
    public KnownAddresses addresses() {
        return new KnownAddresses(store);
    }

    /** People who are being created. */
    public Creates creates() {
        return new Creates(store, clock);
    }

    /** Runs that several nodes share, as this process sees them. */
    public SharedRuns sharedRuns(String process, Duration deadAfter) {
        return new SharedRuns(store, clock, process, deadAfter);
    }

    /** The quotas of the agency, or of the workspace, that all processes share. */
    public SharedPaces sharedPaces(String process, boolean ofAgency) {
        Scope whose = ofAgency ? scope().ofAgency() : scope().ofWorkspace();
        return new SharedPaces(store.of(whose), clock, process);
    }

    /** Every run. */
    public RunLog runs() {
        return new RunLog(store, clock);
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

    /** Those on a page of Toggl Hire's list. */
    public ListedCandidates listed() {
        return new ListedCandidates(store);
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

    /**
     * All that is known of who the candidate may be in Loxo, at one look.
     *
     * @throws Defer when the candidate was forgotten
     */
    public Evidence evidence(CandidateRecord known, Delivery delivery) {
        Set<String> hashes = delivery.addressHashes();
        Evidence evidence = store.read(session -> Evidence.of(session, known, hashes));
        if (known.isRecorded() && !evidence.known().isRecorded()) {
            throw CandidateIntents.forgotten();
        }
        return evidence;
    }

    /** Loxo no longer has the person that the candidate was. */
    public CandidateRecord lose(CandidateRecord known) {
        store.note(session -> new CandidateIntents(session).lose(known.togglId(), known.loxoId()));
        return known.withoutPerson();
    }

    /** Step {@code ask-ledger}: whether a candidate is this person in Loxo, or an address led to them. */
    public boolean knowsPerson(@Variable("person-id") String loxoId) {
        return store.read(session -> new CandidateTable(session).isPerson(loxoId));
    }

    /**
     * Writes down how a run ended for a candidate; what the ledger says already is not written again. What is left of somebody
     * who was forgotten meanwhile is erased.
     */
    public void record(long runId, CandidateUpdate entry) {
        if (!entry.isKnownAlready()) {
            long now = clock.millis();
            recorded(entry, session -> new CandidateTable(session).record(runId, entry, now));
        }
    }

    /** The same in a run that several nodes share, which counts it: once, however often the candidate comes. */
    public void recordShared(long runId, CandidateUpdate entry) {
        long now = clock.millis();
        recorded(entry, session -> {
            SharedRuns.complete(
                    session, runId, entry.before().togglId(), entry.result().outcome());
            return entry.isKnownAlready() || new CandidateTable(session).record(runId, entry, now);
        });
    }

    private void recorded(CandidateUpdate entry, Function<Session, Boolean> work) {
        if (!store.of(entry.before().scopeIn(scope())).write(work)) {
            try {
                store.eraseTraces();
            } catch (Stop remain) {
                LOG.warn("{}", remain.message());
            }
        }
    }
    /** Candidates that stand at an outcome, the latest first. */
    public List<CandidateRecord> withOutcome(Outcome outcome) {
        return store.read(session -> new CandidateTable(session).withOutcome(outcome));
    }

    /** Candidates by Toggl id or by address. */
    public List<CandidateRecord> find(String idOrAddress) {
        return store.read(session -> new CandidateTable(session).find(idOrAddress));
    }

    public List<CandidateRecord> ofPerson(String loxoId) {
        return store.read(session -> new CandidateTable(session).ofPerson(loxoId.strip()));
    }

    /** All that is known of those who are one of these people in Loxo. */
    public List<CandidateRecord> ofPeople(Collection<String> loxoIds) {
        return loxoIds.isEmpty() ? List.of() : store.read(session -> new CandidateTable(session).ofPeople(loxoIds));
    }

    @Override
    public void close() {
        store.close();
    }
}
