package io.tarn.engage.delivery;

import io.tarn.model.message.DeliveryResult;
import io.tarn.model.message.MessageId;

/**
 * Where a channel says what it is about to do, so that a crash in between is seen afterwards: an intent without an end
 * is
 * {@code Uncertain}.
 */
public interface DeliveryJournal {
    /**
     * The other side may take the message from now on. Returns once this is durable. When it throws, nothing is sent:
     * so it
     * does for a message that was intended before, unless that attempt ended {@code Deferred}.
     */
    void intended(MessageId message);

    /** The attempt ended so. Follows an intent; without one nothing was at stake and nothing is said. */
    void ended(MessageId message, DeliveryResult result);
}
