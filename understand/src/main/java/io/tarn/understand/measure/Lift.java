package io.tarn.understand.measure;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a campaign brings: how those who got its message did, less how the control group did without.
 *
 * @param treated those who got it
 * @param control those who were held out
 * @param mixed persons who are in both arms because two profiles were merged, and so in neither
 * @param rate the difference of the rates of conversion; empty while an arm has nobody
 * @param value the difference of the values per person; empty while an arm has fewer than two
 */
public record Lift(
        ArmCounts treated, ArmCounts control, long mixed, Optional<Interval> rate, Optional<Interval> value) {
    /** What {@link LiftSql#arms} calls the arms. */
    public static final String TREATED = "treated";

    public static final String CONTROL = "control";
    public static final String MIXED = "mixed";

    /** The lift that rows of {@link LiftSql#arms} show, by arm. */
    public static Lift of(Map<String, ArmCounts> arms) {
        ArmCounts treated = arms.getOrDefault(TREATED, ArmCounts.NOBODY);
        ArmCounts control = arms.getOrDefault(CONTROL, ArmCounts.NOBODY);
        long least = Math.min(treated.persons(), control.persons());
        return new Lift(
                treated,
                control,
                arms.getOrDefault(MIXED, ArmCounts.NOBODY).persons(),
                least < 1 ? Optional.empty() : Optional.of(Interval.ofRates(treated, control)),
                least < 2 ? Optional.empty() : Optional.of(Interval.ofValues(treated, control)));
    }

    /** By which part of the control group's rate the rate is higher; empty where nobody of it converted. */
    public OptionalDouble relative() {
        return rate.isEmpty() || control.conversions() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(rate.get().estimate() / control.rate());
    }

    /** Whether conversions were worth something. */
    boolean isValued() {
        return treated.squares().compareTo(BigDecimal.ZERO) != 0
                || control.squares().compareTo(BigDecimal.ZERO) != 0;
    }

    /** In plain words, for whom the numbers alone say little. */
    public String sentence() {
        return LiftWords.of(this);
    }
}
