package io.tarn.decide.arbitration;

import io.tarn.model.decision.Candidate;
import io.tarn.model.event.CodePoints;
import io.tarn.model.policy.Alternative;
import io.tarn.model.policy.ExpectedValue;
import java.util.Comparator;

/** A marketing message that could leave now, by the alternative that was chosen for it. */
public record Contender(Candidate candidate, Alternative alternative, ExpectedValue worth) {
    /**
     * The one that goes first comes first: worth most; then due for longest; then by the names of campaign and step;
     * then by its occasion. No two contenders are alike.
     */
    public static final Comparator<Contender> ORDER = Comparator.comparing(Contender::worth)
            .reversed()
            .thenComparing(one -> one.candidate().dueAt())
            .thenComparing(one -> one.candidate().campaign().name())
            .thenComparing(one -> one.candidate().step().name())
            .thenComparing(one -> one.candidate().occasion().key().source())
            .thenComparing(one -> one.candidate().occasion().key().messageId(), CodePoints.ORDER)
            .thenComparing(one -> one.candidate().occasion().subject());
}
