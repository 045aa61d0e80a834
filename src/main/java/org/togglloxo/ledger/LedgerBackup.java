package org.togglloxo.ledger;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.sql.DatabaseRetry;
import org.togglloxo.ledger.sql.LedgerSettings;
import org.togglloxo.settings.PrivateFiles;

/** A copy of a SQLite ledger as it is at one moment, whoever is at work on it. */
public final class LedgerBackup {

    private LedgerBackup() {}

    /**
     * Writes it, for nobody but its owner to read.
     *
     * @return how many bytes
     * @throws Stop where there is nothing to copy, or no place for it
     */
    public static long write(LedgerSettings settings, Path copy) {
        if (!settings.sqlite()) {
            throw refused(
                    "The ledger is on PostgreSQL, which makes its own copies: use pg_dump, for instance pg_dump --format=custom --file=ledger.dump DATABASE",
                    null);
        }
        Path ledger = settings.file()
                .filter(Files::exists)
                .orElseThrow(() -> refused("There is no ledger at ledger.url yet; the first run makes it", null));
        make(copy);
        try (Connection connection = DriverManager.getConnection(settings.url());
                // into an empty file SQLite writes as into none, and this one is private already
                PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, copy.toString());
            vacuum.execute();
            return Files.size(copy);
        } catch (SQLException | IOException e) {
            remove(copy);
            throw new Stop(
                    Reason.LEDGER,
                    "%s could not be copied to %s: %s".formatted(ledger, copy, DatabaseRetry.messageAndFixOfCopy(e)),
                    e);
        }
    }

    private static void make(Path copy) {
        try {
            PrivateFiles.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                    .close();
        } catch (FileAlreadyExistsException e) {
            throw refused("%s exists already, and is not replaced. Name another file".formatted(copy), e);
        } catch (IOException e) {
            throw refused(
                    "%s cannot be written (%s). Name a file in a folder that is there and writable"
                            .formatted(copy, e.getClass().getSimpleName()),
                    e);
        }
    }

    private static void remove(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            // it is empty, or no database: nobody takes it for a copy
        }
    }

    private static Stop refused(String message, Exception cause) {
        return new Stop(ExitCode.SETTINGS, Reason.LEDGER, message, cause);
    }
}
