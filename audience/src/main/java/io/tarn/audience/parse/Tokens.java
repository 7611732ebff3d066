package io.tarn.audience.parse;

import io.tarn.audience.Faults;
import io.tarn.audience.Place;
import io.tarn.audience.Words;
import io.tarn.audience.parse.Token.Kind;
import java.util.List;
import java.util.Locale;

/** Tokens, taken one after the other. Confined to one call. */
final class Tokens {
    private final List<Token> tokens;
    private int next;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(next);
    }

    /** The token after the next one; the end where there is none. */
    Token peekSecond() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    Token take() {
        Token token = tokens.get(next);
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    Place place() {
        return peek().place();
    }

    /** The next word in lower case where it is one of the language; else nothing. */
    String keyword() {
        return keyword(peek());
    }

    String secondKeyword() {
        return keyword(peekSecond());
    }

    private static String keyword(Token token) {
        return token.kind() == Kind.WORD && Words.isReserved(token.text())
                ? token.text().toLowerCase(Locale.ROOT)
                : "";
    }

    /** Takes the next token if it is the word. */
    boolean takeIf(String word) {
        if (!keyword().equals(word)) {
            return false;
        }
        next++;
        return true;
    }

    boolean takeSymbolIf(String symbol) {
        if (!peek().is(Kind.SYMBOL, symbol)) {
            return false;
        }
        next++;
        return true;
    }

    void expect(String word) {
        expectOneOf(List.of(word));
    }

    String expectOneOf(List<String> words) {
        String keyword = keyword();
        if (words.contains(keyword)) {
            next++;
            return keyword;
        }
        Token found = peek();
        throw new Misread(
                found.kind() == Kind.WORD
                        ? Faults.expectedWord(found.place(), words, found.text())
                        : Faults.expected(found.place(), choice(words), found.shown()));
    }

    void expectSymbol(String symbol) {
        if (!takeSymbolIf(symbol)) {
            throw unexpected("'" + symbol + "'");
        }
    }

    String expectText(String what) {
        if (peek().kind() != Kind.TEXT) {
            throw unexpected(what + " in quotes");
        }
        return take().text();
    }

    Misread unexpected(String expected) {
        Token found = peek();
        return new Misread(Faults.expected(found.place(), expected, found.shown()));
    }

    private static String choice(List<String> words) {
        return words.size() == 1 ? "'" + words.getFirst() + "'" : "one of " + String.join(", ", words);
    }
}
