package io.tarn.decide.holdout;

import io.tarn.model.decision.FactName;
import io.tarn.model.decision.Finding.Exempt;
import io.tarn.model.decision.Finding.Failed;
import io.tarn.model.decision.Finding.Passed;
import io.tarn.model.decision.Reason;
import io.tarn.model.decision.ReasonCode;
import io.tarn.model.decision.Recipient;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.HoldoutDeclaration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rule that whoever is in the control group of the workspace or of a campaign gets no marketing from it. A merged
 * profile is in it when any of its constituents is.
 */
public final class HoldoutRule {
    private final Optional<HoldoutDeclaration> everywhere;

    /** @param everywhere the control group of the whole workspace */
    public HoldoutRule(Optional<HoldoutDeclaration> everywhere) {
        this.everywhere = everywhere;
    }

    public List<Reason> check(Campaign campaign, Recipient recipient) {
        if (campaign.isTransactional()) {
            return List.of(Reason.of(ReasonCode.HOLDOUT, Exempt.EXEMPT));
        }
        return Stream.concat(everywhere.stream(), campaign.holdout().stream())
                .map(one -> check(one, recipient))
                .toList();
    }

    private static Reason check(HoldoutDeclaration declared, Recipient recipient) {
        Holdout holdout = new Holdout(declared.name(), declared.share(), declared.salt());
        boolean held = recipient.constituents().stream().anyMatch(holdout::contains);
        return Reason.of(
                ReasonCode.HOLDOUT,
                held ? Failed.FAILED : Passed.PASSED,
                FactName.HOLDOUT,
                declared.name().value(),
                FactName.SHARE,
                declared.share().toString());
    }
}
