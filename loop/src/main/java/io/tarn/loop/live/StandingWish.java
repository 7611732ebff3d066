package io.tarn.loop.live;

import io.tarn.decide.eligibility.ConsentRule;
import io.tarn.decide.suppression.Suppression;
import io.tarn.loop.engage.StillWanted;
import io.tarn.model.decision.Finding;
import io.tarn.model.decision.Reason;
import io.tarn.model.decision.Recipient;
import io.tarn.model.decision.Standing;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.storage.Dispatch;
import io.tarn.storage.ProfileStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks again, right before a message leaves, at what its person may have said since it was decided on: the do-not-contact
 * list, consent, and that they were forgotten. Safe to share between threads.
 */
public final class StandingWish implements StillWanted {
    private final ProfileStore store;
    private final Map<CampaignName, Campaign> campaigns;
    private final Recipients recipients;

    public StandingWish(ProfileStore store, CampaignRules rules) {
        this.store = store;
        this.campaigns = rules.campaigns().stream().collect(Collectors.toMap(Campaign::name, Function.identity()));
        this.recipients = new Recipients(rules.endpoints());
    }

    @Override
    public Optional<String> refusal(Dispatch dispatch) {
        Campaign campaign = campaigns.get(dispatch.decision().campaign());
        if (campaign == null) {
            return Optional.of(
                    "Campaign '" + dispatch.decision().campaign() + "' is not declared any more, or does not run.");
        }
        ProfileId subject = dispatch.decision().occasion().subject();
        Profile profile = store.findProfiles(List.of(subject)).get(subject);
        if (profile == null) {
            return Optional.of("There is no such person any more.");
        }
        Map<ProfileId, Standing> standings = store.findStandings(
                profile.constituents().stream().map(Constituent::id).toList());
        Recipient recipient = recipients.of(profile, id -> standings.getOrDefault(id, Standing.NONE));
        Reason listed = Suppression.doNotContact(dispatch.message().channel(), recipient);
        Reason consent = ConsentRule.check(
                campaign, dispatch.message().purpose(), dispatch.message().channel(), recipient);
        return refused(listed).or(() -> refused(consent));
    }

    private static Optional<String> refused(Reason reason) {
        return reason.finding() instanceof Finding.Failed
                ? Optional.of("Not sent after all: " + reason.sentence() + ".")
                : Optional.empty();
    }
}
