package io.tarn.decide.town;

import io.tarn.model.message.ChannelName;
import io.tarn.model.message.Purpose;
import io.tarn.model.policy.Alternative;
import io.tarn.model.policy.AlternativeName;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.Exclusion;
import io.tarn.model.policy.ExpectedValue;
import io.tarn.model.policy.FrequencyCap;
import io.tarn.model.policy.Goal;
import io.tarn.model.policy.Guardrails;
import io.tarn.model.policy.HoldoutDeclaration;
import io.tarn.model.policy.HoldoutName;
import io.tarn.model.policy.HoldoutSalt;
import io.tarn.model.policy.HoldoutShare;
import io.tarn.model.policy.MessageStep;
import io.tarn.model.policy.QuietHours;
import io.tarn.model.policy.StepName;
import io.tarn.model.policy.TemplateName;
import io.tarn.model.policy.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What everybody in the town shares: campaigns, guardrails, and when the kill switch was pulled. */
record Town(List<Campaign> campaigns, Guardrails guardrails, List<Span> stops) {
    /** Two months in which clocks turn in America, in Europe and in Australia. */
    static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

    static final Duration LENGTH = Duration.ofDays(61);
    static final AudienceName OPEN_TICKET = new AudienceName("open_ticket");
    static final AudienceName LAPSED = new AudienceName("lapsed");
    static final AudienceName REGULARS = new AudienceName("regulars");
    static final List<AudienceName> AUDIENCES = List.of(OPEN_TICKET, LAPSED, REGULARS);
    static final List<ChannelName> CHANNELS = List.of(ChannelName.EMAIL, ChannelName.SMS, ChannelName.PUSH);
    static final List<String> PURPOSES = List.of("marketing", "advice");

    /** From an instant until before another. */
    record Span(Instant from, Instant until) {
        boolean contains(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }

    static Town founded() {
        return new Town(
                List.of(
                        campaign(
                                "cart",
                                12,
                                Optional.empty(),
                                List.of(new Exclusion.Converted()),
                                0,
                                step(1, 12, "email push")),
                        campaign("winback", 9, Optional.of(LAPSED), List.of(), 100_000, step(0, 72, "sms=9 email=7")),
                        campaign(
                                "news",
                                1,
                                Optional.empty(),
                                List.of(new Exclusion.InAudience(LAPSED)),
                                200_000,
                                step(0, 48, "email")),
                        campaign(
                                "welcome",
                                4,
                                Optional.empty(),
                                List.of(new Exclusion.Converted()),
                                0,
                                step(0, 24, "email"),
                                step(48, 24, "email sms"),
                                step(120, 48, "push")),
                        campaign("flash", 6, Optional.empty(), List.of(), 0, step(0, 6, "push=8 sms=6 email=6")),
                        campaign(
                                "upsell",
                                20,
                                Optional.of(REGULARS),
                                List.of(new Exclusion.Converted()),
                                300_000,
                                step(2, 36, "email")),
                        receipt()),
                limits(),
                List.of(stop(9, 3), stop(30, 5), stop(47, 26)));
    }

    private static Guardrails limits() {
        return new Guardrails(
                List.of(
                        FrequencyCap.overall(4, Duration.ofDays(7)),
                        FrequencyCap.overall(2, Duration.ofHours(20)),
                        FrequencyCap.by(ChannelName.SMS, 1, Duration.ofDays(5)),
                        FrequencyCap.by(ChannelName.EMAIL, 3, Duration.ofDays(6))),
                List.of(
                        QuietHours.daily(LocalTime.of(21, 0), LocalTime.of(8, 0)),
                        new QuietHours(LocalTime.of(1, 30), LocalTime.of(10, 30), Set.of(ChannelName.SMS)),
                        new QuietHours(LocalTime.of(12, 0), LocalTime.of(14, 0), Set.of(ChannelName.PUSH))),
                ZoneId.of("Europe/Berlin"),
                List.of(OPEN_TICKET),
                Duration.ofHours(7),
                Optional.of(holdout("everywhere", 50_000)));
    }

    private static Campaign campaign(
            String name,
            int margin,
            Optional<AudienceName> audience,
            List<Exclusion> exclusions,
            int heldOut,
            Way... ways) {
        List<MessageStep> steps = new ArrayList<>();
        for (Way way : ways) {
            steps.add(way.step("step" + steps.size(), steps.isEmpty() ? "marketing" : "advice"));
        }
        boolean entry = name.equals("upsell");
        return new Campaign(
                new CampaignName(name),
                Campaign.Kind.MARKETING,
                goal(margin),
                entry ? new Trigger.OnEntry(audience.orElseThrow()) : new Trigger.OnEvent(name, List.of()),
                entry ? Optional.empty() : audience,
                exclusions,
                steps,
                name.equals("flash") ? List.of(FrequencyCap.overall(1, Duration.ofDays(3))) : List.of(),
                heldOut == 0 ? Optional.empty() : Optional.of(holdout(name, heldOut)));
    }

    private static Campaign receipt() {
        return new Campaign(
                new CampaignName("receipt"),
                Campaign.Kind.TRANSACTIONAL,
                goal(0),
                new Trigger.OnEvent("receipt", List.of()),
                Optional.empty(),
                List.of(),
                List.of(step(0, 24, "email").step("step0", "service")),
                List.of(),
                Optional.empty());
    }

    private static Goal goal(int margin) {
        return new Goal("Order Completed", Optional.empty(), BigDecimal.valueOf(margin), Duration.ofDays(7));
    }

    private static HoldoutDeclaration holdout(String name, int perMillion) {
        return new HoldoutDeclaration(
                new HoldoutName(name), new HoldoutShare(perMillion), new HoldoutSalt("salt of " + name));
    }

    private static Span stop(int day, int hours) {
        Instant from = BEGIN.plus(Duration.ofDays(day));
        return new Span(from, from.plus(Duration.ofHours(hours)));
    }

    private static Way step(int delayHours, int validHours, String channels) {
        return new Way(Duration.ofHours(delayHours), Duration.ofHours(validHours), channels);
    }

    /** A step before it has a name; channels as {@code sms=9 email}, with what they are worth. */
    private record Way(Duration delay, Duration validity, String channels) {
        MessageStep step(String name, String purpose) {
            List<Alternative> alternatives = new ArrayList<>();
            for (String one : channels.split(" ", -1)) {
                String[] parts = one.split("=", -1);
                alternatives.add(new Alternative(
                        new AlternativeName("by_" + parts[0]),
                        new ChannelName(parts[0]),
                        new TemplateName(name),
                        1,
                        parts.length == 1
                                ? Optional.empty()
                                : Optional.of(ExpectedValue.certain(new BigDecimal(parts[1])))));
            }
            return new MessageStep(new StepName(name), delay, validity, new Purpose(purpose), alternatives);
        }
    }
}
