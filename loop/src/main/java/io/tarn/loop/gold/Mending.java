package io.tarn.loop.gold;

import io.tarn.collect.source.Arrival;
import io.tarn.collect.source.Arrival.FileArrival;
import io.tarn.collect.source.LandedFiles;
import io.tarn.collect.source.SourceOpener;
import io.tarn.collect.source.Staged;
import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.TableState;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.BronzeTables;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.TableName;
import io.tarn.loop.LoopErrors;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.SourceDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Mended rows on their way into bronze, and what they mend on its way out of {@code bronze.unreadable}.
 *
 * <p>Lands first and deletes then: a break in between leaves a row in both tables until the file is replayed again.
 */
final class Mending {
    /** What an export says of a row beside the source's columns; the landed names of the first two. */
    private static final String FILE = "_file_2";

    private static final String ROW = "_row_2";
    private static final Set<String> ASIDE = Set.of(FILE, ROW, "_reason", "_detail", "_raw");

    private final Lake lake;
    private final LakeSession session;
    private final SourceDefinition source;
    private final Landing landing;
    private final TableName unreadable = BronzeTables.UNREADABLE.name();

    Mending(Lake lake, LakeSession session, SourceDefinition source, Landing landing) {
        this.lake = lake;
        this.session = session;
        this.source = source;
        this.landing = landing;
    }

    Replayed replay(SourceOpener opener, Path mended, Scratch scratch) {
        List<Column> present = lake.find(BronzeTables.table(source.name()))
                .map(TableState::columns)
                .orElseThrow(() -> LoopErrors.nothingToMend(source.name()));
        SourceDefinition file = SourceDefinition.of(source.name(), mended.toString());
        for (Arrival arrival : opener.open(file).arrivals(LandedFiles.NONE).fresh()) {
            if (arrival instanceof FileArrival found) {
                return replay(found, new LandingColumns(present), scratch);
            }
        }
        throw LoopErrors.nothingToMend(source.name());
    }

    private Replayed replay(FileArrival file, LandingColumns present, Scratch scratch) {
        Dialect dialect = session.dialect();
        Staged staged = file.stage(scratch.part(), new SessionEngine(session));
        List<Column> own = own(file, staged, present);
        boolean says = staged.columns().stream().map(Column::name).toList().containsAll(List.of(FILE, ROW));
        String origins = says
                ? "SELECT DISTINCT " + FILE + " AS origin_file, TRY_CAST(" + ROW + " AS BIGINT) AS origin_row FROM ("
                        + staged.rows().sql() + ")"
                : "SELECT CAST(NULL AS VARCHAR) AS origin_file, CAST(NULL AS BIGINT) AS origin_row WHERE false";
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE tarn_mended AS " + origins));
        boolean landed = landing.knownMended()
                .find(file.file())
                .filter(known -> known.fingerprint().equals(file.fingerprint()))
                .isPresent();
        if (!landed) {
            String list =
                    own.stream().map(column -> dialect.quote(column.name())).collect(Collectors.joining(", "));
            landing.mended(
                    file,
                    staged,
                    Statement.of(
                            "SELECT " + list + ", _row FROM (" + staged.rows().sql() + ")"),
                    own);
        }
        long before = count();
        session.deleteWhere(
                unreadable,
                Statement.of(
                        "source = ? AND EXISTS (SELECT 1 FROM tarn_mended WHERE origin_file = file"
                                + " AND origin_row IS NOT DISTINCT FROM row_number)",
                        source.name().value()));
        long after = count();
        return new Replayed(landing.rows(), before - after, after);
    }

    private List<Column> own(FileArrival file, Staged staged, LandingColumns present) {
        List<Column> own = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> names = present.names();
        for (Column column : staged.columns()) {
            if (ASIDE.contains(column.name())) {
                continue;
            }
            boolean known = names.stream().anyMatch(column.name()::equalsIgnoreCase);
            if (known) {
                own.add(column);
            } else {
                unknown.add(column.name());
            }
        }
        if (!unknown.isEmpty() || own.isEmpty()) {
            throw LoopErrors.notMended(Path.of(file.file()), unknown.isEmpty() ? List.of("none") : unknown, names);
        }
        return own;
    }

    private long count() {
        return session.query(
                        Statement.of(
                                "SELECT count(*) FROM " + unreadable + " WHERE source = ?",
                                source.name().value()),
                        row -> row.number(0))
                .getFirst();
    }

    static void export(LakeSession session, SourceName source, List<String> columns, Path csv) {
        Dialect dialect = session.dialect();
        String empty = columns.stream()
                .map(name -> ", CAST(NULL AS VARCHAR) AS " + dialect.quote(name))
                .collect(Collectors.joining());
        session.execute(Statement.of("COPY (SELECT file AS _file, row_number AS _row, reason AS _reason, detail AS"
                + " _detail, raw AS _raw" + empty + " FROM " + BronzeTables.UNREADABLE.name() + " WHERE source = "
                + dialect.literal(source.value()) + " ORDER BY file, row_number) TO " + dialect.literal(csv.toString())
                + " (FORMAT csv, HEADER)"));
    }
}
