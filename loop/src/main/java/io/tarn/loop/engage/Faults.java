package io.tarn.loop.engage;

import io.tarn.model.error.TarnException;
import java.util.concurrent.CompletionException;

/** Exceptions in words that hold no personal data. */
final class Faults {
    private Faults() {}

    static String told(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return cause instanceof TarnException known
                ? String.valueOf(known.getMessage())
                : cause.getClass().getSimpleName();
    }
}
