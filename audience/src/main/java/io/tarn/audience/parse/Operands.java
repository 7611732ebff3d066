package io.tarn.audience.parse;

import io.tarn.audience.Faults;
import io.tarn.audience.Operand;
import io.tarn.audience.Operand.Edge;
import io.tarn.audience.Place;
import io.tarn.audience.Words;
import io.tarn.audience.parse.Token.Kind;
import io.tarn.model.policy.ComputedTrait.Function;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what a condition looks at: a trait, what events add up to, when one was. */
final class Operands {
    private static final Map<String, Function> FUNCTIONS = new TreeMap<>();

    static {
        for (Function function : Function.values()) {
            if (function != Function.LIST) {
                FUNCTIONS.put(function.word(), function);
            }
        }
    }

    private final Tokens tokens;
    private final Atoms atoms;

    Operands(Tokens tokens, Atoms atoms) {
        this.tokens = tokens;
        this.atoms = atoms;
    }

    Operand operand() {
        Place at = tokens.place();
        String keyword = tokens.keyword();
        if (keyword.equals("trait") || keyword.isEmpty()) {
            return trait();
        }
        boolean isEdge = keyword.equals("first") || keyword.equals("last");
        if (isEdge && tokens.peekSecond().kind() == Kind.TEXT) {
            tokens.take();
            Edge edge = keyword.equals("first") ? Edge.FIRST : Edge.LAST;
            return new Operand.EventTime(edge, atoms.selection(), at);
        }
        Function function = FUNCTIONS.get(keyword);
        if (function == null) {
            throw tokens.unexpected("a condition");
        }
        return aggregate(function, at);
    }

    private Operand aggregate(Function function, Place at) {
        Token word = tokens.take();
        if (!tokens.keyword().equals("of")) {
            throw new Misread(
                    isTail(tokens.peek())
                            ? Faults.reservedWord(word.place(), word.text())
                            : Faults.expectedWord(
                                    tokens.place(), List.of("of"), tokens.peek().text()));
        }
        tokens.take();
        Optional<String> property = Optional.empty();
        if (function != Function.COUNT) {
            property = Optional.of(atoms.name("the name of a property"));
            tokens.expect("of");
        }
        return new Operand.Aggregate(function, property, atoms.selection(), atoms.window(), at);
    }

    /** Whether what follows asks something of a trait. */
    private static boolean isTail(Token token) {
        return token.kind() == Kind.SYMBOL
                || List.of("in", "contains", "starts", "ends", "exists", "within", "more")
                        .contains(token.text().toLowerCase(Locale.ROOT));
    }

    /** A trait by its name. */
    Operand.Trait trait() {
        Place at = tokens.place();
        if (tokens.takeIf("trait")) {
            return new Operand.Trait(atoms.quotedName("the name of a trait"), at);
        }
        Token token = tokens.peek();
        if (token.kind() != Kind.WORD) {
            throw token.kind() == Kind.END && at.line() == 1 && at.column() == 1
                    ? new Misread(Faults.empty(at))
                    : tokens.unexpected("a condition");
        }
        if (Words.isReserved(token.text())) {
            throw new Misread(Faults.reservedWord(at, token.text()));
        }
        if (tokens.peekSecond().kind() == Kind.WORD && tokens.secondKeyword().equals("of")) {
            throw new Misread(Faults.expectedWord(at, List.copyOf(FUNCTIONS.keySet()), token.text()));
        }
        return new Operand.Trait(atoms.name("the name of a trait"), at);
    }
}
