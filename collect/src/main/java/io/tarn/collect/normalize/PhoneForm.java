package io.tarn.collect.normalize;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The form of telephone numbers: E.164 where the number is valid, its digits where it is not. */
public final class PhoneForm {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final int DIGITS_MIN = 5;
    private static final int LENGTH_MAX = 60;

    private PhoneForm() {}

    /** The number in its form, or empty when it has too few digits to be one. */
    public static Optional<String> of(String text, @Nullable String region) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        String digits = digits(text);
        if (region != null && isWritten(text)) {
            Optional<HomeNumbers> home = HomeNumbers.of(region);
            Optional<String> valid = home.flatMap(numbers -> numbers.valid(digits));
            if (valid.isPresent()) {
                return valid;
            }
            if (home.isPresent() && home.get().refuses(digits)) {
                return digits.length() < DIGITS_MIN ? Optional.empty() : Optional.of(digits);
            }
        }
        Optional<String> valid = valid(isWritten(text) ? digits : text, region);
        if (valid.isPresent()) {
            return valid;
        }
        if (digits.length() < DIGITS_MIN) {
            return Optional.empty();
        }
        // Words beside the digits may have misled the first reading.
        Optional<String> bare = isWritten(text) ? Optional.empty() : valid(digits, region);
        return bare.or(() -> Optional.of(digits));
    }

    /** Whether nothing but digits and the signs between them stands there, so that the digits say it all. */
    private static boolean isWritten(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && " -()./".indexOf(c) < 0 && (c != '+' || i > 0)) {
                return false;
            }
        }
        return true;
    }

    /** The number as E.164, or empty when it is not valid in the region. */
    public static Optional<String> valid(String text, @Nullable String region) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            PhoneNumber number = NUMBERS.parse(text, region);
            // The region at hand is asked first: a country code may be shared by many regions, each with its patterns.
            boolean home = region != null
                    && number.getCountryCode() == NUMBERS.getCountryCodeForRegion(region)
                    && NUMBERS.isValidNumberForRegion(number, region);
            if (home || NUMBERS.isValidNumber(number)) {
                return Optional.of(NUMBERS.format(number, PhoneNumberFormat.E164));
            }
        } catch (NumberParseException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** The digits of a text, behind a plus where one stands before them. */
    static String digits(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (c == '+' && digits.length() == 0) {
                digits.append(c);
            }
        }
        return digits.toString();
    }
}
