package io.tarn.decide.holdout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.HoldoutName;
import io.tarn.model.policy.HoldoutSalt;
import io.tarn.model.policy.HoldoutShare;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HoldoutTest {
    private static final int IDS = 100_000;

    /**
     * Published members of a tenth under the salt {@code 2026}, of the first hundred ids. If one changes, a release
     * moves people between control group and treated, and every lift that is being measured is worthless.
     */
    @Test
    void holdsOutTheSameProfilesForever() {
        Holdout tenth = holdout(100_000, "2026");

        assertThat(IntStream.range(0, 100)
                        .mapToObj(HoldoutTest::profile)
                        .filter(tenth::contains)
                        .map(ProfileId::value)
                        .toList())
                .isEqualTo(List.of(
                        "ph13q3x1gjczyst87",
                        "pnnpnr25ysrm3284s",
                        "p5vzvvkn3jqnwbxyd",
                        "p2kca7napwjdr16rz",
                        "pt4ran18ee4t1t5qn",
                        "pnmbsbzqafhf1njg6",
                        "pgaav2apk3f861v6v",
                        "pa90bh9tcw3hbgg02",
                        "p2nr6grd6pg6apsjb",
                        "p0fmcgrata9h0gs0z",
                        "pxh1jd35845brh6gj",
                        "pczs6f7g32q2vtyfp",
                        "p7qwm6k1a166tbn4p"));
    }

    @Test
    void holdsOutNobodyOrHalfAtTheEnds() {
        Holdout nobody = holdout(0, "2026");
        Holdout half = holdout(500_000, "2026");

        assertThat(share(nobody)).isZero();
        assertThat(share(half)).isCloseTo(0.5, within(0.01));
    }

    @Test
    void refusesMoreThanHalf() {
        assertThatThrownBy(() -> holdout(700_000, "2026"))
                .hasMessage("Holdout 'winback' cannot be used: its share is 70%; use 0% to 50%.");
    }

    @Property(tries = 200)
    void answersTheSameTwice(
            @ForAll @IntRange(min = 0, max = 1_000_000) int id, @ForAll @IntRange(max = 500_000) int share) {
        assertThat(holdout(share, "a").contains(profile(id)))
                .isEqualTo(holdout(share, "a").contains(profile(id)));
    }

    @Property(tries = 5)
    void holdsOutAboutTheShareAsked(
            @ForAll @IntRange(max = 500_000) int share, @ForAll @IntRange(max = 9999) int salt) {
        assertThat(share(holdout(share, "salt" + salt))).isCloseTo(share / 1e6, within(0.01));
    }

    @Property(tries = 5)
    void overlapsWithAnotherSaltAsChanceWouldHaveIt(@ForAll @IntRange(max = 9999) int salt) {
        Holdout one = holdout(300_000, "one" + salt);
        Holdout other = holdout(200_000, "other" + salt);

        long both = IntStream.range(0, IDS)
                .mapToObj(HoldoutTest::profile)
                .filter(id -> one.contains(id) && other.contains(id))
                .count();

        assertThat(both / (double) IDS).isCloseTo(0.3 * 0.2, within(0.005));
    }

    private static double share(Holdout holdout) {
        return IntStream.range(0, IDS).filter(i -> holdout.contains(profile(i))).count() / (double) IDS;
    }

    private static ProfileId profile(int number) {
        return ProfileId.derive("golden", Integer.toString(number), 0);
    }

    private static Holdout holdout(int perMillion, String salt) {
        return new Holdout(new HoldoutName("winback"), new HoldoutShare(perMillion), new HoldoutSalt(salt));
    }
}
