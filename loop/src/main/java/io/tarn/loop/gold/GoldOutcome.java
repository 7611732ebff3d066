package io.tarn.loop.gold;

import io.tarn.lake.run.Run;
import io.tarn.unify.graph.Clusters;
import java.util.List;

/** How a gold run ended. */
public sealed interface GoldOutcome {
    /** A new complete run. */
    record Completed(
            Run run,
            List<Landed> landed,
            Prepared prepared,
            MatchStage.Matched matched,
            Clusters clusters,
            GoldBuilt built)
            implements GoldOutcome {
        public Completed {
            landed = List.copyOf(landed);
        }
    }

    /** Nothing has changed since the last complete run, which stands. */
    record Unchanged(Run last, List<Landed> landed) implements GoldOutcome {
        public Unchanged {
            landed = List.copyOf(landed);
        }
    }

    /** Proposals wait for a person; what was landed stays, nothing else changed. */
    record AwaitingApproval(Prepared prepared) implements GoldOutcome {}
}
