package io.tarn.loop.gold;

import io.tarn.collect.source.Arrival;
import io.tarn.collect.source.Arrival.FileArrival;
import io.tarn.collect.source.Arrival.InPlace;
import io.tarn.collect.source.Arrival.RowsArrival;
import io.tarn.collect.source.Arrivals;
import io.tarn.collect.source.SourceOpener;
import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.TableState;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.BronzeTables;
import io.tarn.lake.table.Column;
import io.tarn.loop.Progress;
import io.tarn.model.policy.SourceDefinition;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The first stage of the road to gold: what sources have lands untouched in bronze, each file exactly once.
 *
 * <p>A landing counts when its line in {@code bronze.files} is written; what a landing that broke off left is discarded
 * by the next one. The newest content of a file replaces the rows that its earlier content brought. One thread at a
 * time; whoever calls holds the run's lock.
 */
public final class LandStage {
    private final Lake lake;
    private final SourceOpener opener;
    private final Path scratch;
    private final InstantSource clock;
    private final Progress progress;

    /**
     * A stage over one lake.
     *
     * @param scratch a folder of this stage alone, emptied at will
     */
    public LandStage(Lake lake, SourceOpener opener, Path scratch, InstantSource clock, Progress progress) {
        this.lake = lake;
        this.opener = opener;
        this.scratch = scratch;
        this.clock = clock;
        this.progress = progress;
    }

    /** Lands every source, by name; a fault of one ends the stage, and what was landed before it stays. */
    public List<Landed> land(List<SourceDefinition> sources) {
        progress.stage("Landing sources");
        List<Landed> landed = new ArrayList<>();
        for (SourceDefinition source : sources.stream()
                .sorted(Comparator.comparing(SourceDefinition::name))
                .toList()) {
            progress.advance(landed.size(), sources.size());
            landed.add(land(source));
        }
        progress.advance(sources.size(), sources.size());
        return List.copyOf(landed);
    }

    /** Lands what is new of one source. */
    public Landed land(SourceDefinition source) {
        try (Scratch folder = Scratch.open(scratch);
                LakeSession session = open()) {
            Landing landing = new Landing(lake, session, source, clock, folder, progress);
            Arrivals arrivals = opener.open(source).arrivals(landing.known());
            Optional<InPlace> inPlace = only(arrivals, InPlace.class).stream().findFirst();
            if (inPlace.isPresent()) {
                return inPlace(session, source, inPlace.get());
            }
            landing.files(only(arrivals, FileArrival.class), arrivals);
            for (RowsArrival rows : only(arrivals, RowsArrival.class)) {
                landing.rows(rows);
            }
            return landing.finish(arrivals);
        }
    }

    /**
     * Lands rows that a person has mended: a file of any format with columns of the source, and {@code _file} and
     * {@code _row} naming the unreadable row that each one mends. Those leave {@code bronze.unreadable}. The same file
     * again changes nothing.
     */
    public Replayed replay(SourceDefinition source, Path mended) {
        try (Scratch folder = Scratch.open(scratch);
                LakeSession session = open()) {
            Landing landing = new Landing(lake, session, source, clock, folder, progress);
            return new Mending(lake, session, source, landing).replay(opener, mended.toAbsolutePath(), folder);
        }
    }

    /**
     * Writes the source's unreadable rows as CSV to be mended: {@code _file}, {@code _row}, why, the row as it stood,
     * and the source's columns to be filled in.
     */
    public void exportUnreadable(SourceDefinition source, Path csv) {
        try (LakeSession session = open()) {
            List<Column> columns = lake.find(BronzeTables.table(source.name()))
                    .map(TableState::columns)
                    .orElse(List.of());
            Mending.export(session, source.name(), new LandingColumns(columns).names(), csv.toAbsolutePath());
        }
    }

    /**
     * The name by which a session's SQL reads the source's rows, with the three landing columns: its bronze table, or a
     * view of the Delta table that is used in place, made in this session.
     */
    public String relation(LakeSession session, Landed landed) {
        return landed.inPlace()
                .map(folder -> attach(session, landed.source().value(), folder))
                .orElseGet(() -> BronzeTables.table(landed.source()).toString());
    }

    private LakeSession open() {
        lake.create(BronzeTables.UNREADABLE);
        lake.create(BronzeTables.FILES);
        return lake.open(new ReadPoint.Latest());
    }

    private Landed inPlace(LakeSession session, SourceDefinition source, InPlace place) {
        String relation = attach(session, source.name().value(), place.table());
        List<Column> columns = new LandingColumns(session.columns(Statement.of("SELECT * FROM " + relation))).all();
        long rows = session.query(Statement.of("SELECT count(*) FROM " + relation), row -> row.number(0))
                .getFirst();
        NamedColumns names = new NamedColumns(source, columns, place.table().toString());
        return new Landed(
                source.name(),
                Optional.empty(),
                Optional.of(place.table()),
                0,
                1,
                rows,
                0,
                0,
                columns,
                names.key(),
                names.observedAt(),
                List.of());
    }

    private static String attach(LakeSession session, String source, Path folder) {
        String raw = "tarn_attached_" + source;
        String view = "tarn_source_" + source;
        session.attach(raw, folder);
        Dialect dialect = session.dialect();
        List<String> present = session.columns(Statement.of("SELECT * FROM " + raw)).stream()
                .map(Column::name)
                .toList();
        StringBuilder sql = new StringBuilder("CREATE OR REPLACE TEMP VIEW " + view + " AS SELECT *");
        for (Column ours : BronzeTables.LANDING) {
            if (!present.contains(ours.name())) {
                String value = ours.equals(BronzeTables.FILE) ? dialect.literal(folder.toString()) : "NULL";
                sql.append(", CAST(").append(value).append(" AS ").append(dialect.typeName(ours.type()));
                sql.append(") AS ").append(ours.name());
            }
        }
        session.execute(Statement.of(sql.append(" FROM ").append(raw).toString()));
        return view;
    }

    private static <T extends Arrival> List<T> only(Arrivals arrivals, Class<T> kind) {
        return arrivals.fresh().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
