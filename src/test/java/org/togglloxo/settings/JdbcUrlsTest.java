package org.togglloxo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlsTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:sqlite:data/ledger.db, jdbc:sqlite:data/ledger.db",
        "jdbc:postgresql://db.example.com:5432/ledger, jdbc:postgresql://db.example.com:5432/ledger",
        "jdbc:postgresql://h/l?user=me&password=hidden, jdbc:postgresql://h/l?***",
        "jdbc:postgresql://me:hidden@h:5432/l, jdbc:postgresql://***@h:5432/l",
        "jdbc:postgresql://me:hid/den@h/l?password=hidden, jdbc:postgresql://***@h/l?***",
        "postgres://me:hidden@h/l, postgres://***@h/l"
    })
    void theServerIsShownAndWhoLogsInIsNot(String url, String shown) {
        assertThat(JdbcUrls.shown(url)).isEqualTo(shown);
        assertThat(JdbcUrls.shownIn("driver says: " + url)).doesNotContain(url.startsWith("jdbc") ? "hidden" : "\0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://me:hid?hidden@h/l",
                "jdbc:postgresql://h?user=a@b.example&password=hidden",
                "jdbc:postgresql:me:hidden@h",
                "me:hidden@h/l",
                "jdbc:mysql://me:hidden@h/l?x=hidden",
                "//me:hidden@h",
                "?password=hidden"
            })
    void aPasswordInABrokenUrlIsNotShownEither(String url) {
        assertThat(JdbcUrls.shown(url)).doesNotContain("hidden", "hid?");
    }

    @Test
    void whatTheUrlHidesIsASecretInEveryText() {
        Secrets secrets = Secrets.of(Settings.given(Map.of(
                "ledger.url", "jdbc:postgresql://h/l?user=me&password=hid%2Fden&sslpassword=other&ssl=true")::get));
        assertThat(secrets.redact("hid/den hid%2Fden other true")).isEqualTo("*** *** *** true");
    }
}
