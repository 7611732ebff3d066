package io.tarn.storage;

import io.tarn.model.decision.DecisionHead;
import io.tarn.model.identity.Identifier;
import io.tarn.model.message.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A message on its way to a person, and how far it came. Once it has ended, its bodies are gone.
 *
 * @param decision that it stems from
 * @param leads what leads to the person it was sent to, so that what becomes of it finds them
 * @param validUntil after which it must not leave any more
 * @param attempts how many were begun
 * @param at when it may leave, while {@link State#QUEUED}; else since when it is in its state
 * @param reason what the last attempt came to; empty before the first
 */
public record Dispatch(
        Message message,
        DecisionHead decision,
        List<Identifier> leads,
        Instant validUntil,
        State state,
        int attempts,
        Instant at,
        String reason) {
    /** How far a message came. */
    public enum State {
        /** It surely was not taken yet. */
        QUEUED,
        /** An attempt has begun: the other side may take it at any moment. */
        SENDING,
        /** The other side took it over. */
        DELIVERED,
        /** It was not taken, and is not tried again. */
        FAILED,
        /** It may have been taken; it is not tried again. */
        UNCERTAIN;

        /** Whether nothing is tried any more. */
        public boolean isEnd() {
            return this == DELIVERED || this == FAILED || this == UNCERTAIN;
        }
    }

    public Dispatch {
        leads = List.copyOf(leads);
    }

    /** The same in another state; its bodies go when that is an end. */
    public Dispatch in(State now, int begun, Instant since, String why) {
        Message kept = now.isEnd() ? withoutBodies(message) : message;
        return new Dispatch(kept, decision, leads, validUntil, now, begun, since, why);
    }

    private static Message withoutBodies(Message whole) {
        return new Message(
                whole.id(),
                whole.profile(),
                whole.channel(),
                whole.address(),
                whole.subject(),
                "",
                "",
                Map.of(),
                whole.purpose(),
                whole.sentAt());
    }

    /** Without address and content. */
    @Override
    public String toString() {
        return "Dispatch[" + message.id() + " " + state + "]";
    }
}
