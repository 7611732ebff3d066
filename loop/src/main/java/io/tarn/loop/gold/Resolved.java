package io.tarn.loop.gold;

import io.tarn.model.identity.ClusterReport;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.MatchReport;

/**
 * What matching and clustering found, without the values that they compared: those are most of what a run holds in
 * memory, and the engine needs their room.
 *
 * @param records how many records were worked on
 */
public record Resolved(int records, MatchModel model, MatchReport matching, ClusterReport clusters) {}
