package io.tarn.audience.parse;

import io.tarn.audience.Depths;
import io.tarn.audience.Expression;
import io.tarn.audience.Faults;
import io.tarn.audience.Place;
import io.tarn.audience.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the text form of an expression. {@code docs/audiences.md} writes its grammar down.
 *
 * <p>Whatever the text, the answer is an expression or a problem that points at a character.
 */
public final class ExpressionParser {
    /** How many characters (UTF-16 units) a text may have: room for a list of 100,000 values. */
    public static final int LENGTH_MAX = 8_000_000;

    private final Tokens tokens;
    private final Conditions conditions;

    private ExpressionParser(String text) {
        this.tokens = new Tokens(Lexer.tokens(text));
        this.conditions = new Conditions(tokens);
    }

    public static ParseResult parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return new ParseResult.Unreadable(Faults.textTooLarge(text.length(), LENGTH_MAX));
        }
        try {
            Expression whole = new ExpressionParser(text).whole();
            return Depths.exceedsMax(whole)
                    ? new ParseResult.Unreadable(Faults.tooDeep(Place.at(1, 1)))
                    : new ParseResult.Parsed(whole);
        } catch (Misread e) {
            return new ParseResult.Unreadable(e.problem());
        }
    }

    private Expression whole() {
        Expression whole = disjunction(0);
        if (tokens.peek().kind() != Kind.END) {
            throw tokens.unexpected("'and', 'or' or the end");
        }
        return whole;
    }

    private Expression disjunction(int depth) {
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(conjunction(depth));
        } while (tokens.takeIf("or"));
        return parts.size() == 1 ? parts.getFirst() : new Expression.Or(parts);
    }

    private Expression conjunction(int depth) {
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(negation(depth));
        } while (tokens.takeIf("and"));
        return parts.size() == 1 ? parts.getFirst() : new Expression.And(parts);
    }

    private Expression negation(int depth) {
        if (depth > Expression.DEPTH_MAX) {
            throw new Misread(Faults.tooDeep(tokens.place()));
        }
        if (tokens.takeIf("not")) {
            return new Expression.Not(negation(depth + 1));
        }
        if (tokens.takeSymbolIf("(")) {
            Expression inner = disjunction(depth + 1);
            tokens.expectSymbol(")");
            return inner;
        }
        return conditions.condition();
    }
}
