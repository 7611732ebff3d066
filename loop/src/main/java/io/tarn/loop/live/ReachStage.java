package io.tarn.loop.live;

import io.tarn.model.decision.Finding;
import io.tarn.model.decision.Reason;
import io.tarn.model.decision.ReasonCode;
import io.tarn.model.policy.Alternative;
import io.tarn.model.policy.AlternativeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A condition that persons fall away by, from those whom a trigger is about to those who get a message. */
public enum ReachStage {
    SET_OFF,
    IN_AUDIENCE,
    REACHABLE,
    CONTACTABLE,
    CONSENTED,
    NOT_EXCLUDED,
    UNCAPPED,
    /** Looked at by itself: a decision looks at holdouts only where nothing else holds the message back. */
    NOT_HELD_OUT;

    private Set<ReasonCode> codes() {
        return switch (this) {
            case SET_OFF -> Set.of();
            case IN_AUDIENCE -> Set.of(ReasonCode.AUDIENCE);
            case REACHABLE -> Set.of(ReasonCode.REACHABILITY);
            case CONTACTABLE -> Set.of(ReasonCode.DO_NOT_CONTACT);
            case CONSENTED -> Set.of(ReasonCode.CONSENT);
            case NOT_EXCLUDED -> Set.of(ReasonCode.EXCLUSION, ReasonCode.CONVERTED);
            case UNCAPPED -> Set.of(ReasonCode.FREQUENCY_CAP);
            case NOT_HELD_OUT -> Set.of(ReasonCode.HOLDOUT);
        };
    }

    /** As programs read it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The stages that somebody comes through.
     *
     * @param reasons of the decision, and of holdouts
     */
    static List<ReachStage> passed(List<Alternative> alternatives, List<Reason> reasons) {
        Set<AlternativeName> open = new HashSet<>();
        alternatives.forEach(one -> open.add(one.name()));
        List<ReachStage> passed = new ArrayList<>();
        for (ReachStage stage : values()) {
            Set<ReasonCode> codes = stage.codes();
            for (Reason reason : reasons) {
                boolean stands =
                        reason.finding() instanceof Finding.Failed || reason.finding() instanceof Finding.Waits;
                if (stands && codes.contains(reason.code())) {
                    reason.alternative().ifPresentOrElse(open::remove, open::clear);
                }
            }
            if (open.isEmpty()) {
                return passed;
            }
            passed.add(stage);
        }
        return passed;
    }
}
