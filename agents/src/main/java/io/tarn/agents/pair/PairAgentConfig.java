package io.tarn.agents.pair;

import io.tarn.model.identity.MatchField;
import java.time.Duration;
import java.util.Set;

/**
 * How a language model is asked about pairs.
 *
 * @param model its name
 * @param withheld fields whose values it is not told: of these it learns only how far two records agree
 * @param confidenceMin below which its word counts as unsure
 * @param inFlightMax how many questions are under way at once
 * @param answerTokensMax how long an answer may become
 * @param attemptsMax how often one question is asked before it goes without an answer
 * @param waitMin before the second attempt; each further one waits twice as long
 * @param waitMax the longest wait, also where the other side asks for more
 */
public record PairAgentConfig(
        String model,
        ReviewBudget budget,
        Set<MatchField> withheld,
        double confidenceMin,
        int inFlightMax,
        int answerTokensMax,
        int attemptsMax,
        Duration waitMin,
        Duration waitMax) {
    public PairAgentConfig {
        withheld = Set.copyOf(withheld);
    }

    /** With fields that are not told, and what counts as sure. */
    public PairAgentConfig withholding(Set<MatchField> newWithheld, double newConfidenceMin) {
        return new PairAgentConfig(
                model,
                budget,
                newWithheld,
                newConfidenceMin,
                inFlightMax,
                answerTokensMax,
                attemptsMax,
                waitMin,
                waitMax);
    }

    /** With other bounds of questions. */
    public PairAgentConfig bounded(int newInFlightMax, int newAnswerTokensMax) {
        return new PairAgentConfig(
                model,
                budget,
                withheld,
                confidenceMin,
                newInFlightMax,
                newAnswerTokensMax,
                attemptsMax,
                waitMin,
                waitMax);
    }

    /** What holds when nothing else is said. */
    public static PairAgentConfig of(String model, ReviewBudget budget) {
        return new PairAgentConfig(
                model, budget, Set.of(), 0.8, 4, 500, 4, Duration.ofSeconds(1), Duration.ofSeconds(30));
    }
}
