package io.tarn.model.message;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/** What became of a message after it was handed over. Each enters the log as an event. */
public sealed interface Outcome {
    MessageId message();

    Instant at();

    /** It arrived in the mailbox, as far as the provider says. */
    record Arrived(MessageId message, Instant at) implements Outcome {}

    /**
     * It was opened.
     *
     * @param signs why a machine may have done it; empty: a person
     */
    record Opened(MessageId message, Instant at, Set<MachineSign> signs) implements Outcome {
        public Opened {
            signs = sorted(signs);
        }

        public boolean isMachine() {
            return !signs.isEmpty();
        }
    }

    /**
     * A link in it was followed.
     *
     * @param target where the link leads
     * @param signs why a machine may have done it; empty: a person
     */
    record Clicked(MessageId message, Instant at, String target, Set<MachineSign> signs) implements Outcome {
        public Clicked {
            signs = sorted(signs);
        }

        public boolean isMachine() {
            return !signs.isEmpty();
        }
    }

    /**
     * It came back.
     *
     * @param code as RFC 3463 has it, such as {@code 5.1.1}; empty when nothing was said
     */
    record Bounced(MessageId message, Instant at, Bounce kind, String code) implements Outcome {}

    /** The person wants no more of its purpose. */
    record Unsubscribed(MessageId message, Instant at) implements Outcome {}

    /** The person called it unwanted. */
    record Complained(MessageId message, Instant at) implements Outcome {}

    /** Whether a bounce is final. */
    enum Bounce {
        /** The address takes no mail: do not write there again. */
        HARD,
        /** A full mailbox, a busy server: later mail may arrive. */
        SOFT
    }

    private static Set<MachineSign> sorted(Set<MachineSign> signs) {
        return java.util.Collections.unmodifiableSortedSet(new TreeSet<>(signs));
    }
}
