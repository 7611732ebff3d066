package io.tarn.model.decision;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.StepName;

/** Everything that the values of a decision can complain about. */
final class DecisionErrors {
    private DecisionErrors() {}

    static TarnException noDecisionId(String value) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "'" + value + "' is no decision id: expected the letter d and twenty digits or lower-case letters"
                        + " (without i, l, o and u), as in gold.decisions.");
    }

    static TarnException foreignStep(CampaignName campaign, StepName step) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "Campaign '" + campaign + "' has no message step '" + step + "' as it was to be decided.");
    }

    static TarnException foreignProfile(ProfileId profile) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "Profile " + profile + " is none of the constituents that it was to be decided with.");
    }

    static TarnException tooManyRivals(int found) {
        return new TarnException(
                ErrorCode.LIMIT_REACHED,
                "A decision has " + found + " rivals; at most " + DecisionContext.RIVALS_MAX + " can compete for a"
                        + " person at one instant.");
    }

    static TarnException tooManyContacts(int found) {
        return new TarnException(
                ErrorCode.LIMIT_REACHED,
                "A contact history has " + found + " messages; keep the newest " + ContactHistory.CONTACTS_MAX + ".");
    }

    static TarnException sameAgain(CampaignName campaign, StepName step) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "Message step '" + step + "' of campaign '" + campaign + "' competes twice for one occasion; let it"
                        + " compete once.");
    }

    static TarnException tooManyPlans(int count) {
        return new TarnException(
                ErrorCode.LIMIT_REACHED,
                count + " message steps wait for one person; at most " + Standing.PLANS_MAX
                        + " may. Let fewer campaigns be set off at once.");
    }
}
