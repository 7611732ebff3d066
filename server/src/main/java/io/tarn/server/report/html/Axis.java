package io.tarn.server.report.html;

import java.util.ArrayList;
import java.util.List;

/** A scale that turns a value into a position from 0 to 100 and knows where its ticks stand. */
record Axis(double low, double high, List<Double> ticks, boolean isLogarithmic) {
    /** On a logarithmic scale one thing still has a bar to be seen. */
    private static final double FLOOR = 0.35;

    Axis {
        ticks = List.copyOf(ticks);
    }

    /** A scale with round ticks, widened to the range's ends rather than to the next tick. */
    static Axis linear(double low, double high, int ticksMax) {
        double span = high - low;
        double top = span > 0 ? high : low + 1;
        double step = roundStep((top - low) / Math.max(1, ticksMax));
        List<Double> ticks = new ArrayList<>();
        for (double tick = Math.ceil(low / step) * step; tick <= top + step * 1e-9; tick += step) {
            ticks.add(Math.rint(tick / step) * step + 0.0);
        }
        return new Axis(low, top, ticks, false);
    }

    /** A scale by powers of ten, for counts from 0. */
    static Axis logarithmic(double high) {
        double top = Math.max(1, high);
        List<Double> ticks = new ArrayList<>();
        int exponents = (int) Math.floor(Math.log10(top));
        int stride = 1 + exponents / 6;
        for (int exponent = 0; exponent <= exponents; exponent += stride) {
            ticks.add(Math.pow(10, exponent));
        }
        return new Axis(0, top, ticks, true);
    }

    double at(double value) {
        double share = isLogarithmic
                ? value < 1 ? 0 : (Math.log10(value) + FLOOR) / (Math.log10(high) + FLOOR)
                : (value - low) / (high - low);
        return 100 * Math.clamp(share, 0.0, 1.0);
    }

    private static double roundStep(double raw) {
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double digit = raw / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }
}
