package org.togglloxo.http;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.http.Quota;
import org.togglloxo.sandbox.http.RetryAfterHeader;

/**
 * How much of a quota 16 workers use, and how many of their calls are refused, when nobody tells them the quota. Run by
 * hand, so many seconds for each of four quotas: {@code ./mvnw -q test-compile
 * org.codehaus.mojo:exec-maven-plugin:3.5.0:java -Dexec.classpathScope=test
 * -Dexec.mainClass=org.togglloxo.http.PacingBenchmark -Dexec.args=120}.
 */
public final class PacingBenchmark {

    private static final CallLimits LIMITS = new CallLimits(Duration.ofMinutes(1), 1 << 20);
    private static final int QUOTA = 40;
    private static final int WORKERS = 16;

    private PacingBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        for (int burst : List.of(40, 8)) {
            for (RetryAfterHeader form : List.of(RetryAfterHeader.ABSENT, RetryAfterHeader.SECONDS)) {
                measure(burst, form, seconds);
            }
        }
    }

    private static void measure(int burst, RetryAfterHeader form, int seconds) throws Exception {
        SandboxOptions options = SandboxOptions.builder()
                .loxoQuota(Quota.perSecond(QUOTA, burst, form))
                .build();
        AtomicLong accepted = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        try (Sandbox sandbox = Sandbox.start(options);
                CloseableHttpClient client = client()) {
            String url = sandbox.loxoBaseUrl() + "/api/" + options.agencySlug() + "/job_categories";
            ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                work.add(workers.submit(() -> {
                    while (System.nanoTime() < end) {
                        HttpGet get = new HttpGet(url);
                        get.setHeader("Authorization", "Bearer " + options.loxoKey());
                        int status = client.execute(get, answer -> {
                            EntityUtils.consume(answer.getEntity());
                            return answer.getCode();
                        });
                        (status == 429 ? refused : accepted).incrementAndGet();
                    }
                    return null;
                }));
            }
            for (Future<?> each : work) {
                each.get(seconds + 30L, TimeUnit.SECONDS);
            }
            workers.shutdown();
        }
        double used = accepted.get() / (double) (QUOTA * seconds + burst);
        double share = refused.get() / (double) (accepted.get() + refused.get());
        System.out.printf(
                "burst %2d, Retry-After %-7s: %.1f %% of the quota used, %.1f %% of the calls refused%n",
                burst, form, 100 * used, 100 * share);
    }

    private static final RetryAfterLimit ANY_WAIT =
            new RetryAfterLimit("the quota", null, Duration.ofHours(1), ExitCode.ATTENTION);

    private static CloseableHttpClient client() {
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(WORKERS)
                        .setMaxConnPerRoute(WORKERS)
                        .build());
        new PlainHttpClient(new Pacing(0, WORKERS, ANY_WAIT, Clock.systemUTC()), LIMITS).configureHttpClient(builder);
        return builder.build();
    }
}
