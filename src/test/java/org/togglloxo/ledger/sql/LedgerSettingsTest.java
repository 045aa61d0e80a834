package org.togglloxo.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Settings;

class LedgerSettingsTest {

    private static List<Problem> problems(String url) {
        List<Problem> problems = new ArrayList<>();
        LedgerSettings.from(Settings.given(Map.of("ledger.url", url)::get), 1, problems);
        return problems;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:sqlite:data/ledger.db",
                "jdbc:sqlite::memory:",
                "jdbc:postgresql:ledger",
                "jdbc:postgresql:/",
                "jdbc:postgresql://localhost/ledger",
                "jdbc:postgresql://db_1.example.com:5432/ledger?sslmode=require&password=p%40ss",
                "jdbc:postgresql://[::1]:5432/",
                "jdbc:postgresql://one:5432,two/ledger?targetServerType=primary"
            })
    void whatTheDriversUnderstandIsGood(String url) {
        assertThat(problems(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:sqlite:file:", "jdbc:sqlite:?busy_timeout=1"})
    void aFileWithoutANameWouldKeepNobody(String url) {
        assertThat(problems(url)).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("jdbc:sqlite:FILE", "is needed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://me:hidden@localhost/ledger",
                "jdbc:postgresql://me:hid/den@localhost/ledger?password=hidden",
                "jdbc:postgresql://localhost:hidden/ledger",
                "jdbc:postgresql://local host/ledger?password=hidden",
                "jdbc:postgresql:me:hidden@localhost",
                "postgres://me:hidden@localhost/ledger",
                "jdbc:mysql://localhost/ledger?password=hidden"
            })
    void whatTheyWouldPrintIsRefusedBeforeAndNotShown(String url) {
        assertThat(problems(url)).singleElement().satisfies(problem -> {
            assertThat(problem.setting()).isEqualTo("ledger.url");
            assertThat(problem.message()).startsWith("ledger.url is '");
            if (url.contains("@") || url.contains("?")) {
                assertThat(problem.message()).doesNotContain("hid");
            }
        });
    }
}
