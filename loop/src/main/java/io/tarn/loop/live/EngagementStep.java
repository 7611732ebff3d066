package io.tarn.loop.live;

import io.tarn.loop.live.LiveStepResult.Changed;
import io.tarn.model.event.Event;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.ProfileChange.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Lets what changed of a person change what they are in, and what they are sent. What it changes is the workspace.
 * Confined to the writer.
 */
final class EngagementStep {
    private final MembershipStep membership;
    private final CampaignStep campaigns;

    EngagementStep(MembershipStep membership, CampaignStep campaigns) {
        this.membership = membership;
        this.campaigns = campaigns;
    }

    /** Whether there is neither an audience to keep nor a campaign to run. */
    boolean isIdle() {
        return membership.isIdle() && campaigns.isIdle();
    }

    /** Applies what one step changed; nothing where a person was forgotten. */
    void apply(LiveStepResult result, Optional<Event> event, Workspace work) {
        if (result.changed().filter(one -> one.kind() != Kind.FORGOTTEN).isEmpty()) {
            return;
        }
        Changed changed = result.changed().get();
        event.ifPresent(one -> OutcomeStep.heard(changed, one, work));
        if (isIdle()) {
            return;
        }
        List<AudienceName> entered = membership.apply(changed, event, work);
        // Who is parted from another did nothing that a campaign waits for.
        List<AudienceName> occasions = changed.kind() == Kind.UNMERGED ? List.of() : entered;
        Profile profile = work.profile(changed.after().id());
        campaigns.apply(profile, changed, event, occasions, work);
    }

    /** Lets somebody into audiences who was there before Tarn knew; no campaign hears of it. */
    void introduce(LiveStepResult result, Workspace work) {
        if (!membership.isIdle()) {
            result.changed().ifPresent(changed -> membership.apply(changed, Optional.empty(), work));
        }
    }
}
