package org.togglloxo.flow.live;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Stop;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.audit.Audit;
import org.togglloxo.ledger.audit.AuditAct;

/** Writes down what became of a saved edit, so that {@code status} can tell. A ledger that fails holds nobody up here. */
final class EditReports {

    private static final Logger LOG = LoggerFactory.getLogger(EditReports.class);

    private final Ledger ledger;
    private final String node;
    private volatile RouteError refused;

    EditReports(Ledger ledger, Path folder) {
        this.ledger = ledger;
        this.node = host() + ":" + folder.toAbsolutePath().normalize();
    }

    /** It cannot be used; what ran before goes on. */
    void refused(RouteError error) {
        attempt(() -> ledger.refusedEdits().refuse(node, error.file(), error.line(), error.cause()));
        // one that is tried again and again is one edit
        if (!error.equals(refused)) {
            audit(AuditAct.EDIT_REFUSED, error.message());
        }
        refused = error;
    }

    /** These files took over. */
    void takenOver(List<String> changed) {
        refused = null;
        audit(AuditAct.EDIT_TAKEN_OVER, String.join(", ", changed));
    }

    private void audit(AuditAct act, String detail) {
        attempt(() -> ledger.audit().note(Audit.PROGRAM, act, "%s (%s)".formatted(detail, node)));
    }

    /** The files are those in force, or nothing runs any more. */
    void sound() {
        attempt(() -> ledger.refusedEdits().accept(node));
    }

    /** What was refused last, where nothing was sound since. */
    Optional<RouteError> refusal() {
        return Optional.ofNullable(refused);
    }

    private static void attempt(Runnable writing) {
        try {
            writing.run();
        } catch (Stop e) {
            LOG.warn("status and audit will not tell of the edited files: {}", e.message());
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
