package io.tarn.understand.measure;

/**
 * How many of some were so, and between which bounds the true share lies with a confidence of 95 %, by Wilson's score
 * interval.
 */
public record Proportion(long hits, long all) {
    /** Of the standard normal distribution, the point that 2.5 % lie beyond. */
    static final double Z = 1.959963984540054;

    /** Nought where nothing is known. */
    public double low() {
        return hits == 0 ? 0 : Math.max(0, middle() - reach());
    }

    /** One where nothing is known. */
    public double high() {
        return hits == all ? 1 : Math.min(1, middle() + reach());
    }

    private double middle() {
        return (hits + Z * Z / 2) / (all + Z * Z);
    }

    private double reach() {
        double spread = hits * (all - (double) hits) / all + Z * Z / 4;
        return Z * Math.sqrt(spread) / (all + Z * Z);
    }
}
