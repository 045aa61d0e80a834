package org.togglloxo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written for its owner alone lands in no file of somebody else's. */
class PrivateFilesTest {

    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void aLinkIsReplacedAndWhatItLeadsToStaysAsItIs() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "somebody else's");
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-r--r--"));
        Path out = Files.createSymbolicLink(folder.resolve("out"), other);
        PrivateFiles.write(out, CONTENT, true);
        assertThat(other).hasContent("somebody else's");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other)))
                .isEqualTo("rw-r--r--");
        assertThat(Files.isSymbolicLink(out)).isFalse();
        assertThat(out).hasContent("content");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatIsThereStaysWhereItIsNotToBeReplaced() throws IOException {
        Path out = Files.writeString(folder.resolve("out"), "before");
        Path part = Files.writeString(folder.resolve("out.part"), "not ours");
        assertThatThrownBy(() -> PrivateFiles.write(out, CONTENT, false))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(out).hasContent("before");
        PrivateFiles.write(out, CONTENT, true);
        assertThat(out).hasContent("content");
        assertThat(part).hasContent("not ours");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(out, part);
        }
    }
}
