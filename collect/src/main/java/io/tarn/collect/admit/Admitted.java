package io.tarn.collect.admit;

import io.tarn.model.event.Event;
import io.tarn.model.event.Violation;
import java.util.List;

/** What became of an event that was looked at: taken in, put aside with the reasons, or dropped. */
public sealed interface Admitted {
    /** What is wrong with it, or odd about it. */
    List<Violation> violations();

    /** An event that is taken in; what is odd about it is only reported. */
    record Accepted(Event event, List<Violation> violations) implements Admitted {
        public Accepted {
            violations = List.copyOf(violations);
        }
    }

    /** An event that is put aside, to be mended and replayed. */
    record Rejected(List<Violation> violations) implements Admitted {
        public Rejected {
            violations = List.copyOf(violations);
        }
    }

    /** An event of a person who was forgotten: nothing of it is kept. */
    record Forgotten() implements Admitted {
        @Override
        public List<Violation> violations() {
            return List.of();
        }
    }
}
