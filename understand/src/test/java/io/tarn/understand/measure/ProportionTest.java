package io.tarn.understand.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ProportionTest {
    @Test
    void boundsAShare() {
        Proportion share = new Proportion(31, 40);

        assertThat(share.low()).isCloseTo(0.625, within(0.001));
        assertThat(share.high()).isCloseTo(0.877, within(0.001));
    }

    @Test
    void doubtsWhatWasAlwaysSo() {
        assertThat(new Proportion(12, 12).low()).isCloseTo(0.757, within(0.001));
        assertThat(new Proportion(12, 12).high()).isEqualTo(1);
        assertThat(new Proportion(0, 12).low()).isZero();
    }

    @Test
    void knowsNothingOfNone() {
        assertThat(new Proportion(0, 0).low()).isZero();
        assertThat(new Proportion(0, 0).high()).isEqualTo(1);
    }
}
