package io.tarn.audience.bind;

/** An expression that can be answered in the lake; whether for a live profile too is not said. */
public record LakeExpression(Bound root, Dependencies dependencies) {}
