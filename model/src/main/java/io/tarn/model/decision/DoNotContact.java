package io.tarn.model.decision;

import io.tarn.model.message.ChannelName;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry of the do-not-contact list about a person or one of their addresses.
 *
 * @param channel the channel of the address; empty: no channel may be used
 */
public record DoNotContact(Optional<ChannelName> channel, Cause cause, Instant since) {
    /** How an entry came to be. */
    public enum Cause {
        UNSUBSCRIBED("the person unsubscribed"),
        COMPLAINED("the person complained"),
        BOUNCED("the address does not exist"),
        REQUESTED("it was asked for");

        private final String meaning;

        Cause(String meaning) {
            this.meaning = meaning;
        }

        /** A clause for people. */
        public String meaning() {
            return meaning;
        }
    }

    /** Whether it forbids a channel. */
    public boolean forbids(ChannelName one) {
        return channel.isEmpty() || channel.get().equals(one);
    }
}
