package io.tarn.wire.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.policy.ColumnMapping;
import io.tarn.model.policy.NormalizationRule;
import io.tarn.model.policy.SemanticTag;
import io.tarn.model.policy.TraitType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SourceDefinitionTextTest {
    private static final ColumnMapping TIER = new ColumnMapping(
            "Tier", List.of(), SemanticTag.CATEGORY, TraitType.STRING, "tier", List.of(new NormalizationRule.Trim()));

    @Test
    void addsLinesBehindTheLastColumnAndChangesNoOther() {
        String text = """
                name:   crm   # ours
                place: 'data/crm.csv'
                columns:
                    - tag: email
                      column: mail
                      trait: mail
                      rules:
                        - trim
                        - email   # as ever

                # what follows is ours too
                ignored: [fax]
                """;

        String longer = SourceDefinitionText.plus("crm.yaml", text, List.of(TIER), Map.of("Tier", "new"));

        assertThat(longer).isEqualTo("""
                name:   crm   # ours
                place: 'data/crm.csv'
                columns:
                    - tag: email
                      column: mail
                      trait: mail
                      rules:
                        - trim
                        - email   # as ever
                    # new
                    - column: Tier
                      tag: category
                      type: string
                      trait: tier
                      rules:
                        - trim

                # what follows is ours too
                ignored: [fax]
                """);
        assertThat(SourceDefinitionText.plus("crm.yaml", longer, List.of(TIER), Map.of()))
                .isEqualTo(longer);
    }

    @Test
    void keepsTheEndsOfLinesAndAddsTheOneThatIsMissing() {
        String text = "name: crm\r\nplace: crm.csv\r\ncolumns:\r\n- column: mail\r\n  tag: email\r\n  trait: mail";

        String longer = SourceDefinitionText.plus("crm.yaml", text, List.of(TIER), Map.of());

        assertThat(longer)
                .isEqualTo(text + "\r\n- column: Tier\r\n  tag: category\r\n  type: string\r\n  trait: tier\r\n"
                        + "  rules:\r\n    - trim\r\n");
    }

    @Test
    void writesAnewWhatStandsWithinBrackets() {
        String text = "# Ours.\nname: crm\nplace: crm.csv\ncolumns: [{column: mail, tag: email, trait: mail}]\n";

        String longer = SourceDefinitionText.plus("crm.yaml", text, List.of(TIER), Map.of());

        assertThat(longer).startsWith("# Ours.\nname: crm\n").contains("  - column: mail\n", "  - column: Tier\n");
    }
}
