package io.tarn.model.identity;

import java.util.List;

/** A comparison and the weights of its levels, from level 1; level 0, that a side says nothing, weighs nothing. */
public record ComparisonWeights(ComparisonKind kind, List<LevelWeight> levels) {
    public ComparisonWeights {
        levels = List.copyOf(levels);
    }
}
