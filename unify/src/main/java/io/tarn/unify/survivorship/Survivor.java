package io.tarn.unify.survivorship;

import io.tarn.model.policy.SurvivorshipRule;
import io.tarn.model.policy.SurvivorshipRule.Completeness;
import io.tarn.model.policy.SurvivorshipRule.Consent;
import io.tarn.model.policy.SurvivorshipRule.Frequency;
import io.tarn.model.policy.SurvivorshipRule.Recency;
import io.tarn.model.policy.SurvivorshipRule.SourcePriority;
import io.tarn.model.policy.SurvivorshipRule.Validity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Java twin of survivorship: orders the values of one trait, the survivor first. */
public final class Survivor {
    /** Decided nothing: no other value stood against the survivor. */
    public static final String UNOPPOSED = "unopposed";
    /** Decided when every rule left a tie: the lesser value by code points. */
    public static final String CODE_POINTS = "code_points";

    private Survivor() {}

    /**
     * A distinct value with the best of the records that carry it.
     *
     * @param rule for the survivor the rule that put it before the next value, for any other the rule by which it lost
     *     to the survivor
     * @param records how many candidates carry the value
     */
    public record Standing(Candidate best, String rule, int records) {}

    /** The distinct values of a trait in their total order, the survivor first; empty when there is no candidate. */
    public static List<Standing> choose(ValueForm form, List<SurvivorshipRule> rules, List<Candidate> candidates) {
        Map<String, Integer> frequency = new HashMap<>();
        candidates.forEach(candidate -> frequency.merge(candidate.value(), 1, Integer::sum));
        List<Ranked> ranked = new ArrayList<>();
        for (Candidate candidate : candidates) {
            int count = frequency.getOrDefault(candidate.value(), 0);
            List<Long> keys = rules.stream()
                    .map(rule -> key(rule, form, candidate, count))
                    .toList();
            ranked.add(new Ranked(candidate, keys));
        }
        ranked.sort(ORDER);
        Map<String, Ranked> byValue = new LinkedHashMap<>();
        ranked.forEach(one -> byValue.putIfAbsent(one.candidate().value(), one));
        List<Ranked> distinct = List.copyOf(byValue.values());
        List<Standing> standings = new ArrayList<>();
        for (int i = 0; i < distinct.size(); i++) {
            Ranked one = distinct.get(i);
            @Nullable Ranked other = i > 0 ? distinct.getFirst() : distinct.size() > 1 ? distinct.get(1) : null;
            String rule = other == null ? UNOPPOSED : decidedBy(rules, one.keys(), other.keys());
            standings.add(new Standing(
                    one.candidate(),
                    rule,
                    frequency.getOrDefault(one.candidate().value(), 0)));
        }
        return List.copyOf(standings);
    }

    /** The place of a candidate by one rule: the lesser goes first. */
    private static long key(SurvivorshipRule rule, ValueForm form, Candidate candidate, int frequency) {
        return switch (rule) {
            case SourcePriority(var sources) -> {
                for (int i = 0; i < sources.size(); i++) {
                    if (sources.get(i).value().equals(candidate.source())) {
                        yield i;
                    }
                }
                yield sources.size();
            }
            case Recency() -> recency(candidate.observedAt());
            case Frequency() -> -frequency;
            case Validity() -> form.admits(candidate.value()) ? 0 : 1;
            case Completeness() ->
                -candidate.value().codePointCount(0, candidate.value().length());
            case Consent() ->
                switch (candidate.consent()) {
                    case GIVEN -> 0;
                    case UNKNOWN -> 1;
                    case REFUSED -> 2;
                };
        };
    }

    private static long recency(@Nullable Instant observedAt) {
        return observedAt == null ? Long.MAX_VALUE : -ChronoUnit.MICROS.between(Instant.EPOCH, observedAt);
    }

    private static String decidedBy(List<SurvivorshipRule> rules, List<Long> one, List<Long> other) {
        for (int i = 0; i < one.size(); i++) {
            if (!one.get(i).equals(other.get(i))) {
                return rules.get(i).word();
            }
        }
        return CODE_POINTS;
    }

    private record Ranked(Candidate candidate, List<Long> keys) {}

    private static final Comparator<Ranked> ORDER = Comparator.<Ranked, List<Long>>comparing(
                    Ranked::keys, Survivor::byKeys)
            .thenComparing(one -> one.candidate().value(), Survivor::byCodePoint)
            .thenComparing(one -> one.candidate().source(), Survivor::byCodePoint)
            .thenComparing(one -> one.candidate().recordId(), Survivor::byCodePoint);

    private static int byKeys(List<Long> left, List<Long> right) {
        for (int i = 0; i < left.size(); i++) {
            int order = Long.compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** UTF-8 bytes order as code points do. */
    private static int byCodePoint(String left, String right) {
        return Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
