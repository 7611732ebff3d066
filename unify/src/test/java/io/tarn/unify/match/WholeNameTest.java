package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class WholeNameTest {
    @Test
    void theLastWordIsTheFamilyName() {
        assertParts("Dr. Anna Maria Weber", List.of("anna", "maria"), List.of("weber"), List.of());
        assertParts("Weber, Anna Maria", List.of("anna", "maria"), List.of("weber"), List.of());
        assertParts("Cher", List.of("cher"), List.of(), List.of());
        assertParts(" - ", List.of(), List.of(), List.of());
    }

    @Test
    void initialsBehindANameAreGivenNames() {
        assertParts("Miller J P", List.of("j"), List.of("miller"), List.of("p"));
        assertParts("Ермаков Д. М.", List.of("d"), List.of("ermakov"), List.of("m"));
        assertParts("Anna B.", List.of("anna"), List.of("b"), List.of());
        assertParts("Иванов П.", List.of("p"), List.of("ivanov"), List.of());
        assertParts("J P Miller", List.of("j", "p"), List.of("miller"), List.of());
    }

    @Test
    void aPatronymicIsNeitherGivenNorFamilyName() {
        WholeName familyFirst = WholeName.of("Филиппова Вера Анатольевна");

        assertThat(familyFirst).isEqualTo(WholeName.of("Вера Анатольевна Филиппова"));
        assertThat(familyFirst.first()).containsExactly("vera");
        assertThat(familyFirst.last()).containsExactly("filippova");
        assertParts("Ana Marija Petrovic", List.of("ana", "marija"), List.of("petrovic"), List.of());
        assertParts("Ана Марија Петровић", List.of("ana", "marija"), List.of("petrovic"), List.of());
    }

    @Test
    void inTheEastTheFamilyNameComesFirst() {
        assertParts("骆兰英", List.of("lanying"), List.of("luo"), List.of());
        assertParts("欧阳娜", List.of("na"), List.of("ouyang"), List.of());
        assertParts("山田太郎", List.of("tailang"), List.of("shantian"), List.of());
        assertThat(WholeName.of("佐藤 直子")).isEqualTo(WholeName.of("佐藤\u3000直子"));
        assertThat(WholeName.of("佐藤 直子").last()).containsExactly(Fold.joined("佐藤"));
        assertThat(WholeName.of("김 민수")).isEqualTo(WholeName.of("김민수"));
        assertThat(WholeName.of("\ud842\udfb7一").last()).hasSize(1);
        assertParts("12", List.of("12"), List.of(), List.of());
        assertThat(WholeName.of("김민수").last()).hasSize(1);
        assertThat(WholeName.of("김민수").first()).hasSize(1);
    }

    @Property(tries = 2000)
    void everyPartHasLetters(@ForAll("names") String whole) {
        WholeName name = WholeName.of(whole);

        assertThat(name.first()).doesNotContain("");
        assertThat(name.last()).doesNotContain("");
        assertThat(name.others()).doesNotContain("");
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(12),
                Arbitraries.strings()
                        .withChars('王', '々', 'ー', 'ッ', 'ん', '김', 'ь', 'И', 'ч', 'a', '.', ',', ' ', '\u3000')
                        .ofMaxLength(8));
    }

    private static void assertParts(String whole, List<String> first, List<String> last, List<String> others) {
        assertThat(WholeName.of(whole)).isEqualTo(new WholeName(first, last, others));
    }
}
