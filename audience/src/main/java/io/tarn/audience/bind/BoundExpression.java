package io.tarn.audience.bind;

import java.util.List;

/**
 * An expression that can be answered exactly for one live profile, and in the lake.
 *
 * @param features what live profiles must keep for it, each once
 */
public record BoundExpression(Bound root, List<EventFeature> features, Dependencies dependencies) {
    public BoundExpression {
        features = List.copyOf(features);
    }

    /** The same, to be answered in the lake. */
    public LakeExpression inLake() {
        return new LakeExpression(root, dependencies);
    }
}
