package io.tarn.server.report;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.BronzeTables;
import io.tarn.lake.table.SilverTables;
import io.tarn.lake.table.TableName;
import io.tarn.server.report.Intake.FileIntake;
import io.tarn.server.report.Intake.Rejection;
import io.tarn.server.report.Intake.SourceIntake;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads what came in and what was not accepted from the book of landed files and the silver tables. */
final class LakeIntake {
    private final LakeSession session;
    private final Set<TableName> tables;
    private final Map<Place, Counted> counted = new TreeMap<>();

    private LakeIntake(LakeSession session, Set<TableName> tables) {
        this.session = session;
        this.tables = new HashSet<>(tables);
    }

    static Intake read(LakeSession session, Set<TableName> tables) {
        LakeIntake intake = new LakeIntake(session, tables);
        intake.countFiles();
        intake.countRecords();
        List<Rejection> rejections = intake.rejections();
        return new Intake(intake.sources(), rejections);
    }

    private record Place(String source, String file) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int bySource = source.compareTo(other.source);
            return bySource != 0 ? bySource : file.compareTo(other.file);
        }
    }

    /** What is known of a file while it is being counted; confined to one reading. */
    private static final class Counted {
        private String form = "Delta table, read where it lies";
        private Optional<Long> bytes = Optional.empty();
        private long landed;
        private long accepted;
        private long rejected;
        private long unreadable;

        /** The book knows the rows of a landed file; of other tables, those that came to something. */
        private FileIntake intake(String file) {
            long rows = Math.max(landed + unreadable, accepted + rejected + unreadable);
            return new FileIntake(file, form, bytes, rows, accepted, rows - accepted);
        }
    }

    private Counted at(String source, String file) {
        return counted.computeIfAbsent(new Place(source, file), place -> new Counted());
    }

    private void countFiles() {
        if (!tables.contains(BronzeTables.FILES.name())) {
            return;
        }
        Statement files = Statement.of("SELECT source, file, format, bytes, \"rows\", unreadable FROM "
                + BronzeTables.FILES.name() + " ORDER BY source, file, ingested_at, fingerprint");
        session.forEach(files, row -> {
            Counted file = at(text(row.text(0)), text(row.text(1)));
            file.form = text(row.text(2));
            file.bytes = Optional.of(row.number(3));
            file.landed = row.number(4);
            file.unreadable = row.number(5);
            return file;
        });
    }

    private void countRecords() {
        if (tables.contains(SilverTables.RECORDS.name())) {
            Statement accepted = Statement.of("SELECT source, coalesce(file, ''), count(*) FROM "
                    + SilverTables.RECORDS.name() + " GROUP BY 1, 2 ORDER BY 1, 2");
            session.forEach(accepted, row -> {
                Counted file = at(text(row.text(0)), text(row.text(1)));
                file.accepted = row.number(2);
                return file;
            });
        }
        if (tables.contains(SilverTables.REJECTED.name())) {
            Statement rejected = Statement.of("SELECT source, coalesce(file, ''), count(*) FROM "
                    + SilverTables.REJECTED.name() + " WHERE column_name IS NULL AND reason <> 'unreadable'"
                    + " GROUP BY 1, 2 ORDER BY 1, 2");
            session.forEach(rejected, row -> {
                Counted file = at(text(row.text(0)), text(row.text(1)));
                file.rejected = row.number(2);
                return file;
            });
        }
    }

    private List<Rejection> rejections() {
        List<Rejection> found = new ArrayList<>();
        for (TableName table : List.of(SilverTables.REJECTED.name(), BronzeTables.UNREADABLE.name())) {
            if (tables.contains(table)) {
                boolean isTwice = table.equals(BronzeTables.UNREADABLE.name())
                        && found.stream()
                                .anyMatch(rejection -> rejection.reason().equals("unreadable"));
                if (!isTwice) {
                    found.addAll(session.query(
                            Statement.of("SELECT source, coalesce(file, ''), reason, min(detail), count(*),"
                                    + " min(row_number) FROM " + table
                                    + " GROUP BY 1, 2, 3 ORDER BY 5 DESC, 1, 2, 3 LIMIT 500"),
                            row -> new Rejection(
                                    text(row.text(0)),
                                    text(row.text(1)),
                                    text(row.text(2)),
                                    text(row.text(3)),
                                    row.number(4),
                                    row.isNull(5) ? Optional.empty() : Optional.of(row.number(5)))));
                }
            }
        }
        return found;
    }

    private List<SourceIntake> sources() {
        Map<String, List<FileIntake>> bySource = new TreeMap<>();
        counted.forEach((place, file) -> bySource.computeIfAbsent(place.source(), source -> new ArrayList<>())
                .add(file.intake(place.file())));
        return bySource.entrySet().stream()
                .map(entry -> new SourceIntake(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String text(@org.jspecify.annotations.Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
