package io.tarn.audience.parse;

import io.tarn.audience.AudienceErrors;
import io.tarn.audience.Expression;
import io.tarn.audience.Problem;
import java.util.List;

/** What a text was found to say. */
public sealed interface ParseResult {
    /** It says an expression. */
    record Parsed(Expression expression) implements ParseResult {}

    /** It cannot be understood. */
    record Unreadable(Problem problem) implements ParseResult {}

    /** The expression, or the error that says what is wrong with an audience's text. */
    default Expression orThrow(String audience) {
        return switch (this) {
            case Parsed(Expression expression) -> expression;
            case Unreadable(Problem problem) -> throw AudienceErrors.unreadable(audience, List.of(problem));
        };
    }
}
