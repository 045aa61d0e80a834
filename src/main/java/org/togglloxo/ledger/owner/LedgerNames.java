package org.togglloxo.ledger.owner;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.togglloxo.ledger.audit.Audit;
import org.togglloxo.ledger.audit.AuditAct;
import org.togglloxo.ledger.audit.AuditTable;
import org.togglloxo.ledger.sql.Session;
import org.togglloxo.ledger.sql.Store;
import org.togglloxo.settings.Scope;

/** Under which names of workspaces and agencies the ledger has its rows, and how they get others: all of them at once. */
public final class LedgerNames {

    private static final List<String> OF_WORKSPACE = List.of(
            "candidate", "candidate_address", "history", "workspace_opening", "rules", "run", "alert_memory", "audit");
    private static final List<String> OF_AGENCY =
            List.of("candidate", "person_address", "posting", "agency", "people_walk", "people_index");
    /** What a run that is about to be let in has left under its own name already. */
    private static final List<String> LEFT_BEFORE = List.of("rules", "alert_memory");

    private final Store store;

    public LedgerNames(Store store) {
        this.store = store;
    }

    /** Those that it has candidates or openings of. */
    public Set<String> workspaces() {
        return store.read(session -> new TreeSet<>(session.strings(
                "SELECT DISTINCT workspace FROM candidate UNION SELECT workspace FROM workspace_opening")));
    }

    /** Those that it is bound to, or has people of. */
    public Set<String> agencies() {
        return store.read(
                session -> new TreeSet<>(
                        session.strings(
                                "SELECT DISTINCT agency FROM candidate"
                                        + " WHERE loxo_id IS NOT NULL UNION SELECT agency FROM agency UNION SELECT DISTINCT agency FROM person_address")));
    }

    /** What another name was bound to. */
    public Ownership ownership(Scope of) {
        return new Ownership(store.of(of));
    }

    /** What stands under another name of the workspace is this one's from now on; a plan only reads it so. */
    public void takeWorkspace(String from, long now) {
        Scope own = store.scope();
        store.readingAs(new Scope(from, own.agency()));
        store.note(session -> {
            LEFT_BEFORE.forEach(table -> session.update("DELETE FROM " + table + " WHERE workspace = :workspace"));
            OF_WORKSPACE.forEach(table ->
                    session.update("UPDATE " + table + " SET workspace = :workspace WHERE workspace = ?", from));
            // a company is the agency's, whoever asked for it first
            session.update("UPDATE posting SET workspace = :workspace WHERE workspace = ? AND kind <> 'company'", from);
            copyMarks(session, ":workspace, ''", "workspace = ? AND agency = ''", from);
            note(session, now, "workspace '%s', before '%s'".formatted(own.workspace(), from));
        });
    }

    /** The same for the agency. */
    public void takeAgency(String from, long now) {
        Scope own = store.scope();
        store.readingAs(new Scope(own.workspace(), from));
        store.note(session -> {
            OF_AGENCY.forEach(
                    table -> session.update("UPDATE " + table + " SET agency = :agency WHERE agency = ?", from));
            copyMarks(session, "'', :agency", "workspace = '' AND agency = ?", from);
            note(session, now, "agency '%s', before '%s'".formatted(own.agency(), from));
        });
    }

    /** Those under no name are of both: whoever takes them over leaves them to the other. */
    private static void copyMarks(Session session, String to, String which, String from) {
        session.update(
                "INSERT INTO mark (name, workspace, agency, at) SELECT name, " + to + ", at FROM mark WHERE " + which
                        + " ON CONFLICT (name, workspace, agency) DO UPDATE SET at = excluded.at",
                from);
        if (!from.isEmpty()) {
            session.update("DELETE FROM mark WHERE " + which, from);
        }
    }

    private static void note(Session session, long now, String detail) {
        new AuditTable(session).note(now, Audit.PROGRAM, AuditAct.LEDGER_ADOPT, null, detail);
    }
}
