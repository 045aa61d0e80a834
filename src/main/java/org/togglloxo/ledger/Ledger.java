package org.togglloxo.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.togglloxo.candidate.Address;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Defer;

/**
 * What is known of every candidate and every run. A passing trouble with the database is sat out for a while;
 * every other ends as {@link org.togglloxo.failure.Stop}: without a ledger nobody may be created.
 */
public final class Ledger implements AutoCloseable {

    /** The schema of our tables in the database of a host's DataSource. */
    public static final String SCHEMA_IN_HOST = HostConnections.SCHEMA;

    private static final int TROUBLED_SHOWN = 20;

    private final Database database;
    private final Jdbi jdbi;
    private final boolean readOnly;
    private final Clock clock;
    private final Insistence patience = new Insistence();
    private volatile boolean relinked;

    private Ledger(Database database, boolean readOnly, Clock clock) {
        this.database = database;
        this.readOnly = readOnly;
        this.jdbi = Jdbi.create(database.connections());
        this.clock = clock;
    }

    /** For a run: refused while another process runs on the same SQLite file. */
    public static Ledger openAlone(LedgerSettings settings, Clock clock) {
        return new Ledger(Database.openAlone(settings), false, clock);
    }

    /** The same, on a DataSource of the host where there is one. */
    public static Ledger openAlone(LedgerSettings settings, DataSource hosts, Clock clock) {
        return hosts == null
                ? openAlone(settings, clock)
                : new Ledger(Database.openOn(hosts, settings.dataSource()), false, clock);
    }

    /** For a small change beside a run that may be under way. */
    public static Ledger openBeside(LedgerSettings settings, Clock clock) {
        return new Ledger(Database.openBeside(settings), false, clock);
    }

    /** For a look: nothing is written, and no file is made where there is none. */
    public static Ledger openToRead(LedgerSettings settings, Clock clock) {
        return new Ledger(Database.openToRead(settings), true, clock);
    }

    /** None: whoever asks it anything is told so. For trying rules, which needs none. */
    public static Ledger none(Clock clock) {
        return new Ledger(Database.none(), true, clock);
    }

    /** A page's candidates at once. */
    public Map<String, Known> lookUpPage(@Body List<? extends JsonNode> candidates) {
        List<String> ids = candidates.stream()
                .map(candidate -> candidate.path("id").asText(""))
                .toList();
        return read(handle -> new CandidateTable(handle).byIds(ids));
    }

    /** One candidate of the page that was looked up. */
    public Known knownOf(@Variable("page") Map<String, Known> page, @Body JsonNode candidate) {
        String id = candidate.path("id").asText("");
        return Optional.ofNullable(page.get(id)).orElseGet(() -> Known.nothingOf(id));
    }

    /** One candidate by itself, for a queue that carries the body alone. */
    public Known lookUp(String togglId) {
        return read(handle -> new CandidateTable(handle).byId(togglId).orElseGet(() -> Known.nothingOf(togglId)));
    }

    /** Step {@code look-up-again}: what another process, or a webhook, may have done meanwhile. */
    public Known refresh(@Variable("known") Known known) {
        return database.isShared() || relinked ? lookUp(known.togglId()) : known;
    }

    /** A hold on addresses among all processes that share the ledger. */
    public interface Claim extends AutoCloseable {

        /** This process has the ledger for itself. */
        Claim ALONE = () -> {};

        /** The connection that holds it and with which it is lost; empty where nobody else could have it. */
        default Optional<Handle> holder() {
            return Optional.empty();
        }

        @Override
        void close();
    }

    /**
     * Waits until no other process is at work on one of the addresses, or whatever else a hash stands for. The database lets
     * go of it by itself when this process dies, so that nobody waits for a dead one.
     */
    public Claim claim(Collection<String> hashes) {
        return database.isShared() ? patience.insist(() -> AdvisoryLocks.hold(jdbi, hashes)) : Claim.ALONE;
    }

    /** The people in Loxo that hold one of the addresses, as far as it was learnt here. */
    public List<String> peopleWith(Delivery delivery) {
        return read(handle -> new CandidateTable(handle).peopleWith(delivery.addressHashes()));
    }

    /** People who were made for one of the addresses, as far as a first write; the others may not hold it yet. */
    public List<String> unfinishedPeople(Delivery delivery) {
        return read(handle -> new CandidateTable(handle).unfinishedPeople(delivery.addressHashes()));
    }

    /**
     * When creates were sent whose answers are not known, for this candidate or another one with one of the
     * addresses (milliseconds).
     */
    public List<Long> pendingCreates(Known known, Delivery delivery) {
        List<Long> pending = read(handle -> new CandidateTable(handle).pendingCreates(delivery.addressHashes()));
        // its own may have been sent with addresses that it no longer has
        return known.createPending()
                ? Stream.concat(pending.stream(), Stream.of(known.intentAt())).toList()
                : pending;
    }

    /** The tags that other candidates have put on the same person. */
    public List<String> tagsOfOthers(String loxoId, String togglId) {
        return read(handle -> new CandidateTable(handle).tagsOfOthers(loxoId, togglId));
    }

    /** Loxo no longer has the person. */
    public void forgetPerson(String loxoId) {
        onTheWay(table -> table.forgetPerson(loxoId));
    }

    /** Step {@code ask-ledger}: whether a candidate is this person in Loxo, or an address led to them. */
    public boolean knowsPerson(@Variable("person-id") String loxoId) {
        return read(handle -> {
            CandidateTable candidates = new CandidateTable(handle);
            return !candidates.ofPerson(loxoId).isEmpty()
                    || !candidates.addressesOf(loxoId).isEmpty();
        });
    }

    /** The hashes of all addresses by which candidates came to be this person. */
    public List<String> addressesOf(String loxoId) {
        return read(handle -> new CandidateTable(handle).addressesOf(loxoId));
    }

    /** Loxo merged the person into another one: the next run delivers there. Returns whose person it was. */
    public List<String> linkToSurvivor(String loxoId, String survivor) {
        return relink(
                "merged-in-loxo",
                "Person %s was merged into person %s in Loxo, as its webhook said; the next run delivers there"
                        .formatted(loxoId, survivor),
                loxoId,
                table -> table.linkToSurvivor(loxoId, survivor));
    }

    /** Loxo has neither the person nor a survivor: a candidate that changes is looked up anew. Returns whose it was. */
    public List<String> unlinkDeleted(String loxoId) {
        return relink(
                "deleted-in-loxo",
                "Person %s was deleted in Loxo, as its webhook said; nobody is created in their place before the candidate changes in Toggl Hire"
                        .formatted(loxoId),
                loxoId,
                table -> table.unlinkDeleted(loxoId));
    }

    private List<String> relink(String reason, String sentence, String loxoId, Consumer<CandidateTable> change) {
        relinked = true;
        long now = clock.millis();
        return write(handle -> {
            CandidateTable candidates = new CandidateTable(handle);
            List<Known> concerned = candidates.ofPerson(loxoId);
            change.accept(candidates);
            concerned.forEach(known -> new RunTable(handle)
                    .note(new Event(
                            known.togglId(),
                            Event.NO_RUN,
                            now,
                            known.lane(),
                            known.outcome(),
                            reason,
                            sentence,
                            null,
                            null)));
            return concerned.stream().map(Known::togglId).toList();
        });
    }

    /**
     * Before a create.
     *
     * @throws Defer when the claim was lost meanwhile: another process may be creating the same person
     */
    public Known intend(
            @Variable("known") Known known, @Variable("delivery") Delivery delivery, @Variable("claim") Claim claim) {
        long now = clock.millis();
        Function<Handle, Known> work = handle -> {
            new CandidateTable(handle).intend(known, delivery, now);
            return known.intending(now);
        };
        // by the connection that holds the claim and by no other: where it is gone, so is the claim
        return claim.holder().map(holder -> whileHeld(holder, work)).orElseGet(() -> write(work));
    }

    private static <T> T whileHeld(Handle holder, Function<Handle, T> work) {
        try {
            return holder.inTransaction(work::apply);
        } catch (Exception e) {
            if (!Insistence.isOfDatabase(e)) {
                throw e;
            }
            throw Insistence.mayPass(e)
                    ? new Defer(
                            "claim-lost",
                            "The connection to the ledger's database broke before a create, and another process may have"
                                    + " taken the candidate up; the next run tries again")
                    : Insistence.explained(e);
        }
    }

    /** The create ended without an answer: Loxo may have done it as late as now. */
    public Known stillPending(Known known) {
        long now = clock.millis();
        onTheWay(table -> table.stillPending(known.togglId(), now));
        return known.intending(now);
    }

    /** The create was refused: nobody came of it. */
    public Known retract(@Variable("known") Known known) {
        onTheWay(table -> table.retract(known.togglId()));
        return known.intending(null);
    }

    /** After a create. */
    public Known confirm(
            @Variable("known") Known known,
            @Variable("delivery") Delivery delivery,
            @Variable("loxo-id") String loxoId) {
        onTheWay(table -> table.confirm(known, delivery, loxoId));
        return known.created(loxoId);
    }

    /** What was posted, or was being posted, under this key. */
    public Optional<Posting> posting(String togglId, String kind, String target) {
        return read(handle -> new PostingTable(handle).find(togglId, kind, target));
    }

    /** The last one of a kind. */
    public Optional<Posting> lastPosting(String togglId, String kind) {
        return read(handle -> new PostingTable(handle).last(togglId, kind));
    }

    /** What was posted, or was being posted, of one kind for one target, by whomever. */
    public List<Posting> postings(String kind, String target) {
        return read(handle -> new PostingTable(handle).all(kind, target));
    }

    /** Everything that was posted for a candidate or an opening, the oldest first. */
    public List<Posting> postings(String togglId) {
        return read(handle -> new PostingTable(handle).of(togglId));
    }

    /** Whether it was done for this person, by whichever candidate. */
    public boolean isPosted(String loxoId, String kind, String target) {
        return read(handle -> new PostingTable(handle).isDoneFor(loxoId, kind, target));
    }

    /**
     * Before a posting.
     *
     * @throws Defer when the claim was lost meanwhile
     */
    public Posting intend(Posting posting, Claim claim) {
        Posting intended = posting.intending(clock.millis());
        Function<Handle, Posting> work = handle -> {
            new PostingTable(handle).write(intended);
            return intended;
        };
        return claim.holder().map(holder -> whileHeld(holder, work)).orElseGet(() -> write(work));
    }

    /** The posting took place. */
    public void confirm(Posting posting) {
        note(new Posting(
                posting.togglId(),
                posting.kind(),
                posting.target(),
                posting.loxoId(),
                posting.number(),
                null,
                clock.millis()));
    }

    /** It ended without an answer: Loxo may have done it as late as now. */
    public void stillPending(Posting posting) {
        note(posting.intending(clock.millis()));
    }

    /**
     * It was refused: nothing came of it.
     *
     * @param before what stood there; what had been done before for the same target stays done
     */
    public void retract(Posting before) {
        if (before.number() > 1) {
            note(before.previous());
        } else if (!readOnly) {
            write(handle -> {
                new PostingTable(handle).remove(before);
                return null;
            });
        }
    }

    private void note(Posting posting) {
        if (!readOnly) {
            write(handle -> {
                new PostingTable(handle).write(posting);
                return null;
            });
        }
    }

    /** When something was done last (milliseconds), or 0. */
    public long mark(String name) {
        return read(handle -> handle.createQuery("SELECT at FROM mark WHERE name = ?")
                .bind(0, name)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    /** It was done now. */
    public void setMark(String name) {
        if (!readOnly) {
            write(handle -> handle.execute(
                    "INSERT INTO mark (name, at) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET at = excluded.at",
                    name,
                    clock.millis()));
        }
    }

    /** As if it had never been done. */
    public void clearMark(String name) {
        if (!readOnly) {
            write(handle -> handle.execute("DELETE FROM mark WHERE name = ?", name));
        }
    }

    /** What is saved in the files of a node and cannot be used; it replaces what was said of the node before. */
    public void refuseEdit(String node, String file, int line, String sentence) {
        write(handle -> handle.execute("""
                INSERT INTO refused_edit (node, file, line, sentence, since) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (node) DO UPDATE SET file = excluded.file, line = excluded.line,
                    sentence = excluded.sentence, since = excluded.since
                """, node, file, line, sentence, clock.millis()));
    }

    /** The files of a node are in force as they are. */
    public void acceptEdits(String node) {
        write(handle -> handle.execute("DELETE FROM refused_edit WHERE node = ?", node));
    }

    public List<RefusedEdit> refusedEdits() {
        return read(handle -> handle.createQuery("SELECT * FROM refused_edit ORDER BY since")
                .map((row, context) -> new RefusedEdit(
                        row.getString("node"),
                        row.getString("file"),
                        row.getInt("line"),
                        row.getString("sentence"),
                        row.getLong("since")))
                .list());
    }

    /** Who waits to be put forward, by reason. */
    public Map<String, Long> countByWaits() {
        return read(handle -> new CandidateTable(handle).countByWaits());
    }

    /** What is learnt while a candidate is under way; a plan, which only reads, learns it for itself alone. */
    private void onTheWay(Consumer<CandidateTable> change) {
        if (!readOnly) {
            write(handle -> {
                change.accept(new CandidateTable(handle));
                return null;
            });
        }
    }

    /** Writes down how a run ended for a candidate; what the ledger says already is not written again. */
    public void record(long runId, Entry entry) {
        if (entry.conclusion().standing() || saysSo(entry)) {
            return;
        }
        long now = clock.millis();
        write(handle -> {
            new CandidateTable(handle).record(entry, now);
            new RunTable(handle)
                    .note(new Event(
                            entry.before().togglId(),
                            runId,
                            now,
                            entry.lane(),
                            entry.conclusion().outcome(),
                            entry.conclusion().reason(),
                            entry.conclusion().sentence(),
                            entry.conclusion().call(),
                            entry.conclusion().answer()));
            return null;
        });
    }

    /** Somebody nobody has decided on yet, read once more. */
    private static boolean saysSo(Entry entry) {
        return entry.conclusion().outcome() == Outcome.SKIPPED
                && entry.before().outcome() == Outcome.SKIPPED
                && entry.conclusion().reason().equals(entry.before().reason())
                && entry.attempted() == null
                && entry.before().attempted() == null;
    }

    public long beginRun() {
        return write(handle -> new RunTable(handle).begin(clock.millis(), !database.isShared()));
    }

    public void endRun(RunRow run) {
        write(handle -> {
            new RunTable(handle).end(run);
            return null;
        });
    }

    /** The last runs, the newest first. */
    public List<RunRow> lastRuns(int many) {
        return read(handle -> new RunTable(handle).last(many));
    }

    /** How many candidates stand at which outcome. */
    public Map<Outcome, Long> countByOutcome() {
        return read(handle -> new CandidateTable(handle).countByOutcome());
    }

    /** Candidates that stand at an outcome, the latest first, not more than a screen takes. */
    public List<Known> withOutcome(Outcome outcome) {
        return read(handle -> new CandidateTable(handle).withOutcome(outcome, TROUBLED_SHOWN));
    }

    /** Candidates by Toggl id or by address. */
    public List<Known> find(String idOrAddress) {
        return read(handle -> {
            CandidateTable candidates = new CandidateTable(handle);
            return idOrAddress.contains("@")
                    ? candidates.byAddress(Address.hash(idOrAddress))
                    : candidates.byId(idOrAddress.strip()).stream().toList();
        });
    }

    /** What happened to a candidate, the oldest first. */
    public List<Event> history(String togglId) {
        return read(handle -> new RunTable(handle).history(togglId));
    }

    /** The next run tries again: those named, whatever became of them, or all who failed. Returns how many. */
    public int retry(Collection<String> togglIds) {
        return write(handle -> {
            CandidateTable candidates = new CandidateTable(handle);
            return togglIds.isEmpty() ? candidates.retryFailed() : candidates.retry(togglIds);
        });
    }

    /** The next run sends everybody again who was delivered or failed. Returns how many. */
    public int retryAll() {
        return write(handle -> new CandidateTable(handle).retryAll());
    }

    /** Settles by hand who a candidate is in Loxo; false where the ledger has no such candidate. */
    public boolean link(String togglId, String loxoId) {
        return write(handle -> new CandidateTable(handle).link(togglId, loxoId) > 0);
    }

    /** Erases candidates with all that is known of them. */
    public void forget(Collection<String> togglIds) {
        write(handle -> {
            togglIds.forEach(new CandidateTable(handle)::forget);
            return null;
        });
        database.eraseTraces();
    }

    @Override
    public void close() {
        database.close();
    }

    private <T> T read(Function<Handle, T> work) {
        return patience.insist(() -> jdbi.withHandle(work::apply));
    }

    private <T> T write(Function<Handle, T> work) {
        return patience.insist(() -> jdbi.inTransaction(work::apply));
    }
}
