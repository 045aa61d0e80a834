package org.togglloxo.ledger.sql;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.settings.JdbcUrls;

/** Repeats work on the database while its error may pass: every piece of it may be done twice. */
public final class DatabaseRetry {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseRetry.class);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(45);
    private static final long PAUSE_MILLIS = 250;
    private static final long BETWEEN_WORDS_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong said = new AtomicLong(System.nanoTime() - BETWEEN_WORDS_NANOS);
    private final AtomicBoolean away = new AtomicBoolean();

    <T> T call(Supplier<T> work) {
        long since = System.nanoTime();
        while (true) {
            try {
                T result = work.get();
                if (away.get() && away.getAndSet(false)) {
                    LOG.info("the ledger's database answers again");
                }
                return result;
            } catch (SqlFailure e) {
                if (!mayPass(e) || System.nanoTime() - since > PATIENCE_NANOS || !pause()) {
                    throw explained(e);
                }
                LOG.atLevel(level()).log("the ledger's database does not answer; waiting for it: {}", message(e));
            }
        }
    }

    /** Once a minute it is told to all, however many wait. */
    private Level level() {
        long now = System.nanoTime();
        long last = said.get();
        if (now - last < BETWEEN_WORDS_NANOS || !said.compareAndSet(last, now)) {
            return Level.DEBUG;
        }
        away.set(true);
        return Level.WARN;
    }

    /** Connections that break, servers that go down or come up, transactions in each other's way (SQL states 08, 57P and 40), a SQLite file held by another. */
    static boolean mayPass(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException || cause instanceof SQLRecoverableException) {
                return true;
            }
            if (cause instanceof SQLException sql) {
                String state = String.valueOf(sql.getSQLState());
                String message = String.valueOf(sql.getMessage());
                if (state.startsWith("08")
                        || state.startsWith("57P")
                        || state.startsWith("40")
                        || message.contains("SQLITE_BUSY")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Stop explained(Exception error) {
        return new Stop(
                Reason.LEDGER,
                "The ledger cannot be read or written: %s; nobody is created without it, and the next run does the rest"
                        .formatted(messageAndFix(error)),
                error);
    }

    public static String messageAndFix(Throwable error) {
        String message = message(error);
        return message + ". " + fix(message);
    }

    /** The same where it is a copy that cannot be written. */
    public static String messageAndFixOfCopy(Throwable error) {
        return ofCopy(messageAndFix(error));
    }

    /** Said of the ledger, and meant of the copy. */
    static String ofCopy(String said) {
        return said.replace("the disk of ledger.url", "the disk of the copy")
                .replace("Correct ledger.user and ledger.password", "Correct --user and TARGET_PASSWORD")
                .replace("Grant ledger.user", "Grant --user")
                .replace("that ledger.url or ledger.data-source names", "that --to names");
    }

    /** What the database or its driver says, without what a URL in it should not show. */
    private static String message(Throwable error) {
        String said = error.getClass().getSimpleName();
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            String words = Objects.requireNonNullElse(cause.getMessage(), said);
            said = cause instanceof UnknownHostException ? "no host is called " + words : words;
        }
        return JdbcUrls.shownIn(said.strip());
    }

    private static String fix(String message) {
        String said = message.toUpperCase(Locale.ROOT);
        if (said.contains("SQLITE_FULL") || said.contains("NO SPACE")) {
            return "Make room on the disk of ledger.url";
        }
        if (said.contains("SQLITE_READONLY") || said.contains("READ-ONLY") || said.contains("CANTOPEN")) {
            return "Make the ledger's file and its folder writable";
        }
        if (said.contains("SQLITE_CORRUPT") || said.contains("NOTADB") || said.contains("MALFORMED")) {
            return "The file is damaged: put a backup in its place, or move it away; with a new ledger people are found"
                    + " again by their addresses";
        }
        if (said.contains("SQLITE_BUSY") || said.contains("LOCKED")) {
            return "Another program holds the file: end it";
        }
        if (said.contains("AUTHENTICATION FAILED") || said.contains("PG_HBA")) {
            return "Correct ledger.user and ledger.password, or let them in at the database";
        }
        if (said.contains("PERMISSION DENIED")) {
            return "Grant ledger.user all rights on the ledger's tables and its schema";
        }
        if (said.contains("GET DRIVER INSTANCE") || said.contains("NO SUITABLE DRIVER")) {
            return "Put the driver on the classpath: org.xerial:sqlite-jdbc or org.postgresql:postgresql";
        }
        if (said.contains("UNSUPPORTED DATABASE") || said.contains("NO FLYWAY DATABASE PLUGIN")) {
            return "Put org.flywaydb:flyway-database-postgresql on the classpath";
        }
        return "Fix the database that ledger.url or ledger.data-source names";
    }
}
