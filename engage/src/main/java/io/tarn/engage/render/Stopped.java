package io.tarn.engage.render;

/** Rendering went past a limit; the message names which. Turned into an error by {@code CompiledSource}. */
final class Stopped extends RuntimeException {
    Stopped(String limit) {
        super(limit, null, false, false);
    }
}
