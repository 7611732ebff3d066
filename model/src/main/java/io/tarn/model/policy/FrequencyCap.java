package io.tarn.model.policy;

import io.tarn.model.message.ChannelName;
import java.time.Duration;
import java.util.Optional;

/**
 * How many messages a person may get in a window {@code (asOf - window, asOf]}. Transactional messages neither count
 * nor are held back.
 *
 * @param channel the channel whose messages count; empty: those of every channel
 */
public record FrequencyCap(int max, Duration window, Optional<ChannelName> channel) {
    /** The longest window: how far back messages to a person must be known. */
    public static final Duration WINDOW_MAX = Duration.ofDays(366);

    private static final int MESSAGES_MAX = 100;
    private static final Duration WINDOW_MIN = Duration.ofMinutes(1);

    public FrequencyCap {
        Faults faults = new Faults("A frequency cap");
        faults.check(max >= 1 && max <= MESSAGES_MAX, "its max is " + max + " messages; use 1 to " + MESSAGES_MAX);
        faults.checkWithin("its window", window, WINDOW_MIN, WINDOW_MAX);
        faults.refuse();
    }

    /** One that counts the messages of every channel. */
    public static FrequencyCap overall(int max, Duration window) {
        return new FrequencyCap(max, window, Optional.empty());
    }

    /** One that counts the messages of one channel. */
    public static FrequencyCap by(ChannelName channel, int max, Duration window) {
        return new FrequencyCap(max, window, Optional.of(channel));
    }
}
