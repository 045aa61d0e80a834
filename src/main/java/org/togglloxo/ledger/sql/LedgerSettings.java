package org.togglloxo.ledger.sql;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.togglloxo.settings.JdbcUrls;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Scope;
import org.togglloxo.settings.Settings;

/**
 * What {@code ledger.*} says.
 *
 * @param url a JDBC URL of SQLite or PostgreSQL
 * @param user for PostgreSQL
 * @param password for PostgreSQL
 * @param connections at most, for PostgreSQL; a worker may hold two at once
 * @param lockTimeout how long somebody waits at most until others are done with an address
 * @param dataSource the name of a DataSource of the host that is used in place of the URL; empty for none
 * @param scope of which workspace and agency it is asked and told
 */
public record LedgerSettings(
        String url,
        String user,
        String password,
        int connections,
        Duration lockTimeout,
        String dataSource,
        Scope scope) {

    static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    /** A file that SQLite deletes at its end: nothing would be known of anybody from one run to the next. */
    private static final String NO_FILE = SQLITE + "(file:)?(\\?.*)?";

    private static final int HOUR = 3_600_000;
    private static final String HOST = "([\\w.-]+|\\[[0-9a-fA-F:.%]+])(:[0-9]{1,5})?";
    private static final Pattern SERVER =
            Pattern.compile("(//" + HOST + "(," + HOST + ")*(/[^\\s?@]*)?|/?[^\\s/?:@]*)(\\?\\S*)?");

    /** Of one workspace and one agency. */
    public LedgerSettings(
            String url, String user, String password, int connections, Duration lockTimeout, String dataSource) {
        this(url, user, password, connections, lockTimeout, dataSource, Scope.ONLY);
    }

    /** A ledger that is gone when it is closed. */
    static LedgerSettings inMemory() {
        return new LedgerSettings(SQLITE + ":memory:", "", "", 1, Duration.ZERO, "");
    }

    /** Reads and checks them; what is wrong is added to the problems. */
    public static LedgerSettings from(Settings settings, int workers, List<Problem> problems) {
        String url = settings.text("ledger.url");
        check(url, problems);
        return new LedgerSettings(
                below(settings.folder(), url),
                settings.text("ledger.user"),
                settings.exact("ledger.password"),
                2 * workers + 4,
                Duration.ofMillis(settings.whole("ledger.lock-timeout", 1, HOUR, problems)),
                settings.text("ledger.data-source"),
                settings.scope());
    }

    /** A file is below the working directory, as all files that settings name. */
    private static String below(Path folder, String url) {
        boolean file = url.startsWith(SQLITE) && !url.startsWith(SQLITE + ":") && !url.startsWith(SQLITE + "file:");
        return file ? SQLITE + folder.resolve(url.substring(SQLITE.length())) : url;
    }

    /** What a driver would not understand is refused here: some print such a URL as it stands, password included. */
    private static void check(String url, List<Problem> problems) {
        String rule = null;
        if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL) || url.matches(NO_FILE)) {
            rule = "jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE is needed";
        } else if (url.startsWith(POSTGRESQL)
                && !SERVER.matcher(url.substring(POSTGRESQL.length())).matches()) {
            rule =
                    "jdbc:postgresql://HOST:PORT/DATABASE is needed, with the user in ledger.user and the password in ledger.password";
        }
        if (rule != null) {
            problems.add(new Problem(
                    "ledger.url",
                    "ledger.url is '%s': %s. Set ledger.url=jdbc:sqlite:data/ledger.db (the default)"
                            .formatted(JdbcUrls.shown(url), rule)));
        }
    }

    /** Whether it is a file for one process. */
    public boolean sqlite() {
        return url.startsWith(SQLITE);
    }

    /** The file of a SQLite ledger; empty for one in memory and for PostgreSQL. */
    public Optional<Path> file() {
        String rest = sqlite()
                ? url.substring(SQLITE.length()).replaceFirst("\\?.*$", "").replaceFirst("^file:", "")
                : "";
        return rest.isEmpty() || rest.equals(":memory:") ? Optional.empty() : Optional.of(Path.of(rest));
    }

    /** Whether a process is at work on it that may run; empty for a database that several share, which does not tell. */
    public Optional<Boolean> isInUse() {
        return file().map(SqliteFile::isHeld);
    }
}
