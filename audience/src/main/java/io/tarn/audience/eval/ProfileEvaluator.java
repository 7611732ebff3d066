package io.tarn.audience.eval;

import io.tarn.audience.Expression.Direction;
import io.tarn.audience.Micros;
import io.tarn.audience.bind.Bound;
import io.tarn.audience.bind.BoundExpression;
import io.tarn.audience.bind.Criterion;
import io.tarn.audience.bind.EventFeature;
import io.tarn.audience.bind.Keyed;
import io.tarn.audience.bind.Source;
import io.tarn.model.event.CodePoints;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.event.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers an expression for one profile, and says until when time alone cannot change the answer. Pure: the same
 * profile and instant give the same answer. {@link SqlTranslator} says the same in SQL.
 *
 * <p>A conjunction that does not hold stays so as long as any one of its failing parts does, and the other way round:
 * so a profile that is out for good for one reason is not woken for another.
 */
public final class ProfileEvaluator {
    private ProfileEvaluator() {}

    /**
     * Whether a profile belongs.
     *
     * @param asOf what is finer than microseconds is left out
     */
    public static Membership evaluate(BoundExpression expression, ProfileView profile, Instant asOf) {
        long answer = answer(expression.root(), profile, Micros.of(asOf));
        return membership(answer);
    }

    static Membership membership(long answer) {
        long changesAt = Answer.changesAt(answer);
        return new Membership(
                Answer.isMember(answer),
                changesAt == Answer.NEVER ? Optional.empty() : Optional.of(Micros.instant(changesAt)));
    }

    static long answer(Bound node, ProfileView profile, long asOf) {
        return switch (node) {
            case Bound.Everyone _ -> Answer.constant(true);
            case Bound.All all -> joined(all.parts(), true, profile, asOf);
            case Bound.Any any -> joined(any.parts(), false, profile, asOf);
            case Bound.Not not -> Answer.negated(answer(not.part(), profile, asOf));
            case Bound.Tested tested -> tested(tested, profile, asOf);
            case Bound.Sequence sequence -> new SequenceSearch(sequence, profile, asOf).answer();
            case Bound.Member member -> answer(member.inner(), profile, asOf);
            case Bound.Consents consents -> Answer.constant(consents(consents, profile));
            case Bound.Reachable reachable -> Answer.constant(profile.hasAddress(reachable.channel()));
        };
    }

    /**
     * All parts, or any of them.
     *
     * @param whole what the answer is as long as every part says so
     */
    private static long joined(List<Bound> parts, boolean whole, ProfileView profile, long asOf) {
        long agreedUntil = Answer.NEVER;
        long deniedUntil = -1;
        boolean denied = false;
        for (int i = 0; i < parts.size(); i++) {
            long answer = answer(parts.get(i), profile, asOf);
            long changesAt = Answer.changesAt(answer);
            if (Answer.isMember(answer) == whole) {
                agreedUntil = Math.min(agreedUntil, changesAt);
            } else if (changesAt == Answer.NEVER) {
                return answer;
            } else {
                deniedUntil = denied ? Math.max(deniedUntil, changesAt) : changesAt;
                denied = true;
            }
        }
        return denied ? Answer.of(!whole, deniedUntil) : Answer.of(whole, agreedUntil);
    }

    private static long tested(Bound.Tested tested, ProfileView profile, long asOf) {
        return switch (tested.source()) {
            case Source.Said(String trait) -> said(tested.criterion(), profile.trait(trait), asOf);
            case Source.Added(Keyed<EventFeature.Total> feature) -> {
                FeatureValue found = profile.total(feature);
                Value value = found.value().orElse(null);
                long changesAt = found.changesAt()
                        .map(at -> Math.max(Micros.ceiling(at), asOf + 1))
                        .orElse(Answer.NEVER);
                yield Answer.of(holds(tested.criterion(), value, Forms.sum(value)), changesAt);
            }
            case Source.Happened(Keyed<EventFeature.Time> feature) -> {
                Instant at = profile.time(feature);
                yield timed(tested.criterion(), at == null ? Forms.NO_TIME : Micros.of(at), asOf);
            }
        };
    }

    private static long said(Criterion criterion, @Nullable Value value, long asOf) {
        return switch (criterion) {
            case Criterion.TimeIs _, Criterion.TimeIn _, Criterion.TimeLies _, Criterion.ComesRound _ ->
                timed(criterion, Forms.time(value), asOf);
            case Criterion.NumberIs _, Criterion.NumberIn _ ->
                Answer.constant(holds(criterion, value, Forms.number(value)));
            case Criterion.Present _, Criterion.TextIs _, Criterion.TextIn _, Criterion.TextHas _, Criterion.FlagIs _ ->
                Answer.constant(holds(criterion, value, null));
        };
    }

    /** Of a value that is no time. */
    private static boolean holds(Criterion criterion, @Nullable Value value, @Nullable BigDecimal number) {
        if (value == null) {
            return false;
        }
        return switch (criterion) {
            case Criterion.Present _ -> true;
            case Criterion.TextIs(var relation, String text) ->
                relation.holds(CodePoints.ORDER.compare(FlatProperties.text(value), text));
            case Criterion.TextIn(var texts) -> texts.contains(FlatProperties.text(value));
            case Criterion.TextHas(var part, String text) -> {
                String found = FlatProperties.text(value);
                yield switch (part) {
                    case START -> found.startsWith(text);
                    case END -> found.endsWith(text);
                    case ANYWHERE -> found.contains(text);
                };
            }
            case Criterion.NumberIs(var relation, BigDecimal bound) ->
                number != null && relation.holds(number.compareTo(bound));
            case Criterion.NumberIn(var numbers) -> number != null && numbers.contains(number);
            case Criterion.FlagIs(var relation, boolean wanted) -> {
                Boolean flag = Forms.flag(value);
                yield flag != null && relation.holds(Boolean.compare(flag, wanted));
            }
            case Criterion.TimeIs _, Criterion.TimeIn _, Criterion.TimeLies _, Criterion.ComesRound _ -> false;
        };
    }

    /** Of a time, or none. */
    private static long timed(Criterion criterion, long at, long asOf) {
        if (at == Forms.NO_TIME) {
            return Answer.constant(false);
        }
        return switch (criterion) {
            case Criterion.Present _ -> Answer.constant(true);
            case Criterion.TimeIs(var relation, long bound) -> Answer.constant(relation.holds(Long.compare(at, bound)));
            case Criterion.TimeIn(var times) -> Answer.constant(times.contains(at));
            case Criterion.TimeLies(Direction direction, long span) -> lies(direction, span, at, asOf);
            case Criterion.ComesRound(int days) -> Anniversaries.answer(at, days, asOf);
            case Criterion.TextIs _,
                    Criterion.TextIn _,
                    Criterion.TextHas _,
                    Criterion.NumberIs _,
                    Criterion.NumberIn _,
                    Criterion.FlagIs _ -> Answer.constant(false);
        };
    }

    private static long lies(Direction direction, long span, long at, long asOf) {
        return switch (direction) {
            case WITHIN_LAST -> within(at, at + span, asOf);
            case LONGER_AGO -> within(at + span, Answer.NEVER, asOf);
            case WITHIN_NEXT -> within(at - span, at, asOf);
        };
    }

    /** Holds from an instant until another. */
    private static long within(long from, long until, long asOf) {
        if (asOf < from) {
            return Answer.of(false, from);
        }
        return asOf < until ? Answer.of(true, until) : Answer.constant(false);
    }

    private static boolean consents(Bound.Consents consents, ProfileView profile) {
        if (consents.channel().isEmpty()) {
            return Boolean.TRUE.equals(profile.consent(consents.purpose()));
        }
        Boolean said = profile.consent(
                Bound.Consents.category(consents.purpose(), consents.channel().get()));
        Boolean stands = said == null ? profile.consent(consents.purpose()) : said;
        return Boolean.TRUE.equals(stands)
                && !Boolean.FALSE.equals(
                        profile.consent(consents.channel().get().word()));
    }
}
