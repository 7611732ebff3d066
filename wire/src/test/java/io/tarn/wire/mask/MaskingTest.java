package io.tarn.wire.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.policy.SemanticTag;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EMAIL|anna.lee@example.com|a***@e***.com",
                "EMAIL|anna@mail.example.co.uk|a***@m***.uk",
                "EMAIL|no address at all|***ll",
                "PHONE|+4915112345612|+49 *** **12",
                "PHONE|030 123 45 67|*** **67",
                "PHONE|110|***",
                "FULL_NAME|Maria Schmidt|M*** S***",
                "LAST_NAME|Müller-Lüdenscheidt|M***-L***",
                "FIRST_NAME|山田太郎|山***",
                "FIRST_NAME|𝒜nna|𝒜***",
                "BIRTH_DATE|1984-03-12|1984-**-**",
                "BIRTH_DATE|12/03/1984|**/**/1984",
                "BIRTH_DATE|19840312|1984****",
                "BIRTH_DATE|12.3.84|**.*.**",
                "ADDRESS|Hauptstr. 12, 10115 Berlin|H***. ***, *** B***",
                "HOUSE_NUMBER|12a|***",
                "POSTCODE|10115|10***",
                "NATIONAL_ID|AB123456C|***6C",
                "RECORD_KEY|rec-1070-org|***rg",
                "RECORD_KEY|12345|***",
                "URL|https://example.com/anna|https://e***",
                "LATITUDE|52.520008|52.***",
                "LONGITUDE|-0.1276|-0.***",
                "IP_ADDRESS|93.184.216.34|93.***",
                "FREE_TEXT|Call her at home|*** (4 words)",
                "AGE|42|4***",
                "COUNTRY|DE|DE",
                "GENDER|anna@example.com|a***@e***.com",
                "COUNT|12|12",
                "COUNT|Anna|A***",
                "CATEGORY|Gold member|G*** m***",
            })
    void hidesWhatItsTagTellsItToHide(SemanticTag tag, String value, String masked) {
        assertThat(Masking.mask(tag, value)).isEqualTo(masked);
    }

    @Test
    void keepsTheLengthInAnOutlineSoThatTwoValuesCanBeLaidSideBySide() {
        assertThat(Masking.outline(SemanticTag.LAST_NAME, "Müller")).isEqualTo("M•••••");
        assertThat(Masking.outline(SemanticTag.EMAIL, "a.lee@x.org")).isEqualTo("a••••@x.org");
        assertThat(Masking.outline(SemanticTag.PHONE, "+4915112345612")).isEqualTo("+49•••••••••12");
    }

    @Test
    void keepsACombiningMarkWithItsLetter() {
        assertThat(Masking.mask(SemanticTag.FIRST_NAME, "E\u0301milie")).isEqualTo("E\u0301***");
    }

    @Test
    void cutsAValueThatIsTooLong() {
        String shown = Masking.outline(SemanticTag.FIRST_NAME, "x".repeat(5_000));

        assertThat(shown.codePointCount(0, shown.length())).isEqualTo(Masking.LENGTH_MAX + 1);
    }

    @Property
    void givesTheSameTextTwiceAndNoBrokenCharacter(@ForAll SemanticTag tag, @ForAll String value) {
        String masked = Masking.mask(tag, value);

        assertThat(Masking.mask(tag, value)).isEqualTo(masked);
        String sound = value.codePoints().allMatch(point -> point < 0xD800 || point > 0xDFFF) ? masked : "";
        assertThat(sound.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF))
                .isTrue();
    }

    @Property
    void outlinesTheSameNumberOfCodePoints(@ForAll SemanticTag tag, @ForAll String value) {
        int length = value.codePointCount(0, value.length());
        String outline = Masking.outline(tag, value);

        assertThat(outline.codePointCount(0, outline.length())).isEqualTo(Math.min(length, Masking.LENGTH_MAX + 1));
    }
}
