package io.tarn.model.policy;

import java.math.BigDecimal;

/**
 * A share of all profiles, exactly.
 *
 * @param perMillion how many of a million; nought to a million
 */
public record HoldoutShare(int perMillion) {
    /** All of them. */
    public static final int WHOLE = 1_000_000;

    /** The most that is held out: a half, from where on it is the message that is the experiment. */
    public static final HoldoutShare MAX = new HoldoutShare(WHOLE / 2);

    public HoldoutShare {
        Faults faults = new Faults("A share");
        faults.check(
                perMillion >= 0 && perMillion <= WHOLE, "it is " + perMillion + " of a million; use 0 to " + WHOLE);
        faults.refuse();
    }

    public static HoldoutShare ofPercent(int percent) {
        return new HoldoutShare(Math.multiplyExact(percent, WHOLE / 100));
    }

    /** In percent, such as {@code 2.5%}. */
    @Override
    public String toString() {
        BigDecimal percent = BigDecimal.valueOf(perMillion, 4).stripTrailingZeros();
        return (percent.signum() == 0 ? "0" : percent.toPlainString()) + "%";
    }
}
