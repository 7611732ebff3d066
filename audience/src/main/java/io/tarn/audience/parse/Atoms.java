package io.tarn.audience.parse;

import io.tarn.audience.EventSelection;
import io.tarn.audience.EventSelection.Filter;
import io.tarn.audience.Faults;
import io.tarn.audience.Literal;
import io.tarn.audience.Place;
import io.tarn.audience.Relation;
import io.tarn.audience.Spans;
import io.tarn.audience.Words;
import io.tarn.audience.parse.Token.Kind;
import io.tarn.model.event.Value;
import io.tarn.model.policy.ComputedTrait.Comparison;
import io.tarn.model.policy.ComputedTrait.Condition;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the smaller parts of an expression: values, lengths of time, names, selections of events. */
final class Atoms {
    private static final Map<String, Duration> UNITS = Map.of(
            "minute", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1),
            "week", Duration.ofDays(7));
    private static final List<String> UNIT_WORDS = List.of("minutes", "hours", "days", "weeks");
    private static final String PLAIN = "a text in quotes, a number, true or false";
    private static final int SPAN_DIGITS_MAX = 7;

    private final Tokens tokens;

    Atoms(Tokens tokens) {
        this.tokens = tokens;
    }

    Literal literal() {
        Place at = tokens.place();
        String keyword = tokens.keyword();
        if (keyword.equals("true") || keyword.equals("false")) {
            tokens.take();
            return new Literal.Flag(keyword.equals("true"), at);
        }
        return switch (tokens.peek().kind()) {
            case TEXT -> new Literal.Text(tokens.take().text(), at);
            case NUMBER -> new Literal.Amount(number(), at);
            case DAY -> new Literal.Day(day(), at);
            case MOMENT -> new Literal.Moment(moment(), at);
            case WORD, SYMBOL, END -> throw tokens.unexpected("a text in quotes, a number, a day, true or false");
        };
    }

    private BigDecimal number() {
        Token token = tokens.take();
        BigDecimal number = new BigDecimal(token.text());
        if (!Value.Decimal.fits(number)) {
            throw new Misread(Faults.noNumber(token.place(), token.text()));
        }
        return number;
    }

    private LocalDate day() {
        Token token = tokens.take();
        try {
            LocalDate day = LocalDate.parse(token.text());
            if (Words.isYear(day.getYear())) {
                return day;
            }
        } catch (DateTimeException e) {
            // Told below, as for a day that nobody can have meant.
        }
        throw new Misread(Faults.noTime(token.place(), token.text()));
    }

    private Instant moment() {
        Token token = tokens.take();
        try {
            OffsetDateTime moment = OffsetDateTime.parse(token.text());
            if (Words.isYear(
                    moment.toInstant().atOffset(java.time.ZoneOffset.UTC).getYear())) {
                return moment.toInstant();
            }
        } catch (DateTimeException e) {
            // Told below.
        }
        throw new Misread(Faults.noTime(token.place(), token.text()));
    }

    /** A number and a unit. */
    Duration span() {
        Place at = tokens.place();
        long number = wholeNumber("a number of minutes, hours, days or weeks");
        Token unit = tokens.peek();
        Duration one = unit.kind() == Kind.WORD ? UNITS.get(singular(unit.text())) : null;
        if (one == null) {
            throw new Misread(
                    unit.kind() == Kind.WORD
                            ? Faults.expectedWord(unit.place(), UNIT_WORDS, unit.text())
                            : Faults.expected(unit.place(), "minutes, hours, days or weeks", unit.shown()));
        }
        tokens.take();
        Duration span = one.multipliedBy(number);
        if (!Spans.isSpan(span)) {
            throw new Misread(Faults.spanOutOfRange(at));
        }
        return span;
    }

    private static String singular(String unit) {
        String word = unit.toLowerCase(Locale.ROOT);
        return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }

    /** A number without a sign and a point, of at most seven digits. */
    long wholeNumber(String what) {
        Token token = tokens.peek();
        boolean whole = token.kind() == Kind.NUMBER && token.text().chars().allMatch(Words::isDigit);
        if (!whole || token.text().length() > SPAN_DIGITS_MAX) {
            throw tokens.unexpected(what);
        }
        return Long.parseLong(tokens.take().text());
    }

    /** {@code in last 30 days}, where it stands. */
    Optional<Duration> window() {
        if (!tokens.keyword().equals("in") || !tokens.secondKeyword().equals("last")) {
            return Optional.empty();
        }
        tokens.take();
        tokens.take();
        return Optional.of(span());
    }

    /** A name without quotes, or in quotes. */
    String name(String what) {
        Token token = tokens.peek();
        if (token.kind() == Kind.WORD && Words.isReserved(token.text())) {
            throw new Misread(
                    Faults.expected(token.place(), what + "; write a word of the language in quotes", token.shown()));
        }
        if (token.kind() != Kind.WORD && token.kind() != Kind.TEXT) {
            throw tokens.unexpected(what);
        }
        return nonEmpty(tokens.take(), what);
    }

    /** A name in quotes. */
    String quotedName(String what) {
        Token token = tokens.peek();
        tokens.expectText(what);
        return nonEmpty(token, what);
    }

    private static String nonEmpty(Token token, String what) {
        if (token.text().isEmpty()) {
            throw new Misread(Faults.expected(token.place(), what, "an empty text"));
        }
        if (token.text().length() > Words.TEXT_LENGTH_MAX) {
            throw new Misread(Faults.longText(token.place(), token.text().length()));
        }
        return token.text();
    }

    /** The name of an event and, after {@code where}, conditions on its properties. */
    EventSelection selection() {
        Place at = tokens.place();
        String event = quotedName("the name of an event");
        List<Filter> filters = new ArrayList<>();
        if (tokens.takeIf("where")) {
            boolean several = tokens.takeSymbolIf("(");
            filters.add(filter());
            while (several && tokens.takeIf("and")) {
                filters.add(filter());
            }
            if (several && tokens.keyword().equals("or")) {
                throw new Misread(Faults.otherSign(
                        tokens.place(), "or", "Conditions of where are joined by and; join two events by or instead."));
            }
            if (several) {
                tokens.expectSymbol(")");
            }
            if (filters.size() > EventSelection.FILTERS_MAX) {
                throw new Misread(Faults.tooMany(at, "conditions on one event", EventSelection.FILTERS_MAX));
            }
        }
        return new EventSelection(event, filters, at);
    }

    private Filter filter() {
        Place at = tokens.place();
        String property = name("the name of a property");
        if (tokens.takeIf("exists")) {
            return Filter.exists(property, at);
        }
        if (tokens.takeIf("contains")) {
            Value text = new Value.Text(tokens.expectText("a text"));
            return new Filter(new Condition(property, Comparison.CONTAINS, text), at);
        }
        Optional<Relation> relation = relation();
        if (relation.isEmpty()) {
            throw new Misread(Faults.noComparison(
                    tokens.place(),
                    "property '" + Faults.shown(property) + "'",
                    tokens.peek().shown(),
                    List.of("contains", "exists")));
        }
        Comparison comparison = Comparison.valueOf(relation.get().name());
        return new Filter(new Condition(property, comparison, value()), at);
    }

    private Value value() {
        Literal literal = literal();
        return switch (literal) {
            case Literal.Text(String text, var _) -> new Value.Text(text);
            case Literal.Amount(BigDecimal number, var _) -> new Value.Decimal(number);
            case Literal.Flag(boolean holds, var _) -> new Value.Flag(holds);
            case Literal.Day day -> throw new Misread(Faults.expected(day.place(), PLAIN, "a day"));
            case Literal.Moment moment -> throw new Misread(Faults.expected(moment.place(), PLAIN, "an instant"));
        };
    }

    Optional<Relation> relation() {
        for (Relation relation : Relation.values()) {
            if (tokens.takeSymbolIf(relation.symbol())) {
                return Optional.of(relation);
            }
        }
        return Optional.empty();
    }
}
