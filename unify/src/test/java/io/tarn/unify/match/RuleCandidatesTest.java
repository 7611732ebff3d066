package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.MatchRule;
import io.tarn.unify.match.RuleCandidates.Candidate;
import io.tarn.unify.match.RuleCandidates.Judged;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("EnumOrdinal") // patterns hold comparisons by ordinal
final class RuleCandidatesTest {
    private static final IdentityRules DECLARED = IdentityRules.defaults();
    private static final int EQUAL = 1;
    private static final int ALIKE = 2;

    /** The same postcode, a city that is alike. */
    private static final long PLACE =
            Pattern.with(ComparisonKind.POSTCODE.ordinal(), EQUAL) | Pattern.with(ComparisonKind.CITY.ordinal(), ALIKE);

    private static List<Judged> judged(int same, int different) {
        List<Judged> judged = new ArrayList<>(Collections.nCopies(same, new Judged(PLACE, true)));
        judged.addAll(Collections.nCopies(different, new Judged(PLACE, false)));
        return judged;
    }

    @Test
    void suggestsWhatSeveralPairsOfOnePersonMeetAndNoneOfTwo() {
        MatchRule rule = MatchRule.of("postcode_and_city", ComparisonKind.POSTCODE, ComparisonKind.CITY);

        assertThat(RuleCandidates.of(judged(6, 0), DECLARED)).containsExactly(new Candidate(rule, 6));
        assertThat(RuleCandidates.links(rule, DECLARED).test(PLACE)).isTrue();
    }

    @Test
    void suggestsNothingOfFewOrOfWhatMayBeTwo() {
        assertThat(RuleCandidates.of(judged(4, 0), DECLARED)).isEmpty();
        assertThat(RuleCandidates.of(judged(20, 1), DECLARED)).isEmpty();
    }

    @Test
    void suggestsNothingOfWhatARuleDecides() {
        IdentityRules decided =
                DECLARED.withRules(List.of(MatchRule.of("by_place", ComparisonKind.POSTCODE, ComparisonKind.CITY)));

        assertThat(RuleCandidates.of(judged(6, 0), decided)).isEmpty();
    }
}
