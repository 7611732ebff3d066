package io.tarn.collect.tag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class ValueLookTest {
    @Property(tries = 3000)
    void everyTextHasALook(@ForAll("texts") String text) {
        assertThat(ValueLook.of(text).words()).isPositive();
    }

    /** Among them letters that become longer when they are made small, beside the signs that numbers hold. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(30),
                Arbitraries.strings()
                        .withChars('İ', 'ß', 'e', 'E', '1', '9', '.', ',', ' ', '-', '+', '$', '€', '王', '김', 'ц')
                        .ofMaxLength(30));
    }

    @Test
    void namesWithoutSpacesAndPatronymicsArePersons() {
        for (String name : List.of("王伟", "欧阳娜娜", "佐藤 直子", "佐々木健", "김민수", "Иванов Иван Петрович", "Кузнецов Д. А.")) {
            assertThat(ValueLook.of(name).likenesses()).as(name).contains(Likeness.PERSON);
        }
        for (String none : List.of("上海市", "в наличии", "정보 없음 안내")) {
            assertThat(ValueLook.of(none).likenesses()).as(none).doesNotContain(Likeness.PERSON);
        }
    }

    @Test
    void traitsAreNamedInLatinLetters() {
        assertThat(Mappings.traitName("Дата рождения")).isEqualTo("data_rozdenia");
        assertThat(Mappings.traitName("手机")).isEqualTo("shou_ji");
        assertThat(Mappings.traitName("Straße 2")).isEqualTo("strasse_2");
        assertThat(Mappings.traitName("→")).isEqualTo("c_");
    }
}
