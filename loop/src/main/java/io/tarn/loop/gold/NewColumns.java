package io.tarn.loop.gold;

import io.tarn.collect.normalize.SourceRelation;
import io.tarn.collect.tag.ColumnSample;
import io.tarn.collect.tag.KnownColumns;
import io.tarn.collect.tag.MappingProposal;
import io.tarn.collect.tag.MappingProposer;
import io.tarn.collect.tag.TableSample;
import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.SilverTables;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.ColumnMapping;
import io.tarn.model.policy.SourceDefinition;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Finds columns, and paths inside of nested ones, that came into a source after its mapping was made, and has the
 * profile agent say what they mean. It looks at the rows that landed since the last complete run, for older ones cannot
 * hold what is new, and at nothing where every column is decided about as a whole.
 */
final class NewColumns {
    private final LakeSession session;
    private final MappingProposer proposer;
    private final ColumnBook book;

    NewColumns(LakeSession session, MappingProposer proposer, ColumnBook book) {
        this.session = session;
        this.proposer = proposer;
        this.book = book;
    }

    /** What is proposed for a source's new columns; empty where it has none. */
    Optional<MappingProposal> propose(SourceDefinition definition, SourceRelation relation) {
        SourceName name = definition.name();
        boolean isFirst = book.seen(name).isEmpty();
        List<String> undecided = undecided(definition, relation, isFirst);
        if (undecided.isEmpty()) {
            return Optional.empty();
        }
        if (isFirst) {
            note(name, SourceSampler.sample(session, definition, new SourceRelation(relation.name(), undecided)));
            return Optional.empty();
        }
        SourceRelation recent = new SourceRelation(recent(definition, relation), relation.columns());
        TableSample sample = SourceSampler.sample(session, definition, recent);
        TableSample opened = sample.opened();
        KnownColumns known = KnownColumns.of(definition, book.seen(name));
        if (sample.rows() == 0 || opened.columns().stream().noneMatch(known::isNew)) {
            return Optional.empty();
        }
        MappingProposal proposal = known.newAmong(proposer.propose(sample), opened, definition);
        note(name, sample);
        return Optional.of(proposal);
    }

    /** Takes down all columns of a sample, nested ones by their paths too. */
    void note(SourceName source, TableSample sample) {
        for (ColumnSample column : sample.opened().columns()) {
            book.note(source, column.label(), column.column());
        }
    }

    /** The columns that nobody has mapped, ignored or left out as a whole: new ones and nested ones. */
    private List<String> undecided(SourceDefinition definition, SourceRelation relation, boolean isFirst) {
        Set<String> whole = new HashSet<>(definition.ignored());
        definition.columns().stream().map(ColumnMapping::label).forEach(whole::add);
        if (!isFirst) {
            whole.addAll(book.seen(definition.name()).keySet());
        }
        return relation.columns().stream()
                .filter(column -> !whole.contains(column))
                .toList();
    }

    private String recent(SourceDefinition definition, SourceRelation relation) {
        String last = "SELECT max(ingested_at) FROM " + SilverTables.RECORDS.name() + " WHERE source = ?";
        Optional<Instant> since = session.query(
                        Statement.of(last, definition.name().value()), row -> Optional.ofNullable(row.instant(0)))
                .getFirst();
        if (since.isEmpty()) {
            return relation.name();
        }
        Dialect dialect = session.dialect();
        String view = "recent_" + definition.name();
        String time = dialect.tryCast(dialect.literal(Objects.toString(since.get())), Scalar.TIMESTAMP);
        session.execute(Statement.of("CREATE OR REPLACE TEMPORARY VIEW " + view + " AS SELECT * FROM " + relation.name()
                + " WHERE " + dialect.quote(SourceRelation.INGESTED_AT) + " > " + time));
        return view;
    }
}
