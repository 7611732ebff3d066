package io.tarn.model.policy;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The limits that every campaign of a workspace keeps, whatever it declares itself.
 *
 * @param caps how often a person may be written to, over all campaigns
 * @param quietHours when nobody is written to; where several concern a channel, all of them hold
 * @param zone the time zone of a person of whom none is known
 * @param exclusions audiences whose members get no marketing, such as of those with an open ticket
 * @param rivalDelay how long a message waits that lost to another campaign's
 * @param holdout a control group that gets no marketing at all
 */
public record Guardrails(
        List<FrequencyCap> caps,
        List<QuietHours> quietHours,
        ZoneId zone,
        List<AudienceName> exclusions,
        Duration rivalDelay,
        Optional<HoldoutDeclaration> holdout) {
    private static final int CAPS_MAX = 16;
    private static final int QUIET_HOURS_MAX = 8;
    private static final int EXCLUSIONS_MAX = 32;
    private static final Duration RIVAL_DELAY_MIN = Duration.ofMinutes(1);
    private static final Duration RIVAL_DELAY_MAX = Duration.ofDays(30);

    public Guardrails {
        caps = List.copyOf(caps);
        quietHours = List.copyOf(quietHours);
        exclusions = List.copyOf(exclusions);
        Faults faults = new Faults("Guardrails");
        faults.checkCount("frequency caps", caps, CAPS_MAX);
        faults.checkCount("quiet hours", quietHours, QUIET_HOURS_MAX);
        faults.checkCount("exclusions", exclusions, EXCLUSIONS_MAX);
        faults.checkDistinct("exclusion", exclusions);
        faults.checkWithin("rival_delay", rivalDelay, RIVAL_DELAY_MIN, RIVAL_DELAY_MAX);
        faults.refuse();
    }

    /** What holds when nothing is declared: no cap, no quiet hours, UTC; a message that lost waits for a day. */
    public static Guardrails defaults() {
        return new Guardrails(List.of(), List.of(), ZoneOffset.UTC, List.of(), Duration.ofDays(1), Optional.empty());
    }

    /** What a campaign must be able to tell of everybody before it may write to anybody: every audience that it heeds. */
    public List<AudienceName> heededBy(Campaign campaign) {
        return Stream.concat(
                        campaign.audiences().stream(), campaign.isTransactional() ? Stream.of() : exclusions.stream())
                .distinct()
                .toList();
    }
}
