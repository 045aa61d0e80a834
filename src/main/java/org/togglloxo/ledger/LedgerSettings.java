package org.togglloxo.ledger;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;

/**
 * What {@code ledger.*} says.
 *
 * @param url a JDBC URL of SQLite or PostgreSQL
 * @param user for PostgreSQL
 * @param password for PostgreSQL
 * @param connections at most, for PostgreSQL; a worker may hold two at once
 * @param dataSource the name of a DataSource of the host that is used in place of the URL; empty for none
 */
public record LedgerSettings(String url, String user, String password, int connections, String dataSource) {

    static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** A ledger that is gone when it is closed. */
    static LedgerSettings inMemory() {
        return new LedgerSettings(SQLITE + ":memory:", "", "", 1, "");
    }

    /** Reads and checks them; what is wrong is added to the problems. */
    public static LedgerSettings from(Settings settings, int workers, List<Problem> problems) {
        String url = settings.text("ledger.url");
        if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
            problems.add(new Problem(
                    "ledger.url",
                    "ledger.url is '%s': jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE is needed. Set ledger.url=jdbc:sqlite:data/ledger.db (the default)"
                            .formatted(url)));
        }
        return new LedgerSettings(
                below(settings.folder(), url),
                settings.text("ledger.user"),
                settings.exact("ledger.password"),
                2 * workers + 4,
                settings.text("ledger.data-source"));
    }

    /** A file is below the working directory, as all files that settings name. */
    private static String below(Path folder, String url) {
        boolean file = url.startsWith(SQLITE) && !url.startsWith(SQLITE + ":") && !url.startsWith(SQLITE + "file:");
        return file ? SQLITE + folder.resolve(url.substring(SQLITE.length())) : url;
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
}
