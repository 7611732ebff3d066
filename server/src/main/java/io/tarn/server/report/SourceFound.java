package io.tarn.server.report;

import io.tarn.collect.tag.MappingProposal;
import io.tarn.model.policy.SourceDefinition;
import java.util.Optional;

/**
 * A source as the run used it.
 *
 * @param definition with the columns as they were applied
 * @param proposal what was proposed for its columns; empty when a person had declared them
 */
public record SourceFound(SourceDefinition definition, Optional<MappingProposal> proposal) {}
