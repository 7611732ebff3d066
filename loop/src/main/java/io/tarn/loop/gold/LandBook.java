package io.tarn.loop.gold;

import io.tarn.collect.source.LandedFiles;
import io.tarn.collect.source.LandedFiles.LandedFile;
import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.BronzeTables;
import io.tarn.lake.table.TableName;
import io.tarn.model.identity.SourceName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bronze.files} says of one source: the files that count as landed.
 *
 * <p>A file's line is written last. Rows landed after the newest line belong to a landing that broke off: they are
 * discarded, and their files land again. One landing, one thread.
 */
final class LandBook {
    /** How a mended file is told from a file of the source's own place. */
    static final String MENDED = "mended ";

    private final SourceName source;
    private final TableName table;
    private final Map<String, LandedFile> files = new HashMap<>();
    private final Map<String, LandedFile> mended = new HashMap<>();
    private final Set<String> replaced = new HashSet<>();
    private @Nullable Instant newest;

    private LandBook(SourceName source) {
        this.source = source;
        this.table = BronzeTables.table(source);
    }

    static LandBook read(LakeSession session, SourceName source) {
        LandBook book = new LandBook(source);
        Statement lines = Statement.of(
                "SELECT file, fingerprint, bytes, modified_at, ingested_at, format FROM " + BronzeTables.FILES.name()
                        + " WHERE source = ? ORDER BY ingested_at, file",
                source.value());
        session.forEach(lines, row -> {
            LandedFile file =
                    new LandedFile(text(row.text(1)), row.number(2), instant(row.instant(3)), instant(row.instant(4)));
            book.add(text(row.text(0)), text(row.text(5)), file);
            return file;
        });
        return book;
    }

    private void add(String name, String format, LandedFile file) {
        newest = file.ingestedAt();
        Map<String, LandedFile> kind = format.startsWith(MENDED) ? mended : files;
        if (kind.put(name, file) != null) {
            replaced.add(name);
        }
    }

    LandedFiles files() {
        return new LandedFiles(files);
    }

    LandedFiles mended() {
        return new LandedFiles(mended);
    }

    boolean isEmpty() {
        return newest == null;
    }

    /** The time of the next landing: the clock's, but always after the last one. */
    Instant next(Instant clock) {
        Instant now = clock.truncatedTo(ChronoUnit.MICROS);
        Instant last = newest;
        newest = last == null || now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
        return newest;
    }

    /** Deletes rows of a landing that broke off; returns whether there were any. */
    boolean discardUnfinished(LakeSession session, boolean landedBefore) {
        Instant last = newest == null ? Instant.EPOCH : newest;
        boolean unfinished = landedBefore && delete(session, table, new Statement("_ingested_at > ?", List.of(last)));
        return delete(
                        session,
                        BronzeTables.UNREADABLE.name(),
                        new Statement("source = ? AND ingested_at > ?", List.of(source.value(), last)))
                || unfinished;
    }

    /** Deletes what earlier contents of files left; the table's earlier versions still have it. */
    void discardReplaced(LakeSession session, Map<String, Instant> landedNow, boolean landedBefore) {
        Map<String, Instant> latest = new HashMap<>();
        replaced.forEach(name -> latest.put(
                name,
                Objects.requireNonNull(files.getOrDefault(name, mended.get(name)))
                        .ingestedAt()));
        landedNow.forEach((name, at) -> {
            if (files.containsKey(name) || mended.containsKey(name)) {
                latest.put(name, at);
            }
        });
        if (latest.isEmpty()) {
            return;
        }
        if (landedBefore) {
            delete(session, table, older(latest, "_file", "_ingested_at"));
        }
        Statement older = older(latest, "file", "ingested_at");
        List<Object> values = new ArrayList<>(List.of(source.value()));
        values.addAll(older.values());
        delete(session, BronzeTables.UNREADABLE.name(), new Statement("source = ? AND (" + older.sql() + ")", values));
    }

    private static Statement older(Map<String, Instant> latest, String file, String at) {
        List<String> terms = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        latest.forEach((name, instant) -> {
            terms.add(file + " = ? AND " + at + " < ?");
            values.add(name);
            values.add(instant);
        });
        return new Statement(String.join(" OR ", terms), values);
    }

    /** Deletes only when there is something to delete, for a delete is a commit. */
    private static boolean delete(LakeSession session, TableName table, Statement condition) {
        Statement count = Statement.of(
                "SELECT count(*) FROM " + table + " WHERE " + condition.sql(),
                condition.values().toArray());
        if (session.query(count, row -> row.number(0)).getFirst() == 0) {
            return false;
        }
        session.deleteWhere(table, condition);
        return true;
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static Instant instant(@Nullable Instant value) {
        return Objects.requireNonNullElse(value, Instant.EPOCH);
    }
}
