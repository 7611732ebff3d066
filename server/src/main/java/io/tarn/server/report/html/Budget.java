package io.tarn.server.report.html;

/** How many bytes a part of the page may still take; what does not fit is left out and the page says so. */
final class Budget {
    private final Html out;
    private final long end;

    private Budget(Html out, long end) {
        this.out = out;
        this.end = end;
    }

    /** A budget that starts to be spent now. */
    static Budget of(Html out, int bytes) {
        return new Budget(out, out.bytes() + bytes);
    }

    boolean isSpent() {
        return out.bytes() >= end;
    }
}
