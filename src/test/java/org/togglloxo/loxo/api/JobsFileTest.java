package org.togglloxo.loxo.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As spreadsheets and editors save it. */
class JobsFileTest {

    @TempDir
    Path folder;

    private JobsFile read(String text, Charset charset) throws IOException {
        return JobsFile.read(Files.write(folder.resolve("jobs.csv"), text.getBytes(charset)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "opening,job\n100,33011\n\"Engineer, Java\",33012\n",
                "opening;job\r\n100;33011\r\nEngineer, Java;33012\r\n",
                "# ours\n100;33011;\n\"Engineer, Java\";33012;\n",
                "opening\tjob\n100\t33011\nEngineer, Java\t33012\n",
                "\uFEFFopening;job\n100;33011\nEngineer, Java;33012",
            })
    void columnsAreToldByWhatStandsBetweenThem(String text) throws IOException {
        assertThat(read(text, StandardCharsets.UTF_8).jobs())
                .isEqualTo(Map.of("100", "33011", "engineer, java", "33012"));
        assertThat(read(text, StandardCharsets.UTF_16LE).jobs()).hasSize(2);
    }

    @Test
    void aLetterOfAnotherEncodingIsRefusedWithItsLine() {
        assertThatThrownBy(() -> read("opening,job\nD\u00e9veloppeur,33011\n", StandardCharsets.ISO_8859_1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jobs.csv cannot be read, line 2: ")
                .hasMessageContaining("Save the file as UTF-8");
    }

    @Test
    void whatIsNoJobIsRefusedWithItsLine() {
        assertThatThrownBy(() -> read("opening;job\n100;33011\n101;none\n", StandardCharsets.UTF_8))
                .hasMessageContaining("jobs.csv, line 3: ");
    }
}
