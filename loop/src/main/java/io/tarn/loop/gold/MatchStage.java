package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.Row;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.loop.LoopErrors;
import io.tarn.model.identity.MatchField;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.MatchReport;
import io.tarn.model.identity.MatchReport.StepTime;
import io.tarn.model.identity.RecordName;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.IdentityRules;
import io.tarn.unify.match.Alike;
import io.tarn.unify.match.FieldValues;
import io.tarn.unify.match.Linked;
import io.tarn.unify.match.Links;
import io.tarn.unify.match.Matcher;
import io.tarn.unify.match.Reach;
import io.tarn.unify.match.RecordBlocks;
import io.tarn.unify.match.RecordTable;
import io.tarn.unify.match.Rematch;
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
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * From {@code records} of the session to {@code links}: reads the values that matching looks at, matches, and leaves the
 * links as a table. Confined to one thread.
 */
public final class MatchStage {
    /** The fields that matching looks at. */
    static final List<MatchField> FIELDS = List.copyOf(RecordTable.fieldsRead());

    private static final String RECORDS = "records";

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
    private final Optional<PairMatcher> own;
    private final List<StepTime> times = new ArrayList<>();

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
        this.rules = rules;
        this.clock = clock;
        this.progress = progress;
        this.own = own;
    }

    /**
     * What matching leaves for the steps after it.
     *
     * @param table the records as they were compared, for clustering
     * @param alike who of them follows others that say the same
     */
    public record Matched(Linked linked, RecordTable table, Alike alike) {
        public MatchModel model() {
            return linked.model();
        }

        /** The same links, by another model of the same weights and thresholds. */
        Matched by(MatchModel model) {
            return new Matched(new Linked(model, linked.links(), linked.report()), table, alike);
        }
    }

    /** Matches the session's records and makes its table {@code links}. */
    public Matched match(LakeSession session) {
        return match(session, blocks -> {});
    }

    /** @param keeping told the blocks of the records, before they are compared */
    Matched match(LakeSession session, Consumer<RecordBlocks> keeping) {
        times.clear();
        Begun begun = begun(session);
        Matcher matcher = begun.matcher();
        Matcher.Blocking blocking = step("block", matcher::block);
        Matcher.Trained trained = train(matcher, blocking, keeping);
        Matcher.Scored scored = step("score", () -> score(matcher, blocking, trained, begun.asking()));
        return written(session, new Matched(scored.linked(), scored.table(), matcher.alike()));
    }

    /** Trains while the blocks are written. */
    private Matcher.Trained train(Matcher matcher, Matcher.Blocking blocking, Consumer<RecordBlocks> keeping) {
        try (Beside beside = new Beside()) {
            Supplier<Matcher.Trained> training = beside.supply(() -> matcher.train(blocking));
            keep(blocking, keeping);
            return step("train", training);
        }
    }

    private void keep(Matcher.Blocking blocking, Consumer<RecordBlocks> keeping) {
        step("keep blocks", () -> {
            RecordBlocks blocks = blocking.blocks();
            keeping.accept(blocks);
            return blocks;
        });
    }

    private static Matcher.Scored score(
            Matcher matcher, Matcher.Blocking blocking, Matcher.Trained trained, Optional<OwnAsking> asking) {
        return asking.map(one -> matcher.score(blocking, trained, one, one.mode()))
                .orElseGet(() -> new Matcher.Scored(matcher.score(blocking, trained), matcher.table()));
    }

    /** As {@link #match(LakeSession)}, by the model of an earlier run; a person's own matcher is not asked. */
    Matched match(LakeSession session, MatchModel kept) {
        return match(session, kept, blocks -> {});
    }

    /** @param keeping told the blocks of the records, before they are compared */
    Matched match(LakeSession session, MatchModel kept, Consumer<RecordBlocks> keeping) {
        times.clear();
        Rematch rematch = rematch(session, RECORDS, kept);
        Matcher.Blocking blocking = step("block", rematch::block);
        keep(blocking, keeping);
        Linked linked = step("score", () -> rematch.score(blocking));
        return written(session, new Matched(linked, rematch.table(), rematch.alike()));
    }

    /** Finds the links of what a reach holds among the records of a table, and makes no table of them. */
    Linked find(LakeSession session, String table, MatchModel kept, Reach reach) {
        times.clear();
        Rematch rematch = rematch(session, table, kept);
        return step("score", () -> rematch.score(rematch.block(reach)));
    }

    /** Scores pairs of the session's records, which are all that count, and makes its table {@code links}. */
    Matched score(LakeSession session, MatchModel kept, List<int[]> pairs, MatchReport report) {
        Rematch rematch = rematch(session, RECORDS, kept);
        Links links = rematch.score(
                pairs.stream().mapToInt(pair -> pair[0]).toArray(),
                pairs.stream().mapToInt(pair -> pair[1]).toArray());
        return written(session, new Matched(new Linked(kept, links, report), rematch.table(), rematch.alike()));
    }

    private Rematch rematch(LakeSession session, String table, MatchModel kept) {
        RecordTable records = step("read records", () -> records(session, table, new EnumMap<>(MatchField.class)));
        return step("prepare", () -> Rematch.of(records, kept, rules));
    }

    private Matched written(LakeSession session, Matched matched) {
        Linked linked = matched.linked();
        step("write links", () -> {
            write(session, linked.links());
            return linked;
        });
        return new Matched(
                new Linked(linked.model(), linked.links(), linked.report().withTimes(times)),
                matched.table(),
                matched.alike());
    }

    /** What is compared, and the way to a person's own matcher where the rules name one: it alone needs the values again. */
    private record Begun(Matcher matcher, Optional<OwnAsking> asking) {}

    private Begun begun(LakeSession session) {
        Map<MatchField, FieldValues> fields = new EnumMap<>(MatchField.class);
        RecordTable records = step("read records", () -> records(session, RECORDS, fields));
        return new Begun(
                step("prepare", () -> Matcher.of(records, rules)),
                rules.matcher()
                        .map(declared -> new OwnAsking(fields, declared, own.orElseThrow(LoopErrors::noWayToMatcher))));
    }

    /** As {@link #apart(IdentityRules, List)}, of the records of a table. */
    private int[] apart(LakeSession session, String table, int size) {
        List<String> sources = duplicateFree(rules);
        if (sources.isEmpty()) {
            return new int[0];
        }
        int[] apart = new int[size];
        Arrays.fill(apart, -1);
        String placeholders = String.join(", ", Collections.nCopies(sources.size(), "?"));
        session.forEach(
                Statement.of(
                        "SELECT record_no, source FROM " + table + " WHERE source IN (" + placeholders + ")",
                        sources.toArray()),
                row -> apart[(int) row.number(0)] = sources.indexOf(row.text(1)));
        return apart;
    }

    /** For each record the place of its source among those that are free of duplicates; empty where none is. */
    static int[] apart(IdentityRules rules, List<RecordName> records) {
        List<String> sources = duplicateFree(rules);
        return sources.isEmpty()
                ? new int[0]
                : records.stream()
                        .mapToInt(record -> sources.indexOf(record.source()))
                        .toArray();
    }

    private static List<String> duplicateFree(IdentityRules rules) {
        return rules.duplicateFree().stream().map(SourceName::value).sorted().toList();
    }

    private <T> T step(String name, Supplier<T> work) {
        progress.accept(name);
        var started = clock.instant();
        T made = work.get();
        times.add(new StepTime(name, Duration.between(started, clock.instant()).toMillis() / 1000.0));
        return made;
    }

    /**
     * Reads the fields of the records, and prepares them while the next are read. Every different value of a field crosses
     * over once; the records bring numbers.
     *
     * @param fields takes what was read
     */
    private RecordTable records(LakeSession session, String table, Map<MatchField, FieldValues> fields) {
        int size = size(session, table);
        List<MatchField> present = present(session, table);
        RecordTable.Preparation preparation = new RecordTable.Preparation(size, Set.copyOf(present));
        try (Beside beside = new Beside()) {
            for (MatchField field : present) {
                FieldValues values = values(session, table, session.dialect().quote(field.column()), size);
                fields.put(field, values);
                beside.run(() -> preparation.add(field, values));
            }
            int[] apart = apart(session, table, size);
            beside.join();
            return preparation.table().apart(apart);
        }
    }

    private static int size(LakeSession session, String table) {
        return session.query(
                        Statement.of("SELECT count(*), coalesce(max(record_no), -1) FROM " + table), MatchStage::size)
                .getFirst();
    }

    private static int size(Row row) {
        if (row.number(1) != row.number(0) - 1) {
            throw LoopErrors.recordsNotDense(row.number(0) - 1, row.number(1));
        }
        return (int) row.number(0);
    }

    /** The values of a column in the order of the first records that have them, so that they are numbered alike always. */
    private static FieldValues values(LakeSession session, String table, String column, int size) {
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE match_values AS SELECT value,"
                + " CAST(row_number() OVER (ORDER BY first_no) - 1 AS INTEGER) AS code FROM (SELECT " + column
                + " AS value, min(record_no) AS first_no FROM " + table + " WHERE " + column
                + " IS NOT NULL GROUP BY " + column + ")"));
        List<String> values = new ArrayList<>();
        session.forEach(
                Statement.of("SELECT value FROM match_values ORDER BY code"),
                row -> values.add(Objects.requireNonNull(row.text(0))));
        int[] codes = new int[size];
        Arrays.fill(codes, -1);
        session.forEach(
                Statement.of(
                        "SELECT r.record_no, v.code FROM " + table + " r JOIN match_values v ON v.value = r." + column),
                row -> codes[(int) row.number(0)] = (int) row.number(1));
        session.execute(Statement.of("DROP TABLE match_values"));
        return new FieldValues(codes, values);
    }

    /** The fields that any record has. */
    private static List<MatchField> present(LakeSession session, String table) {
        Set<String> valued = ValuedColumns.of(
                session, table, FIELDS.stream().map(MatchField::column).toList());
        return FIELDS.stream().filter(field -> valued.contains(field.column())).toList();
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
