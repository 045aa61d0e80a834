package org.togglloxo.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.togglloxo.flow.Candidates.someone;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
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

    @Test
    void whoAsksWhileTheLedgerIsAwayIsToldSoAndTheNextIsAnswered() {
        patience = Duration.ofMillis(300);
        flow.betweenEmptyServices();
        serve();
        ledgerThere = new CompletableFuture<>();
        Reply late = get("/api/runs", READER);
        assertThat(late.status()).isEqualTo(504);
        assertThat(json(late).path("error").asText()).contains("the ledger is slow or cannot be reached");
        ledgerThere.complete(null);
        assertThat(get("/api/runs", READER).status()).isEqualTo(200);
    }

    @Test
    void whoHasNothingToSayNeedsNoBody() {
        String id = oneWhoFailed();
        serve();
        flow.run();
        String act = "/api/candidates/" + id;
        Map<String, String> admin = with(ADMIN);
        assertThat(http.ask("POST", act + "/retry", admin, null).status()).isEqualTo(200);
        Map<String, String> asAForm =
                Map.of("Authorization", "Bearer " + ADMIN, "Content-Type", "application/x-www-form-urlencoded");
        assertThat(http.ask("POST", act + "/retry", asAForm, "").status()).isEqualTo(200);
        assertThat(http.ask("POST", act + "/link", admin, null).status()).isEqualTo(400);
        assertThat(http.ask("POST", act + "/forget", admin, null).status()).isEqualTo(200);
        assertThat(http.ask("POST", "/api/runs", admin, null).status()).isEqualTo(202);
        await().until(() -> flow.ledger().runs().last(1).get(0).id() == 2
                && flow.ledger().runs().last(1).get(0).endedAt() != null);

        assertThat(http.ask("POST", act + "/retry", admin, "{}").status()).isEqualTo(415);
        assertThat(post(act + "/retry", ADMIN, "[]").status()).isEqualTo(400);
        assertThat(post(act + "/retry", ADMIN, " ").status()).isEqualTo(400);
        Map<String, String> elsewhere = Map.of("Authorization", "Bearer " + ADMIN, "Origin", "https://evil.example");
        assertThat(http.ask("POST", act + "/retry", elsewhere, null).status()).isEqualTo(403);
        assertThat(http.ask("POST", act + "/retry", Map.of(), null).status()).isEqualTo(401);
        assertThat(http.ask("POST", act + "/retry", with(READER), null).status())
                .isEqualTo(403);
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
        for (String path : Stream.concat(VIEWS.stream(), Stream.of(EVENTS)).toList()) {
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
