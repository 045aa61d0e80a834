package org.togglloxo.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.Closer;

/**
 * An HTTP client without retries, redirects and cookies of its own: HttpClient repeats a call after 429 and 503 by
 * itself, below every error handler, and the option of the endpoint that should stop it has no effect in Camel 4.18.0.
 * Every call passes the {@link Pacing}, and ends within its {@link CallLimits}: its answer is read to the end before anybody
 * gets it.
 */
public final class PlainHttpClient implements HttpClientConfigurer {

    private static final String OBSERVER = "toggl-loxo-call-observer";
    private static final String WRITES_REFUSED = "toggl-loxo.writes-refused";

    /** What a call under way is given when the process is to end. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Pacing pacing;
    private final CallLimits limits;
    private final Credentials credentials;
    private final Set<Deadline> underWay = ConcurrentHashMap.newKeySet();
    private final boolean refusesWrites;
    private final CallObserver observer;
    private final Endpoints endpoints;
    private volatile boolean closing;

    private PlainHttpClient(
            Pacing pacing,
            CallLimits limits,
            Credentials credentials,
            boolean refusesWrites,
            CallObserver observer,
            Endpoints endpoints) {
        this.observer = observer;
        this.endpoints = endpoints;
        this.pacing = pacing;
        this.limits = limits;
        this.credentials = credentials;
        this.refusesWrites = refusesWrites;
    }

    /** One without credentials. */
    public PlainHttpClient(Pacing pacing, CallLimits limits) {
        this(pacing, limits, Credentials.NONE, false, CallObserver.NONE, null);
    }

    /** One for the routes of a context, which reads only where {@link #refuseWritesIn} says so. */
    public static PlainHttpClient in(CamelContext context, Pacing pacing, CallLimits limits, Credentials credentials) {
        boolean refuses = Boolean.parseBoolean(context.getGlobalOption(WRITES_REFUSED));
        return new PlainHttpClient(pacing, limits, credentials, refuses, CallObserver.NONE, null);
    }

    /** The same, whose calls the observer of the context is told of. */
    public static PlainHttpClient in(
            CamelContext context, Endpoints endpoints, Pacing pacing, CallLimits limits, Credentials credentials) {
        CallObserver observed = context.getRegistry().lookupByNameAndType(OBSERVER, CallObserver.class);
        return new PlainHttpClient(
                pacing,
                limits,
                credentials,
                in(context, pacing, limits, credentials).refusesWrites,
                observed == null ? CallObserver.NONE : observed,
                endpoints);
    }

    /** Of the calls of clients that are made in this context from now on, somebody is told. */
    public static void observeCallsIn(CamelContext context, CallObserver observer) {
        context.getRegistry().bind(OBSERVER, CallObserver.class, observer);
    }

    /** Clients that are made in this context from now on refuse all but GET. */
    public static void refuseWritesIn(CamelContext context) {
        context.getGlobalOptions().put(WRITES_REFUSED, "true");
    }

    /** Whether all but GET is refused. */
    public boolean refusesWrites() {
        return refusesWrites;
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
                .disableConnectionState()
                // a host may have given its http component a user of its own, which is nobody else's business
                .setTargetAuthenticationStrategy((type, challenges, context) -> List.of())
                // below MainClientExec, which closes all connections for good after an Error
                .setRequestExecutor(new ErrorsAsFailures())
                .addExecInterceptorFirst("pacing", this::paced);
    }

    /** The process is to end: a call that would have to wait for long is given up, and so is one that takes long. */
    public void close() {
        closing = true;
        pacing.close();
        underWay.forEach(call -> call.within(GRACE));
    }

    /** Whether a call was not made, not repeated or cut off since the process is to end: that says nothing of the service. */
    public static boolean isEnding(Throwable error) {
        return error instanceof RejectedExecutionException || error.getCause() instanceof RejectedExecutionException;
    }

    private ClassicHttpResponse paced(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (refusesWrites && !Method.GET.isSame(request.getMethod())) {
            throw new IllegalStateException(
                    "%s %s was not sent: nothing is written here".formatted(request.getMethod(), request.getPath()));
        }
        String key = credentials.addTo(request);
        ClassicHttpResponse response = inTurn(request, scope, chain);
        boolean refused =
                response.getCode() == HttpStatus.SC_UNAUTHORIZED || response.getCode() == HttpStatus.SC_FORBIDDEN;
        if (key == null || !refused || !isRepeatable(request) || !credentials.isReplaced(key)) {
            return response;
        }
        response.close();
        ClassicHttpRequest again =
                ClassicRequestBuilder.copy(scope.originalRequest).build();
        credentials.addTo(again);
        return inTurn(again, scope, chain);
    }

    private static boolean isRepeatable(ClassicHttpRequest request) {
        return request.getEntity() == null || request.getEntity().isRepeatable();
    }

    private ClassicHttpResponse inTurn(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
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
            return inTime(request, scope, chain, sentAt);
        } finally {
            pacing.release();
        }
    }

    private ClassicHttpResponse inTime(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain, long sentAt)
            throws IOException, HttpException {
        Deadline deadline = new Deadline(limits.timeout(), () -> abort(scope));
        underWay.add(deadline);
        if (closing) {
            deadline.within(GRACE);
        }
        int status = 0;
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            Header retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
            pacing.answered(response.getCode(), retryAfter == null ? null : retryAfter.getValue(), sentAt);
            readWhole(response, scope);
            status = response.getCode();
            return response;
        } catch (IOException | HttpException | RuntimeException | Error e) {
            abort(scope);
            if (deadline.hasPassed()) {
                throw closing
                        ? new IOException(new RejectedExecutionException("the program ends"))
                        : CallAbortedException.tooSlow(limits);
            }
            if (e instanceof Error) {
                throw new IOException(e);
            }
            throw e;
        } finally {
            deadline.met();
            underWay.remove(deadline);
            tell(request, status, sentAt);
        }
    }

    private void tell(ClassicHttpRequest request, int status, long sentAt) {
        if (observer != CallObserver.NONE) {
            String endpoint = endpoints.name(request.getMethod(), request.getPath());
            observer.called(new CallObserver.Call(endpoints.api(), endpoint, status, System.nanoTime() - sentAt));
        }
    }

    /** Also while it is being connected; what is left of the answer is not read. */
    private static void abort(ExecChain.Scope scope) {
        if (scope.originalRequest instanceof Cancellable call) {
            call.cancel();
        }
        scope.execRuntime.discardEndpoint();
    }

    /** By now it is unpacked: nobody above is to unpack it once more, without a limit. */
    private void readWhole(ClassicHttpResponse response, ExecChain.Scope scope) throws IOException {
        response.removeHeaders(HttpHeaders.CONTENT_ENCODING);
        HttpEntity entity = response.getEntity();
        InputStream content = entity == null ? null : entity.getContent();
        if (content == null) {
            return;
        }
        byte[] whole;
        try {
            whole = whole(content, entity.getContentLength());
        } catch (IOException | RuntimeException | Error e) {
            // before the stream is closed, which would read on to the end of the answer
            abort(scope);
            Closer.closeQuietly(content);
            throw e;
        }
        content.close();
        response.setEntity(new ByteArrayEntity(whole, null));
    }

    /** @param length as the service says it, or a negative number; what is unpacked has none */
    private byte[] whole(InputStream content, long length) throws IOException {
        if (length >= 0 && length <= limits.maxBytes()) {
            byte[] whole = content.readNBytes((int) length);
            // the end is what gives the connection back
            content.read();
            return whole;
        }
        byte[] whole = content.readNBytes(limits.maxBytes() + 1);
        if (whole.length > limits.maxBytes()) {
            throw CallAbortedException.tooLarge(limits);
        }
        return whole;
    }

    /** Whatever the sending of a request and the beginning of its answer lead to, it concerns this one call. */
    private static final class ErrorsAsFailures extends HttpRequestExecutor {
        @Override
        public ClassicHttpResponse execute(
                ClassicHttpRequest request,
                HttpClientConnection connection,
                HttpResponseInformationCallback callback,
                HttpContext context)
                throws IOException, HttpException {
            try {
                return super.execute(request, connection, callback, context);
            } catch (Error | RuntimeException e) {
                throw new IOException(e);
            }
        }
    }
}
