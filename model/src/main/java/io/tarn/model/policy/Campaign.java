package io.tarn.model.policy;

import io.tarn.model.policy.Exclusion.InAudience;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why, to whom, when and by what a person is written to. It has no end: whatever sets it off again is decided again.
 *
 * @param audience who may get it; empty: everybody whom the trigger is about
 * @param exclusions live conditions that keep its messages back
 * @param steps its messages, in order
 * @param caps how often it may write to a person, beside the caps over all campaigns; only its own messages count
 * @param holdout its control group
 */
public record Campaign(
        CampaignName name,
        Kind kind,
        Goal goal,
        Trigger trigger,
        Optional<AudienceName> audience,
        List<Exclusion> exclusions,
        List<MessageStep> steps,
        List<FrequencyCap> caps,
        Optional<HoldoutDeclaration> holdout) {
    private static final int EXCLUSIONS_MAX = 32;
    private static final int STEPS_MAX = 50;
    private static final int CAPS_MAX = 8;

    /** Whether the person asked for the message by what they did. */
    public enum Kind {
        /** The workspace wants to say something. */
        MARKETING,
        /**
         * The person waits for it, such as for a receipt or a new password. It is exempt from frequency caps, quiet
         * hours, arbitration, holdouts and the exclusions of the workspace; never from the do-not-contact list, from a
         * refusal, or from its own exclusions.
         */
        TRANSACTIONAL
    }

    public Campaign {
        exclusions = List.copyOf(exclusions);
        steps = List.copyOf(steps);
        caps = List.copyOf(caps);
        Faults faults = new Faults("Campaign '" + name + "'");
        faults.checkCount("exclusions", exclusions, EXCLUSIONS_MAX);
        faults.checkDistinct("exclusion", exclusions);
        faults.check(!steps.isEmpty(), "it has no message step");
        faults.checkCount("message steps", steps, STEPS_MAX);
        faults.checkDistinct(
                "message step", steps.stream().map(MessageStep::name).toList());
        faults.checkCount("frequency caps", caps, CAPS_MAX);
        faults.check(
                kind == Kind.MARKETING || caps.isEmpty(),
                "it is transactional and has a frequency cap, from which such messages are exempt; remove one");
        faults.check(
                kind == Kind.MARKETING || holdout.isEmpty(),
                "it is transactional and has a holdout, from which such messages are exempt; remove one");
        for (AudienceName one : required(trigger, audience)) {
            faults.check(
                    !exclusions.contains(new InAudience(one)),
                    "audience '" + one + "' is both asked for and excluded; nobody could get it");
        }
        faults.refuse();
    }

    /** The audiences that a person must be in when a message leaves: its own, and the one whose entry set it off. */
    public List<AudienceName> required() {
        return required(trigger, audience);
    }

    private static List<AudienceName> required(Trigger trigger, Optional<AudienceName> audience) {
        Stream<AudienceName> entered =
                trigger instanceof Trigger.OnEntry(AudienceName one) ? Stream.of(one) : Stream.empty();
        return Stream.concat(entered, audience.stream()).distinct().toList();
    }

    /** Every audience that it names, be it asked for or excluded. */
    public List<AudienceName> audiences() {
        Stream<AudienceName> excluded = exclusions.stream()
                .flatMap(one -> one instanceof InAudience(AudienceName name) ? Stream.of(name) : Stream.empty());
        return Stream.concat(required().stream(), excluded).distinct().toList();
    }

    public boolean isTransactional() {
        return kind == Kind.TRANSACTIONAL;
    }
}
