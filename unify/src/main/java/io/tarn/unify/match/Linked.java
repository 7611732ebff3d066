package io.tarn.unify.match;

import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.MatchReport;

/** What matching gives: the model with its thresholds, the links, and the account of the run. */
public record Linked(MatchModel model, Links links, MatchReport report) {}
