package io.tarn.understand.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LiftTest {
    private static ArmCounts arm(long persons, long conversions) {
        return new ArmCounts(persons, conversions, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private static Lift lift(ArmCounts treated, ArmCounts control) {
        return Lift.of(Map.of(Lift.TREATED, treated, Lift.CONTROL, control));
    }

    /** Newcombe, Statistics in Medicine 17 (1998), table II, method 10. */
    @ParameterizedTest
    @CsvSource({
        "56, 70, 48, 80, 0.0524, 0.3339",
        "9, 10, 3, 10, 0.1705, 0.8090",
        "5, 56, 0, 29, -0.0381, 0.1926",
        "10, 10, 0, 10, 0.6075, 1.0000"
    })
    void theIntervalOfRatesIsTheOneThatIsPublished(long x, long n, long y, long m, double low, double high) {
        Interval interval = lift(arm(n, x), arm(m, y)).rate().orElseThrow();

        assertThat(interval.low()).isCloseTo(low, within(0.00005));
        assertThat(interval.high()).isCloseTo(high, within(0.00005));
    }

    @ParameterizedTest
    @CsvSource({
        "2000, 200, 0.05, 0.05",
        "2000, 200, 0.10, 0.07",
        "500, 500, 0.02, 0.03",
        "900, 100, 0.30, 0.25",
        "3000, 300, 0.60, 0.50"
    })
    void theIntervalOfRatesHoldsTheTruthAsOftenAsItSays(int treated, int control, double with, double without) {
        SplittableRandom random = new SplittableRandom(20260101);
        int trials = 4_000;
        int held = 0;
        for (int trial = 0; trial < trials; trial++) {
            Interval interval = lift(
                            arm(treated, successes(random, treated, with)),
                            arm(control, successes(random, control, without)))
                    .rate()
                    .orElseThrow();
            held += interval.low() <= with - without && with - without <= interval.high() ? 1 : 0;
        }

        assertThat((double) held / trials).isBetween(0.93, 0.97);
    }

    private static long successes(SplittableRandom random, int persons, double rate) {
        long successes = 0;
        for (int person = 0; person < persons; person++) {
            successes += random.nextDouble() < rate ? 1 : 0;
        }
        return successes;
    }

    @ParameterizedTest
    @CsvSource({"2000, 400, 0.20, 0.15", "1000, 1000, 0.05, 0.05", "3000, 300, 0.40, 0.40"})
    void theIntervalOfValuesHoldsTheTruthAsOftenAsItSays(int treated, int control, double with, double without) {
        SplittableRandom random = new SplittableRandom(20260102);
        int trials = 3_000;
        int held = 0;
        double truth = (with - without) * 60.5;
        for (int trial = 0; trial < trials; trial++) {
            Interval interval = lift(valued(random, treated, with), valued(random, control, without))
                    .value()
                    .orElseThrow();
            held += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
        }

        assertThat((double) held / trials).isBetween(0.93, 0.97);
    }

    /** Each conversion is worth 21 to 100. */
    private static ArmCounts valued(SplittableRandom random, int persons, double rate) {
        long conversions = 0;
        long sum = 0;
        long squares = 0;
        for (int person = 0; person < persons; person++) {
            if (random.nextDouble() < rate) {
                long value = random.nextInt(21, 101);
                conversions++;
                sum += value;
                squares += value * value;
            }
        }
        return new ArmCounts(persons, conversions, BigDecimal.valueOf(sum), BigDecimal.valueOf(squares));
    }

    @Test
    void aSmallDifferenceOfLargeValuesIsNotLost() {
        // Everybody brought a billion, one in two of the treated a cent more.
        BigDecimal billion = new BigDecimal("1000000000");
        BigDecimal more = new BigDecimal("1000000000.01");
        BigDecimal thousand = BigDecimal.valueOf(1_000);
        ArmCounts treated = new ArmCounts(
                2_000,
                2_000,
                billion.add(more).multiply(thousand),
                billion.pow(2).add(more.pow(2)).multiply(thousand));
        ArmCounts control = new ArmCounts(
                1_000, 1_000, billion.multiply(thousand), billion.pow(2).multiply(thousand));

        Interval value = lift(treated, control).value().orElseThrow();

        assertThat(value.estimate()).isCloseTo(0.005, within(1e-12));
        assertThat(value.high() - value.low()).isCloseTo(2 * 1.959964 * 0.005 / Math.sqrt(1_999), within(1e-9));
    }

    @Test
    void saysWhatItBringsInPlainWords() {
        assertThat(lift(
                                new ArmCounts(9_000, 1_107, new BigDecimal("27675"), new BigDecimal("700000")),
                                new ArmCounts(1_000, 100, new BigDecimal("2500"), new BigDecimal("64000")))
                        .sentence())
                .isEqualTo("12.3% of 9,000 persons who got a message reached the goal, and 10.0% of 1,000 "
                        + "persons in the control group. The difference is 2.3 points more, between 0.2 and "
                        + "4.1; that is 23.0% more than without. A person brought 3.08, and 2.50 in the control "
                        + "group: a difference between 0.07 and 1.08.");
        assertThat(lift(arm(90, 9), arm(10, 1)).sentence())
                .isEqualTo("10.0% of 90 persons who got a message reached the goal, and 10.0% of 10 persons in "
                        + "the control group. The difference is not distinguishable from zero yet: it may be "
                        + "anything from 30.8 points fewer to 11.4 points more.");
        assertThat(lift(
                                new ArmCounts(50, 1, BigDecimal.TEN, BigDecimal.valueOf(100)),
                                new ArmCounts(50, 25, BigDecimal.TEN, BigDecimal.valueOf(4)))
                        .sentence())
                .isEqualTo("2.0% of 50 persons who got a message reached the goal, and 50.0% of 50 persons in "
                        + "the control group. The difference is 48.0 points fewer, between 32.2 and 61.5; that "
                        + "is 96.0% fewer than without. A person brought 0.20, and 0.20 in the control group: "
                        + "not distinguishable from zero yet, between -0.40 and 0.40.");
    }

    @Test
    void saysWhenNothingCanBeSaid() {
        assertThat(Lift.of(Map.of()).sentence()).isEqualTo("Nobody got a message yet.");
        assertThat(Lift.of(Map.of(Lift.TREATED, arm(5, 1), Lift.MIXED, arm(1, 0)))
                        .sentence())
                .isEqualTo("Nobody is in the control group, so that nothing can be said of what the campaign brings:"
                        + " declare a holdout, or wait until it holds somebody out. 1 person in both arms, whose"
                        + " profiles were merged, is left out.");
        Lift least = lift(arm(1, 1), arm(1, 0));
        assertThat(least.rate()).isPresent();
        assertThat(least.value()).isEmpty();
        assertThat(least.relative()).isEmpty();
        assertThat(least.mixed()).isZero();
    }
}
