package io.tarn.collect.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.policy.DateOrder;
import io.tarn.model.policy.NormalizationRule;
import io.tarn.model.policy.NormalizationRule.DateUnit;
import io.tarn.model.policy.NormalizationRule.DecimalMark;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class NormalizerTest {
    @Property(tries = 3000)
    void changesNothingTheSecondTime(@ForAll("rules") NormalizationRule rule, @ForAll("texts") String text) {
        Normalizer normalizer =
                Normalizer.of(List.of(new NormalizationRule.Unicode(), new NormalizationRule.Trim(), rule));

        String once = normalizer.value(text);

        assertThat(normalizer.value(once)).isEqualTo(once);
    }

    @Test
    void readsDatesInTheOrderOfTheirColumn() {
        Normalizer dayFirst = Normalizer.of(List.of(new NormalizationRule.Dates(DateOrder.DAY_MONTH_YEAR)));
        Normalizer monthFirst = Normalizer.of(List.of(new NormalizationRule.Dates(DateOrder.MONTH_DAY_YEAR)));

        assertThat(dayFirst.value("03/04/1984")).isEqualTo("1984-04-03");
        assertThat(monthFirst.value("03/04/1984")).isEqualTo("1984-03-04");
        assertThat(dayFirst.value("19740724")).isEqualTo("1974-07-24");
        assertThat(dayFirst.value("12. März 1984")).isEqualTo("1984-03-12");
        assertThat(dayFirst.value("March 12, 1984")).isEqualTo("1984-03-12");
        assertThat(dayFirst.value("1984-03")).isEqualTo("1984-03");
        assertThat(dayFirst.value("1860-22-01")).isEqualTo("1860-01-22");
        assertThat(dayFirst.value("30402")).isEqualTo("1983-03-27");
        assertThat(dayFirst.value("soon")).isEqualTo("soon");
    }

    @Test
    void splitsHouseNumbersAndTitlesOff() {
        Normalizer street = Normalizer.of(List.of(new NormalizationRule.Street()));
        Normalizer name = Normalizer.of(List.of(new NormalizationRule.PersonName()));

        assertThat(street.value("12 high street") + "|" + street.part("12 high street"))
                .isEqualTo("high street|12");
        assertThat(street.value("Hauptstr. 5a") + "|" + street.part("Hauptstr. 5a"))
                .isEqualTo("Hauptstr.|5a");
        assertThat(street.value("State Highway 66")).isEqualTo("State Highway 66");
        assertThat(name.value("rt. rev. john smith") + "|" + name.part("rt. rev. john smith"))
                .isEqualTo("john smith|rt. rev.");
        assertThat(name.value("Müller, Anna")).isEqualTo("Anna Müller");
    }

    @Test
    void readsAmountsByTheirDecimalSign() {
        Normalizer comma = Normalizer.of(List.of(new NormalizationRule.Decimal(DecimalMark.COMMA)));
        Normalizer point = Normalizer.of(List.of(new NormalizationRule.Decimal(DecimalMark.POINT)));

        assertThat(comma.value("1.234,50 €")).isEqualTo("1234.50");
        assertThat(point.value("$1,234.50")).isEqualTo("1234.50");
        assertThat(point.value("(12.50)")).isEqualTo("-12.50");
        assertThat(point.value("twelve")).isNull();
    }

    @Provide
    Arbitrary<NormalizationRule> rules() {
        return Arbitraries.of(
                new NormalizationRule.Trim(),
                new NormalizationRule.LowerCase(),
                new NormalizationRule.UpperCase(),
                new NormalizationRule.Nulls(List.of("n/a")),
                new NormalizationRule.Email(),
                new NormalizationRule.Phone(Optional.of("AU")),
                new NormalizationRule.Phone(Optional.empty()),
                new NormalizationRule.Dates(DateOrder.DAY_MONTH_YEAR),
                new NormalizationRule.Instants(DateOrder.MONTH_DAY_YEAR),
                new NormalizationRule.DatePart(DateUnit.YEAR),
                new NormalizationRule.DatePart(DateUnit.MONTH),
                new NormalizationRule.DatePart(DateUnit.DAY),
                new NormalizationRule.PersonName(),
                new NormalizationRule.Gender(),
                new NormalizationRule.Country(),
                new NormalizationRule.Region(Optional.of("US")),
                new NormalizationRule.Postcode(),
                new NormalizationRule.Street(),
                new NormalizationRule.Decimal(DecimalMark.COMMA),
                new NormalizationRule.Decimal(DecimalMark.POINT),
                new NormalizationRule.YesNo());
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> shaped = Arbitraries.strings()
                .withChars("0123456789 .,/-+():aAbeETZ@ßüſ\u0130$")
                .ofMaxLength(16);
        return Arbitraries.oneOf(
                shaped,
                Arbitraries.strings().ofMaxLength(10),
                Arbitraries.of(
                        "Dr. Prof. Smith, Ann", "0412 345 678", "A.B@x.de", "1/2/03", "12 34 Weg 5", "Smith, Dr. Ann"));
    }
}
