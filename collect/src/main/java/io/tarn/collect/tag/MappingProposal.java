package io.tarn.collect.tag;

import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.ColumnMapping;
import io.tarn.model.policy.SourceDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the profile agent proposes for a source: the meaning and the rules of every column, the key, the column that
 * says when a record was last seen, and the region of national forms. Nothing is changed by it until it is applied.
 */
public record MappingProposal(
        SourceName source,
        List<ColumnProposal> columns,
        Optional<String> key,
        Optional<String> observedAt,
        Optional<String> region,
        String regionReason) {
    public MappingProposal {
        columns = List.copyOf(columns);
    }

    public List<ColumnMapping> mappings() {
        return columns.stream().map(ColumnProposal::mapping).toList();
    }

    /** The same with a further column, or a further meaning of one. */
    public MappingProposal plus(ColumnProposal column) {
        List<ColumnProposal> all = new ArrayList<>(columns);
        all.add(column);
        return new MappingProposal(source, all, key, observedAt, region, regionReason);
    }

    /** The definition with what is proposed; what a person has declared stays, and new columns stand behind it. */
    public SourceDefinition applyTo(SourceDefinition definition) {
        if (!definition.columns().isEmpty()) {
            return definition.plus(mappings());
        }
        return definition.withColumns(mappings(), key, observedAt, region);
    }
}
