package io.tarn.audience;

import io.tarn.model.error.Suggestions;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What can be wrong with the text of an audience: each with its place and what to do about it. */
public final class Faults {
    private static final int SHOWN_MAX = 40;

    private Faults() {}

    public static Problem textTooLarge(int length, int lengthMax) {
        return new Problem(
                Place.NONE,
                "the text has " + length + " characters",
                "At most " + lengthMax + " are possible; keep long lists in a trait.");
    }

    public static Problem empty(Place at) {
        return new Problem(at, "there is no condition", "Write one, such as country = 'IT', or everyone.");
    }

    public static Problem tooDeep(Place at) {
        return new Problem(
                at,
                "the conditions nest deeper than " + Expression.DEPTH_MAX + " levels",
                "Make an audience of a part and refer to it by in audience 'name'.");
    }

    public static Problem unclosedText(Place at) {
        return new Problem(
                at, "the text that begins here has no closing quote", "Write a quote inside a text twice: 'it''s'.");
    }

    public static Problem unkeepableText(Place at) {
        return new Problem(
                at, "the text that begins here holds half a character or the character 0", "No table can keep it.");
    }

    public static Problem longText(Place at, int length) {
        return new Problem(
                at,
                "the text that begins here has " + length + " characters",
                "At most " + Words.TEXT_LENGTH_MAX + " are possible.");
    }

    /** A sign that other languages have and this one writes otherwise. */
    public static Problem otherSign(Place at, String sign, String instead) {
        return new Problem(at, "'" + sign + "' is not known", instead);
    }

    public static Problem unknownCharacter(Place at, int codePoint) {
        String shown = Character.isLetter(codePoint) || (codePoint > ' ' && codePoint < 127)
                ? "'" + Character.toString(codePoint) + "'"
                : String.format("U+%04X", codePoint);
        return new Problem(
                at,
                "unexpected character " + shown,
                Character.isLetter(codePoint) ? "Write a name with such letters in quotes: trait 'größe'." : "");
    }

    public static Problem noNumber(Place at, String text) {
        return new Problem(
                at,
                "'" + shown(text) + "' is no number that can be kept exactly",
                "Up to twelve digits may stand before the point and six after it.");
    }

    public static Problem noTime(Place at, String text) {
        return new Problem(
                at,
                "'" + shown(text) + "' is no day or instant of the years 1000 to 2999",
                "Write a day as 2026-01-31 and an instant as 2026-01-31T10:00:00Z.");
    }

    public static Problem numberTouchesWord(Place at, String number) {
        return new Problem(
                at,
                "a letter follows the number " + shown(number),
                "Leave a blank between them, and write units out: 30 days.");
    }

    /** Something else was expected. */
    public static Problem expected(Place at, String expected, String found) {
        return new Problem(at, "expected " + expected + " but found " + found, "");
    }

    /** One of some words was expected. */
    public static Problem expectedWord(Place at, List<String> words, String word) {
        return new Problem(
                at,
                "expected " + choice(words) + " but found '" + shown(word) + "'",
                Suggestions.didYouMean(word, words).trim());
    }

    public static Problem noComparison(Place at, String operand, String found, Collection<String> words) {
        return new Problem(
                at,
                "expected a comparison after " + operand + " but found " + found,
                "Known are: =, !=, <, <=, >, >=, " + String.join(", ", words) + ".");
    }

    public static Problem reservedWord(Place at, String word) {
        return new Problem(
                at,
                "'" + shown(word) + "' is a word of the language",
                "A trait of that name is written trait '" + shown(word) + "'.");
    }

    public static Problem notIn(Place at) {
        return new Problem(
                at,
                "'not in' could mean two things",
                "Write not … in (…), which also holds where the value is missing; add … exists and where it must"
                        + " not.");
    }

    public static Problem spanOutOfRange(Place at) {
        return new Problem(
                at,
                "a length of time must lie between 1 minute and " + Spans.MAX.toDays() + " days",
                "Leave it out to look at all time.");
    }

    /** More of something than is possible. */
    public static Problem tooMany(Place at, String what, int max) {
        return new Problem(at, "there are more than " + max + " " + what, "");
    }

    /** A condition of {@code where} joins on without parentheses. */
    public static Problem filterNeedsNumber(Place at, String property, String relation) {
        return new Problem(
                at,
                "property '" + shown(property) + "' is compared by " + relation + " with what is no number",
                "Only numbers have an order there; write the number without quotes.");
    }

    public static Problem badName(Place at, String kind, String name) {
        return new Problem(
                at,
                "'" + shown(name) + "' cannot name " + kind,
                "Use 1 to 63 lower-case letters, digits and underscores, starting with a letter.");
    }

    public static Problem days(Place at) {
        return new Problem(
                at,
                "an anniversary is looked for in the next 1 to " + Expression.Anniversary.DAYS_MAX + " days",
                "Write today for the day itself.");
    }

    static String choice(Collection<String> words) {
        List<String> quoted = words.stream().map(word -> "'" + word + "'").toList();
        return quoted.size() == 1
                ? quoted.getFirst()
                : String.join(", ", quoted.subList(0, quoted.size() - 1)) + " or " + quoted.getLast();
    }

    /** Short enough to read. */
    public static String shown(String text) {
        return text.codePointCount(0, text.length()) <= SHOWN_MAX
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN_MAX)) + "…";
    }

    /** The first of some names, by code point. */
    public static String some(Collection<String> names, int max) {
        String shown = new TreeSet<>(names).stream().limit(max).collect(Collectors.joining(", "));
        return names.size() > max ? shown + " and " + (names.size() - max) + " more" : shown;
    }
}
