package io.tarn.loop.review;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.Row;
import io.tarn.lake.RowFeed;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.IdentityTables;
import io.tarn.model.identity.RecordName;
import io.tarn.unify.verdict.RecordVerdict;
import io.tarn.unify.verdict.RecordVerdict.Finding;
import io.tarn.unify.verdict.RecordVerdict.Pair;
import io.tarn.unify.verdict.Verdicts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts of people in {@code identity.verdicts}: rows are added and never changed, so that what was thought when
 * can be read. One that contradicts others is refused.
 */
public final class VerdictBook {
    private static final String TABLE = IdentityTables.VERDICTS.name().toString();
    private static final String WITHDRAWN = "withdrawn";
    private static final String LOCK = "verdicts";
    private static final Duration LOCK_WAIT_MAX = Duration.ofSeconds(10);

    private final Lake lake;

    public VerdictBook(Lake lake) {
        this.lake = lake;
    }

    /**
     * What was known of a pair when it was judged.
     *
     * @param weight in bits
     * @param states what the two records said, as hashes
     */
    public record Seen(String modelVersion, double weight, Map<RecordName, String> states) {
        public static final Seen NOTHING = new Seen("", 0, Map.of());

        public Seen {
            states = Map.copyOf(states);
        }
    }

    /** Everything that stands there. */
    public record Content(List<RecordVerdict> given, Set<String> withdrawn) {
        public Verdicts verdicts() {
            return Verdicts.of(given, withdrawn);
        }

        /** How many findings there are, and how many were taken back, together: it grows with each. */
        public long findings() {
            return withdrawn.size()
                    + given.stream()
                            .filter(one -> one.finding() != Finding.SKIPPED)
                            .count();
        }

        /** A verdict by its id, whether or not it was taken back. */
        public Optional<RecordVerdict> find(String id) {
            return given.stream().filter(one -> one.id().equals(id)).findFirst();
        }
    }

    /** Whether anybody ever gave one. */
    public static boolean isKept(Lake lake) {
        return lake.find(IdentityTables.VERDICTS.name()).isPresent();
    }

    /** What holds now. */
    public Verdicts verdicts() {
        return content().verdicts();
    }

    public Content content() {
        if (!isKept(lake)) {
            return new Content(List.of(), Set.of());
        }
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            return read(session);
        }
    }

    /** Reads the table of a session that has it. */
    public static Content read(LakeSession session) {
        Map<String, Draft> drafts = new LinkedHashMap<>();
        Set<String> withdrawn = new HashSet<>();
        session.forEach(
                Statement.of("SELECT verdict_id, decided_at, decided_by, means, finding, left_source, left_record_id,"
                        + " right_source, right_record_id, withdraws FROM " + TABLE
                        + " ORDER BY decided_at, verdict_id, 6, 7, 8, 9"),
                row -> {
                    if (text(row, 4).equals(WITHDRAWN)) {
                        return withdrawn.add(text(row, 9));
                    }
                    Draft draft = drafts.computeIfAbsent(text(row, 0), id -> Draft.of(id, row));
                    draft.left.add(new RecordName(text(row, 5), text(row, 6)));
                    return draft.right.add(new RecordName(text(row, 7), text(row, 8)));
                });
        return new Content(drafts.values().stream().map(Draft::verdict).toList(), Set.copyOf(withdrawn));
    }

    /**
     * Adds a verdict.
     *
     * @param made from the instant at which it is given
     * @throws io.tarn.model.error.TarnException when others that hold say the contrary
     */
    public RecordVerdict give(Instant at, Function<Instant, RecordVerdict> made, Seen seen) {
        lake.create(IdentityTables.VERDICTS);
        try (Lake.Lock _ = lake.lock(LOCK, "tarn review", LOCK_WAIT_MAX)) {
            Content content = content();
            RecordVerdict verdict = made.apply(after(at, content));
            int pairs = verdict.left().size() * verdict.right().size();
            if (pairs > RecordVerdict.PAIRS_MAX) {
                throw ReviewErrors.tooManyPairs(pairs);
            }
            if (verdict.finding() != Finding.SKIPPED) {
                content.verdicts().with(verdict).contradiction().ifPresent(found -> {
                    throw ReviewErrors.contradiction(verdict, found);
                });
            }
            append(sink -> verdict.pairs().forEach(pair -> sink.row(row(verdict, sides(verdict, pair), seen))));
            return verdict;
        }
    }

    /** Adds many at once, in the order given and at the instants they name. */
    public void giveAll(List<RecordVerdict> verdicts, Seen seen) {
        lake.create(IdentityTables.VERDICTS);
        try (Lake.Lock _ = lake.lock(LOCK, "tarn review", LOCK_WAIT_MAX)) {
            Verdicts standing = content().verdicts();
            for (RecordVerdict verdict : verdicts) {
                standing = standing.with(verdict);
            }
            standing.contradiction().ifPresent(found -> {
                throw ReviewErrors.contradiction(verdicts.getLast(), found);
            });
            append(sink -> verdicts.forEach(verdict ->
                    verdict.pairs().forEach(pair -> sink.row(row(verdict, sides(verdict, pair), seen)))));
        }
    }

    /** Takes a verdict back; returns it. */
    public RecordVerdict withdraw(Instant at, String id, String withdrawal, String decidedBy) {
        lake.create(IdentityTables.VERDICTS);
        try (Lake.Lock _ = lake.lock(LOCK, "tarn review", LOCK_WAIT_MAX)) {
            Content content = content();
            RecordVerdict verdict = content.find(id).orElseThrow(() -> ReviewErrors.unknownVerdict(id));
            if (content.withdrawn().contains(id)) {
                throw ReviewErrors.withdrawnAlready(id);
            }
            Set<String> withdrawn = new HashSet<>(content.withdrawn());
            withdrawn.add(id);
            Verdicts.of(content.given(), withdrawn).contradiction().ifPresent(found -> {
                throw ReviewErrors.wouldContradict(id, found);
            });
            @Nullable
            Object[] row = new Object[IdentityTables.VERDICTS.columns().size()];
            row[0] = withdrawal;
            row[1] = after(at, content);
            row[2] = decidedBy;
            row[3] = "undo";
            row[4] = WITHDRAWN;
            row[9] = id;
            append(sink -> sink.row(row));
            return verdict;
        }
    }

    /** Verdicts are in order, whatever clocks say. */
    private static Instant after(Instant at, Content content) {
        Instant least = content.given().stream()
                .map(RecordVerdict::at)
                .max(Instant::compareTo)
                .map(last -> last.plus(1, ChronoUnit.MICROS))
                .orElse(at);
        return (at.isBefore(least) ? least : at).truncatedTo(ChronoUnit.MICROS);
    }

    private void append(RowFeed rows) {
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            session.load("verdicts_now", IdentityTables.VERDICTS.columns(), rows);
            session.append(
                    IdentityTables.VERDICTS.name(), Statement.of("SELECT * FROM verdicts_now"), Optional.empty());
        }
    }

    /** The pair with the record of the left side first, so that the sides can be told from the rows. */
    private static Map.Entry<RecordName, RecordName> sides(RecordVerdict verdict, Pair pair) {
        return verdict.left().contains(pair.left()) && verdict.right().contains(pair.right())
                ? Map.entry(pair.left(), pair.right())
                : Map.entry(pair.right(), pair.left());
    }

    private static @Nullable Object[] row(RecordVerdict verdict, Map.Entry<RecordName, RecordName> pair, Seen seen) {
        boolean scored = !seen.modelVersion().isEmpty();
        return new Object[] {
            verdict.id(),
            verdict.at(),
            verdict.decidedBy(),
            verdict.means(),
            verdict.finding().name().toLowerCase(Locale.ROOT),
            pair.getKey().source(),
            pair.getKey().recordId(),
            pair.getValue().source(),
            pair.getValue().recordId(),
            null,
            scored ? seen.modelVersion() : null,
            scored ? seen.weight() : null,
            seen.states().get(pair.getKey()),
            seen.states().get(pair.getValue())
        };
    }

    private static String text(Row row, int column) {
        return Objects.requireNonNullElse(row.text(column), "");
    }

    /** A verdict whose pairs are still being read. */
    private static final class Draft {
        final RecordVerdict head;
        final Set<RecordName> left = new HashSet<>();
        final Set<RecordName> right = new HashSet<>();

        private Draft(RecordVerdict head) {
            this.head = head;
        }

        static Draft of(String id, Row row) {
            return new Draft(new RecordVerdict(
                    id,
                    Objects.requireNonNullElse(row.instant(1), Instant.EPOCH),
                    text(row, 2),
                    text(row, 3),
                    Finding.valueOf(text(row, 4).toUpperCase(Locale.ROOT)),
                    Set.of(),
                    Set.of()));
        }

        RecordVerdict verdict() {
            return new RecordVerdict(head.id(), head.at(), head.decidedBy(), head.means(), head.finding(), left, right);
        }
    }
}
