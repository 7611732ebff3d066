package io.tarn.model.policy;

import java.util.List;
import java.util.Optional;

/**
 * A step that brings the values of a column into one form: a pure function of the text, and the same when done twice.
 *
 * <p>Rules are applied in the order in which they are declared. A rule that refuses a value makes it NULL, except
 * {@link Phone}, {@link Dates} and the lists of words, which keep what they do not know so that it can still be matched.
 */
public sealed interface NormalizationRule {
    /** Drops spaces at both ends and makes each run of white space and control characters one space. */
    record Trim() implements NormalizationRule {}

    /** Brings the text into Unicode's normal form NFKC: full-width letters, ligatures and the like become plain. */
    record Unicode() implements NormalizationRule {}

    /** Makes letters small, by the rules of no particular language. */
    record LowerCase() implements NormalizationRule {}

    /** Makes letters capital, by the rules of no particular language. */
    record UpperCase() implements NormalizationRule {}

    /** Makes NULL of words that stand for a missing value, compared without regard to case. */
    record Nulls(List<String> words) implements NormalizationRule {
        public Nulls {
            words = List.copyOf(words);
        }
    }

    /** Makes an e-mail address small and refuses what cannot be one. */
    record Email() implements NormalizationRule {}

    /**
     * Writes a telephone number as E.164; of a number that is not valid the digits are kept.
     *
     * @param region the ISO 3166 code of the country whose national form is meant where a number has no country code
     */
    record Phone(Optional<String> region) implements NormalizationRule {}

    /** Writes dates as ISO 8601, partial dates as far as they go; what is no date is kept as it is. */
    record Dates(DateOrder order) implements NormalizationRule {}

    /** Writes instants as ISO 8601 in UTC; a time without a zone is taken as UTC; what is none is kept as it is. */
    record Instants(DateOrder order) implements NormalizationRule {}

    /**
     * Writes a part of a date that stands alone: a year in four digits, a month, also one that is named, or a day in two.
     * A month or day may lie outside the calendar, as in other dates; refuses what is no number of that length, and 0.
     */
    record DatePart(DateUnit unit) implements NormalizationRule {}

    /** Turns "Last, First" and splits titles off; the case of letters is kept for display. */
    record PersonName() implements NormalizationRule {}

    /** Writes f, m or x for the words of the common languages; other words are kept. */
    record Gender() implements NormalizationRule {}

    /** Writes the ISO 3166 alpha-2 code of a country named in any common language; other words are kept. */
    record Country() implements NormalizationRule {}

    /** Writes the short code of a state or province of a country whose states have codes; other words are kept. */
    record Region(Optional<String> country) implements NormalizationRule {}

    /** Writes a postal code in capitals and mends its spacing. */
    record Postcode() implements NormalizationRule {}

    /** Splits the house number off a street. */
    record Street() implements NormalizationRule {}

    /** Writes a number with a point for decimals and no sign of currency; refuses what is no number. */
    record Decimal(DecimalMark mark) implements NormalizationRule {}

    /** Writes true or false for the words of the common languages; refuses others. */
    record YesNo() implements NormalizationRule {}

    /** A part of a date. */
    enum DateUnit {
        YEAR,
        MONTH,
        DAY
    }

    /** Which sign parts whole from decimals. */
    enum DecimalMark {
        POINT,
        COMMA
    }
}
