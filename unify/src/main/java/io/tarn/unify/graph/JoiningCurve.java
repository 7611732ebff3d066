package io.tarn.unify.graph;

import java.util.List;

/**
 * How likely two clusters are one person, by what their pairs weigh on average: a logistic curve of greatest posterior
 * density. Immutable.
 *
 * <p>Without any example the curve is sure from two bits on, as {@link io.tarn.model.identity.Joining#PRESUMED} is.
 */
final class JoiningCurve {
    private static final double HEIGHT = 1.05;
    private static final double HEIGHT_DEVIATION = 1;
    private static final double SLOPE = 0.35;
    private static final double SLOPE_DEVIATION = 0.15;

    /** The odds of two to one for one person, a standard deviation of doubt taken off. */
    private static final double SURE = StrictMath.log(2);

    private static final double DOUBT = 1;

    /** Bits beyond which a mean says no more: two who agree in nothing are as good as any other. */
    static final double MEAN_MAX = 8;

    private static final int ITERATIONS_MAX = 100;
    private static final double STEP_MIN = 1e-6;
    private static final double CONVERGED = 1e-9;

    private final double height;
    private final double slope;
    private final Curvature curvature;

    private JoiningCurve(double height, double slope, Curvature curvature) {
        this.height = height;
        this.slope = slope;
        this.curvature = curvature;
    }

    /**
     * Two clusters that were judged.
     *
     * @param mean what their pairs weigh on average, in bits
     */
    record Example(double mean, boolean isSame) {
        private double bounded() {
            return Math.clamp(mean, -MEAN_MAX, MEAN_MAX);
        }
    }

    /** The second derivatives of the logarithm of the density, negated. */
    private record Curvature(double height, double both, double slope) {
        double determinant() {
            return height * slope - both * both;
        }

        double variance(double mean) {
            return (slope - 2 * mean * both + mean * mean * height) / determinant();
        }
    }

    /** Fits by Newton's steps; the same examples in the same order give the same bits. */
    static JoiningCurve fit(List<Example> examples) {
        JoiningCurve curve = new JoiningCurve(HEIGHT, SLOPE, new Curvature(1, 0, 1));
        for (int i = 0; i < ITERATIONS_MAX; i++) {
            JoiningCurve next = curve.step(examples);
            double change = Math.abs(next.height - curve.height) + Math.abs(next.slope - curve.slope);
            curve = next;
            if (change < CONVERGED) {
                break;
            }
        }
        return curve;
    }

    private JoiningCurve step(List<Example> examples) {
        double heightPrecision = 1 / (HEIGHT_DEVIATION * HEIGHT_DEVIATION);
        double slopePrecision = 1 / (SLOPE_DEVIATION * SLOPE_DEVIATION);
        double towardHeight = (HEIGHT - height) * heightPrecision;
        double towardSlope = (SLOPE - slope) * slopePrecision;
        double ofHeight = heightPrecision;
        double ofBoth = 0;
        double ofSlope = slopePrecision;
        for (Example example : examples) {
            double mean = example.bounded();
            double probability = 1 / (1 + StrictMath.exp(-(height + slope * mean)));
            double rest = (example.isSame() ? 1 : 0) - probability;
            double spread = probability * (1 - probability);
            towardHeight += rest;
            towardSlope += rest * mean;
            ofHeight += spread;
            ofBoth += spread * mean;
            ofSlope += spread * mean * mean;
        }
        Curvature found = new Curvature(ofHeight, ofBoth, ofSlope);
        double upward = (ofSlope * towardHeight - ofBoth * towardSlope) / found.determinant();
        double steeper = (ofHeight * towardSlope - ofBoth * towardHeight) / found.determinant();
        double before = density(examples);
        JoiningCurve next = new JoiningCurve(height + upward, slope + steeper, found);
        for (double part = 1; next.density(examples) < before && part > STEP_MIN; part /= 2) {
            next = new JoiningCurve(height + part * upward, slope + part * steeper, found);
        }
        return next;
    }

    /** The logarithm of the posterior density, but for a constant. */
    private double density(List<Example> examples) {
        double off = (height - HEIGHT) / HEIGHT_DEVIATION;
        double offSlope = (slope - SLOPE) / SLOPE_DEVIATION;
        double sum = -(off * off + offSlope * offSlope) / 2;
        for (Example example : examples) {
            double odds = height + slope * example.bounded();
            sum -= StrictMath.log1p(StrictMath.exp(example.isSame() ? -odds : odds));
        }
        return sum;
    }

    /** Whether two clusters of a mean weight, in bits, are one person beyond doubt of the curve. */
    boolean isSureOf(double mean) {
        double doubt = DOUBT * StrictMath.sqrt(Math.max(0, curvature.variance(mean)));
        return height + slope * mean - doubt >= SURE;
    }
}
