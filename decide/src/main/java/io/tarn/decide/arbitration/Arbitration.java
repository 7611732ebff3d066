package io.tarn.decide.arbitration;

import io.tarn.model.decision.Contact;
import io.tarn.model.decision.FactName;
import io.tarn.model.decision.Finding.Exempt;
import io.tarn.model.decision.Finding.Passed;
import io.tarn.model.decision.Finding.Waits;
import io.tarn.model.decision.Reason;
import io.tarn.model.decision.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The rule that of several messages that could reach a person at one instant the one worth most does, and no other. */
public final class Arbitration {
    /** For a message that takes no part. */
    public static final Reason EXEMPT = Reason.of(ReasonCode.ARBITRATION, Exempt.EXEMPT);

    private final Duration rivalDelay;

    /** @param rivalDelay how long a message waits that lost */
    public Arbitration(Duration rivalDelay) {
        this.rivalDelay = rivalDelay;
    }

    /** Who goes first. */
    public static Contender winner(Contender own, List<Contender> rivals) {
        Contender first = own;
        for (Contender rival : rivals) {
            first = Contender.ORDER.compare(rival, first) < 0 ? rival : first;
        }
        return first;
    }

    /** Of a message that could leave at the very instant at which another one left: that one was decided on before. */
    public Reason behind(Contact gone, Contender own) {
        return Reason.of(
                ReasonCode.ARBITRATION,
                new Waits(gone.at().plus(rivalDelay)),
                FactName.WINNER,
                gone.campaign().value(),
                FactName.WORTH,
                own.worth().toString());
    }

    public Reason check(Contender own, List<Contender> rivals, Instant asOf) {
        Contender winner = winner(own, rivals);
        String worth = own.worth().toString();
        if (winner.equals(own)) {
            return Reason.of(
                    ReasonCode.ARBITRATION,
                    Passed.PASSED,
                    FactName.RIVALS,
                    Integer.toString(rivals.size()),
                    FactName.WORTH,
                    worth);
        }
        return Reason.of(
                ReasonCode.ARBITRATION,
                new Waits(asOf.plus(rivalDelay)),
                FactName.STEP,
                winner.candidate().step().name().value(),
                FactName.WINNER,
                winner.candidate().campaign().name().value(),
                FactName.WINNER_WORTH,
                winner.worth().toString(),
                FactName.WORTH,
                worth);
    }
}
