package io.tarn.audience.parse;

import io.tarn.audience.parse.Token.Kind;
import java.time.Duration;
import java.util.Optional;

/** Reads a length of time in the words of the language, such as {@code 2 days}, for definitions that have one alone. */
public final class SpanParser {
    private static final int LENGTH_MAX = 100;

    private SpanParser() {}

    /** Empty where the text is none, or is shorter or longer than {@link io.tarn.audience.Spans} allows. */
    public static Optional<Duration> parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            Tokens tokens = new Tokens(Lexer.tokens(text));
            Duration span = new Atoms(tokens).span();
            return tokens.peek().kind() == Kind.END ? Optional.of(span) : Optional.empty();
        } catch (Misread notASpan) {
            return Optional.empty();
        }
    }
}
