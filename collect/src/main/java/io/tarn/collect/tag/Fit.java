package io.tarn.collect.tag;

import java.util.Optional;

/**
 * How well the values of a column fit a tag.
 *
 * @param possible from 0, they refute it, to 1, nothing speaks against it
 * @param proof how sure the values alone make it, from 0 to 1
 * @param likeness the question whose answers say so
 */
record Fit(double possible, double proof, Optional<Likeness> likeness) {
    static Fit of(double possible, double proof) {
        return new Fit(clamp(possible), clamp(proof), Optional.empty());
    }

    static Fit of(double possible, double proof, Likeness likeness) {
        return new Fit(clamp(possible), clamp(proof), Optional.of(likeness));
    }

    /** 0 up to a share, 1 from another, straight between. */
    static double ramp(double share, double none, double all) {
        return clamp((share - none) / (all - none));
    }

    private static double clamp(double number) {
        return Math.max(0, Math.min(1, number));
    }
}
