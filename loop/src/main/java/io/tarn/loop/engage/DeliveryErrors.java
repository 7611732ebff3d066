package io.tarn.loop.engage;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.message.MessageId;

/** What can go wrong when messages are handed over. */
final class DeliveryErrors {
    private DeliveryErrors() {}

    static TarnException tooFew(int workers, int atHandMax) {
        return new TarnException(
                ErrorCode.WRONG_USAGE,
                "Delivery cannot run with " + workers + " workers and " + atHandMax
                        + " messages at hand: it needs a worker, and as many messages as workers.");
    }

    static TarnException notAtHand(MessageId message) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "A channel wants to send message " + message
                        + ", which it was not given. Nothing is sent; report this with the channel's name.");
    }

    static TarnException begunTwice(MessageId message) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "A channel wants to send message " + message
                        + " twice in one attempt. Nothing more is sent; report this with the channel's name.");
    }
}
