package org.togglloxo.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.CapturedLog;
import org.togglloxo.page.RawHttp.Reply;

/** Who comes from which machine, by which name and with which token. */
class PageAccessTest extends PageTest {

    private String oneWhoFailed() {
        flow.betweenEmptyServices();
        return flow.toggl().add(someone("not an address"));
    }

    private int status(String path, String token, String host) {
        Map<String, String> headers =
                token.isEmpty() ? Map.of("Host", host) : Map.of("Host", host, "Authorization", "Bearer " + token);
        return http.ask("GET", path, headers, null).status();
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, ''", "127.0.0.1, https://sync.agency.example"})
    void otherMachinesAreNotLetInWithoutAToken(String host, String url) {
        flow.betweenEmptyServices().set("page.port", "0").set("page.host", host).set("page.url", url);
        open();
        assertThat(page.url()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({READER + ", ''", "'', " + ADMIN, READER + ", " + ADMIN})
    void otherMachinesAreLetInWithAnyTokenAndSeeNothingWithoutIt(String reader, String admin) {
        oneWhoFailed();
        flow.set("page.host", "0.0.0.0");
        serve(reader, admin);
        flow.run();
        String url = "10.1.2.3:" + http.port();
        assertThat(status("/", "", url)).isEqualTo(200);
        assertThat(status("/app.js", "", url)).isEqualTo(200);
        for (String path : List.of(
                "/api/status",
                "/api/runs",
                "/api/candidates",
                "/api/failures",
                "/api/edits",
                "/api/flow",
                "/api/events")) {
            assertThat(status(path, "", url)).as(path).isEqualTo(401);
            assertThat(status(path, "any-token-whatsoever", url)).as(path).isEqualTo(401);
        }
        assertThat(status("/api/status", reader, url)).isEqualTo(reader.isEmpty() ? 401 : 200);
        assertThat(status("/api/status", admin, url)).isEqualTo(admin.isEmpty() ? 401 : 200);
        assertThat(status("/api/candidates", reader.isEmpty() ? admin : reader, url))
                .isEqualTo(200);
        Reply act = http.ask("POST", "/api/runs", with(reader.isEmpty() ? "x" : reader), null);
        assertThat(act.status()).isEqualTo(reader.isEmpty() ? 401 : 403);
    }

    @Test
    void whereTheAdminTokenIsTheOnlyOneOthersOnThisMachineSeeCounts() {
        oneWhoFailed();
        serve("", ADMIN);
        flow.run();
        Reply status = http.ask("GET", "/api/status", Map.of(), null);
        assertThat(json(status).path("role").asText()).isEqualTo("anybody");
        assertThat(json(status).path("tokens").path("admin").asBoolean()).isTrue();
        assertThat(json(status).path("tokens").path("reader").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "10.1.2.3:8095", "[2001:DB8::7]", "[2001:db8::7]:8095", "[::ffff:10.1.2.3]"})
    void anIpAddressIsTakenWhereOtherMachinesAreLetInAndNowhereElse(String address) {
        flow.betweenEmptyServices().set("page.host", "0.0.0.0");
        serve();
        assertThat(status("/api/status", READER, address)).isEqualTo(200);
        assertThat(status("/api/status", "", address)).isEqualTo(401);
        Map<String, String> fromItself = Map.of(
                "Authorization", "Bearer " + ADMIN, "Host", address, "Origin", "http://" + address.toLowerCase());
        assertThat(http.ask("POST", "/api/candidates/nobody/retry", fromItself, null)
                        .status())
                .isEqualTo(404);
        for (String name :
                List.of("evil.example", "10.1.2.3.evil.example", "10.1.2.3.evil", "2001:db8::7", "[evil]", "[]")) {
            assertThat(status("/", "", name)).as(name).isIn(400, 421);
        }
        page.close();
        flow.set("page.host", "127.0.0.1");
        serve();
        assertThat(status("/api/status", READER, address)).isIn(403, 421);
    }

    @Test
    void aShortTokenIsTakenOnThisMachineAndWarnedOf() {
        flow.betweenEmptyServices();
        try (CapturedLog log = CapturedLog.ofThisThread(OperatorsPage.class.getName())) {
            serve("reader-token", ADMIN);
            assertThat(log.events())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .filteredOn(line -> line.contains("16 characters"))
                    .singleElement()
                    .asString()
                    .startsWith("page.reader-token has fewer than 16 characters");
        }
        assertThat(get("/api/status", "reader-token").status()).isEqualTo(200);
    }
}
