package io.tarn.engage.delivery;

import io.tarn.model.message.ChannelName;
import io.tarn.model.message.DeliveryResult;
import io.tarn.model.message.Message;

/**
 * A way to hand messages over, such as a mail server. Safe for many threads.
 *
 * <p>Before the other side could take a message, its intent is in the {@link DeliveryJournal}; when the attempt has
 * ended,
 * its result is. A result other than {@code Uncertain} is certain: {@code Deferred} and {@code Failed} say that the
 * other
 * side has not taken the message. So a caller that never repeats a {@code Delivered} or {@code Uncertain} message, nor
 * one
 * with an intent and no end, never has it accepted twice.
 */
public interface Channel extends AutoCloseable {
    ChannelName name();

    /**
     * Tries once. Never throws for what the other side does.
     *
     * @param attempt from 1; later ones wait longer before the next
     */
    DeliveryResult deliver(Message message, int attempt);

    /** Lets go of connections; attempts that run end first. */
    @Override
    void close();
}
