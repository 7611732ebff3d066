package io.tarn.audience.eval;

import io.tarn.audience.bind.LakeExpression;
import io.tarn.lake.LakeSession;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.delta.DuckDbSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.event.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Persons as rows of tables in the forms that the lake has, asked by SQL. */
final class TestingLake implements AutoCloseable {
    private final LakeSession session = DuckDbSession.inMemory(DeltaLakeConfig.defaults());
    private final LakeRelations relations;

    TestingLake(List<TestingCustomer> customers, LakeRelations relations) {
        this.relations = relations;
        session.load(
                "raw_profiles",
                columns("profile_id", "traits", "consents", "identifiers"),
                sink -> customers.forEach(
                        one -> sink.row(one.id(), json(traits(one)), json(consents(one)), json(identifiers(one)))));
        session.load(
                "raw_events",
                eventColumns(),
                sink -> customers.forEach(one -> one.events()
                        .forEach(event -> sink.row(
                                one.id(),
                                event.name(),
                                event.at(),
                                event.messageId(),
                                json(texts(event.properties()))))));
        session.execute(Statement.of("CREATE TEMP TABLE profiles AS SELECT profile_id,"
                + " CAST(CAST(traits AS JSON) AS MAP(VARCHAR, STRUCT(value VARCHAR))) AS traits,"
                + " CAST(CAST(consents AS JSON) AS MAP(VARCHAR, BOOLEAN)) AS consents,"
                + " CAST(CAST(identifiers AS JSON) AS STRUCT(\"type\" VARCHAR, value VARCHAR)[]) AS identifiers,"
                + " CAST(traits AS JSON)->'country'->>'value' AS \"the \"\"country\"\"\" FROM raw_profiles"));
        session.execute(Statement.of("CREATE TEMP TABLE events AS SELECT profile_id, name, \"timestamp\", message_id,"
                + " CAST(CAST(properties AS JSON) AS MAP(VARCHAR, VARCHAR)) AS properties FROM raw_events"));
    }

    LakeSession session() {
        return session;
    }

    Set<String> members(LakeExpression expression, Instant asOf) {
        Statement statement = SqlTranslator.translate(expression, session.dialect(), relations, asOf);
        List<String> members = session.query(statement, row -> String.valueOf(row.text(0)));
        if (Set.copyOf(members).size() != members.size()) {
            throw new AssertionError("A member stands twice.");
        }
        return new TreeSet<>(members);
    }

    private static Value traits(TestingCustomer customer) {
        Map<String, Value> traits = new TreeMap<>();
        customer.traits()
                .forEach((name, value) -> traits.put(
                        name, new Value.Fields(Map.of("value", new Value.Text(FlatProperties.text(value))))));
        return new Value.Fields(traits);
    }

    private static Value consents(TestingCustomer customer) {
        Map<String, Value> consents = new TreeMap<>();
        customer.consents().forEach((category, given) -> consents.put(category, new Value.Flag(given)));
        return new Value.Fields(consents);
    }

    private static Value identifiers(TestingCustomer customer) {
        List<Value> identifiers = new ArrayList<>();
        customer.channels()
                .forEach(channel -> identifiers.add(new Value.Fields(
                        Map.of("type", new Value.Text(channel.address().name()), "value", new Value.Text("x")))));
        return new Value.Sequence(identifiers);
    }

    private static Value texts(Map<String, String> texts) {
        Map<String, Value> values = new TreeMap<>();
        texts.forEach((path, text) -> values.put(path, new Value.Text(text)));
        return new Value.Fields(values);
    }

    private static String json(Value value) {
        return FlatProperties.text(value);
    }

    private static List<Column> columns(String... names) {
        return java.util.Arrays.stream(names)
                .map(name -> Column.of(name, Scalar.STRING, name))
                .toList();
    }

    private static List<Column> eventColumns() {
        List<Column> columns = new ArrayList<>(columns("profile_id", "name", "timestamp", "message_id", "properties"));
        columns.set(2, Column.of("timestamp", Scalar.TIMESTAMP, "when"));
        return columns;
    }

    @Override
    public void close() {
        session.close();
    }
}
