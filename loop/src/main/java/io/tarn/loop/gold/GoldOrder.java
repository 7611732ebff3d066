package io.tarn.loop.gold;

import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.IdentityTest;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.model.policy.SurvivorshipRules;
import io.tarn.unify.identity.IdentifierLimits;
import io.tarn.unify.verdict.PairMatcher;
import io.tarn.unify.verdict.PairReviewer;
import java.util.List;
import java.util.Optional;

/**
 * What a gold run is asked to do.
 *
 * @param tests what the run is checked against
 * @param asked who is asked about pairs beside the model
 * @param tarnVersion the version that the run's row names
 */
public record GoldOrder(
        List<SourceDefinition> sources,
        IdentityRules identity,
        SurvivorshipRules survivorship,
        IdentifierLimits limits,
        Approval approval,
        Rerun rerun,
        Definitions definitions,
        Tests tests,
        Asked asked,
        String tarnVersion) {
    public GoldOrder {
        sources = List.copyOf(sources);
    }

    /** The same run, in which others are asked about pairs. */
    public GoldOrder asking(Asked others) {
        return new GoldOrder(
                sources, identity, survivorship, limits, approval, rerun, definitions, tests, others, tarnVersion);
    }

    /** The same run, once it is known what the columns of its sources mean. */
    public GoldOrder knowing(Prepared prepared) {
        List<SourceDefinition> known = prepared.sources().stream()
                .map(Prepared.PreparedSource::definition)
                .toList();
        return new GoldOrder(
                known,
                identity.knowing(known),
                survivorship,
                limits,
                approval,
                rerun,
                definitions,
                tests,
                asked,
                tarnVersion);
    }

    /**
     * Who is asked about pairs beside the model.
     *
     * @param reviewer about those that matching leaves open
     * @param matcher for scores; the way to the one that the rules name
     */
    public record Asked(PairReviewer reviewer, Optional<PairMatcher> matcher) {
        public static final Asked NOBODY = new Asked(PairReviewer.NONE, Optional.empty());

        /** Somebody about what matching leaves open, and nobody for scores. */
        public static Asked reviewing(PairReviewer reviewer) {
            return new Asked(reviewer, Optional.empty());
        }
    }

    /** The definitions behind an order, where people keep them. */
    public interface Definitions {
        /** Changes whenever a definition does. */
        String hash();

        /** Takes up what the profile agent proposed, before anything follows from it; returns the hash as it is then. */
        String settle(Prepared prepared);
    }

    /** Whether proposals of the profile agent are applied at once. */
    public enum Approval {
        NOT_NEEDED,
        /** A run with unanswered proposals stops before it matches anything. */
        REQUIRED
    }

    /**
     * What people know of some records, which a run is checked against before it becomes visible.
     *
     * @param refusal what becomes of a run in which one of them fails
     */
    public record Tests(List<IdentityTest> tests, Refusal refusal) {
        public static final Tests NONE = new Tests(List.of(), Refusal.NEVER);

        public Tests {
            tests = List.copyOf(tests);
        }
    }

    /** Whether a run in which an identity test fails becomes visible. */
    public enum Refusal {
        /** It does, and the failure is told. */
        NEVER,
        /** It does not: the last complete run stands. */
        ON_FAILURE
    }

    /** Whether a run does its work again when neither sources nor definitions have changed. */
    public enum Rerun {
        WHEN_CHANGED,
        /** All of its work, by the model of an earlier run while that serves. */
        ALWAYS,
        /** All of its work, by a model that it trains. */
        RETRAINED
    }
}
