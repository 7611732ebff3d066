package io.tarn.server.report;

import io.tarn.model.policy.NormalizationRule;

/** Normalization rules in words for people. */
public final class RuleWords {
    private RuleWords() {}

    /** The rule's name, short enough for a table. */
    public static String name(NormalizationRule rule) {
        return switch (rule) {
            case NormalizationRule.Trim trim -> "trim";
            case NormalizationRule.Unicode unicode -> "unicode";
            case NormalizationRule.LowerCase lower -> "lower case";
            case NormalizationRule.UpperCase upper -> "upper case";
            case NormalizationRule.Nulls nulls -> "empty if " + String.join(", ", nulls.words());
            case NormalizationRule.Email email -> "e-mail";
            case NormalizationRule.Phone phone ->
                "phone" + phone.region().map(region -> " " + region).orElse("");
            case NormalizationRule.Dates dates ->
                "date, " + dates.order().name().toLowerCase(java.util.Locale.ROOT);
            case NormalizationRule.Instants instants -> "instant";
            case NormalizationRule.DatePart part ->
                "date, its " + part.unit().name().toLowerCase(java.util.Locale.ROOT);
            case NormalizationRule.PersonName name -> "person name";
            case NormalizationRule.Gender gender -> "gender";
            case NormalizationRule.Country country -> "country";
            case NormalizationRule.Region region -> "region";
            case NormalizationRule.Postcode postcode -> "postcode";
            case NormalizationRule.Street street -> "street";
            case NormalizationRule.Decimal number -> "number";
            case NormalizationRule.YesNo yesNo -> "yes or no";
        };
    }

    /** What it does, in one sentence without a full stop. */
    static String meaning(NormalizationRule rule) {
        return switch (rule) {
            case NormalizationRule.Trim trim -> "Drops spaces at both ends and makes runs of spaces one";
            case NormalizationRule.Unicode unicode -> "Makes full-width letters, ligatures and the like plain";
            case NormalizationRule.LowerCase lower -> "Makes letters small";
            case NormalizationRule.UpperCase upper -> "Makes letters capital";
            case NormalizationRule.Nulls nulls -> "Takes words that stand for a missing value for none";
            case NormalizationRule.Email email -> "Makes addresses small and refuses what cannot be one";
            case NormalizationRule.Phone phone -> "Writes numbers with the country's code, as E.164";
            case NormalizationRule.Dates dates -> "Writes dates as year-month-day";
            case NormalizationRule.Instants instants -> "Writes instants in UTC";
            case NormalizationRule.DatePart part ->
                "Writes the " + part.unit().name().toLowerCase(java.util.Locale.ROOT) + " of a date in digits";
            case NormalizationRule.PersonName name -> "Turns 'Last, First' around and splits titles off";
            case NormalizationRule.Gender gender -> "Writes f, m or x for the words of the common languages";
            case NormalizationRule.Country country -> "Writes the two-letter code of a country";
            case NormalizationRule.Region region -> "Writes the short code of a state or province";
            case NormalizationRule.Postcode postcode -> "Writes a postal code in capitals and mends its spacing";
            case NormalizationRule.Street street -> "Splits the house number off a street";
            case NormalizationRule.Decimal number -> "Writes numbers with a point and without a currency";
            case NormalizationRule.YesNo yesNo -> "Writes true or false for the words of the common languages";
        };
    }
}
