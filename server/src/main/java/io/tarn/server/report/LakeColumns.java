package io.tarn.server.report;

import io.tarn.collect.normalize.NormalizationPreview;
import io.tarn.collect.tag.ColumnProposal;
import io.tarn.lake.LakeSession;
import io.tarn.lake.TableState;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.BronzeTables;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.TableName;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.ColumnMapping;
import io.tarn.server.report.SourceColumns.Change;
import io.tarn.server.report.SourceColumns.ColumnFinding;
import io.tarn.server.report.SourceColumns.RuleFinding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what the columns of each source mean, from what was proposed or declared, and counts their values. */
final class LakeColumns {
    /** So many columns of a source are counted: what is not shown need not be. */
    private static final int COUNTED_MAX = 100;

    private LakeColumns() {}

    static List<SourceColumns> read(LakeSession session, Map<TableName, TableState> tables, List<SourceFound> sources) {
        List<SourceColumns> found = new ArrayList<>();
        for (SourceFound source : sources) {
            Map<String, Counted> counted =
                    count(session, tables, source.definition().name());
            List<ColumnFinding> findings = new ArrayList<>();
            Set<String> added = new HashSet<>(source.added());
            source.definition().key().ifPresent(added::remove);
            boolean isDeclared = source.proposal().isEmpty() || !source.added().isEmpty();
            Set<ColumnMapping> proposed = source.proposal().stream()
                    .flatMap(proposal -> proposal.mappings().stream())
                    .collect(Collectors.toSet());
            source.proposal()
                    .ifPresent(proposal ->
                            proposal.columns().forEach(column -> findings.add(proposed(column, counted, added))));
            source.definition().columns().stream()
                    .filter(column -> isDeclared && !proposed.contains(column))
                    .forEach(column -> findings.add(declared(column, counted)));
            found.add(new SourceColumns(source.definition().name().value(), findings));
        }
        return found;
    }

    private record Counted(double filled, long distinct) {}

    private static ColumnFinding proposed(ColumnProposal column, Map<String, Counted> counted, Set<String> added) {
        List<String> evidence = new ArrayList<>();
        if (added.contains(column.mapping().label())) {
            evidence.add("new in the source since its mapping was made");
        }
        evidence.addAll(column.tag().evidence());
        evidence.addAll(column.reasons());
        List<RuleFinding> rules = column.previews().stream()
                .map(preview -> rule(preview, column.mapping()))
                .toList();
        Optional<Counted> values =
                Optional.ofNullable(counted.get(column.mapping().label()));
        return new ColumnFinding(
                column.mapping().label(),
                column.mapping().tag(),
                column.tag().confidence(),
                values.map(Counted::filled),
                values.map(Counted::distinct),
                evidence,
                rules);
    }

    private static ColumnFinding declared(ColumnMapping column, Map<String, Counted> counted) {
        Optional<Counted> values = Optional.ofNullable(counted.get(column.label()));
        List<RuleFinding> rules = column.rules().stream()
                .map(rule -> new RuleFinding(RuleWords.name(rule), RuleWords.meaning(rule), 0, 0, 0, List.of()))
                .toList();
        return new ColumnFinding(
                column.label(),
                column.tag(),
                1,
                values.map(Counted::filled),
                values.map(Counted::distinct),
                List.of("declared in the source's definition"),
                rules);
    }

    private static RuleFinding rule(NormalizationPreview preview, ColumnMapping mapping) {
        List<Change> samples = preview.samples().stream()
                .map(change -> new Change(
                        new TaggedValue(mapping.tag(), change.before()),
                        new TaggedValue(mapping.tag(), change.after())))
                .toList();
        return new RuleFinding(
                RuleWords.name(preview.rule()),
                RuleWords.meaning(preview.rule()),
                preview.examined(),
                preview.changed(),
                preview.invalid(),
                samples);
    }

    /** Values and about how many different ones by column; nothing for a table that lies elsewhere. */
    private static Map<String, Counted> count(
            LakeSession session, Map<TableName, TableState> tables, SourceName source) {
        TableState table = tables.get(BronzeTables.table(source));
        if (table == null || table.rows() == 0) {
            return Map.of();
        }
        List<String> names = table.columns().stream()
                .filter(column -> column.type() instanceof Scalar && !BronzeTables.LANDING.contains(column))
                .map(Column::name)
                .limit(COUNTED_MAX)
                .toList();
        if (names.isEmpty()) {
            return Map.of();
        }
        String counts = names.stream()
                .map(name -> session.dialect().quote(name))
                .map(name -> "count(" + name + "), approx_count_distinct(" + name + ")")
                .collect(Collectors.joining(", "));
        return session.query(Statement.of("SELECT " + counts + " FROM " + table.name()), row -> {
                    Map<String, Counted> counted = new HashMap<>();
                    for (int i = 0; i < names.size(); i++) {
                        long filled = row.number(2 * i);
                        long distinct = Math.min(filled, row.number(2 * i + 1));
                        counted.put(names.get(i), new Counted((double) filled / table.rows(), distinct));
                    }
                    return counted;
                })
                .getFirst();
    }
}
