package io.tarn.loop.engage;

/** Tells a channel that it must not send, right before anything would be at stake. Never leaves this package. */
final class StoppedException extends RuntimeException {
    @SuppressWarnings("serial") // Never written anywhere.
    private final Verdict verdict;

    /** @param verdict what becomes of the message, unless its attempt has an end already */
    StoppedException(Verdict verdict) {
        super("Nothing is sent: the message may not leave now.", null, false, false);
        this.verdict = verdict;
    }

    Verdict verdict() {
        return verdict;
    }
}
