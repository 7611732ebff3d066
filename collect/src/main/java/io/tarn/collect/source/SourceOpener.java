package io.tarn.collect.source;

import io.tarn.model.policy.SourceDefinition;

/** Finds the source that a definition speaks of. */
@FunctionalInterface
public interface SourceOpener {
    /**
     * Opens the source; looks at its place, but reads nothing yet.
     *
     * @throws io.tarn.model.error.TarnException INVALID_DEFINITION when the definition cannot be understood, all its
     *     faults named at once
     */
    Source open(SourceDefinition definition);
}
