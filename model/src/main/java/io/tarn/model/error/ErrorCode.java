package io.tarn.model.error;

/** A stable name for a fault, with the kind that says whose it is and so what to do about it. */
public enum ErrorCode {
    INVALID_DEFINITION(Kind.CALLER),
    INVALID_INPUT(Kind.CALLER),
    UNKNOWN_NAME(Kind.CALLER),
    WRONG_USAGE(Kind.CALLER),
    NOT_FOUND(Kind.CALLER),
    CHECK_FAILED(Kind.CALLER),
    APPROVAL_REQUIRED(Kind.CALLER),
    LOCKED(Kind.CAPACITY),
    LIMIT_REACHED(Kind.CAPACITY),
    STORAGE_FULL(Kind.CAPACITY),
    STORAGE_UNAVAILABLE(Kind.OUTSIDE),
    SOURCE_UNREADABLE(Kind.OUTSIDE),
    WRITE_CONFLICT(Kind.OUTSIDE),
    INVARIANT_BROKEN(Kind.DEFECT);

    /** Whose fault a failure is. */
    public enum Kind {
        /** The input or the request is at fault; the same call fails again. */
        CALLER,
        /** A limit was reached; the same call may succeed later. */
        CAPACITY,
        /** Something that we depend on failed. */
        OUTSIDE,
        /** Our own fault. */
        DEFECT
    }

    private final Kind kind;

    ErrorCode(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
