package io.tarn.loop.erase;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.TableState;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.delta.DuckDbSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.Contracts;
import io.tarn.lake.table.TableContract;
import io.tarn.model.erasure.Subject;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No table that can hold a person is passed over, and text tells the person and nobody else. */
final class TableConditionsTest {
    private static final Subject ANN = new Subject(
            "f1",
            "hash",
            Set.of(),
            Set.of(),
            Set.of(
                    new Identifier(IdentifierType.EMAIL, "ann@x.example"),
                    new Identifier(IdentifierType.PHONE, "+4915112345678"),
                    new Identifier(IdentifierType.USER_ID, "u1")),
            0,
            Set.of(),
            Set.of());

    @Test
    void everyTableWithPersonalColumnsHasACondition() {
        try (DuckDbSession session = DuckDbSession.inMemory(DeltaLakeConfig.defaults())) {
            TableConditions conditions = new TableConditions(session.dialect(), TextSigns.of(ANN), List.of());
            for (TableContract contract : Contracts.ALL) {
                if (contract.columns().stream().anyMatch(Column::personal)) {
                    TableState table = new TableState(contract.name(), 0, contract.columns(), 0, 0, 0);
                    assertThat(conditions.of(table))
                            .as(contract.name().toString())
                            .isPresent();
                }
            }
        }
    }

    @Test
    void tellsThePersonInTextToJavaAndToTheEngineAlike() {
        TextSigns signs = TextSigns.of(ANN);
        List<String> ours = List.of(
                "Ann@X.example",
                "{\"email\":\"ann@x.example\"}",
                "write to ann@x.example.",
                "mailto:ann@x.example,Ulm",
                "tel 0151 / 123 456-78",
                "+49 (151) 12345678");
        List<String> others =
                List.of("joann@x.example", "mary.ann@x.example", "ann@x.example.org", "u1", "015112345679", "");

        try (DuckDbSession session = DuckDbSession.inMemory(DeltaLakeConfig.defaults())) {
            String told = session.dialect()
                    .matches("CAST(? AS VARCHAR)", signs.expression().orElseThrow());
            for (String text : ours) {
                assertThat(signs.standIn(text)).as(text).isTrue();
                assertThat(flag(session, told, text)).as(text).isTrue();
            }
            for (String text : others) {
                assertThat(signs.standIn(text)).as(text).isFalse();
                assertThat(flag(session, told, text)).as(text).isFalse();
            }
        }
    }

    private static boolean flag(DuckDbSession session, String told, String text) {
        return session.query(Statement.of("SELECT " + told, text), row -> row.flag(0))
                .getFirst();
    }
}
