package io.tarn.lake.dialect;

import org.jspecify.annotations.Nullable;

/**
 * A function written in Java that SQL calls by name: deterministic, free of side effects, and safe to call from several
 * threads at once.
 *
 * <p>The engine hands over whole vectors, so a call costs little more than the body.
 */
public sealed interface ScalarFunction {
    String name();

    /** The number of arguments. */
    int arity();

    /** From texts to a text. */
    record TextFunction(String name, int arity, TextBody body) implements ScalarFunction {}

    /** From texts to a whole number, such as a comparison level. */
    record TextToIntFunction(String name, int arity, TextToIntBody body) implements ScalarFunction {}

    /** From texts to a floating-point number. */
    record TextToDoubleFunction(String name, int arity, TextToDoubleBody body) implements ScalarFunction {}

    /** From whole numbers (32 bits) to a whole number (64 bits), such as codes of a dictionary to a packed pattern. */
    record IntToLongFunction(String name, int arity, IntToLongBody body) implements ScalarFunction {}

    /** The body of a {@link TextFunction}: SQL NULL is Java null, in and out. */
    @FunctionalInterface
    interface TextBody {
        @Nullable
        String apply(@Nullable String[] arguments);
    }

    /** The body of a {@link TextToIntFunction}: SQL NULL is Java null. */
    @FunctionalInterface
    interface TextToIntBody {
        int apply(@Nullable String[] arguments);
    }

    /** The body of a {@link TextToDoubleFunction}: SQL NULL is Java null. */
    @FunctionalInterface
    interface TextToDoubleBody {
        double apply(@Nullable String[] arguments);
    }

    /** The body of an {@link IntToLongFunction}: SQL NULL is {@link Integer#MIN_VALUE}. */
    @FunctionalInterface
    interface IntToLongBody {
        long apply(int[] arguments);
    }
}
