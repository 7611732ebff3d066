package io.tarn.loop.gold;

import io.tarn.collect.tag.MappingProposal;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.ColumnMapping;
import io.tarn.model.policy.SourceDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of preparing all sources: silver is written, and this says what was found and counted.
 *
 * @param forgotten for sources that hold somebody who was forgotten, how many rows were left out
 * @param changes the records that say something else than in the last run; empty where that was not looked at
 */
public record Prepared(List<PreparedSource> sources, Map<SourceName, Long> forgotten, Optional<RecordChanges> changes) {
    public Prepared {
        sources = List.copyOf(sources);
        forgotten = Map.copyOf(forgotten);
    }

    public long accepted() {
        return sources.stream().mapToLong(PreparedSource::accepted).sum();
    }

    /**
     * What came of one source.
     *
     * @param definition with the columns as they were applied
     * @param proposal what the profile agent proposed; empty when a person had declared the columns and none has come
     * @param added the proposed columns that came after the others had been declared; empty for a new source
     * @param landed rows that were there
     * @param accepted records in silver
     * @param keyMissing rows rejected for having no key
     * @param keyRepeated rows rejected because another of their file has their key and says something else
     * @param collapsed rows that only repeat another
     * @param superseded rows of older landings that a newer one replaced
     * @param unmapped columns that nothing is declared for and that were left out
     */
    public record PreparedSource(
            SourceDefinition definition,
            Optional<MappingProposal> proposal,
            List<ColumnMapping> added,
            long landed,
            long accepted,
            long keyMissing,
            long keyRepeated,
            long collapsed,
            long superseded,
            List<String> unmapped) {
        public PreparedSource {
            added = List.copyOf(added);
            unmapped = List.copyOf(unmapped);
        }
    }
}
