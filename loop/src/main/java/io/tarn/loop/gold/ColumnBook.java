package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.SilverTables;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.ColumnMapping;
import io.tarn.model.policy.SourceDefinition;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The book of all columns that were ever seen in a source, kept in {@code silver.columns}: by it a run tells a column
 * that has just come from one that a person has taken out of the mapping. Confined to one run.
 */
final class ColumnBook {
    private final Instant asOf;
    private final Map<String, Map<String, Seen>> sources = new HashMap<>();

    private ColumnBook(Instant asOf) {
        this.asOf = asOf;
    }

    private record Seen(String column, Instant foundAt) {}

    /** The book as the last complete run left it. */
    static ColumnBook read(LakeSession session, Instant asOf) {
        ColumnBook book = new ColumnBook(asOf);
        Statement all = Statement.of(
                "SELECT source, label, column_name, found_at FROM " + SilverTables.COLUMNS.name() + " ORDER BY 1, 2");
        session.forEach(
                all,
                row -> book.of(String.valueOf(row.text(0)))
                        .put(
                                String.valueOf(row.text(1)),
                                new Seen(String.valueOf(row.text(2)), Objects.requireNonNull(row.instant(3)))));
        return book;
    }

    private Map<String, Seen> of(String source) {
        return sources.computeIfAbsent(source, _ -> new TreeMap<>());
    }

    /** The column of every label that was seen in a source; nothing before a run was complete. */
    Map<String, String> seen(SourceName source) {
        Map<String, String> columns = new HashMap<>();
        of(source.value()).forEach((label, seen) -> columns.put(label, seen.column()));
        return columns;
    }

    /** Takes down that a column was seen. */
    void note(SourceName source, String label, String column) {
        of(source.value()).putIfAbsent(label, new Seen(column, asOf));
    }

    /** Writes what was seen of these sources, with what each column is taken to mean now. */
    void write(LakeSession session, List<SourceDefinition> definitions) {
        session.load(
                "seen_columns",
                SilverTables.COLUMNS.columns(),
                sink -> definitions.forEach(definition -> {
                    Map<String, ColumnMapping> mapped = new HashMap<>();
                    for (ColumnMapping mapping : definition.columns()) {
                        mapped.put(mapping.label(), mapping);
                        note(definition.name(), mapping.label(), mapping.column());
                    }
                    of(definition.name().value()).forEach((label, seen) -> {
                        ColumnMapping mapping = mapped.get(label);
                        sink.row(
                                definition.name().value(),
                                label,
                                seen.column(),
                                mapping == null ? null : mapping.tag().name().toLowerCase(Locale.ROOT),
                                mapping == null ? null : mapping.trait(),
                                seen.foundAt());
                    });
                }));
        session.overwrite(SilverTables.COLUMNS.name(), Statement.of("SELECT * FROM seen_columns"));
    }
}
