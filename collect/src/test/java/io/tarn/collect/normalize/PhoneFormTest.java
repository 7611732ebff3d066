package io.tarn.collect.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PhoneFormTest {
    /** As many numbers as make the short way and the long one meet everywhere. */
    private static final int VARIANTS = 12;

    @Test
    void agreesWithTheLibraryInEveryRegion() {
        PhoneNumberUtil library = PhoneNumberUtil.getInstance();
        Set<String> regions = library.getSupportedRegions();

        List<String> wrong = new ArrayList<>();
        for (String region : regions) {
            for (String number : numbers(library, region)) {
                Optional<String> expected = PhoneForm.valid(number, region);
                Optional<HomeNumbers> home = HomeNumbers.of(region);
                Optional<String> found = home.flatMap(numbers -> numbers.valid(number));
                boolean refused = home.isPresent() && home.get().refuses(number);
                if ((found.isPresent() && !found.equals(expected)) || (refused && expected.isPresent())) {
                    wrong.add(region + " " + number);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void keepsTheDigitsOfWhatIsNotValid() {
        assertThat(PhoneForm.of("02 83245010", "AU")).contains("+61283245010");
        assertThat(PhoneForm.of("+49 (0)30 901820", "AU")).contains("+4930901820");
        assertThat(PhoneForm.of("12-34 567", "AU")).contains("1234567");
        assertThat(PhoneForm.of("none", "AU")).isEmpty();
    }

    private static List<String> numbers(PhoneNumberUtil library, String region) {
        List<String> numbers = new ArrayList<>();
        for (PhoneNumberType type : PhoneNumberType.values()) {
            var example = library.getExampleNumberForType(region, type);
            if (example == null) {
                continue;
            }
            List<String> written = List.of(
                    library.format(example, PhoneNumberFormat.E164),
                    library.format(example, PhoneNumberFormat.NATIONAL),
                    library.getNationalSignificantNumber(example));
            for (String form : written) {
                String digits = PhoneForm.digits(form);
                numbers.add(digits);
                for (int i = 0; i < VARIANTS; i++) {
                    int at = digits.length() - 1 - i % Math.min(9, digits.length() - 1);
                    numbers.add(digits.substring(0, at) + (i * 7 % 10) + digits.substring(at + 1));
                    numbers.add(digits.substring(0, at) + digits.substring(at + 1));
                    numbers.add(digits.substring(0, at) + i % 10 + digits.substring(at));
                }
            }
        }
        return numbers;
    }
}
