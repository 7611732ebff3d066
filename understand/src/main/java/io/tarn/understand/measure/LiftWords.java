package io.tarn.understand.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** A lift in plain words. */
final class LiftWords {
    private LiftWords() {}

    static String of(Lift lift) {
        if (lift.treated().persons() == 0) {
            return "Nobody got a message yet." + mixed(lift);
        }
        if (lift.rate().isEmpty()) {
            return "Nobody is in the control group, so that nothing can be said of what the campaign brings: declare a"
                    + " holdout, or wait until it holds somebody out." + mixed(lift);
        }
        return rates(lift)
                + lift.value()
                        .filter(_ -> lift.isValued())
                        .map(value -> values(lift, value))
                        .orElse("")
                + mixed(lift);
    }

    private static String rates(Lift lift) {
        Interval rate = lift.rate().orElseThrow();
        String arms =
                percent(lift.treated().rate()) + " of " + persons(lift.treated().persons())
                        + " who got a message reached the goal, and "
                        + percent(lift.control().rate()) + " of "
                        + persons(lift.control().persons()) + " in the control group";
        if (!rate.isDistinguishable()) {
            return arms + ". The difference is not distinguishable from zero yet: it may be anything from "
                    + points(rate.low()) + " to " + points(rate.high()) + ".";
        }
        String more = rate.estimate() < 0 ? "fewer" : "more";
        String relative = lift.relative().isPresent()
                ? "; that is " + percent(Math.abs(lift.relative().getAsDouble())) + " " + more + " than without"
                : "";
        return String.format(
                        Locale.ROOT,
                        "%s. The difference is %.1f points %s, between %.1f and %.1f",
                        arms,
                        100 * Math.abs(rate.estimate()),
                        more,
                        100 * Math.min(Math.abs(rate.low()), Math.abs(rate.high())),
                        100 * Math.max(Math.abs(rate.low()), Math.abs(rate.high())))
                + relative + ".";
    }

    private static String values(Lift lift, Interval value) {
        String arms = " A person brought " + amount(lift.treated().valuePerPerson()) + ", and "
                + amount(lift.control().valuePerPerson()) + " in the control group: ";
        return value.isDistinguishable()
                ? arms + "a difference between " + amount(value.low()) + " and " + amount(value.high()) + "."
                : arms + "not distinguishable from zero yet, between " + amount(value.low()) + " and "
                        + amount(value.high()) + ".";
    }

    private static String mixed(Lift lift) {
        return lift.mixed() == 0
                ? ""
                : " " + persons(lift.mixed()) + " in both arms, whose profiles were merged, "
                        + (lift.mixed() == 1 ? "is" : "are") + " left out.";
    }

    private static String persons(long number) {
        return String.format(Locale.ROOT, "%,d person%s", number, number == 1 ? "" : "s");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }

    private static String points(double difference) {
        return String.format(
                Locale.ROOT, "%.1f points %s", 100 * Math.abs(difference), difference < 0 ? "fewer" : "more");
    }

    private static String amount(double value) {
        return amount(BigDecimal.valueOf(value));
    }

    private static String amount(BigDecimal value) {
        return value.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
