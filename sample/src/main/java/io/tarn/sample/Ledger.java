package io.tarn.sample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A table under construction whose rows stand in the order of their moments and are numbered in it.
 *
 * <p>Confined to one thread.
 */
final class Ledger {
    private final String source;
    private final Truth truth;
    private final List<Entry> entries = new ArrayList<>();

    Ledger(String source, Truth truth) {
        this.source = source;
        this.truth = truth;
    }

    /** A row before it has its number, which is its first value. */
    private record Entry(String moment, String entityId, List<String> values) {}

    void add(String moment, Person person, String... values) {
        entries.add(new Entry(moment, person.id(), List.of(values)));
    }

    /** Adds a row that is about nobody. */
    void addStranger(String moment, String... values) {
        entries.add(new Entry(moment, "", List.of(values)));
    }

    /** Writes the rows and the truth about them; the ids are made from the rows' numbers, which start at zero. */
    int write(Sheet sheet, IntFunction<String> ids, Path file) {
        entries.sort(Comparator.comparing(Entry::moment));
        for (Entry entry : entries) {
            String id = ids.apply(sheet.rows());
            if (entry.entityId().isEmpty()) {
                truth.addStranger(source, id);
            } else {
                truth.add(source, id, entry.entityId());
            }
            String[] row = new String[entry.values().size() + 1];
            row[0] = id;
            for (int i = 1; i < row.length; i++) {
                row[i] = entry.values().get(i - 1);
            }
            sheet.row(row);
        }
        sheet.write(file);
        return sheet.rows();
    }
}
