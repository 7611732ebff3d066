package io.tarn.loop.gold;

import io.tarn.collect.source.Arrival.FileArrival;
import io.tarn.collect.source.Arrival.RowsArrival;
import io.tarn.collect.source.Arrivals;
import io.tarn.collect.source.LandedFiles;
import io.tarn.collect.source.Staged;
import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.TableState;
import io.tarn.lake.WriteId;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.BronzeTables;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import io.tarn.loop.LoopErrors;
import io.tarn.loop.Progress;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.policy.SourceDefinition;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One source on its way into bronze. One thread, one use. */
final class Landing {
    /** So many files, or bytes of intermediate files, share one commit: few commits, and little disk. */
    private static final int BATCH_FILES = 64;

    private static final long BATCH_BYTES = 512L << 20;
    private static final int BATCH_COLUMNS = 20_000;

    private final Lake lake;
    private final LakeSession session;
    private final SourceDefinition source;
    private final InstantSource clock;
    private final Scratch scratch;
    private final Progress progress;
    private final TableName table;
    private final LandBook book;
    private final List<String> warnings = new ArrayList<>();
    private final List<Inbound> batch = new ArrayList<>();
    private boolean exists;
    private int landedFiles;
    private long landedRows;
    private long landedUnreadable;
    private long landedBytes;

    Landing(
            Lake lake,
            LakeSession session,
            SourceDefinition source,
            InstantSource clock,
            Scratch scratch,
            Progress progress) {
        this.lake = lake;
        this.session = session;
        this.source = source;
        this.clock = clock;
        this.scratch = scratch;
        this.progress = progress;
        this.table = BronzeTables.table(source.name());
        this.exists = lake.find(table).isPresent();
        this.book = LandBook.read(session, source.name());
        if (book.discardUnfinished(session, exists)) {
            progress.note("A landing of source " + source.name() + " had broken off; its rows were discarded.");
        }
    }

    LandedFiles known() {
        return book.files();
    }

    LandedFiles knownMended() {
        return book.mended();
    }

    void files(List<FileArrival> files, Arrivals arrivals) {
        boolean alone = files.size() == 1 && arrivals.known() == 0 && book.isEmpty();
        long bytes = 0;
        int columns = 0;
        for (int i = 0; i < files.size(); i++) {
            if (files.size() > 1) {
                progress.advance(i, files.size());
            }
            Optional<Inbound> inbound = stage(files.get(i), alone);
            if (inbound.isEmpty()) {
                continue;
            }
            batch.add(inbound.get());
            bytes += inbound.get().staged().map(Staged::stagedBytes).orElse(0L);
            columns += inbound.get()
                    .staged()
                    .map(staged -> staged.columns().size())
                    .orElse(0);
            if (batch.size() == BATCH_FILES || bytes > BATCH_BYTES || columns > BATCH_COLUMNS) {
                commit();
                bytes = 0;
                columns = 0;
            }
        }
        commit();
    }

    private Optional<Inbound> stage(FileArrival file, boolean alone) {
        try {
            Staged staged = file.stage(scratch.part(), new SessionEngine(session));
            staged.warnings().forEach(this::warn);
            return Optional.of(new Inbound(file, Optional.of(staged), "", staged.format()));
        } catch (TarnException e) {
            boolean passing = e.code() == ErrorCode.WRITE_CONFLICT;
            if (alone || (!passing && e.code() != ErrorCode.SOURCE_UNREADABLE)) {
                throw e;
            }
            String message = String.valueOf(e.getMessage());
            warn(message);
            return passing ? Optional.empty() : Optional.of(new Inbound(file, Optional.empty(), message, "none"));
        }
    }

    /** Lands a mended file without columns that only say what it mends. */
    void mended(FileArrival file, Staged staged, Statement rows, List<Column> columns) {
        Staged own = new Staged(
                staged.format(),
                columns,
                rows,
                staged.rowCount(),
                staged.unreadable(),
                staged.unreadableCount(),
                staged.stagedBytes(),
                staged.warnings());
        batch.add(new Inbound(file, Optional.of(own), "", LandBook.MENDED + staged.format()));
        commit();
    }

    private void commit() {
        if (batch.isEmpty()) {
            return;
        }
        Instant at = book.next(clock.instant());
        List<Column> present = lake.find(table).map(TableState::columns).orElse(List.of());
        LandingColumns columns = new LandingColumns(present);
        for (Inbound inbound : batch) {
            inbound.staged().ifPresent(staged -> columns.admit(inbound.arrival().file(), staged.columns()));
        }
        columns.warnings().forEach(this::warn);
        requireNamed(columns);
        prepare(columns.all());
        WriteId id = new WriteId("land " + source.name(), micros(at));
        InboundRows inbounds = new InboundRows(source.name(), batch, session.dialect());
        Statement rows = inbounds.rows(columns, at);
        if (!rows.sql().isEmpty()) {
            session.append(table, rows, Optional.of(id));
        }
        Map<String, Instant> landed = new HashMap<>();
        verify(at);
        Statement unreadable = inbounds.unreadable(at);
        if (!unreadable.sql().isEmpty()) {
            session.append(BronzeTables.UNREADABLE.name(), unreadable, Optional.of(id));
        }
        session.append(BronzeTables.FILES.name(), inbounds.lines(at), Optional.of(id));
        batch.forEach(inbound -> landed.put(inbound.arrival().file(), at));
        book.discardReplaced(session, landed, exists);
        for (Inbound inbound : batch) {
            landedFiles++;
            landedRows += inbound.rows();
            landedUnreadable += inbound.unreadable();
            landedBytes += inbound.arrival().bytes();
        }
        batch.clear();
        scratch.clear();
    }

    private void requireNamed(LandingColumns columns) {
        Optional<Inbound> staged =
                batch.stream().filter(inbound -> inbound.staged().isPresent()).findFirst();
        if (staged.isEmpty()) {
            return;
        }
        if (columns.all().isEmpty()) {
            throw LoopErrors.noNamedValue(source.name(), staged.get().arrival().file());
        }
        new NamedColumns(source, columns.all(), batch.getFirst().arrival().file()).require();
    }

    private void prepare(List<Column> columns) {
        if (columns.isEmpty()) {
            return;
        }
        if (exists) {
            lake.evolve(table, columns);
            return;
        }
        TableContract contract = BronzeTables.contract(source.name(), columns);
        lake.create(contract);
        exists = true;
    }

    /** What was written is what was staged, or nothing of it counts. */
    private void verify(Instant at) {
        if (!exists) {
            return;
        }
        Map<String, Long> found = new HashMap<>();
        session.forEach(
                Statement.of("SELECT _file, count(*) FROM " + table + " WHERE _ingested_at = ? GROUP BY _file", at),
                row -> found.put(String.valueOf(row.text(0)), row.number(1)));
        for (Inbound inbound : batch) {
            String file = inbound.arrival().file();
            long landed = found.getOrDefault(file, 0L);
            if (landed != inbound.rows()) {
                throw LoopErrors.rowsLost(table, file, inbound.rows(), landed);
            }
        }
    }

    /** Lands the rows of another system's table that are not in bronze yet as they are. */
    void rows(RowsArrival arrival) {
        Instant at = book.next(clock.instant());
        List<Column> present = lake.find(table).map(TableState::columns).orElse(List.of());
        LandingColumns columns = new LandingColumns(present);
        columns.admit(arrival.table(), arrival.columns());
        columns.warnings().forEach(this::warn);
        new NamedColumns(source, columns.all(), arrival.table()).require();
        boolean before = exists;
        prepare(columns.all());
        RowLanding landing = new RowLanding(session, table, columns, arrival);
        long rows = landing.land(before, at, new WriteId("land " + source.name(), micros(at)));
        if (rows > 0 || !before) {
            BookLine line = new BookLine(arrival.table(), "", 0, at, "jdbc", rows, 0);
            session.append(
                    BronzeTables.FILES.name(), BookLine.statement(source.name(), List.of(line), at), Optional.empty());
            landedFiles++;
        }
        landedRows += rows;
    }

    Landed finish(Arrivals arrivals) {
        if (landedFiles == 0) {
            book.discardReplaced(session, Map.of(), exists);
        }
        arrivals.warnings().forEach(this::warn);
        if (landedUnreadable > 0) {
            warn(landedUnreadable + (landedUnreadable == 1 ? " row" : " rows") + " of source " + source.name()
                    + " could not be read and stand in bronze.unreadable, each with its reason.");
        } else if (landedFiles > 0 && landedRows == 0 && !known().byName().isEmpty()) {
            warn("Source " + source.name() + " has no new row.");
        } else if (landedFiles > 0 && landedRows == 0) {
            warn("Source " + source.name() + " has a header and no row.");
        }
        List<Column> columns =
                exists ? new LandingColumns(lake.find(table).orElseThrow().columns()).all() : List.of();
        NamedColumns named = new NamedColumns(source, columns, source.place());
        return new Landed(
                source.name(),
                exists ? Optional.of(table) : Optional.empty(),
                Optional.empty(),
                landedFiles,
                arrivals.known(),
                landedRows,
                landedUnreadable,
                landedBytes,
                columns,
                exists ? named.key() : Optional.empty(),
                exists ? named.observedAt() : Optional.empty(),
                warnings);
    }

    long rows() {
        return landedRows;
    }

    private void warn(String text) {
        warnings.add(text);
        progress.note(text);
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }
}
