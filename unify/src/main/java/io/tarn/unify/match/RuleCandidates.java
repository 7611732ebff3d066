package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.MatchRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/**
 * Rules that the verdicts of people suggest: something equal beside something else that is alike, such as the rules that
 * hold when nothing is declared. A rule is suggested where several pairs that are one person meet it and none that is two,
 * among those of which no declared rule has decided.
 */
public final class RuleCandidates {
    /** Fewer pairs that agree suggest nothing. */
    static final int AGREE_MIN = 5;

    /** So many are suggested at most. */
    static final int CANDIDATES_MAX = 5;

    /** What too many persons share to decide anything. */
    private static final Set<ComparisonKind> COMMON =
            EnumSet.of(ComparisonKind.GENDER, ComparisonKind.REGION, ComparisonKind.OWN_MATCHER);

    private RuleCandidates() {}

    /** A pair of records that people judged. */
    public record Judged(long pattern, boolean isSame) {}

    /**
     * A rule that is suggested.
     *
     * @param agree how many judged pairs meet it that people found to be one person
     */
    public record Candidate(MatchRule rule, int agree) {}

    /** Those that most verdicts speak for come first. */
    public static List<Candidate> of(Collection<Judged> judged, IdentityRules declared) {
        Rules rules = new Rules(declared);
        Set<String> names = declared.rules().stream().map(MatchRule::name).collect(Collectors.toSet());
        List<Judged> open = judged.stream()
                .filter(one -> rules.decide(one.pattern()).isEmpty() && !rules.conflicts(one.pattern()))
                .toList();
        List<Candidate> candidates = new ArrayList<>();
        for (ComparisonKind equal : ComparisonKind.values()) {
            for (ComparisonKind alike : ComparisonKind.values()) {
                String name = name(equal) + "_and_" + name(alike);
                if (equal != alike && !COMMON.contains(equal) && !COMMON.contains(alike) && !names.contains(name)) {
                    MatchRule rule = MatchRule.of(name, equal, alike);
                    List<Judged> met = open.stream()
                            .filter(one -> Rules.holds(rule, one.pattern()))
                            .toList();
                    if (met.size() >= AGREE_MIN && met.stream().allMatch(Judged::isSame)) {
                        candidates.add(new Candidate(rule, met.size()));
                    }
                }
            }
        }
        return candidates.stream()
                .sorted(Comparator.comparingInt(Candidate::agree)
                        .reversed()
                        .thenComparing(one -> one.rule().name()))
                .limit(CANDIDATES_MAX)
                .toList();
    }

    /** Tells of patterns whether a rule would link their pairs, which contradict themselves in nothing that was declared. */
    public static LongPredicate links(MatchRule rule, IdentityRules declared) {
        Rules rules = new Rules(declared);
        return pattern -> Rules.holds(rule, pattern) && !rules.conflicts(pattern);
    }

    private static String name(ComparisonKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
