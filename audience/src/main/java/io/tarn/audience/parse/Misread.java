package io.tarn.audience.parse;

import io.tarn.audience.Problem;

/** Carries a problem out of the depth of the parser to its door; never leaves the package. */
final class Misread extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    Misread(Problem problem) {
        super(problem.fault(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
