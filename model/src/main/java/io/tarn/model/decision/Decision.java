package io.tarn.model.decision;

import io.tarn.model.policy.Alternative;
import io.tarn.model.policy.ExpectedValue;
import io.tarn.model.policy.PlainWords;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What becomes of one message step for one person, and why. */
public sealed interface Decision {
    DecisionHead head();

    /** Every check that was made, in the order of {@link ReasonCode}. */
    List<Reason> reasons();

    /** In plain words, for a marketer. */
    String sentence();

    /**
     * The message leaves now.
     *
     * @param alternative the way that was chosen
     * @param worth what it is expected to earn
     */
    record Send(DecisionHead head, Alternative alternative, ExpectedValue worth, List<Reason> reasons)
            implements Decision {
        public Send {
            reasons = List.copyOf(reasons);
        }

        @Override
        public String sentence() {
            long passed = reasons.stream()
                    .filter(reason -> reason.finding() instanceof Finding.Passed)
                    .count();
            return "Sent by " + alternative.channel() + " with template '" + alternative.template() + "': "
                    + PlainWords.count(passed, "check") + " passed.";
        }
    }

    /**
     * The message waits, and is decided on again.
     *
     * @param until the earliest instant at which it could leave, as far as is known now
     * @param cause what it waits for longest
     */
    record Defer(DecisionHead head, Instant until, Reason cause, List<Reason> reasons) implements Decision {
        public Defer {
            reasons = List.copyOf(reasons);
        }

        @Override
        public String sentence() {
            return "Waiting until " + PlainWords.instant(until) + ": " + cause.sentence() + ".";
        }
    }

    /**
     * The message is not sent.
     *
     * @param cause the first of the checks, in the order of {@link ReasonCode}, that forbids it; where waiting would
     *     last longer than the message is valid, what it would wait for
     */
    record Withhold(DecisionHead head, Reason cause, List<Reason> reasons) implements Decision {
        public Withhold {
            reasons = List.copyOf(reasons);
        }

        /** Whether the person is in a control group, and would have got the message. */
        public boolean isControl() {
            return cause.code() == ReasonCode.HOLDOUT;
        }

        @Override
        public String sentence() {
            String start = isControl() ? "Control group: " : "Not sent: ";
            return start + cause.sentence()
                    + tooLate().map(late -> "; " + late.sentence()).orElse("") + ".";
        }

        /** That it cannot leave in time, where this is not the cause itself. */
        private Optional<Reason> tooLate() {
            boolean waits = cause.finding() instanceof Finding.Waits;
            return reasons.stream()
                    .filter(reason -> waits && reason.code() == ReasonCode.VALIDITY)
                    .filter(reason -> reason.finding() instanceof Finding.Failed)
                    .findFirst();
        }
    }
}
