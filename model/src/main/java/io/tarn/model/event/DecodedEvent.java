package io.tarn.model.event;

import java.util.List;

/** What was found in a raw event. */
public sealed interface DecodedEvent {
    /** What is wrong with it, however slight. */
    List<Violation> violations();

    /**
     * It can be understood; its identifiers are as the client spelled them.
     *
     * @param violations what was mended or left out on the way
     */
    record Understood(Event event, List<Violation> violations) implements DecodedEvent {
        public Understood {
            violations = List.copyOf(violations);
        }
    }

    /** It cannot be understood; at least one violation says why. */
    record Unreadable(List<Violation> violations) implements DecodedEvent {
        public Unreadable {
            violations = List.copyOf(violations);
        }
    }
}
