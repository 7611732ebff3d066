package io.tarn.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChanceTest {
    @Test
    void isTheSameOnEveryMachine() {
        Chance chance = new Chance(1, 2, "golden");

        // A change of these numbers changes every sample that was ever shown.
        assertThat(chance.next()).isEqualTo(-7083260776772855519L);
        assertThat(chance.below(1_000)).isEqualTo(545);
    }

    @Test
    void happensAboutAsOftenAsAsked() {
        int happened = 0;
        for (int i = 0; i < 10_000; i++) {
            happened += new Chance(9, i, "share").happens(0.3) ? 1 : 0;
        }

        assertThat(happened).isBetween(2_850, 3_150);
    }

    @Test
    void slipsSpareTheFirstLetter() {
        for (int i = 0; i < 200; i++) {
            String slipped = Typo.in("Katharina", new Chance(4, i, "slip"));

            assertThat(slipped).startsWith("K").hasSizeBetween(8, 10);
        }
        assertThat(Typo.in("Bo", new Chance(4, 1, "slip"))).isEqualTo("Bo");
    }
}
