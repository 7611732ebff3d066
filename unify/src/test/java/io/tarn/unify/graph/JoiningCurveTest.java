package io.tarn.unify.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.Joining;
import io.tarn.model.identity.MatchModel;
import io.tarn.unify.graph.JoiningCurve.Example;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JoiningCurveTest {
    private static final double STEP = 0.25;

    @Test
    void isSureFromWhereJoiningIsPresumedWhenNobodyJudged() {
        double presumed = MatchModel.bits(Joining.PRESUMED.meanMin());
        JoiningCurve untaught = JoiningCurve.fit(List.of());

        assertThat(untaught.isSureOf(presumed)).isTrue();
        assertThat(untaught.isSureOf(presumed - STEP)).isFalse();
    }

    @Test
    void moreThatIsFoundToBeOnePersonMakesItSureOfLessAndTheOtherWayRound() {
        JoiningCurve same = JoiningCurve.fit(Collections.nCopies(40, new Example(1, true)));
        JoiningCurve different = JoiningCurve.fit(Collections.nCopies(40, new Example(3, false)));

        assertThat(same.isSureOf(1)).isTrue();
        assertThat(different.isSureOf(3)).isFalse();
    }
}
