package io.tarn.engage.delivery;

import io.tarn.model.message.MessageId;
import java.time.Duration;
import java.time.Instant;

/**
 * How long to wait before another attempt: twice as long each time, up to a bound, each message at its own moment.
 *
 * @param attemptsMax after so many a message fails
 */
public record Backoff(Duration delayMin, Duration delayMax, int attemptsMax) {
    /** Over about three days, as mail servers do. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofMinutes(1), Duration.ofHours(6), 20);

    private static final int SHIFT_MAX = 30;
    private static final int SHARES = 1 << 16;

    /** Whether there is another attempt after this one. */
    public boolean hasNext(int attempt) {
        return attempt < attemptsMax;
    }

    /** When the next attempt is due: between half and the whole of the delay, by a hash of message and attempt. */
    public Instant next(Instant now, MessageId message, int attempt) {
        long whole = delayMin.toMillis() << Math.clamp(attempt - 1L, 0, SHIFT_MAX);
        long bounded = whole <= 0 ? delayMax.toMillis() : Math.min(whole, delayMax.toMillis());
        long share = Math.floorMod(31L * message.value().hashCode() + 0x9E3779B9L * attempt, SHARES);
        return now.plusMillis(bounded / 2 + bounded / 2 * share / SHARES);
    }
}
