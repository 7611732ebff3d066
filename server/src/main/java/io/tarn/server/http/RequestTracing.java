package io.tarn.server.http;

import io.tarn.model.event.RawEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Decides which requests are traced, and follows those to their answers. */
@FunctionalInterface
public interface RequestTracing {
    /** Traces nothing. */
    RequestTracing OFF = (traceparent, events) -> new Traced(events, failure -> {});

    /**
     * A request whose events are about to be taken.
     *
     * @param events the same events, with their trace where they have one
     * @param ended to be told once they are durable, or why they are not
     */
    record Traced(List<RawEvent> events, Consumer<Optional<Throwable>> ended) {
        public Traced {
            events = List.copyOf(events);
        }
    }

    /**
     * Begins with a request.
     *
     * @param traceparent the header of W3C Trace Context, as the client sent it
     */
    Traced begin(Optional<String> traceparent, List<RawEvent> events);
}
