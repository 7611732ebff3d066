package io.tarn.server.report;

import io.tarn.collect.tag.MappingProposal;
import io.tarn.model.policy.SourceDefinition;
import java.util.List;
import java.util.Optional;

/**
 * A source as the run used it.
 *
 * @param definition with the columns as they were applied
 * @param proposal what was proposed for its columns; empty when a person had declared them
 * @param added the labels of columns that are new in a source whose other columns had been declared
 */
public record SourceFound(SourceDefinition definition, Optional<MappingProposal> proposal, List<String> added) {
    public SourceFound {
        added = List.copyOf(added);
    }
}
