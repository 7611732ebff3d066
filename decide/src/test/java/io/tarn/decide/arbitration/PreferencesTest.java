package io.tarn.decide.arbitration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tarn.decide.TestingCandidates;
import io.tarn.model.decision.Candidate;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.Alternative;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreferencesTest {
    private static final int PROFILES = 20_000;

    @Test
    void triesWhatIsWorthMostFirst() {
        Candidate candidate = TestingCandidates.withAlternatives("a 1 3", "b 1 9", "c 1 5");

        assertThat(names(candidate, 0)).containsExactly("b", "c", "a");
    }

    @Test
    void drawsAmongEqualsByWeight() {
        Candidate candidate = TestingCandidates.withAlternatives("a 1 5", "b 3 5", "c 6 5");

        assertThat(shareFirst(candidate, "a")).isCloseTo(0.1, within(0.01));
        assertThat(shareFirst(candidate, "b")).isCloseTo(0.3, within(0.01));
        assertThat(shareFirst(candidate, "c")).isCloseTo(0.6, within(0.01));
    }

    @Test
    void drawsTheSameForAPersonInWhateverOrderTheyAreDeclared() {
        Candidate candidate = TestingCandidates.withAlternatives("a 1 5", "b 3 5", "c 6 5");
        Candidate turned = TestingCandidates.withAlternatives("c 6 5", "b 3 5", "a 1 5");

        assertThat(IntStream.range(0, 1000).allMatch(i -> names(candidate, i).equals(names(turned, i))))
                .isTrue();
    }

    private static double shareFirst(Candidate candidate, String name) {
        return IntStream.range(0, PROFILES)
                        .filter(i -> names(candidate, i).getFirst().equals(name))
                        .count()
                / (double) PROFILES;
    }

    private static List<String> names(Candidate candidate, int profile) {
        return Preferences.order(candidate, ProfileId.derive("crm", Integer.toString(profile), 0)).stream()
                .map(Alternative::name)
                .map(Object::toString)
                .toList();
    }
}
