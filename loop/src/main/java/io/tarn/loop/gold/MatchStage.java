package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.Row;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.loop.LoopErrors;
import io.tarn.model.identity.MatchField;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.MatchReport.StepTime;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.IdentityRules;
import io.tarn.unify.match.FieldValues;
import io.tarn.unify.match.Linked;
import io.tarn.unify.match.Links;
import io.tarn.unify.match.Matcher;
import io.tarn.unify.match.RecordTable;
import io.tarn.unify.verdict.PairMatcher;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * From {@code records} of the session to {@code links}: reads the values that matching looks at, matches, and leaves the
 * links as a table. Confined to one thread.
 */
public final class MatchStage {
    private static final List<MatchField> FIELDS = List.copyOf(RecordTable.fieldsRead());

    static final List<Column> LINK_COLUMNS = List.of(
            Column.of("left_no", Scalar.INTEGER, "The record with the lesser number"),
            Column.of("right_no", Scalar.INTEGER, "The record with the greater number"),
            Column.of("decided_by", Scalar.STRING, "rule:<name>, model or live"),
            Column.of("weight", Scalar.DOUBLE, "Match weight in bits"),
            Column.of("probability", Scalar.DOUBLE, "Estimated probability that the two are one person"),
            Column.of("pattern", Scalar.LONG, "The levels of all comparisons, packed"),
            Column.of("band", Scalar.STRING, "automatic or review"));

    private final IdentityRules rules;
    private final InstantSource clock;
    private final Consumer<String> progress;
    private final List<StepTime> times = new ArrayList<>();

    private final Optional<PairMatcher> own;

    /** @param progress told the name of each step as it begins */
    public MatchStage(IdentityRules rules, InstantSource clock, Consumer<String> progress) {
        this(rules, clock, progress, Optional.empty());
    }

    /**
     * A stage for rules that name a person's own matcher.
     *
     * @param progress told the name of each step as it begins
     * @param own the way to it; given where the rules name one
     */
    MatchStage(IdentityRules rules, InstantSource clock, Consumer<String> progress, Optional<PairMatcher> own) {
        this.own = own;
        this.rules = rules;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * What matching leaves for the steps after it.
     *
     * @param table the records as they were compared, for clustering
     */
    public record Matched(Linked linked, RecordTable table) {
        public MatchModel model() {
            return linked.model();
        }
    }

    /** Matches the session's records and makes its table {@code links}. */
    public Matched match(LakeSession session) {
        times.clear();
        Read read = step("read records", () -> read(session));
        Matcher matcher = step("prepare", () -> Matcher.of(read.records(), rules));
        Matcher.Blocking blocking = step("block", matcher::block);
        Matcher.Trained trained = step("train", () -> matcher.train(blocking));
        Matcher.Scored scored = step("score", () -> score(matcher, blocking, trained, read.asking()));
        Linked linked = scored.linked();
        step("write links", () -> {
            write(session, linked.links());
            return linked;
        });
        return new Matched(
                new Linked(linked.model(), linked.links(), linked.report().withTimes(times)), scored.table());
    }

    private Matcher.Scored score(
            Matcher matcher, Matcher.Blocking blocking, Matcher.Trained trained, Optional<OwnAsking> asking) {
        return asking.map(one -> matcher.score(blocking, trained, one, one.mode()))
                .orElseGet(() -> new Matcher.Scored(matcher.score(blocking, trained), matcher.table()));
    }

    /** The records, and the way to a person's own matcher where the rules name one: it alone needs the values again. */
    private record Read(RecordTable records, Optional<OwnAsking> asking) {}

    private Read read(LakeSession session) {
        int size = session.query(
                        Statement.of("SELECT count(*), coalesce(max(record_no), -1) FROM records"), MatchStage::size)
                .getFirst();
        Map<MatchField, FieldValues> fields = fields(session, size);
        return new Read(
                RecordTable.of(size, fields).apart(apart(session, size)),
                rules.matcher()
                        .map(declared -> new OwnAsking(fields, declared, own.orElseThrow(LoopErrors::noWayToMatcher))));
    }

    /** For each record the place of its source among those that are free of duplicates; empty where none is. */
    private int[] apart(LakeSession session, int size) {
        if (rules.duplicateFree().isEmpty()) {
            return new int[0];
        }
        List<String> sources =
                rules.duplicateFree().stream().map(SourceName::value).sorted().toList();
        int[] apart = new int[size];
        Arrays.fill(apart, -1);
        String placeholders = String.join(", ", Collections.nCopies(sources.size(), "?"));
        session.forEach(
                Statement.of(
                        "SELECT record_no, source FROM records WHERE source IN (" + placeholders + ")",
                        sources.toArray()),
                row -> apart[(int) row.number(0)] = sources.indexOf(row.text(1)));
        return apart;
    }

    private <T> T step(String name, Supplier<T> work) {
        progress.accept(name);
        var started = clock.instant();
        T made = work.get();
        times.add(new StepTime(name, Duration.between(started, clock.instant()).toMillis() / 1000.0));
        return made;
    }

    /** Every different value of a field crosses over once; the records bring numbers. */
    private static Map<MatchField, FieldValues> fields(LakeSession session, int size) {
        Map<MatchField, FieldValues> fields = new EnumMap<>(MatchField.class);
        for (MatchField field : present(session)) {
            fields.put(field, values(session, session.dialect().quote(field.column()), size));
        }
        return fields;
    }

    private static int size(Row row) {
        if (row.number(1) != row.number(0) - 1) {
            throw LoopErrors.recordsNotDense(row.number(0) - 1, row.number(1));
        }
        return (int) row.number(0);
    }

    /** The values of a column in the order of the first records that have them, so that they are numbered alike always. */
    private static FieldValues values(LakeSession session, String column, int size) {
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE match_values AS SELECT value,"
                + " CAST(row_number() OVER (ORDER BY first_no) - 1 AS INTEGER) AS code FROM (SELECT " + column
                + " AS value, min(record_no) AS first_no FROM records WHERE " + column + " IS NOT NULL GROUP BY "
                + column + ")"));
        List<String> values = new ArrayList<>();
        session.forEach(
                Statement.of("SELECT value FROM match_values ORDER BY code"),
                row -> values.add(Objects.requireNonNull(row.text(0))));
        int[] codes = new int[size];
        Arrays.fill(codes, -1);
        session.forEach(
                Statement.of("SELECT r.record_no, v.code FROM records r JOIN match_values v ON v.value = r." + column),
                row -> codes[(int) row.number(0)] = (int) row.number(1));
        session.execute(Statement.of("DROP TABLE match_values"));
        return new FieldValues(codes, values);
    }

    /** The fields that any record has: the others need not be carried. */
    private static List<MatchField> present(LakeSession session) {
        String counts = FIELDS.stream()
                .map(field -> "count(" + session.dialect().quote(field.column()) + ")")
                .collect(Collectors.joining(", "));
        return session.query(
                        Statement.of("SELECT " + counts + " FROM records"),
                        row -> IntStream.range(0, FIELDS.size())
                                .filter(i -> row.number(i) > 0)
                                .mapToObj(FIELDS::get)
                                .toList())
                .getFirst();
    }

    private static void write(LakeSession session, Links links) {
        session.load("links", LINK_COLUMNS, sink -> {
            for (int link = 0; link < links.size(); link++) {
                sink.row(
                        links.left(link),
                        links.right(link),
                        links.decidedBy(link),
                        MatchModel.bits(links.weight(link)),
                        links.probability(link),
                        links.pattern(link),
                        links.band(link).word());
            }
        });
    }
}
