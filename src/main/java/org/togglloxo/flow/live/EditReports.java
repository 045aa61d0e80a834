package org.togglloxo.flow.live;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.failure.Stop;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.ledger.Ledger;

/** Writes down what became of a saved edit, so that {@code status} can tell. A ledger in trouble holds nobody up here. */
final class EditReports {

    private static final Logger LOG = LoggerFactory.getLogger(EditReports.class);

    private final Ledger ledger;
    private final String node;
    private volatile RouteError refusal;

    EditReports(Ledger ledger, Path folder) {
        this.ledger = ledger;
        this.node = host() + ":" + folder.toAbsolutePath().normalize();
    }

    /** It cannot be used; what ran before goes on. */
    void refused(RouteError trouble) {
        refusal = trouble;
        attempt(() -> ledger.refusedEdits().refuse(node, trouble.file(), trouble.line(), trouble.cause()));
    }

    /** The files are those in force, or nothing runs any more. */
    void sound() {
        refusal = null;
        attempt(() -> ledger.refusedEdits().accept(node));
    }

    /** What was refused last, where nothing was sound since. */
    Optional<RouteError> refusal() {
        return Optional.ofNullable(refusal);
    }

    private static void attempt(Runnable writing) {
        try {
            writing.run();
        } catch (Stop e) {
            LOG.warn("status will not tell of the edited files: {}", e.sentence());
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
