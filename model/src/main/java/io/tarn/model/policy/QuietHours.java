package io.tarn.model.policy;

import io.tarn.model.message.ChannelName;
import java.time.LocalTime;
import java.util.Set;

/**
 * Hours of the day in which nobody is written to, by the clock on the person's wall: {@code [from, until)}, across
 * midnight when {@code until} comes before {@code from}.
 *
 * @param channels the channels that are quiet; none named: all of them
 */
public record QuietHours(LocalTime from, LocalTime until, Set<ChannelName> channels) {
    public QuietHours {
        channels = Set.copyOf(channels);
        Faults faults = new Faults("Quiet hours from " + from + " until " + until);
        faults.check(!from.equals(until), "they never end; let them end at another time than they begin");
        faults.refuse();
    }

    /** Those of every channel. */
    public static QuietHours daily(LocalTime from, LocalTime until) {
        return new QuietHours(from, until, Set.of());
    }

    /** Whether they are about a channel. */
    public boolean concern(ChannelName channel) {
        return channels.isEmpty() || channels.contains(channel);
    }

    /** Whether a time of the day lies in them. */
    public boolean contain(LocalTime time) {
        boolean sinceFrom = time.compareTo(from) >= 0;
        boolean beforeUntil = time.compareTo(until) < 0;
        return from.isBefore(until) ? sinceFrom && beforeUntil : sinceFrom || beforeUntil;
    }
}
