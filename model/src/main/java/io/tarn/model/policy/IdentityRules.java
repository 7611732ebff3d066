package io.tarn.model.policy;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.SourceName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a person declares about identity: rules that link without a model, contradictions that no rule overrides, and
 * limits.
 *
 * @param rules tried in order; the first that holds names the link
 * @param conflicts kinds in which two records must not contradict each other for a rule to hold
 * @param namesMax for each identifier, how many different names may stand beside one value before it is quarantined
 * @param falseLinkShareMax the share of wrong pairs that automatic links may bring about, by the mixture's estimate
 * @param reviewProbabilityMin from which probability a pair is worth a review
 * @param profileRecordsMax how many records one profile may join, apart from those that follow others
 * @param blockRecordsMax how many records may share a block before it is dropped, apart from those that follow others
 * @param candidatesMax how many candidate pairs there may be for each record
 * @param matcher who scores pairs beside the model, or in its place; empty for nobody
 * @param duplicateFree sources no two records of which are one person
 */
public record IdentityRules(
        List<MatchRule> rules,
        Set<ComparisonKind> conflicts,
        Map<ComparisonKind, Integer> namesMax,
        double falseLinkShareMax,
        double reviewProbabilityMin,
        int profileRecordsMax,
        int blockRecordsMax,
        int candidatesMax,
        Optional<OwnMatcher> matcher,
        Set<SourceName> duplicateFree) {
    /** What the key of a source may be besides that others refer to. */
    private static final Map<SemanticTag, ComparisonKind> KEYS = new EnumMap<>(
            Map.of(SemanticTag.USER_ID, ComparisonKind.USER_ID, SemanticTag.EXTERNAL_ID, ComparisonKind.EXTERNAL_ID));

    public IdentityRules {
        rules = List.copyOf(rules);
        duplicateFree = Set.copyOf(duplicateFree);
        conflicts = Set.copyOf(conflicts);
        namesMax = Map.copyOf(namesMax);
        Set<String> names = new HashSet<>();
        for (MatchRule rule : rules) {
            check(names.add(rule.name()), "rule '" + rule.name() + "' stands there twice; give each its own name");
        }
        check(
                falseLinkShareMax > 0 && falseLinkShareMax < 0.5,
                "false_link_share_max is " + falseLinkShareMax + "; use more than 0 and less than 0.5");
        check(
                reviewProbabilityMin > 0 && reviewProbabilityMin < 1,
                "review_probability_min is " + reviewProbabilityMin + "; use more than 0 and less than 1");
        check(profileRecordsMax >= 2, "profile_records_max is " + profileRecordsMax + "; use 2 or more");
        check(
                blockRecordsMax >= 2 && blockRecordsMax <= 10_000,
                "block_records_max is " + blockRecordsMax + "; use 2 to 10000");
        check(candidatesMax >= 1 && candidatesMax <= 1000, "candidates_max is " + candidatesMax + "; use 1 to 1000");
    }

    /** The same limits, by other rules. */
    public IdentityRules withRules(List<MatchRule> others) {
        return new IdentityRules(
                others,
                conflicts,
                namesMax,
                falseLinkShareMax,
                reviewProbabilityMin,
                profileRecordsMax,
                blockRecordsMax,
                candidatesMax,
                matcher,
                duplicateFree);
    }

    /**
     * The same, with a rule for each identifier that is the key of a source besides, behind those declared: records that
     * carry it are of the person whom the key stands for, as an order is of its customer, though they say nothing else.
     */
    public IdentityRules knowing(List<SourceDefinition> sources) {
        List<MatchRule> more = new ArrayList<>(rules);
        KEYS.forEach((tag, kind) -> {
            MatchRule rule = new MatchRule(
                    kind.name().toLowerCase(Locale.ROOT) + "_of_key",
                    List.of(new MatchRule.Condition(kind, MatchRule.Agreement.EQUAL)));
            boolean isNamed = rules.stream().anyMatch(one -> one.name().equals(rule.name()));
            if (!isNamed && sources.stream().anyMatch(source -> source.isKeyed(tag))) {
                more.add(rule);
            }
        });
        return withRules(more);
    }

    /** What holds when nothing is declared. */
    public static IdentityRules defaults() {
        Map<ComparisonKind, Integer> namesMax = new EnumMap<>(ComparisonKind.class);
        namesMax.put(ComparisonKind.EMAIL, 12);
        namesMax.put(ComparisonKind.PHONE, 12);
        namesMax.put(ComparisonKind.DEVICE_ID, 20);
        namesMax.put(ComparisonKind.NATIONAL_ID, 12);
        namesMax.put(ComparisonKind.USER_ID, 12);
        namesMax.put(ComparisonKind.EXTERNAL_ID, 12);
        return new IdentityRules(
                List.of(
                        MatchRule.of("national_id_and_name", ComparisonKind.NATIONAL_ID, ComparisonKind.NAME),
                        MatchRule.equal(
                                "national_id_and_birth_date", ComparisonKind.NATIONAL_ID, ComparisonKind.BIRTH_DATE),
                        MatchRule.of("email_and_name", ComparisonKind.EMAIL, ComparisonKind.NAME),
                        MatchRule.of("phone_and_name", ComparisonKind.PHONE, ComparisonKind.NAME),
                        MatchRule.of("user_id_and_name", ComparisonKind.USER_ID, ComparisonKind.NAME),
                        MatchRule.of("external_id_and_name", ComparisonKind.EXTERNAL_ID, ComparisonKind.NAME)),
                Set.of(ComparisonKind.NATIONAL_ID, ComparisonKind.BIRTH_DATE),
                namesMax,
                0.02,
                0.5,
                500,
                300,
                20,
                Optional.empty(),
                Set.of());
    }

    private static void check(boolean holds, String fault) {
        if (!holds) {
            throw new TarnException(ErrorCode.INVALID_DEFINITION, "Identity rules cannot be used: " + fault + ".");
        }
    }
}
