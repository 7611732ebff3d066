package io.tarn.server.cli;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;

/** How a command ends, for the shell that called it. */
enum ExitCode {
    DONE(0),
    /** The input, the environment or a check is at fault. */
    FAULT_IN_INPUT(1),
    WRONG_USE(2),
    /** A defect of Tarn. */
    FAULT_OF_OURS(3);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static ExitCode of(Throwable failure) {
        if (!(failure instanceof TarnException known)) {
            return FAULT_OF_OURS;
        }
        if (known.code() == ErrorCode.WRONG_USAGE) {
            return WRONG_USE;
        }
        return switch (known.code().kind()) {
            case CALLER, CAPACITY, OUTSIDE -> FAULT_IN_INPUT;
            case DEFECT -> FAULT_OF_OURS;
        };
    }
}
