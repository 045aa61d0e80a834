package org.togglloxo.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;

/**
 * An HTTP client without retries, redirects and cookies of its own: HttpClient repeats a call after 429 and 503 by
 * itself, below every error handler, and the option of the endpoint that should stop it has no effect in Camel 4.18.0.
 * Every call passes the {@link Pacing}.
 */
public final class PlainHttpClient implements HttpClientConfigurer {

    private final Pacing pacing;

    public PlainHttpClient(Pacing pacing) {
        this.pacing = pacing;
    }

    /**
     * The endpoint that makes calls by such a client; which call, say the headers.
     *
     * @param bean the client's name in the registry
     * @param connections at most
     */
    public static String endpoint(
            String baseUrl, String bean, Duration connectTimeout, Duration responseTimeout, int connections) {
        return baseUrl + "?httpClientConfigurer=#" + bean + "&throwExceptionOnFailure=false"
                + "&connectTimeout=" + connectTimeout.toMillis()
                + "&responseTimeout=" + responseTimeout.toMillis()
                + "&soTimeout=" + responseTimeout.toMillis()
                + "&maxTotalConnections=" + connections
                + "&connectionsPerRoute=" + connections;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                // a host may have given its http component a user of its own, which is nobody else's business
                .setTargetAuthenticationStrategy((type, challenges, context) -> List.of())
                .addExecInterceptorFirst("pacing", this::paced);
    }

    /** The process is to end: a call that would have to wait for long is given up. */
    public void close() {
        pacing.close();
    }

    private ClassicHttpResponse paced(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        long sentAt;
        try {
            sentAt = pacing.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting to call");
        } catch (RejectedExecutionException e) {
            throw new IOException(e);
        }
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            Header retryAfter = response.getFirstHeader("Retry-After");
            pacing.answered(response.getCode(), retryAfter == null ? null : retryAfter.getValue(), sentAt);
            return response;
        } finally {
            pacing.release();
        }
    }
}
