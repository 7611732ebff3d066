package io.tarn.loop.quarantine;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of events that were to be replayed.
 *
 * @param accepted how many went through the log again and count now
 * @param taken how many had been taken meanwhile, by an earlier replay or because their client sent them again
 * @param forgotten how many are about somebody who was forgotten: nothing of them is kept
 * @param refused how many stay in quarantine
 * @param reasons how many of those have each reason; an event may have several
 */
public record ReplayOutcome(
        boolean dryRun, long accepted, long taken, long forgotten, long refused, Map<String, Long> reasons) {
    public ReplayOutcome {
        reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
    }
}
