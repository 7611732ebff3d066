package io.tarn.loop.audience;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.TableState;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.run.Runs;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.TableName;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps {@code gold.profile_states} near what {@code gold.profile_changes} and the newest gold run say. Readers take
 * what changed since from the changes, so the table may be as old as it likes, be cut off while it is written, or not be
 * there: only the time to read differs.
 *
 * <p>Each writing replaces the table by one commit, and takes over as it stands what did not change since the last. No
 * writing goes on while a person is forgotten, so that none brings the person back. Confined to one thread.
 */
public final class ProfileStates {
    /** Below so many rows of changes the table is not worth having. */
    private static final long CHANGES_MIN = 100_000;
    /** Above this share of the table's rows, what changed since is worth taking over. */
    private static final int PART_OF_ROWS = 50;
    /** Between two writings lies so many times the time that one takes. */
    private static final int REST = 20;
    /** How many traits may have a column, and how long the name of one may be. */
    private static final int COLUMNS_MAX = 200;

    private static final int NAME_LENGTH_MAX = 200;
    /** As long may a query go on that reads what was replaced. */
    private static final Duration READ_MAX = Duration.ofMinutes(30);

    private static final TableName STATES = EventTables.PROFILE_STATES.name();
    private static final TableName CHANGES = EventTables.PROFILE_CHANGES.name();

    private final Lake lake;
    private long restUntilNanos = System.nanoTime();

    public ProfileStates(Lake lake) {
        this.lake = lake;
    }

    /** Writes the table anew where that is worth it by now; returns whether it did. */
    public boolean refreshIfDue() {
        Optional<TableState> changes = lake.find(CHANGES);
        if (changes.isEmpty()
                || changes.get().rows() < CHANGES_MIN
                || System.nanoTime() - restUntilNanos < 0
                || !isDue()) {
            return false;
        }
        long begin = System.nanoTime();
        boolean done = refresh();
        long end = System.nanoTime();
        restUntilNanos = end + REST * (end - begin);
        return done;
    }

    private boolean isDue() {
        AudienceMoment moment = moment();
        try (LakeSession session = lake.open(moment.tables())) {
            Optional<ToldStates> told = ToldStates.read(session, moment);
            if (told.isEmpty() || !told.get().tellsGold()) {
                return true;
            }
            long since = session.query(
                            Statement.of(
                                    "SELECT count(*) FROM " + CHANGES + " WHERE log_offset > ?",
                                    told.get().through()),
                            row -> row.number(0))
                    .getFirst();
            return since * PART_OF_ROWS
                    > lake.find(STATES).map(TableState::rows).orElse(0L);
        }
    }

    /** Writes the table anew; false where somebody is being forgotten, or there is nothing to tell of. */
    public boolean refresh() {
        if (lake.find(CHANGES).isEmpty()) {
            return false;
        }
        try (Lake.Lock _ = lake.lock(Runs.STATES_LOCK, "profile states", Duration.ZERO)) {
            lake.create(EventTables.PROFILE_STATES);
            Set<String> traits = columns();
            lake.evolve(STATES, traits.stream().map(ProfileStates::column).toList());
            write(traits);
            lake.vacuum(STATES, READ_MAX);
            return true;
        } catch (TarnException e) {
            if (e.code() == ErrorCode.LOCKED || e.code() == ErrorCode.WRITE_CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    private AudienceMoment moment() {
        return AudienceMoment.now(lake, Instant.EPOCH);
    }

    private static Column column(String trait) {
        return Column.personal(ToldStates.column(trait), Scalar.STRING, "The trait " + trait + ", as text");
    }

    /** The traits that have a column, those of gold, and those that are seen most often. */
    private Set<String> columns() {
        AudienceMoment moment = moment();
        try (LakeSession session = lake.open(moment.tables())) {
            Optional<ToldStates> told = ToldStates.read(session, moment);
            List<String> wanted = new ArrayList<>(columnsThere());
            GoldSide.of(session, moment.present()).filled(session).traits().keySet().stream()
                    .sorted()
                    .forEach(wanted::add);
            wanted.addAll(session.query(
                    Statement.of(
                            "SELECT k, count(*) FROM (SELECT "
                                    + session.dialect().unnested("map_keys(traits)")
                                    + " AS k FROM " + CHANGES
                                    + " WHERE log_offset > ?) m GROUP BY k ORDER BY 2 DESC, 1 LIMIT " + COLUMNS_MAX,
                            told.map(ToldStates::through).orElse(-1L)),
                    row -> String.valueOf(row.text(0))));
            return distinct(wanted);
        }
    }

    /** Those that the table has, whether or not a writing came of it. */
    private List<String> columnsThere() {
        return lake.find(STATES).orElseThrow().columns().stream()
                .map(Column::name)
                .filter(name -> name.startsWith(ToldStates.COLUMN))
                .map(name -> name.substring(ToldStates.COLUMN.length()))
                .toList();
    }

    /** Columns whose names differ only in capitals would be one to an engine: the later trait has none. */
    private static Set<String> distinct(List<String> wanted) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> traits = new LinkedHashSet<>();
        for (String trait : wanted) {
            boolean fits = traits.size() < COLUMNS_MAX && !trait.isEmpty() && trait.length() <= NAME_LENGTH_MAX;
            if (fits && !traits.contains(trait) && names.add(trait.toLowerCase(Locale.ROOT))) {
                traits.add(trait);
            }
        }
        return traits;
    }

    private void write(Set<String> traits) {
        AudienceMoment moment = moment();
        try (LakeSession session = lake.open(moment.tables())) {
            Optional<ToldStates> told = ToldStates.read(session, moment);
            GoldSide gold = GoldSide.of(session, moment.present()).filled(session);
            long through = session.query(
                            Statement.of("SELECT COALESCE(max(log_offset), -1) FROM " + CHANGES), row -> row.number(0))
                    .getFirst();
            StateRows rows = new StateRows(session.dialect(), told, gold, List.copyOf(traits));
            rows.steps().forEach(step -> session.execute(Statement.of(step)));
            session.overwrite(STATES, rows.all(through, moment.goldVersions()));
        }
    }
}
