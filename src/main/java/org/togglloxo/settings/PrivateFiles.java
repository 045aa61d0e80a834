package org.togglloxo.settings;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that hold personal data: nobody but their owner may read them, from the moment they are there. A file system that
 * knows no such permissions is left as it is.
 */
public final class PrivateFiles {

    private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private static final String OWNER = "unix:uid";
    private static final Integer ROOT = 0;

    private PrivateFiles() {}

    /** Makes the folders that are not there; those that are stay as they are, since they may be somebody else's. */
    public static void createFolders(Path folder) throws IOException {
        Files.createDirectories(folder, only(folder, FOLDER));
    }

    /**
     * Makes an empty file where there is none. One that is there is not opened: closing it would let go of every lock that
     * this process has on it.
     */
    public static void createIfMissing(Path file) throws IOException {
        try {
            Files.createFile(file, only(file, FILE));
        } catch (FileAlreadyExistsException e) {
            // all is well
        }
    }

    /** Opens a file, and makes it where the options say so. */
    public static FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, Set.of(options), only(file, FILE));
    }

    /**
     * Writes a file, whole or not at all, whatever happens meanwhile. A link that stands there is replaced, and what it leads to stays
     * as it is.
     *
     * @param replace whether one that is there is replaced
     * @throws FileAlreadyExistsException where one is there that is not to be replaced
     */
    public static void write(Path file, byte[] content, boolean replace) throws IOException {
        // a name that nobody can know before, and no file of somebody else's
        Path part = Files.createTempFile(
                file.toAbsolutePath().getParent(), file.getFileName().toString(), ".part", only(file, FILE));
        try {
            Files.write(part, content);
            if (!replace && Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Closes a file that is there to others; where that is not ours to do, a warning says so. */
    public static void tighten(Path file) {
        if (!hasPermissions(file) || !Files.isRegularFile(file)) {
            return;
        }
        Set<PosixFilePermission> found = Set.of();
        try {
            found = Files.getPosixFilePermissions(file);
            if (!FILE.containsAll(found)) {
                Files.setPosixFilePermissions(file, FILE);
            }
        } catch (IOException e) {
            LOG.warn(
                    "{} holds personal data, is open to others ({}), and cannot be closed to them: {}. Let its owner run: chmod 600 {}",
                    file,
                    PosixFilePermissions.toString(found),
                    e.toString(),
                    file);
        }
    }

    /** Whether others than its owner can change it; false where nobody can tell. */
    public static boolean isOpenToWrite(Path file) throws IOException {
        if (!hasPermissions(file)) {
            return false;
        }
        Set<PosixFilePermission> found = Files.getPosixFilePermissions(file);
        return found.contains(PosixFilePermission.GROUP_WRITE) || found.contains(PosixFilePermission.OTHERS_WRITE);
    }

    /**
     * Whether it is another user's: neither of the user of this process nor of root, who can change every file anyway; false where
     * nobody can tell.
     */
    public static boolean isOfAnotherUser(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return false;
        }
        Object owner = Files.getAttribute(file, OWNER);
        return !owner.equals(ROOT) && !owner.equals(ownId());
    }

    /** By a file of its own: the name of the user may be unknown, as it is in many a container. */
    private static Object ownId() throws IOException {
        Path own = Files.createTempFile("toggl-loxo", ".owner");
        try {
            return Files.getAttribute(own, OWNER);
        } finally {
            Files.deleteIfExists(own);
        }
    }

    private static FileAttribute<?>[] only(Path path, Set<PosixFilePermission> permissions) {
        return hasPermissions(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean hasPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
