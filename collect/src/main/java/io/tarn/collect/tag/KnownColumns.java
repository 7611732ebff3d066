package io.tarn.collect.tag;

import io.tarn.model.policy.SemanticTag;
import io.tarn.model.policy.SourceDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The columns of a source about which somebody has decided: those that are mapped, those that a person ignores, and
 * those that an earlier run saw and that a person has taken out of the mapping since. Every other one is new.
 */
public final class KnownColumns {
    private static final int VALUES_MIN = 20;
    /** Tags that plain words can have, which fill canonical columns. */
    private static final Set<SemanticTag> WORDS = Set.of(
            SemanticTag.TITLE,
            SemanticTag.FULL_NAME,
            SemanticTag.FIRST_NAME,
            SemanticTag.MIDDLE_NAME,
            SemanticTag.LAST_NAME,
            SemanticTag.GENDER,
            SemanticTag.BIRTH_PLACE,
            SemanticTag.OCCUPATION,
            SemanticTag.ORGANIZATION,
            SemanticTag.CITY,
            SemanticTag.REGION,
            SemanticTag.COUNTRY,
            SemanticTag.STREET,
            SemanticTag.UNIT);

    private final Set<String> labels = new HashSet<>();
    private final Set<String> columns = new HashSet<>();

    private KnownColumns() {}

    /**
     * What is known of a source.
     *
     * @param seen the column of every label that an earlier run saw
     */
    public static KnownColumns of(SourceDefinition definition, Map<String, String> seen) {
        KnownColumns known = new KnownColumns();
        Map<String, String> all = new HashMap<>(seen);
        definition.columns().forEach(mapping -> all.put(mapping.label(), mapping.column()));
        definition.ignored().forEach(label -> all.putIfAbsent(label, label));
        known.labels.addAll(all.keySet());
        known.columns.addAll(all.values());
        return known;
    }

    /** Whether nobody has decided about a column yet, nor about a part or the whole of it. */
    public boolean isNew(ColumnSample column) {
        if (column.path().isEmpty()) {
            return !columns.contains(column.column()) && !labels.contains(column.column());
        }
        StringBuilder label = new StringBuilder(column.column());
        for (String name : column.path()) {
            if (labels.contains(label.toString())) {
                return false;
            }
            label.append('.').append(name);
        }
        return !labels.contains(label.toString());
    }

    /** A few words alone say little: without a name that speaks for it a new column takes no place of a known one. */
    private static ColumnProposal believed(ColumnProposal column, ColumnSample sample) {
        SemanticTag tag = column.tag().tag();
        long values = sample.values().stream()
                .filter(value -> value != null && !value.isEmpty())
                .count();
        boolean isNamed = Headers.standard().read(ColumnTagger.nameOf(sample)).containsKey(tag);
        return WORDS.contains(tag) && values < VALUES_MIN && !isNamed
                ? column.asWords("too few values to say more of words whose name says nothing")
                : column;
    }

    /** What of a proposal is about new columns, under traits that the definition does not name yet. */
    public MappingProposal newAmong(MappingProposal proposal, TableSample opened, SourceDefinition definition) {
        Map<String, ColumnSample> fresh = new HashMap<>();
        opened.columns().stream().filter(this::isNew).forEach(column -> fresh.put(column.label(), column));
        Set<String> traits = new HashSet<>();
        definition.columns().forEach(mapping -> traits.add(mapping.trait()));
        List<ColumnProposal> proposed = new ArrayList<>();
        for (ColumnProposal column : proposal.columns()) {
            ColumnSample sample = fresh.get(column.mapping().label());
            if (sample != null) {
                ColumnProposal believed = definition.columns().isEmpty() ? column : believed(column, sample);
                proposed.add(believed.named(Mappings.unique(believed.mapping().trait(), traits)));
            }
        }
        return new MappingProposal(
                proposal.source(),
                proposed,
                proposal.key(),
                proposal.observedAt(),
                proposal.region(),
                proposal.regionReason());
    }
}
