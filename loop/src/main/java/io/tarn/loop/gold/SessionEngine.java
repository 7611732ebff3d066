package io.tarn.loop.gold;

import io.tarn.collect.source.Arrival.Engine;
import io.tarn.collect.source.Arrival.EngineColumn;
import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import java.util.List;

/** What sources may ask the engine. */
public record SessionEngine(LakeSession session) implements Engine {
    @Override
    public Dialect dialect() {
        return session.dialect();
    }

    @Override
    public List<EngineColumn> describe(Statement statement) {
        return session.query(
                Statement.of("DESCRIBE " + statement.sql(), statement.values().toArray()),
                row -> new EngineColumn(String.valueOf(row.text(0)), String.valueOf(row.text(1))));
    }

    @Override
    public long number(Statement statement) {
        return session.query(statement, row -> row.number(0)).getFirst();
    }
}
