package io.tarn.server.figures;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them; public because the terminal says them in the same way. */
public final class Figures {
    private static final double MILLION = 1e6;

    private Figures() {}

    /** With a comma between thousands. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A count with its noun in the right number: {@code count(1, "record", "records")}. */
    public static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** A large number in words, such as "2.6 billion". */
    public static String about(double number) {
        if (number < MILLION) {
            return count(Math.round(number));
        }
        if (number < 1e9) {
            return String.format(Locale.ROOT, "%.1f million", number / MILLION);
        }
        if (number < 1e12) {
            return String.format(Locale.ROOT, "%.1f billion", number / 1e9);
        }
        return number < 1e15
                ? String.format(Locale.ROOT, "%.1f trillion", number / 1e12)
                : String.format(Locale.ROOT, "%.1e", number);
    }

    /** A number short enough for an axis, such as "10k". */
    public static String tick(double number) {
        if (number >= 1e9) {
            return trimmed(number / 1e9) + "bn";
        }
        if (number >= MILLION) {
            return trimmed(number / MILLION) + "M";
        }
        return number >= 1e4 ? trimmed(number / 1e3) + "k" : trimmed(number);
    }

    /** A share from 0 to 1; small ones keep two digits that count, and nothing short of all is called 100 %. */
    public static String percent(double share) {
        double percent = share * 100;
        if (percent == 0 || percent >= 100) {
            return percent == 0 ? "0 %" : "100 %";
        }
        if (percent > 99.9) {
            return percent > 99.99 ? "> 99.99 %" : String.format(Locale.ROOT, "%.2f %%", percent);
        }
        if (percent >= 0.95) {
            return String.format(Locale.ROOT, "%.1f %%", percent).replace(".0 %", " %");
        }
        if (percent < 0.0001) {
            return "< 0.0001 %";
        }
        return new BigDecimal(percent)
                        .round(new MathContext(1))
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }

    /** A weight with its sign. */
    public static String bits(double weight) {
        String shown = String.format(Locale.ROOT, "%+.1f", weight);
        return shown.endsWith("0.0") && shown.length() == 4 ? "0.0" : shown.replace('-', '−');
    }

    public static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    public static String took(Duration duration) {
        double seconds = duration.toMillis() / 1e3;
        if (seconds < 1) {
            return duration.toMillis() + " ms";
        }
        if (seconds < 120) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return String.format(Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
    }

    /** How much more likely than not, in words: "1,024 times likelier". */
    public static String factor(double weight) {
        double times = Math.pow(2, Math.abs(weight));
        String shown = times < 10 ? String.format(Locale.ROOT, "%.1f", times) : about(times);
        return shown + " times " + (weight >= 0 ? "likelier" : "less likely") + " one person";
    }

    private static String trimmed(double number) {
        return number == Math.rint(number)
                ? String.format(Locale.ROOT, "%,.0f", number)
                : String.format(Locale.ROOT, "%.1f", number);
    }
}
