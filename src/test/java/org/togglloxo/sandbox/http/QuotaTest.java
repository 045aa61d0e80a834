package org.togglloxo.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.togglloxo.sandbox.Client;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;

class QuotaTest {

    @Test
    void letsTheBurstThroughAndThenSaysWhenToComeBack() throws Exception {
        try (Sandbox sandbox = sandbox(Quota.perSecond(1, 3, RetryAfterHeader.SECONDS))) {
            Client client = new Client(sandbox);
            HttpResponse<String> refused = refused(sandbox);
            assertThat(sandbox.loxo().countOf("GET /people", 200)).isGreaterThanOrEqualTo(3);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> client.loxo("GET", "/people").statusCode() == 200);
        }
    }

    @Test
    void givesADateOrNothingOnRequest() throws Exception {
        try (Sandbox sandbox = sandbox(Quota.perSecond(1, 1, RetryAfterHeader.DATE))) {
            String date = refused(sandbox).headers().firstValue("Retry-After").orElseThrow();
            assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME))
                    .isAfter(ZonedDateTime.now(ZoneOffset.UTC));
        }
        try (Sandbox sandbox = sandbox(Quota.perSecond(1, 1, RetryAfterHeader.ABSENT))) {
            assertThat(refused(sandbox).headers().firstValue("Retry-After")).isEmpty();
        }
    }

    /** Asks until it is refused: on a slow machine the bucket fills meanwhile. */
    private static HttpResponse<String> refused(Sandbox sandbox) throws Exception {
        Client client = new Client(sandbox);
        for (int i = 0; i < 1000; i++) {
            HttpResponse<String> answer = client.loxo("GET", "/people");
            if (answer.statusCode() == 429) {
                return answer;
            }
        }
        throw new AssertionError("1,000 requests and no 429");
    }

    @Test
    void refusesMoreThanSoManyAtOnceAndSavesNothingOfThem() {
        try (Sandbox sandbox = sandbox(Quota.concurrent(2, RetryAfterHeader.ABSENT))) {
            Client client = new Client(sandbox);
            sandbox.loxo().latency(Duration.ofSeconds(1));
            List<Integer> statuses = inParallel(6, client);
            assertThat(statuses).contains(201, 429);
            assertThat(sandbox.loxo().mostInFlight()).isGreaterThan(2);
            long saved = statuses.stream().filter(status -> status == 201).count();
            assertThat(sandbox.loxo().peopleCount()).isEqualTo((int) saved);
        }
    }

    private static List<Integer> inParallel(int count, Client client) {
        var pool = Executors.newFixedThreadPool(count);
        try {
            List<CompletableFuture<Integer>> calls = IntStream.range(0, count)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> post(client), pool))
                    .toList();
            return calls.stream().map(CompletableFuture::join).toList();
        } finally {
            pool.shutdown();
        }
    }

    private static int post(Client client) {
        try {
            return client.loxo("POST", "/people", "person[name]", "Ana").statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Sandbox sandbox(Quota quota) {
        return Sandbox.start(SandboxOptions.builder().loxoQuota(quota).build());
    }
}
