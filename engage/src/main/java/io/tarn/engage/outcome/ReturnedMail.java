package io.tarn.engage.outcome;

import io.tarn.model.message.Outcome;
import java.util.List;

/** What a mail that came to our bounce mailbox says. */
public sealed interface ReturnedMail {
    /** It speaks of messages of ours. May be empty: a delay is no outcome yet. */
    record Understood(List<Outcome> outcomes) implements ReturnedMail {
        public Understood {
            outcomes = List.copyOf(outcomes);
        }
    }

    /**
     * It is nothing that we can read.
     *
     * @param reason without what the mail holds
     */
    record NotUnderstood(String reason) implements ReturnedMail {}
}
