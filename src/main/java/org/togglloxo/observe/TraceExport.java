package org.togglloxo.observe;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.server.ObserveSettings;
import org.togglloxo.settings.Loopback;

/** Sends traces to a collector, in the background. */
final class TraceExport implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TraceExport.class);
    private static final java.util.logging.Logger OWN_WORDS = java.util.logging.Logger.getLogger("io.opentelemetry");
    private static final int TIMEOUT_SECONDS = 10;
    private static final int AT_THE_END_SECONDS = 10;
    private static final int MOST_WAITING = 8_192;
    private static final int AT_ONCE = 2_048;

    private final SdkTracerProvider provider;

    TraceExport(ObserveSettings settings) {
        // it would write to stderr, beside our log and with a stack trace each time
        OWN_WORDS.setLevel(Level.OFF);
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.otlpEndpoint())
                .setTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        settings.otlpHeaders().forEach(exporter::addHeader);
        if (!Loopback.is(URI.create(settings.otlpEndpoint()).getHost())) {
            // on this machine it would cost more than it saves
            exporter.setCompression("gzip");
        }
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().toBuilder()
                        .put(AttributeKey.stringKey("service.name"), "toggl-loxo")
                        .build())
                .addSpanProcessor(BatchSpanProcessor.builder(new Told(exporter.build()))
                        .setMaxQueueSize(MOST_WAITING)
                        .setMaxExportBatchSize(AT_ONCE)
                        .setExporterTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                        .build())
                .build();
    }

    Traces traces(Clock clock) {
        return new Traces(provider.get("org.togglloxo"), clock);
    }

    /** What waits is sent, for a few seconds. */
    @Override
    public void close() {
        provider.shutdown().join(AT_THE_END_SECONDS, TimeUnit.SECONDS);
    }

    /** Says once that a collector is away, and once that it is there again. */
    private record Told(SpanExporter exporter, AtomicBoolean away) implements SpanExporter {

        Told(SpanExporter exporter) {
            this(exporter, new AtomicBoolean());
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            CompletableResultCode result = exporter.export(spans);
            result.whenComplete(() -> {
                if (away.getAndSet(!result.isSuccess()) == result.isSuccess()) {
                    say(result.isSuccess());
                }
            });
            return result;
        }

        private static void say(boolean there) {
            if (there) {
                LOG.info("traces are taken again at observe.otlp-endpoint");
            } else {
                LOG.warn("traces are not taken at observe.otlp-endpoint: they are lost, and runs go on without");
            }
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }
}
