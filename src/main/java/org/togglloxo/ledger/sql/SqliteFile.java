package org.togglloxo.ledger.sql;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.settings.PrivateFiles;

/** A ledger's file and those beside it: open to nobody but their owner, and to one run at a time. */
final class SqliteFile {

    private static final List<String> ALL = List.of("", "-wal", "-shm", "-journal", ".lock");

    private SqliteFile() {}

    /** Keeps every other process that wants to run off it, until it is released. */
    static FileChannel lock(Path file) {
        make(file);
        Path lock = Path.of(file + ".lock");
        FileChannel channel = null;
        try {
            channel = PrivateFiles.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very process: the same answer as for another one
        } catch (IOException e) {
            release(channel);
            throw new Stop(
                    Reason.LEDGER,
                    "The ledger's lock file %s cannot be opened: %s. Make the folder writable or set ledger.url"
                            .formatted(lock, e.getMessage()),
                    e);
        }
        release(channel);
        throw new Stop(
                Reason.LEDGER_IN_USE,
                "Another process is using the ledger %s. Stop it, give this one a ledger of its own (ledger.url), or share one on PostgreSQL"
                        .formatted(file));
    }

    /** Whether a run of another process is at work on it. */
    static boolean isHeld(Path file) {
        Path lock = Path.of(file + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            return held == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            // no lock was ever taken, or it is another user's: the run tells
            return false;
        }
    }

    /** SQLite takes an empty file for a new database, and makes those beside it as private as this one. */
    static void make(Path file) {
        try {
            PrivateFiles.createFolders(
                    Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(".")));
        } catch (IOException e) {
            throw unmade("folder of the ledger", file, e, "Make its parent writable");
        }
        try {
            PrivateFiles.createIfMissing(file);
            tighten(file);
        } catch (IOException e) {
            throw unmade("ledger", file, e, "Make its folder writable");
        }
    }

    private static Stop unmade(String what, Path file, IOException e, String fix) {
        return new Stop(
                Reason.LEDGER,
                "The %s %s cannot be made: %s. %s or set ledger.url".formatted(what, file, e.getMessage(), fix),
                e);
    }

    /** What an earlier version left open to others. */
    static void tighten(Path file) {
        ALL.forEach(ending -> PrivateFiles.tighten(Path.of(file + ending)));
    }

    static void release(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // the lock goes with the process at the latest
            }
        }
    }
}
