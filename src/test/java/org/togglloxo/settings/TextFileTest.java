package org.togglloxo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFileTest {

    private static final String TEXT = "# for Łódź\nopening,job\r\nDéveloppeur·se,33011\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"UTF-8,false", "UTF-8,true", "UTF-16LE,true", "UTF-16BE,true", "UTF-16LE,false", "UTF-16BE,false"})
    void isReadWhereTheEncodingIsCertain(String charset, boolean marked) {
        byte[] bytes = (marked ? "\uFEFF" + TEXT : TEXT).getBytes(Charset.forName(charset));
        assertThat(TextFile.text("x", bytes)).isEqualTo(TEXT);
    }

    @Test
    void aLetterOfAnotherEncodingIsRefusedWithItsLine() {
        byte[] bytes = "a=b\nc=\u00fcber\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> TextFile.text("config/x", bytes))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageStartingWith("config/x cannot be read, line 2: ")
                .hasMessageContaining("Save the file as UTF-8");
    }

    @Test
    void inACommentItDoesNoHarm() {
        byte[] bytes = "  # \u00fcber\nc=d\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(TextFile.text("config/x", bytes)).endsWith("\nc=d\n");
    }

    @Test
    void aFolderInItsPlaceIsSaidSo() {
        assertThatThrownBy(() -> TextFile.read(folder, "config/x"))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageStartingWith("config/x cannot be read: ")
                .hasMessageContaining("a folder");
    }

    @Test
    @Timeout(20)
    void whatMayHaveNoEndIsNotRead() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThatThrownBy(() -> TextFile.read(pipe, "config/x"))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("may have no end");
    }
}
