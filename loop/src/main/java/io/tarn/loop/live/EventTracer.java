package io.tarn.loop.live;

import io.tarn.model.event.RawEvent;

/**
 * Watches events that belong to a trace on their way. Called from the threads that do the work, so it must neither wait
 * nor fail.
 */
@FunctionalInterface
public interface EventTracer {
    /** One that looks at nothing. */
    EventTracer NONE = (event, offset, step, startNanos, endNanos) -> {};

    /** What is done with an event between the log and the lake. */
    enum Step {
        /** It is understood and held against the tracking plan. */
        ADMIT,
        /** Its person is found. */
        RESOLVE,
        /** It is counted into traits. */
        UNDERSTAND,
        /** What it changed is written, with the rest of its batch. */
        COMMIT,
        /** Its rows are added to the tables of the lake, with those of its flush. */
        LAND
    }

    /**
     * An event with a trace went through a step.
     *
     * @param offset of its log entry
     * @param startNanos by {@link System#nanoTime()}
     * @param endNanos by the same
     */
    void passed(RawEvent event, long offset, Step step, long startNanos, long endNanos);
}
