package io.tarn.server.live;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.tarn.loop.live.EventTracer;
import io.tarn.model.error.TarnException;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.TraceContext;
import io.tarn.server.config.TraceConfig;
import io.tarn.server.http.RequestTracing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Sends the way of traced events to a collector by OTLP: the request, then each step as a child of it, whichever process
 * does it. Nothing that a client said is in a span but the name of its event source. Safe to share between threads.
 */
final class OtlpTracing implements EventTracer, RequestTracing, AutoCloseable {
    private static final AttributeKey<String> SOURCE = AttributeKey.stringKey("tarn.source");
    private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("tarn.log_offset");
    private static final AttributeKey<Long> EVENTS = AttributeKey.longKey("tarn.events");
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
    private static final String PARENT_FORM = "00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}";
    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(5);
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final double share;
    /** What to add to {@link System#nanoTime()} for nanoseconds since 1970. */
    private final long epochNanos;

    OtlpTracing(TraceConfig config) {
        provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(SERVICE, "tarn")))
                .setSampler(Sampler.alwaysOn())
                .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                .setEndpoint(config.endpoint())
                                .build())
                        .setScheduleDelay(Duration.ofSeconds(1))
                        .build())
                .build();
        tracer = provider.get("io.tarn");
        share = config.share();
        Instant now = Instant.now();
        epochNanos = now.getEpochSecond() * NANOS_PER_SECOND + now.getNano() - System.nanoTime();
    }

    @Override
    public Traced begin(Optional<String> traceparent, List<RawEvent> events) {
        Optional<TraceContext> asked = traceparent.flatMap(OtlpTracing::asked);
        if (asked.isEmpty() && ThreadLocalRandom.current().nextDouble() >= share) {
            return OFF.begin(traceparent, events);
        }
        SpanBuilder building = tracer.spanBuilder("collect")
                .setSpanKind(SpanKind.SERVER)
                .setStartTimestamp(events.getFirst().receivedAt())
                .setAttribute(EVENTS, (long) events.size())
                .setAttribute(SOURCE, events.getFirst().key().source().value());
        asked.ifPresentOrElse(parent -> building.setParent(parent(parent)), building::setNoParent);
        Span span = building.startSpan();
        TraceContext own = new TraceContext(
                span.getSpanContext().getTraceId(), span.getSpanContext().getSpanId());
        return new Traced(events.stream().map(event -> event.tracedBy(own)).toList(), failure -> {
            failure.ifPresent(_ -> span.setStatus(StatusCode.ERROR));
            span.end();
        });
    }

    /** The trace that a client asks for: one that says that it is recorded. */
    private static Optional<TraceContext> asked(String traceparent) {
        String text = traceparent.strip().toLowerCase(Locale.ROOT);
        if (!text.matches(PARENT_FORM) || (Integer.parseInt(text.substring(53), 16) & 1) == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TraceContext(text.substring(3, 35), text.substring(36, 52)));
        } catch (TarnException _) {
            return Optional.empty();
        }
    }

    @Override
    public void passed(RawEvent event, long offset, Step step, long startNanos, long endNanos) {
        event.trace()
                .ifPresent(trace -> tracer.spanBuilder(step.name().toLowerCase(Locale.ROOT))
                        .setParent(parent(trace))
                        .setStartTimestamp(epochNanos + startNanos, TimeUnit.NANOSECONDS)
                        .setAttribute(OFFSET, offset)
                        .startSpan()
                        .end(epochNanos + endNanos, TimeUnit.NANOSECONDS));
    }

    private static Context parent(TraceContext trace) {
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        trace.traceId(), trace.spanId(), TraceFlags.getSampled(), TraceState.getDefault())));
    }

    /** Sends what waits. */
    @Override
    public void close() {
        provider.shutdown().join(CLOSE_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
    }
}
