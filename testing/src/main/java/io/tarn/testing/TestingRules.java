package io.tarn.testing;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.MatchRule;
import io.tarn.model.policy.OwnMatcher;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Identity rules that hold when nothing is declared, but for what a test says. Confined to one thread. */
public final class TestingRules {
    private final IdentityRules defaults = IdentityRules.defaults();
    private List<MatchRule> rules = defaults.rules();
    private Set<ComparisonKind> conflicts = defaults.conflicts();
    private double reviewProbabilityMin = defaults.reviewProbabilityMin();
    private int profileRecordsMax = defaults.profileRecordsMax();
    private int blockRecordsMax = defaults.blockRecordsMax();
    private int candidatesMax = defaults.candidatesMax();
    private Optional<OwnMatcher> matcher = defaults.matcher();
    private Set<SourceName> duplicateFree = defaults.duplicateFree();

    public TestingRules rules(List<MatchRule> declared) {
        rules = declared;
        return this;
    }

    public TestingRules conflicts(Set<ComparisonKind> declared) {
        conflicts = declared;
        return this;
    }

    public TestingRules reviewProbabilityMin(double declared) {
        reviewProbabilityMin = declared;
        return this;
    }

    public TestingRules profileRecordsMax(int declared) {
        profileRecordsMax = declared;
        return this;
    }

    public TestingRules blockRecordsMax(int declared) {
        blockRecordsMax = declared;
        return this;
    }

    public TestingRules candidatesMax(int declared) {
        candidatesMax = declared;
        return this;
    }

    public TestingRules matcher(OwnMatcher declared) {
        matcher = Optional.of(declared);
        return this;
    }

    public TestingRules duplicateFree(SourceName... declared) {
        duplicateFree = Set.of(declared);
        return this;
    }

    public IdentityRules build() {
        return new IdentityRules(
                rules,
                conflicts,
                defaults.namesMax(),
                defaults.falseLinkShareMax(),
                reviewProbabilityMin,
                profileRecordsMax,
                blockRecordsMax,
                candidatesMax,
                matcher,
                duplicateFree);
    }
}
