package io.tarn.model.decision;

import java.time.Instant;

/** What a check came to. */
public sealed interface Finding {
    /** As tables and programs read it. */
    default String word() {
        return switch (this) {
            case Passed _ -> "passed";
            case Exempt _ -> "exempt";
            case Waits _ -> "waits";
            case Failed _ -> "failed";
        };
    }

    /** It allows the message. */
    record Passed() implements Finding {
        public static final Passed PASSED = new Passed();
    }

    /** It does not concern the message, which is transactional. */
    record Exempt() implements Finding {
        public static final Exempt EXEMPT = new Exempt();
    }

    /** It allows the message from an instant on, as far as is known now. */
    record Waits(Instant until) implements Finding {}

    /** It forbids the message. */
    record Failed() implements Finding {
        public static final Failed FAILED = new Failed();
    }
}
