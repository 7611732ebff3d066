package io.tarn.audience.parse;

import io.tarn.audience.Faults;
import io.tarn.audience.Place;
import io.tarn.audience.Words;
import io.tarn.audience.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Splits a text into tokens. Confined to one call. */
final class Lexer {
    private static final int DAY_LENGTH = 10;

    /** Signs of other languages, and what to write here. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("==", "Write =."),
            Map.entry("<>", "Write !=."),
            Map.entry("&&", "Write and."),
            Map.entry("||", "Write or."),
            Map.entry("!", "Write not, or != between two values."),
            Map.entry("\"", "Write a text in single quotes: 'IT'."),
            Map.entry("`", "Write a name in single quotes: trait 'odd name'."),
            Map.entry("‘", "Write straight quotes: 'IT'."),
            Map.entry("’", "Write straight quotes: 'IT'."),
            Map.entry("“", "Write straight single quotes: 'IT'."),
            Map.entry("”", "Write straight single quotes: 'IT'."));

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int next;
    private int line = 1;
    private int column = 1;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        while (lexer.skipBlanks()) {
            lexer.read();
        }
        lexer.tokens.add(new Token(Kind.END, "", lexer.place()));
        return lexer.tokens;
    }

    private Place place() {
        return Place.at(line, column);
    }

    private int unit(int index) {
        return index < text.length() ? text.charAt(index) : -1;
    }

    private boolean skipBlanks() {
        while (next < text.length() && isBlank(text.charAt(next))) {
            advance(next + 1);
        }
        return next < text.length();
    }

    private static boolean isBlank(char unit) {
        return unit == ' ' || unit == '\t' || unit == '\n' || unit == '\r';
    }

    /** Goes on to an index, counting lines and characters. */
    private void advance(int end) {
        while (next < end) {
            char unit = text.charAt(next);
            if (unit == '\n') {
                line++;
                column = 1;
            } else if (!Character.isLowSurrogate(unit)) {
                column++;
            }
            next++;
        }
    }

    private void read() {
        int unit = text.charAt(next);
        if (unit == '\'') {
            quoted();
        } else if (Words.isDigit(unit) || (unit == '-' && Words.isDigit(unit(next + 1)))) {
            number();
        } else if (Words.isWordStart(unit)) {
            int end = next + 1;
            while (Words.isWordPart(unit(end))) {
                end++;
            }
            add(Kind.WORD, end);
        } else {
            symbol();
        }
    }

    private void add(Kind kind, int end) {
        tokens.add(new Token(kind, text.substring(next, end), place()));
        advance(end);
    }

    private void quoted() {
        Place start = place();
        StringBuilder content = new StringBuilder();
        int end = next + 1;
        while (true) {
            int quote = text.indexOf('\'', end);
            if (quote < 0) {
                throw new Misread(Faults.unclosedText(start));
            }
            content.append(text, end, quote);
            end = quote + 1;
            if (unit(end) != '\'') {
                break;
            }
            content.append('\'');
            end++;
        }
        if (content.length() > Words.TEXT_LENGTH_MAX) {
            throw new Misread(Faults.longText(start, content.length()));
        }
        String whole = content.toString();
        if (!Words.canBeKept(whole)) {
            throw new Misread(Faults.unkeepableText(start));
        }
        tokens.add(new Token(Kind.TEXT, whole, start));
        advance(end);
    }

    private void number() {
        int day = next + DAY_LENGTH;
        if (unit(next + 4) == '-' && unit(next + 7) == '-' && day <= text.length()) {
            boolean isMoment = unit(day) == 'T';
            int end = day;
            while (isMoment && (Words.isDigit(unit(end)) || "TZ:.+-".indexOf(unit(end)) >= 0)) {
                end++;
            }
            add(isMoment ? Kind.MOMENT : Kind.DAY, end);
            return;
        }
        int end = next + 1;
        while (Words.isDigit(unit(end))) {
            end++;
        }
        if (unit(end) == '.' && Words.isDigit(unit(end + 1))) {
            end++;
            while (Words.isDigit(unit(end))) {
                end++;
            }
        }
        if (Words.isWordPart(unit(end))) {
            throw new Misread(Faults.numberTouchesWord(place(), text.substring(next, end)));
        }
        add(Kind.NUMBER, end);
    }

    private void symbol() {
        int codePoint = text.codePointAt(next);
        String one = Character.toString(codePoint);
        String two = unit(next + 1) < 0 ? one : one + text.charAt(next + 1);
        String instead = OTHERS.get(two);
        if (instead != null) {
            throw new Misread(Faults.otherSign(place(), two, instead));
        }
        if (List.of("!=", "<=", ">=").contains(two)) {
            add(Kind.SYMBOL, next + 2);
            return;
        }
        if ("()=<>,".contains(one)) {
            add(Kind.SYMBOL, next + 1);
            return;
        }
        String otherwise = OTHERS.get(one);
        throw new Misread(
                otherwise == null
                        ? Faults.unknownCharacter(place(), codePoint)
                        : Faults.otherSign(place(), one, otherwise));
    }
}
