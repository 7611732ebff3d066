package io.tarn.collect.tag;

import io.tarn.collect.normalize.DateForm;
import io.tarn.collect.normalize.EmailForm;
import io.tarn.collect.normalize.PlaceForm;
import io.tarn.collect.normalize.Texts;
import io.tarn.collect.normalize.WordForms;
import io.tarn.model.policy.DateOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.validator.routines.CodeValidator;
import org.apache.commons.validator.routines.InetAddressValidator;
import org.apache.commons.validator.routines.UrlValidator;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;
import org.jspecify.annotations.Nullable;

/**
 * What one value looks like.
 *
 * @param year the year of a date, 0 for other values
 */
record ValueLook(Set<Likeness> likenesses, @Nullable NumberLook number, int year, int words) {
    private static final UrlValidator URLS = new UrlValidator(UrlValidator.ALLOW_ALL_SCHEMES);
    private static final InetAddressValidator ADDRESSES = InetAddressValidator.getInstance();
    private static final CodeValidator IMEI = new CodeValidator((String) null, 15, LuhnCheckDigit.LUHN_CHECK_DIGIT);
    private static final Set<String> POSTCODES = Set.of(
            "9999",
            "99999",
            "999999",
            "99999-9999",
            "999 99",
            "99-999",
            "99999-999",
            "999-9999",
            "9999-999",
            "999 999");
    private static final Set<String> POSTCODES_WITH_LETTERS = Set.of(
            "A9 9AA",
            "A99 9AA",
            "AA9 9AA",
            "AA99 9AA",
            "A9A 9AA",
            "AA9A 9AA",
            "A9A 9A9",
            "9999 AA",
            "A99 A999",
            "A9A9A9",
            "9999AA",
            "A99AA",
            "A999AA",
            "AA99AA",
            "AA999AA",
            "A-9999",
            "A-99999",
            "AA-9999");
    private static final int TEXT_MAX = 2_000;

    static ValueLook of(String raw) {
        String text = raw.length() > TEXT_MAX ? raw.substring(0, TEXT_MAX) : raw;
        text = Texts.trim(Texts.nfkc(text));
        Set<Likeness> looks = EnumSet.noneOf(Likeness.class);
        NumberLook number = NumberLook.of(text);
        String folded = Texts.fold(text);
        List<String> words = List.of(folded.split(" ", -1));
        numbers(text, number, looks);
        int year = dates(text, number, looks);
        codes(text, number, looks);
        if (text.indexOf('@') > 0 && EmailForm.of(text).isPresent()) {
            looks.add(Likeness.EMAIL);
        }
        if (isUrl(text)) {
            looks.add(Likeness.URL);
        }
        closed(text, folded, words, looks);
        TextLook.add(text, folded, words, looks);
        return new ValueLook(looks, number, year, ScriptNames.words(words));
    }

    private static void numbers(String text, @Nullable NumberLook number, Set<Likeness> looks) {
        if (number != null) {
            looks.add(Likeness.NUMBER);
            if (number.whole()) {
                looks.add(Likeness.WHOLE);
            }
            if (number.decimals() > 0 && !number.whole()) {
                looks.add(Likeness.DECIMAL);
            }
            if (number.decimals() == 2) {
                looks.add(Likeness.CENTS);
            }
            if (number.signed()) {
                looks.add(Likeness.CURRENCY_SIGN);
            }
            if (number.whole() && number.value() >= 1850 && number.value() <= 2100 && text.length() <= 6) {
                looks.add(Likeness.YEAR);
            }
        }
        if (text.endsWith("%")
                && NumberLook.of(text.substring(0, text.length() - 1).trim()) != null) {
            looks.add(Likeness.PERCENT);
            looks.add(Likeness.NUMBER);
        }
        int digits = (int) text.chars().filter(Character::isDigit).count();
        if (digits >= 6 && digits <= 15 && text.length() <= 25 && isPhoneText(text)) {
            looks.add(Likeness.PHONE_SHAPE);
            boolean separated = text.length() > digits && text.indexOf('.') != text.length() - 2;
            if (text.charAt(0) == '0' || text.charAt(0) == '+' || separated) {
                looks.add(Likeness.PHONE_FORMATTED);
            }
        }
        if (Texts.isDigits(text)) {
            looks.add(Likeness.DIGITS);
        }
    }

    private static boolean isPhoneText(String text) {
        String bare = text.toLowerCase(Locale.ROOT).replace("ext", "").replace("x", "");
        return bare.chars().allMatch(c -> Character.isDigit(c) || " +-()./#".indexOf(c) >= 0);
    }

    private static int dates(String text, @Nullable NumberLook number, Set<Likeness> looks) {
        boolean digits = Texts.isDigits(text);
        if (digits && (text.length() == 10 || text.length() == 13)) {
            Optional<DateForm.Reading> epoch = DateForm.instant(text, DateOrder.YEAR_MONTH_DAY);
            if (epoch.isPresent() && epoch.get().year() >= 1990 && epoch.get().year() <= 2060) {
                looks.add(Likeness.EPOCH);
            }
            return 0;
        }
        if ((number != null && !(digits && text.length() == 8)) || text.length() < 6 || text.length() > 40) {
            return 0;
        }
        Optional<DateForm.Reading> date = DateForm.instant(text, DateOrder.YEAR_MONTH_DAY)
                .filter(reading -> reading.year() >= (digits ? 1850 : 1500) && reading.year() <= 2100);
        if (date.isEmpty() || (digits && !date.get().complete())) {
            return 0;
        }
        looks.add(Likeness.DATE);
        boolean real = date.get().real()
                || DateForm.date(text, DateOrder.DAY_MONTH_YEAR)
                        .filter(DateForm.Reading::real)
                        .isPresent();
        if (real) {
            looks.add(Likeness.REAL_DATE);
        }
        if (date.get().withTime() && !date.get().iso().endsWith("T00:00:00Z")) {
            looks.add(Likeness.CLOCK);
        }
        return date.get().year();
    }

    private static void codes(String text, @Nullable NumberLook number, Set<Likeness> looks) {
        String shape = PlaceForm.shape(text);
        if (ADDRESSES.isValid(text)) {
            looks.add(Likeness.IP);
        }
        if (CodeLook.isUuid(text)) {
            looks.add(Likeness.UUID);
        }
        if (CodeLook.isHex(text)) {
            looks.add(Likeness.HEX);
        }
        if (CodeLook.isMac(text) || (shape.length() == 15 && Texts.isDigits(text) && IMEI.isValid(text))) {
            looks.add(Likeness.MAC_OR_IMEI);
        }
        if (text.startsWith("GA1.") || CodeLook.isClientId(text)) {
            looks.add(Likeness.GA_CLIENT);
        }
        if (CodeLook.isCode(text, number)) {
            looks.add(Likeness.CODE);
        }
        String upper = shape.replace('a', 'A');
        if (POSTCODES.contains(upper)) {
            looks.add(Likeness.POSTCODE);
        }
        if (POSTCODES_WITH_LETTERS.contains(upper)) {
            looks.add(Likeness.POSTCODE);
            looks.add(Likeness.POSTCODE_LETTERS);
        }
        if (CodeLook.isHouseNumber(text)) {
            looks.add(Likeness.HOUSE_NUMBER);
        }
        if (NationalIds.isOne(text)) {
            looks.add(Likeness.NATIONAL_ID);
        }
        if ((text.startsWith("{") && text.endsWith("}")) || (text.startsWith("[") && text.endsWith("]"))) {
            looks.add(Likeness.JSON);
        }
    }

    private static void closed(String text, String folded, List<String> words, Set<Likeness> looks) {
        if (WordForms.gender(text).isPresent() || Vocabulary.of("gender").contains(folded)) {
            looks.add(Likeness.GENDER);
        }
        if (WordForms.yesNo(text).isPresent() || Vocabulary.of("yes_no").contains(folded)) {
            looks.add(Likeness.YES_NO);
        }
        if (Vocabulary.of("consent").contains(folded)) {
            looks.add(Likeness.CONSENT);
        }
        if (Vocabulary.of("title").contains(folded) || Vocabulary.of("title").contains(folded.replace(".", ""))) {
            looks.add(Likeness.TITLE);
        }
        if (words.size() <= 6 && PlaceForm.country(text).isPresent()) {
            looks.add(Likeness.COUNTRY);
        }
        if (words.size() <= 5
                && !Texts.isDigits(text)
                && PlaceForm.region(text, null).isPresent()) {
            looks.add(Likeness.REGION);
        }
        if (Vocabulary.isCity(folded)) {
            looks.add(Likeness.CITY);
        }
        if (Vocabulary.isCurrency(text)) {
            looks.add(Likeness.CURRENCY);
        }
        if (Vocabulary.isSystem(folded)) {
            looks.add(Likeness.SOURCE);
        }
    }

    private static boolean isUrl(String text) {
        if (text.indexOf('.') < 1 || text.indexOf(' ') >= 0 || text.indexOf('@') >= 0) {
            return false;
        }
        if (text.contains("://")) {
            return URLS.isValid(text) || text.startsWith("http");
        }
        return text.startsWith("www.") || CodeLook.isDomain(text);
    }
}
