package io.tarn.loop.gold;

import io.tarn.collect.normalize.SilverPlan;
import io.tarn.collect.normalize.SourceRelation;
import io.tarn.collect.tag.ColumnProposal;
import io.tarn.collect.tag.KeyReferences;
import io.tarn.collect.tag.KeyReferences.Reference;
import io.tarn.collect.tag.KnownColumns;
import io.tarn.collect.tag.MappingProposal;
import io.tarn.collect.tag.MappingProposer;
import io.tarn.collect.tag.SampleStatements;
import io.tarn.collect.tag.TableSample;
import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.SilverTables;
import io.tarn.loop.gold.Prepared.PreparedSource;
import io.tarn.loop.tombstone.ForgottenRecords;
import io.tarn.loop.tombstone.Tombstones;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.ColumnMapping;
import io.tarn.model.policy.SourceDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The first stage of a gold run: brings the rows of all sources into {@code silver.records} and {@code silver.rejected}.
 * Where nobody has declared what a source's columns mean, the profile agent is asked and what it proposes is applied; so
 * it is for columns that have come since, and {@code silver.columns} keeps book of them.
 *
 * <p>These tables and {@code bronze.unreadable} must exist. To be called once a session, because functions are registered
 * in it.
 */
public final class PrepareStage {
    private static final Set<String> LANDING =
            Set.of(SourceRelation.FILE, SourceRelation.ROW, SourceRelation.INGESTED_AT);

    private static final long NOT_COUNTED = -1;

    private final MappingProposer proposer;
    private final Tombstones tombstones;

    public PrepareStage(MappingProposer proposer) {
        this(proposer, Tombstones.NONE);
    }

    /** @param tombstones whose records are left out, though their source still holds them */
    public PrepareStage(MappingProposer proposer, Tombstones tombstones) {
        this.proposer = proposer;
        this.tombstones = tombstones;
    }

    /** Which records a preparation makes. */
    enum Preparing {
        ALL,
        /** All, and how they differ from those of the last run. */
        COMPARED,
        /** Those that may be others than in the last run; all, where the profile agent proposes something. */
        CHANGED
    }

    /** A source whose columns are known. */
    private record Known(
            SourceDefinition definition,
            Optional<MappingProposal> proposal,
            List<ColumnMapping> added,
            SourceRelation relation,
            boolean isLanded,
            Map<String, Long> distinct,
            long rows) {
        /** With its key as an identifier of the person, unless it is one already. */
        Known identifying(Reference reference) {
            if (definition.columns().stream().anyMatch(column -> column.tag() == reference.kind())) {
                return this;
            }
            ColumnProposal identifier = KeyReferences.identifier(definition, reference);
            boolean isDeclared = proposal.isEmpty() || !added.isEmpty();
            List<ColumnMapping> all = new ArrayList<>(added);
            if (isDeclared) {
                all.add(identifier.mapping());
            }
            MappingProposal made = proposal.orElseGet(() -> new MappingProposal(
                    definition.name(), List.of(), definition.key(), definition.observedAt(), definition.region(), ""));
            return new Known(
                    definition.plus(List.of(identifier.mapping())),
                    Optional.of(made.plus(identifier)),
                    all,
                    relation,
                    isLanded,
                    distinct,
                    rows);
        }
    }

    /**
     * A source on its way.
     *
     * @param plan of all its rows
     * @param records of the rows that are prepared
     */
    private record Way(Known known, SilverPlan plan, SilverPlan records, List<String> unmapped) {
        SourceDefinition definition() {
            return known.definition();
        }
    }

    /**
     * Writes silver anew from all sources.
     *
     * @param asOf when rows of tables that lie elsewhere count as landed
     */
    public Prepared prepare(LakeSession session, List<SourceInput> sources, Instant asOf) {
        return prepare(session, sources, List.of(), asOf, Preparing.ALL);
    }

    /** @param further records that are in the shape of silver already */
    Prepared prepare(
            LakeSession session,
            List<SourceInput> sources,
            List<Statement> further,
            Instant asOf,
            Preparing preparing) {
        ColumnBook book = ColumnBook.read(session, asOf);
        List<Known> known = related(
                session,
                sources.stream()
                        .map(source -> known(session, source, book, asOf))
                        .toList());
        boolean isProposed = known.stream().anyMatch(one -> one.proposal().isPresent());
        Optional<RecordScope> scope =
                preparing == Preparing.ALL || isProposed ? Optional.empty() : Optional.of(RecordScope.begin(session));
        scope.ifPresent(begun -> begun.addAll(LiveRecords.SOURCE));
        List<Way> ways = known.stream()
                .map(one -> way(session, one, scope, preparing == Preparing.CHANGED && one.isLanded()))
                .toList();
        List<PreparedSource> prepared =
                ways.stream().map(way -> count(session, way)).toList();
        List<SourceDefinition> definitions = ways.stream().map(Way::definition).toList();
        Statement records = union(
                Stream.concat(ways.stream().map(way -> way.records().records()), further.stream())
                        .toList(),
                SilverTables.RECORDS.columns(),
                session.dialect());
        List<Statement> rejections = new ArrayList<>();
        ways.forEach(way -> rejections.add(way.plan().rejected()));
        rejections.add(unreadable(sources, session.dialect()));
        Statement rejected = union(rejections, SilverTables.REJECTED.columns(), session.dialect());
        Map<SourceName, Long> forgotten = new Silver(session, new ForgottenRecords(tombstones, definitions))
                .write(records, rejected, tombstones, scope);
        ways.forEach(way -> way.records().cleanUp().forEach(session::execute));
        book.write(session, definitions);
        return new Prepared(prepared, forgotten, scope.map(_ -> RecordChanges.read(session, changesMax(session))));
    }

    /** So many changes are looked at one by one: more are no part. */
    private static long changesMax(LakeSession session) {
        return session.query(Statement.of("SELECT count(*) FROM " + SilverTables.RECORDS.name()), row -> row.number(0))
                        .getFirst()
                * ExtentChoice.CHANGED_PERCENT_MAX
                / 50;
    }

    /** What the profile agent proposes for a source; writes nothing. */
    public MappingProposal propose(LakeSession session, SourceInput source) {
        SourceRelation relation = new SourceRelation(source.view(), ownColumns(session, source.view()));
        return proposer.propose(SourceSampler.sample(session, source.definition(), relation));
    }

    private Known known(LakeSession session, SourceInput source, ColumnBook book, Instant asOf) {
        SourceRelation relation = relation(session, source, asOf);
        boolean isLanded = relation.name().equals(source.view());
        SourceDefinition declared = source.definition();
        NewColumns newColumns = new NewColumns(session, proposer, book);
        if (declared.columns().isEmpty() && !relation.columns().isEmpty()) {
            TableSample sample = SourceSampler.sample(session, declared, relation);
            TableSample opened = sample.opened();
            Map<String, Long> distinct = new HashMap<>();
            opened.columns().forEach(column -> distinct.put(column.label(), column.distinct()));
            MappingProposal proposal =
                    KnownColumns.of(declared, Map.of()).newAmong(proposer.propose(sample), opened, declared);
            newColumns.note(declared.name(), sample);
            SourceDefinition definition = proposal.applyTo(declared);
            return new Known(definition, Optional.of(proposal), List.of(), relation, isLanded, distinct, sample.rows());
        }
        Optional<MappingProposal> proposal = newColumns.propose(declared, relation);
        SourceDefinition definition =
                proposal.map(made -> made.applyTo(declared)).orElse(declared);
        List<ColumnMapping> added = declared.columns().isEmpty()
                ? List.of()
                : proposal.map(MappingProposal::mappings).orElse(List.of());
        return new Known(definition, proposal, added, relation, isLanded, Map.of(), NOT_COUNTED);
    }

    /**
     * The sources, where keys that another one refers to identify a person, too. Looked for when the profile agent proposes
     * something, so that what a person takes out of a mapping stays out.
     */
    private static List<Known> related(LakeSession session, List<Known> known) {
        if (known.stream().noneMatch(one -> one.proposal().isPresent())) {
            return known;
        }
        Map<SourceName, Known> related = new LinkedHashMap<>();
        Map<SourceName, SourceRelation> relations = new HashMap<>();
        Set<SourceName> proposed = new HashSet<>();
        for (Known one : known) {
            related.put(one.definition().name(), one);
            relations.put(one.definition().name(), one.relation());
            one.proposal().ifPresent(_ -> proposed.add(one.definition().name()));
        }
        List<SourceDefinition> definitions =
                known.stream().map(Known::definition).toList();
        for (Reference reference : HeldReferences.among(session, definitions, relations)) {
            SourceName from = reference.from().name();
            SourceName to = reference.to().name();
            if (proposed.contains(from) || proposed.contains(to)) {
                related.computeIfPresent(to, (_, one) -> one.identifying(reference));
                if (reference.isByKey()) {
                    related.computeIfPresent(from, (_, one) -> one.identifying(reference));
                }
            }
        }
        return List.copyOf(related.values());
    }

    private Way way(LakeSession session, Known known, Optional<RecordScope> scope, boolean isPart) {
        SourceDefinition definition = known.definition();
        SourceRelation all = known.relation();
        SourceRelation own = all;
        if (scope.isPresent() && isPart) {
            own = scope.get().add(definition, all);
        } else {
            scope.ifPresent(begun -> begun.addAll(definition.name()));
        }
        Map<String, Long> distinct = new HashMap<>(known.distinct());
        long rows = known.rows() == NOT_COUNTED ? counted(session, definition, own, distinct) : known.rows();
        SilverPlan records = SilverPlan.of(definition, own, session.dialect(), rows, distinct);
        SilverPlan plan = own.equals(all) ? records : SilverPlan.of(definition, all, session.dialect(), 0, Map.of());
        records.functions().forEach(session::register);
        records.dictionaries().forEach(session::execute);
        Set<String> mapped =
                definition.columns().stream().map(ColumnMapping::column).collect(Collectors.toSet());
        definition.key().ifPresent(mapped::add);
        List<String> unmapped = all.columns().stream()
                .filter(column -> !mapped.contains(column))
                .toList();
        return new Way(known, plan, records, unmapped);
    }

    private static long counted(
            LakeSession session, SourceDefinition definition, SourceRelation relation, Map<String, Long> distinct) {
        List<String> columns = definition.columns().stream()
                .map(ColumnMapping::column)
                .filter(relation.columns()::contains)
                .distinct()
                .toList();
        return session.query(SampleStatements.counts(relation.name(), columns, session.dialect()), row -> {
                    for (int i = 0; i < columns.size(); i++) {
                        distinct.put(columns.get(i), row.number(2 + 2 * i));
                    }
                    return row.number(0);
                })
                .getFirst();
    }

    private static PreparedSource count(LakeSession session, Way way) {
        long[] keys = session.query(
                        way.plan().countKeys(), row -> new long[] {row.number(0), row.number(1), row.number(2)})
                .getFirst();
        Map<String, Long> fates = new HashMap<>();
        session.execute(keys[1] == keys[2] ? way.plan().noLosers() : way.plan().losers());
        session.query(way.plan().countLosers(), row -> fates.put(String.valueOf(row.text(0)), row.number(1)));
        return new PreparedSource(
                way.definition(),
                way.known().proposal(),
                way.known().added(),
                keys[0],
                keys[2],
                keys[0] - keys[1],
                fates.getOrDefault("repeated", 0L),
                fates.getOrDefault("same", 0L),
                fates.getOrDefault("older", 0L),
                way.unmapped());
    }

    /** A table that lies elsewhere gets its file, row numbers in the order of what rows hold, and a time of landing. */
    private static SourceRelation relation(LakeSession session, SourceInput source, Instant asOf) {
        List<String> all = columns(session, source.view());
        List<String> own =
                all.stream().filter(column -> !LANDING.contains(column)).toList();
        if (all.containsAll(LANDING)) {
            return new SourceRelation(source.view(), own);
        }
        Dialect dialect = session.dialect();
        String table = "attached_" + source.definition().name();
        String quoted = own.stream().map(dialect::quote).collect(Collectors.joining(", "));
        String text = own.stream()
                .map(column ->
                        "COALESCE(CAST(" + dialect.quote(column) + " AS " + dialect.typeName(Scalar.STRING) + "), '')")
                .collect(Collectors.joining(", "));
        session.execute(new Statement(
                "CREATE OR REPLACE TEMPORARY TABLE " + table + " AS SELECT " + quoted + ", "
                        + dialect.literal(source.definition().place())
                        + " AS _file, row_number() OVER (ORDER BY md5(concat_ws(chr(31), "
                        + text + "))) AS _row, " + dialect.tryCast(dialect.literal(asOf.toString()), Scalar.TIMESTAMP)
                        + " AS _ingested_at FROM "
                        + source.view(),
                List.of()));
        return new SourceRelation(table, own);
    }

    private static List<String> ownColumns(LakeSession session, String view) {
        return columns(session, view).stream()
                .filter(column -> !LANDING.contains(column))
                .toList();
    }

    private static List<String> columns(LakeSession session, String view) {
        return session.columns(Statement.of("SELECT * FROM " + view)).stream()
                .map(Column::name)
                .toList();
    }

    private static Statement unreadable(List<SourceInput> sources, Dialect dialect) {
        String names = sources.stream()
                .map(source -> dialect.literal(source.definition().name().value()))
                .collect(Collectors.joining(", "));
        String text = dialect.typeName(Scalar.STRING);
        return Statement.of(
                "SELECT source, file, row_number, CAST(NULL AS " + text + ") AS record_id, CAST(NULL AS " + text
                        + ") AS column_name, 'unreadable' AS reason, reason || ': ' || detail AS detail, raw, ingested_at"
                        + " FROM bronze.unreadable WHERE source IN (" + (names.isEmpty() ? "''" : names) + ")");
    }

    /** All answers under the table's columns; an empty answer of the right shape when there are none. */
    private static Statement union(List<Statement> answers, List<Column> columns, Dialect dialect) {
        if (answers.isEmpty()) {
            String empty = columns.stream()
                    .map(column ->
                            "CAST(NULL AS " + dialect.typeName(column.type()) + ") AS " + dialect.quote(column.name()))
                    .collect(Collectors.joining(", "));
            return Statement.of("SELECT " + empty + " WHERE false");
        }
        return Statement.of(answers.stream().map(Statement::sql).collect(Collectors.joining(" UNION ALL ")));
    }
}
