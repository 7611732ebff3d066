package io.tarn.loop.erase;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.TableState;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.run.Runs;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.TableName;
import io.tarn.model.erasure.ForgetReceipt.TableErased;
import io.tarn.model.erasure.Subject;
import io.tarn.model.policy.SourceDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a person out of every table of the lake, older versions included. The run's lock is held by the caller. */
final class LakeErasure {
    private final Lake lake;
    private final Runs runs;
    private final List<SourceDefinition> sources;

    LakeErasure(Lake lake, List<SourceDefinition> sources) {
        this.lake = lake;
        this.runs = new Runs(lake);
        this.sources = sources;
    }

    /** How many rows of each table are about the person. */
    Map<TableName, Long> count(Subject subject) {
        Map<TableName, Long> counts = new LinkedHashMap<>();
        try (LakeSession session = open(subject)) {
            conditions(session, subject)
                    .forEach((table, condition) -> counts.put(table, count(session, table, condition)));
        }
        return counts;
    }

    /** Deletes those rows and lets readers see it; what they were still lies in older versions. */
    Map<TableName, Long> delete(Subject subject) {
        Map<TableName, Long> counts = new LinkedHashMap<>();
        try (LakeSession session = open(subject)) {
            conditions(session, subject).forEach((table, condition) -> {
                long rows = count(session, table, condition);
                if (rows > 0) {
                    session.deleteWhere(table, Statement.of(condition));
                }
                counts.put(table, rows);
            });
        }
        runs.repin();
        return counts;
    }

    /** Deletes the files of all older versions of the tables. */
    List<TableErased> vacuum(Map<TableName, Long> deleted) {
        List<TableErased> erased = new ArrayList<>();
        deleted.forEach((table, rows) -> {
            long files = lake.vacuum(table, Duration.ZERO);
            long version = lake.find(table).map(TableState::version).orElse(0L);
            erased.add(new TableErased(table.toString(), rows, version, files));
        });
        return erased;
    }

    /** In the order in which rows go: those that tell what others say go before these. */
    private Map<TableName, String> conditions(LakeSession session, Subject subject) {
        TableConditions conditions = new TableConditions(session.dialect(), TextSigns.of(subject), sources);
        Map<TableName, String> all = new LinkedHashMap<>();
        List<TableState> tables = new ArrayList<>(lake.tables());
        tables.sort(Comparator.comparing(table -> !table.name().equals(EventTables.PROFILE_STATES.name())));
        for (TableState table : tables) {
            Optional<String> condition = conditions.of(table);
            condition.ifPresent(sql -> all.put(table.name(), sql));
        }
        return all;
    }

    private static long count(LakeSession session, TableName table, String condition) {
        return session.query(
                        Statement.of("SELECT count(*) FROM " + table + " WHERE " + condition), row -> row.number(0))
                .getFirst();
    }

    private LakeSession open(Subject subject) {
        LakeSession session = lake.open(new ReadPoint.Latest());
        session.load(
                TableConditions.PROFILES,
                List.of(Column.of("profile_id", Scalar.STRING, "A profile")),
                sink -> subject.profiles().forEach(one -> sink.row(one.value())));
        session.load(
                TableConditions.RECORDS,
                List.of(
                        Column.of("source", Scalar.STRING, "The source"),
                        Column.of("record_id", Scalar.STRING, "The key"),
                        Column.of("file", Scalar.STRING, "The file"),
                        Column.of("row_number", Scalar.LONG, "The row")),
                sink -> subject.records()
                        .forEach(one -> sink.row(one.source().value(), one.recordId(), one.file(), one.row())));
        session.load(
                TableConditions.EVENTS,
                List.of(
                        Column.of("source", Scalar.STRING, "The event source"),
                        Column.of("message_id", Scalar.STRING, "The message id")),
                sink -> subject.events().forEach(one -> sink.row(one.source().value(), one.messageId())));
        return session;
    }
}
