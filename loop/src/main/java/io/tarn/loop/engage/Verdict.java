package io.tarn.loop.engage;

/** Whether a message may leave now. */
sealed interface Verdict {
    /** It may. */
    record Go() implements Verdict {}

    /** Not now: it stays in the queue as it is. */
    record Hold() implements Verdict {}

    /** Never: it fails for this reason. */
    record Refuse(String reason) implements Verdict {}
}
