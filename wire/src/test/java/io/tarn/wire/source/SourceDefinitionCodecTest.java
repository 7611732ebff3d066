package io.tarn.wire.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.ColumnMapping;
import io.tarn.model.policy.DateOrder;
import io.tarn.model.policy.NormalizationRule;
import io.tarn.model.policy.NormalizationRule.DecimalMark;
import io.tarn.model.policy.SemanticTag;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.model.policy.TraitType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class SourceDefinitionCodecTest {
    @Property(tries = 200)
    void readsBackWhatItWrote(@ForAll("definitions") SourceDefinition definition) {
        String text = SourceDefinitionCodec.write(definition);

        SourceDefinition again = SourceDefinitionCodec.read("sources/x.yaml", text);

        assertThat(again).isEqualTo(definition);
        assertThat(SourceDefinitionCodec.rewrite(again, text)).isEqualTo(text);
    }

    @Test
    void keepsTheCommentThatAPersonWroteAtTheTop() {
        String text = """
                # Ask Ines before you touch this.

                name: crm
                place: data/crm.csv
                format: auto
                priority: 10
                columns:
                  - column: Tel.
                    tag: phone
                    type: string
                    trait: tel
                    rules:
                      - trim
                      - phone: {region: DE}
                """.stripTrailing() + "\n";

        SourceDefinition definition = SourceDefinitionCodec.read("sources/crm.yaml", text);

        assertThat(SourceDefinitionCodec.rewrite(definition, text)).isEqualTo(text);
    }

    @Test
    void tellsEveryFaultAtOnceWithItsLineAndTheNearestKnownWord() {
        String text = """
                name: Crm
                place: data/crm.csv
                prioritty: 10
                columns:
                  - column: mail
                    tag: emial
                    trait: mail
                    rules:
                      - trimm
                      - dates: {order: day-year}
                """;

        assertThatThrownBy(() -> SourceDefinitionCodec.read("sources/crm.yaml", text))
                .hasMessage("sources/crm.yaml has 5 faults:\n"
                        + "  line 3, prioritty: unknown key 'prioritty'. Did you mean 'priority'?\n"
                        + "  line 1, name: 'Crm' cannot name a source: use 1 to 63 lower-case letters, digits and"
                        + " underscores, starting with a letter.\n"
                        + "  line 6, columns[0].tag: unknown tag 'emial'. Did you mean 'email'?\n"
                        + "  line 9, columns[0].rules[0]: unknown rule 'trimm'. Did you mean 'trim'?\n"
                        + "  line 10, columns[0].rules[1].dates.order: unknown order 'day-year'. Known are:"
                        + " day-month-year, month-day-year, year-month-day.");
    }

    @Test
    void saysWhereATextIsNotYaml() {
        assertThatThrownBy(() -> SourceDefinitionCodec.read("sources/crm.yaml", "name: crm\nplace: [a\n"))
                .hasMessageStartingWith("sources/crm.yaml has a fault:\n  line 3: is not YAML: ");
        assertThatThrownBy(() -> SourceDefinitionCodec.read("sources/crm.yaml", "# nothing\n"))
                .hasMessage("sources/crm.yaml has a fault:\n"
                        + "  line 1: the file is empty: it needs at least a name and a place");
    }

    @Provide
    Arbitrary<SourceDefinition> definitions() {
        Arbitrary<String> text =
                Arbitraries.strings().ofMinLength(1).ofMaxLength(12).filter(SourceDefinitionCodecTest::isText);
        Arbitrary<List<ColumnMapping>> columns = mappings(text).list().ofMaxSize(4);
        return Combinators.combine(
                        text,
                        text.optional(),
                        text.optional(),
                        text.optional(),
                        Arbitraries.maps(text, text).ofMaxSize(3),
                        columns,
                        text.list().ofMaxSize(3))
                .as((place, key, observed, region, options, mapped, ignored) -> new SourceDefinition(
                        new SourceName("crm"),
                        place,
                        "auto",
                        Map.copyOf(options),
                        key,
                        observed,
                        7,
                        region,
                        mapped,
                        ignored));
    }

    private static Arbitrary<ColumnMapping> mappings(Arbitrary<String> text) {
        Arbitrary<NormalizationRule> rules = Arbitraries.oneOf(
                Arbitraries.of(
                        new NormalizationRule.Trim(),
                        new NormalizationRule.Unicode(),
                        new NormalizationRule.LowerCase(),
                        new NormalizationRule.UpperCase(),
                        new NormalizationRule.Email(),
                        new NormalizationRule.PersonName(),
                        new NormalizationRule.Gender(),
                        new NormalizationRule.Country(),
                        new NormalizationRule.Postcode(),
                        new NormalizationRule.Street(),
                        new NormalizationRule.YesNo(),
                        new NormalizationRule.Decimal(DecimalMark.COMMA),
                        new NormalizationRule.Phone(Optional.of("NO")),
                        new NormalizationRule.Phone(Optional.empty()),
                        new NormalizationRule.Region(Optional.of("US")),
                        new NormalizationRule.Dates(DateOrder.DAY_MONTH_YEAR),
                        new NormalizationRule.Instants(DateOrder.YEAR_MONTH_DAY)),
                text.list().ofMaxSize(3).map(NormalizationRule.Nulls::new));
        return Combinators.combine(
                        text,
                        text.list().ofMaxSize(3),
                        Arbitraries.of(SemanticTag.values()),
                        Arbitraries.of(TraitType.values()),
                        rules.list().ofMaxSize(4))
                .as((column, path, tag, type, steps) -> new ColumnMapping(column, path, tag, type, "trait_1", steps));
    }

    /** Whether a text is whole Unicode: half a pair stands in no file. */
    private static boolean isText(String text) {
        return text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
    }
}
