package org.togglloxo.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/**
 * A secret in a file of its own, as a container platform mounts it.
 *
 * @param path as it was given
 * @param folder a relative path is below it
 */
record SecretFile(String path, Path folder) {

    private static final int MOST_BYTES = 64 * 1024;

    String read() throws InvalidSecret {
        Path file = file();
        if (!Files.exists(file)) {
            throw new InvalidSecret(said("which is not there. Correct the path, or make the file"));
        }
        if (!Files.isRegularFile(file)) {
            throw new InvalidSecret(said("which is %s and no file. Name the file in it"
                    .formatted(Files.isDirectory(file) ? "a folder" : "something else")));
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidSecret(said("which holds more than 64 KiB: one line with the secret is needed"));
            }
            return OneLine.of(TextFile.text(path, bytes), said("which"));
        } catch (AccessDeniedException e) {
            throw new InvalidSecret(said("which the user of this process may not read. Give that user the right to"));
        } catch (UnreadableFile e) {
            throw new InvalidSecret(said("which is no text in UTF-8. Save it as UTF-8"));
        } catch (IOException e) {
            throw new InvalidSecret(
                    said("which cannot be read (%s)".formatted(e.getClass().getSimpleName())));
        }
    }

    /** Whether every user of this machine may read it; false where nobody can tell. */
    boolean isOpenToOthers() {
        try {
            return Files.getPosixFilePermissions(file()).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private Path file() {
        return folder.resolve(path);
    }

    private String said(String what) {
        return "names the file '%s', %s".formatted(path, what);
    }
}
