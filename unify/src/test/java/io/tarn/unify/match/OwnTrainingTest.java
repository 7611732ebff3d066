package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.MatchModel;
import io.tarn.model.policy.OwnMatcher.Mode;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

final class OwnTrainingTest {
    private static final int PAIRS = 3000;

    private final Random random = new Random(7);

    @Test
    void aMatcherThatKnowsEarnsWeightAlsoWhereTheModelIsUnsure() {
        List<Double> bits = bits(pair -> pair % 2 == 0 ? 0.99 : 0.01);

        assertThat(bits.getFirst()).isGreaterThan(5);
        assertThat(bits.getLast()).isLessThan(-5);
    }

    @Test
    void aMatcherThatGuessesEarnsNone() {
        assertThat(bits(_ -> random.nextDouble()))
                .allSatisfy(one -> assertThat(one).isBetween(-0.7, 0.7));
        assertThat(bits(_ -> 0.99).getFirst()).isBetween(-0.1, 0.1);
    }

    @Test
    void aScoreOfAPairIsFoundFromEitherSide() {
        ScoredPairs pairs = new ScoredPairs();
        pairs.add(3, 9, 0, 0, (byte) -1);
        OwnScores own = OwnScores.of(pairs, new double[] {0.5}, Mode.SCORE);

        assertThat(own.weight(3, 9, 77)).isEqualTo(own.weight(9, 3, 77)).isZero();
        assertThat(own.weight(3, 8, 77)).isEqualTo(77);
        assertThat(own.pattern(9, 3)).isEqualTo(own.pattern(3, 9)).isNotZero();
        assertThat(own.pattern(3, 8)).isZero();
    }

    /** The weights of the levels; of every two pairs one is one person, and the model knows it of two thirds. */
    private static List<Double> bits(IntToDoubleFunction scores) {
        ScoredPairs pairs = new ScoredPairs();
        double[] given = new double[PAIRS];
        for (int pair = 0; pair < PAIRS; pair++) {
            long sure = pair % 3 == 0 ? 0 : pair % 2 == 0 ? 9_000_000 : -9_000_000;
            pairs.add(pair, PAIRS + pair, sure, 0, (byte) -1);
            given[pair] = scores.applyAsDouble(pair);
        }
        return OwnTraining.learn(pairs, OwnScores.of(pairs, given, Mode.COMPARISON)).levels().stream()
                .map(level -> MatchModel.bits(level.weightMicros()))
                .toList();
    }
}
