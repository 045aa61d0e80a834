package org.togglloxo.ledger.sql;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Stop;
import org.togglloxo.settings.PrivateFiles;

/** A ledger's file and those beside it: open to nobody but their owner, and to one run at a time. */
final class SqliteFile {

    private static final List<String> ALL = List.of("", "-wal", "-shm", "-journal", ".lock");
    // the system knows of processes alone: whichever channel to the file one closes, it lets go of the lock
    private static final Map<Path, FileChannel> HELD = new HashMap<>();
    private static final Set<FileChannel> NEVER_CLOSED = new HashSet<>();

    private SqliteFile() {}

    /** Keeps everybody else who wants to run off it, in this process or in another, until it is released. */
    static FileChannel lock(Path file) {
        make(file);
        Path lock = Path.of(file + ".lock");
        try {
            PrivateFiles.createIfMissing(lock);
            Optional<FileChannel> taken = take(lock.toRealPath());
            if (taken.isPresent()) {
                return taken.get();
            }
        } catch (OverlappingFileLockException e) {
            throw inUse("Another run of this very process is", file);
        } catch (IOException e) {
            throw new Stop(
                    Reason.LEDGER,
                    "The ledger's lock file %s cannot be opened: %s. Make the folder writable or set ledger.url"
                            .formatted(lock, e.getMessage()),
                    e);
        }
        throw inUse("Another process is", file);
    }

    private static Stop inUse(String who, Path file) {
        return new Stop(
                Reason.LEDGER_IN_USE,
                "%s using the ledger %s. Stop it, give this one a ledger of its own (ledger.url), or share one on PostgreSQL"
                        .formatted(who, file));
    }

    /**
     * @return empty where another process has it
     * @throws OverlappingFileLockException where this one has
     */
    private static Optional<FileChannel> take(Path lock) throws IOException {
        synchronized (HELD) {
            if (HELD.containsKey(lock)) {
                throw new OverlappingFileLockException();
            }
            FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() == null) {
                    channel.close();
                    return Optional.empty();
                }
            } catch (OverlappingFileLockException e) {
                // these classes, loaded a second time, have it
                NEVER_CLOSED.add(channel);
                throw e;
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            HELD.put(lock, channel);
            return Optional.of(channel);
        }
    }

    static void release(FileChannel channel) {
        if (channel == null) {
            return;
        }
        synchronized (HELD) {
            HELD.values().remove(channel);
            try {
                channel.close();
            } catch (IOException e) {
                // the lock goes with the process at the latest
            }
        }
    }

    /** Whether somebody's run is at work on it. */
    static boolean isHeld(Path file) {
        try {
            Optional<FileChannel> taken = take(Path.of(file + ".lock").toRealPath());
            taken.ifPresent(SqliteFile::release);
            return taken.isEmpty();
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
}
