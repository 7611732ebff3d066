package io.tarn.wire.campaign;

import io.tarn.model.event.Value;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.Purpose;
import io.tarn.model.policy.Alternative;
import io.tarn.model.policy.AlternativeName;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.Campaign.Kind;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.ComputedTrait.Comparison;
import io.tarn.model.policy.ComputedTrait.Condition;
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
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Campaigns and guardrails of every shape that the model allows. */
final class CampaignArbitraries {
    /** Words that YAML or a definition could read as something else. */
    private static final List<String> ODD = List.of(
            "yes",
            "no",
            "null",
            "on",
            "true",
            "converted",
            "none",
            "5",
            "1:30",
            "0x1f",
            "~",
            "a: b",
            "{x}",
            "- y",
            "# z",
            "it's",
            "\"q\"",
            "line\nline",
            " ",
            "%",
            "é",
            "日本",
            "😀",
            "\\",
            "a,b",
            "[1]",
            "&a",
            "*a",
            "!t",
            "|",
            ">",
            "@");

    private CampaignArbitraries() {}

    static Arbitrary<Campaign> campaigns() {
        return Arbitraries.of(Kind.class)
                .flatMap(kind -> Combinators.combine(
                                names().map(CampaignName::new),
                                goals(),
                                triggers(),
                                names().map(AudienceName::new).optional(0.5),
                                exclusions(),
                                steps(),
                                kind == Kind.MARKETING
                                        ? caps().list().ofMaxSize(3)
                                        : Arbitraries.just(List.<FrequencyCap>of()),
                                kind == Kind.MARKETING
                                        ? holdouts()
                                        : Arbitraries.just(Optional.<HoldoutDeclaration>empty()))
                        .as((name, goal, trigger, audience, exclusions, steps, caps, holdout) -> new Campaign(
                                name,
                                kind,
                                goal,
                                trigger,
                                audience,
                                exclusions.stream()
                                        .filter(one -> !asked(trigger, audience).contains(one))
                                        .toList(),
                                steps,
                                caps,
                                holdout)));
    }

    private static Set<Exclusion> asked(Trigger trigger, Optional<AudienceName> audience) {
        Set<Exclusion> asked = new HashSet<>();
        audience.map(Exclusion.InAudience::new).ifPresent(asked::add);
        if (trigger instanceof Trigger.OnEntry(AudienceName entered)) {
            asked.add(new Exclusion.InAudience(entered));
        }
        return asked;
    }

    static Arbitrary<Guardrails> guardrails() {
        return Combinators.combine(
                        caps().list().ofMaxSize(3),
                        quietHours().list().ofMaxSize(3),
                        Arbitraries.of(
                                ZoneOffset.UTC,
                                ZoneId.of("UTC"),
                                ZoneId.of("Europe/Berlin"),
                                ZoneOffset.ofHours(-7),
                                ZoneId.of("America/Argentina/Buenos_Aires")),
                        names().map(AudienceName::new).list().uniqueElements().ofMaxSize(4),
                        lengths(Duration.ofMinutes(1), Duration.ofDays(30)),
                        holdouts())
                .as(Guardrails::new);
    }

    static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of("yes", "no", "null", "on", "true", "converted", "none", "y"),
                Arbitraries.strings()
                        .withCharRange('a', 'z')
                        .ofMinLength(1)
                        .ofMaxLength(6)
                        .map(text -> text + "_1"));
    }

    private static Arbitrary<String> words() {
        return Arbitraries.oneOf(
                Arbitraries.of(ODD),
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8),
                Arbitraries.strings().excludeChars('\0').ofMinLength(1).ofMaxLength(8));
    }

    /** Mostly what people say; now and then what no words are for. */
    private static Arbitrary<Duration> lengths(Duration min, Duration max) {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        4,
                        Arbitraries.longs()
                                .between(min.toMinutes(), max.toMinutes())
                                .map(Duration::ofMinutes)),
                Tuple.of(
                        2,
                        Arbitraries.longs()
                                .between(min.toDays() + 1, max.toDays())
                                .map(Duration::ofDays)),
                Tuple.of(
                        1,
                        Arbitraries.longs()
                                .between(min.toSeconds(), max.toSeconds())
                                .map(Duration::ofSeconds)),
                Tuple.of(
                        1,
                        Arbitraries.longs()
                                .between(min.toNanos(), max.toNanos())
                                .map(Duration::ofNanos)));
    }

    private static Arbitrary<BigDecimal> amounts() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("999999999999"))
                .ofScale(6);
    }

    private static Arbitrary<Goal> goals() {
        return Combinators.combine(
                        words(), words().optional(0.5), amounts(), lengths(Duration.ofMinutes(1), Duration.ofDays(366)))
                .as(Goal::new);
    }

    private static Arbitrary<Trigger> triggers() {
        Arbitrary<Value> values = Arbitraries.oneOf(
                words().map(Value.Text::new),
                amounts().map(Value.Decimal::new),
                Arbitraries.of(true, false).map(Value.Flag::new));
        Arbitrary<Condition> plain = Combinators.combine(
                        words(), Arbitraries.of(Comparison.EQUAL, Comparison.NOT_EQUAL, Comparison.CONTAINS), values)
                .as(Condition::new);
        Arbitrary<Condition> ordered = Combinators.combine(
                        words(),
                        Arbitraries.of(Comparison.BELOW, Comparison.AT_MOST, Comparison.ABOVE, Comparison.AT_LEAST),
                        amounts().map(BigDecimal::negate).map(Value.Decimal::new))
                .as(Condition::new);
        return Arbitraries.oneOf(
                Combinators.combine(
                                words(),
                                Arbitraries.oneOf(plain, ordered).list().ofMaxSize(3))
                        .as(Trigger.OnEvent::new),
                names().map(AudienceName::new).map(Trigger.OnEntry::new));
    }

    private static Arbitrary<List<Exclusion>> exclusions() {
        return Arbitraries.oneOf(
                        names().map(AudienceName::new).map(Exclusion.InAudience::new),
                        Arbitraries.just(new Exclusion.Converted()))
                .map(Exclusion.class::cast)
                .list()
                .uniqueElements()
                .ofMaxSize(4);
    }

    private static Arbitrary<List<MessageStep>> steps() {
        return Combinators.combine(
                        names().map(StepName::new),
                        lengths(Duration.ZERO, Duration.ofDays(366)),
                        lengths(Duration.ofMinutes(1), Duration.ofDays(90)),
                        Arbitraries.of("marketing", "transactional", "newsletter", "on")
                                .map(Purpose::new),
                        alternatives())
                .as(MessageStep::new)
                .list()
                .uniqueElements(MessageStep::name)
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    private static Arbitrary<List<Alternative>> alternatives() {
        Arbitrary<ChannelName> channels =
                Arbitraries.of("email", "webhook", "no").map(ChannelName::new);
        Arbitrary<TemplateName> templates = names().map(TemplateName::new);
        Arbitrary<ExpectedValue> worths = Combinators.combine(
                        amounts(),
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ZERO, BigDecimal.ONE)
                                .ofScale(6))
                .as(ExpectedValue::new);
        Arbitrary<List<Alternative>> several = Combinators.combine(
                        Arbitraries.oneOf(names(), Arbitraries.just("only")).map(AlternativeName::new),
                        channels,
                        templates,
                        Arbitraries.integers().between(1, 1000),
                        worths.optional(0.5))
                .as(Alternative::new)
                .list()
                .uniqueElements(Alternative::name)
                .ofMinSize(1)
                .ofMaxSize(3);
        return Arbitraries.oneOf(
                several,
                Combinators.combine(channels, templates).as(Alternative::only).map(List::of));
    }

    private static Arbitrary<FrequencyCap> caps() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 100),
                        lengths(Duration.ofMinutes(1), FrequencyCap.WINDOW_MAX),
                        Arbitraries.of("email", "no").map(ChannelName::new).optional(0.5))
                .as(FrequencyCap::new);
    }

    private static Arbitrary<QuietHours> quietHours() {
        Arbitrary<LocalTime> times = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 24 * 60 - 1).map(minute -> LocalTime.ofSecondOfDay(60L * minute)),
                Arbitraries.longs().between(0, 86_399_999_999_999L).map(LocalTime::ofNanoOfDay));
        return Combinators.combine(
                        times,
                        times,
                        Arbitraries.of("email", "no", "push")
                                .map(ChannelName::new)
                                .set()
                                .ofMaxSize(2))
                .as((from, until, channels) ->
                        new QuietHours(from, from.equals(until) ? until.plusHours(1) : until, channels));
    }

    private static Arbitrary<Optional<HoldoutDeclaration>> holdouts() {
        return Combinators.combine(
                        Arbitraries.oneOf(names(), Arbitraries.just("workspace"))
                                .map(HoldoutName::new),
                        Arbitraries.integers()
                                .between(0, HoldoutShare.MAX.perMillion())
                                .map(HoldoutShare::new),
                        Arbitraries.oneOf(words(), Arbitraries.just("workspace"))
                                .map(HoldoutSalt::new))
                .as(HoldoutDeclaration::new)
                .optional(0.5);
    }
}
