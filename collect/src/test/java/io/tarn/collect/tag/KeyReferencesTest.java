package io.tarn.collect.tag;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.collect.tag.KeyReferences.Reference;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.ColumnMapping;
import io.tarn.model.policy.SemanticTag;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.model.policy.TraitType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which columns may refer to another source's persons, by what they are called and mean. */
class KeyReferencesTest {
    private static final SourceDefinition CUSTOMERS =
            source("customers", "id", Map.of("id", SemanticTag.RECORD_KEY, "email", SemanticTag.EMAIL));

    private static final SourceDefinition PRODUCTS =
            source("products", "id", Map.of("id", SemanticTag.RECORD_KEY, "title", SemanticTag.FREE_TEXT));

    @Test
    void areFoundByTheirNames() {
        List<Reference> found = KeyReferences.among(List.of(CUSTOMERS, PRODUCTS, orders("customer_id")));

        assertThat(found).hasSize(1);
        Reference reference = found.getFirst();
        assertThat(reference.to()).isEqualTo(CUSTOMERS);
        assertThat(reference.key()).isEqualTo("id");
        assertThat(reference.kind()).isEqualTo(SemanticTag.EXTERNAL_ID);
        assertThat(reference.isByName()).isTrue();
        assertThat(reference.isByKey()).isFalse();
        assertThat(KeyReferences.identifier(CUSTOMERS, reference).mapping().trait())
                .isEqualTo("customer_id");
    }

    @Test
    void areNotThoseOfWhoeverElseHasToDoWithARecord() {
        assertThat(KeyReferences.among(List.of(CUSTOMERS, orders("manager_id"))))
                .isEmpty();
        assertThat(KeyReferences.among(List.of(CUSTOMERS, orders("assigned_user_id"))))
                .isEmpty();
    }

    @Test
    void areNotToWhatIsIdentifiedAlready() {
        SourceDefinition known = CUSTOMERS.plus(List.of(column("number", SemanticTag.EXTERNAL_ID)));

        assertThat(KeyReferences.among(List.of(known, orders("customer_id")))).isEmpty();
    }

    @Test
    void mayBeKeysThemselves() {
        SourceDefinition loyalty = source(
                "loyalty", "customer_id", Map.of("customer_id", SemanticTag.RECORD_KEY, "points", SemanticTag.COUNT));

        assertThat(KeyReferences.among(List.of(CUSTOMERS, loyalty)))
                .singleElement()
                .satisfies(reference -> assertThat(reference.isByKey()).isTrue());
    }

    private static SourceDefinition orders(String column) {
        return source(
                "orders", "order_id", Map.of("order_id", SemanticTag.RECORD_KEY, column, SemanticTag.EXTERNAL_ID));
    }

    private static SourceDefinition source(String name, String key, Map<String, SemanticTag> tags) {
        List<ColumnMapping> columns = new ArrayList<>();
        tags.forEach((column, tag) -> columns.add(column(column, tag)));
        return SourceDefinition.of(new SourceName(name), name + ".csv")
                .withColumns(columns, Optional.of(key), Optional.empty(), Optional.empty());
    }

    private static ColumnMapping column(String name, SemanticTag tag) {
        return new ColumnMapping(name, List.of(), tag, TraitType.STRING, name, List.of());
    }
}
