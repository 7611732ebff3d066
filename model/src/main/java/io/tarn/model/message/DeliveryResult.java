package io.tarn.model.message;

import java.time.Instant;

/** How one attempt to deliver a message ended. Reasons hold no personal data. */
public sealed interface DeliveryResult {
    /** In words for the one who operates it. */
    String reason();

    /**
     * The other side took the message over.
     *
     * @param reason what it said
     */
    record Delivered(String reason) implements DeliveryResult {}

    /**
     * It was not taken and will not be tried again.
     *
     * @param permanence whether the address is at fault
     */
    record Failed(String reason, Permanence permanence) implements DeliveryResult {}

    /** It was not taken, surely; try again from then on. */
    record Deferred(String reason, Instant until) implements DeliveryResult {}

    /** It may have been taken: the answer was lost. Not tried again unless a person says so. */
    record Uncertain(String reason) implements DeliveryResult {}

    /** Whom a failure speaks of. */
    enum Permanence {
        /** The address: nothing sent there will arrive. */
        ADDRESS,
        /** This message: another one may arrive. */
        MESSAGE
    }
}
