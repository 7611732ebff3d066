package io.tarn.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.ComparisonWeights;
import io.tarn.model.identity.LevelWeight;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.MatchReport;
import io.tarn.model.identity.MatchReport.KeyReport;
import io.tarn.model.identity.MatchReport.WeightBin;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MatchingFactsTest {
    private final MatchModel model = new MatchModel(
            "v1",
            -10_000_000,
            -8_000_000,
            Optional.empty(),
            List.of(new ComparisonWeights(
                    ComparisonKind.EMAIL,
                    List.of(
                            new LevelWeight("same", 0.8, 0.1, 0.2),
                            new LevelWeight("never seen", 0, 0, 0),
                            new LevelWeight("different", 0.2, 0.9, 0.8)))),
            List.of(),
            List.of("email"),
            List.of(),
            9_000_000,
            2_000_000,
            Optional.empty());

    @Test
    void turnsTheModelIntoBitsAndProbabilities() {
        Matching matching = MatchingFacts.of(model, report(2));

        assertThat(matching.model().priorBits()).isCloseTo(-10, within(1e-6));
        assertThat(matching.model().comparisons().getFirst().levels())
                .extracting(Matching.Level::label)
                .containsExactly("same", "different");
        assertThat(matching.model().comparisons().getFirst().levels().getFirst().weight())
                .isCloseTo(3, within(1e-6));
    }

    @Test
    void drawsBothLinesAndEstimatesWhoIsOnePerson() {
        Matching matching = MatchingFacts.of(model, report(2));

        assertThat(matching.weights().thresholds())
                .extracting(Matching.Threshold::name)
                .containsExactly("for review", "one person");
        assertThat(matching.weights().bins().getFirst().samePerson()).isLessThan(1);
        assertThat(matching.weights().bins().getLast().samePerson()).isCloseTo(50, within(0.1));
    }

    @Test
    void drawsOneLineWhereNothingIsLeftToReview() {
        assertThat(MatchingFacts.of(model, report(9)).weights().thresholds()).hasSize(1);
    }

    @Test
    void countsTheRecordsThatNothingCanLink() {
        assertThat(MatchingFacts.unlinkable(report(2)).getFirst().records()).isEqualTo(25);
    }

    private static MatchReport report(double reviewBits) {
        return new MatchReport(
                1_000,
                5_000,
                List.of(new KeyReport("email", 5_000, 50, 3)),
                0.97,
                12,
                false,
                50,
                10,
                List.of(new WeightBin(-20, 4_950), new WeightBin(10, 50)),
                9,
                reviewBits,
                45,
                5,
                0,
                0.992,
                0.025,
                List.of());
    }
}
