package io.tarn.unify.survivorship;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/**
 * What makes a value of a trait valid, said twice: in Java and in SQL.
 *
 * <p>Values come normalized: what collection could not read as an e-mail address, a number or a date stands as it came
 * and shows by its form.
 */
public enum ValueForm {
    /** Every value is valid. */
    ANY,
    /** Something, an at sign, and a domain with a point; no blank. */
    EMAIL,
    /** E.164: a plus and eight to fifteen digits. */
    PHONE,
    /** A whole date of the calendar, ISO 8601. */
    DATE,
    /** A postal address that a letter can reach: a line or street, and a city or postcode. */
    ADDRESS;

    private static final Pattern EMAIL_FORM = Pattern.compile("[^@ ]+@[^@ ]+[.][^@ .]+");
    private static final Pattern PHONE_FORM = Pattern.compile("[+][0-9]{8,15}");
    private static final Pattern DATE_FORM = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /** The form of a canonical trait's values. */
    public static ValueForm of(String trait) {
        return switch (trait) {
            case "email" -> EMAIL;
            case "phone" -> PHONE;
            case "birth_date" -> DATE;
            case PostalAddress.TRAIT -> ADDRESS;
            default -> ANY;
        };
    }

    /** Whether the value has the form. */
    public boolean admits(String value) {
        return switch (this) {
            case ANY -> true;
            case EMAIL -> EMAIL_FORM.matcher(value).matches();
            case PHONE -> PHONE_FORM.matcher(value).matches();
            case DATE -> DATE_FORM.matcher(value).matches() && isDay(value);
            case ADDRESS -> PostalAddress.isDeliverable(value);
        };
    }

    /** SQL that is true where the value has the form and false elsewhere. */
    public String sql(String value) {
        return switch (this) {
            case ANY -> "TRUE";
            case EMAIL -> "regexp_full_match(" + value + ", '" + EMAIL_FORM + "')";
            case PHONE -> "regexp_full_match(" + value + ", '" + PHONE_FORM + "')";
            case DATE ->
                "(regexp_full_match(" + value + ", '" + DATE_FORM + "') AND TRY_CAST(" + value
                        + " AS DATE) IS NOT NULL)";
            case ADDRESS -> PostalAddress.deliverableSql(value);
        };
    }

    private static boolean isDay(String value) {
        try {
            return LocalDate.parse(value).getYear() > 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
