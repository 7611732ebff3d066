package io.tarn.audience.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.audience.Expression;
import io.tarn.audience.bind.BindResult;
import io.tarn.audience.bind.Binder;
import io.tarn.audience.bind.Catalog;
import io.tarn.audience.bind.Catalog.KnownEvent;
import io.tarn.audience.bind.LakeExpression;
import io.tarn.audience.parse.ExpressionParser;
import io.tarn.lake.delta.DuckDbDialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.model.event.Value;
import io.tarn.model.policy.TraitType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class SqlTranslatorTest {
    private static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");
    private static final LakeRelations RELATIONS = new LakeRelations("profiles", "events");

    @Property(tries = 300)
    void whatAPersonWroteStandsInNoStatement(@ForAll("marks") String mark) {
        String odd = "'; " + mark + " --\"";
        String quoted = odd.replace("'", "''");
        Catalog catalog = Catalog.EMPTY.withTrait(odd, TraitType.STRING).withEvent(odd, KnownEvent.OPEN);
        String text = ("trait 'X' = 'X' and trait 'X' in ('X', 'Y') and trait 'X' starts with 'X' and consents to 'X'"
                        + " and consents to email for 'X'"
                        + " and sum of 'X' of 'X' where ('X' = 'X' and 'X' contains 'X' and 'X' > 5) > 1"
                        + " and last 'X' where 'X' != 'X' within 2 days"
                        + " and first of 'X' of 'X' in last 3 days != 'X'"
                        + " and did 'X' where 'X' exists then not 'X' within 1 day in last 3 days")
                .replace("X", quoted);

        Statement statement = translate(text, catalog);

        assertThat(statement.sql()).doesNotContain(mark);
        assertThat(statement.values()).anyMatch(odd::equals);
    }

    @Test
    void findsAHundredThousandValuesOfAList() {
        String list = IntStream.range(0, 100_000).mapToObj(i -> "'v" + i + "'").collect(Collectors.joining(", "));
        Catalog catalog = Catalog.EMPTY.withTrait("sku", TraitType.STRING);
        List<TestingCustomer> customers = List.of(customer("a", "v99999"), customer("b", "v100000"));

        try (TestingLake lake = new TestingLake(customers, RELATIONS)) {
            LakeExpression expression = bound("sku in (" + list + ")", catalog);
            assertThat(lake.members(expression, NOW)).isEqualTo(Set.of("a"));
            assertThat(lake.members(bound("not sku in (" + list + ")", catalog), NOW))
                    .isEqualTo(Set.of("b"));
        }
    }

    private static TestingCustomer customer(String id, String sku) {
        return new TestingCustomer(id, Map.of("sku", new Value.Text(sku)), List.of(), Map.of(), Set.of());
    }

    private static Statement translate(String text, Catalog catalog) {
        return SqlTranslator.translate(bound(text, catalog), DuckDbDialect.INSTANCE, RELATIONS, NOW);
    }

    private static LakeExpression bound(String text, Catalog catalog) {
        Expression expression = ExpressionParser.parse(text).orThrow("a");
        BindResult result = Binder.bind(expression, catalog);
        return result.lakeOrThrow("a");
    }

    @Provide
    Arbitrary<String> marks() {
        return Arbitraries.strings().alpha().ofLength(8).map(text -> "mark" + text);
    }
}
