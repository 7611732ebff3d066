package io.tarn.server;

import io.tarn.lake.run.Run;
import io.tarn.loop.gold.Landed;
import io.tarn.loop.gold.TestResult;
import io.tarn.loop.plan.Plan;
import io.tarn.unify.measure.PartitionMeasures;
import java.util.List;
import java.util.Optional;

/** What {@code tarn plan} came to. */
public sealed interface Planned {
    /** Neither sources nor definitions have changed since the last run: the next one would do nothing. */
    record Unchanged(Run last, List<TestResult> tests) implements Planned {
        public Unchanged {
            tests = List.copyOf(tests);
        }
    }

    /**
     * What the next run would do.
     *
     * @param definitionsChanged whether definitions are others than those of the last run
     * @param landed the sources, and what would be landed of each
     * @param audiences how many belong to each audience, where that can be told
     * @param measures against the truth that was given
     */
    record Changes(
            Plan plan,
            boolean definitionsChanged,
            List<Landed> landed,
            List<AudienceChange> audiences,
            Optional<Measured> measures)
            implements Planned {
        public Changes {
            landed = List.copyOf(landed);
            audiences = List.copyOf(audiences);
        }
    }

    /** How many belong to an audience now and after the run. */
    record AudienceChange(String name, long before, long after) {}

    /**
     * How right profiles are by a truth file.
     *
     * @param before empty where the last run has other records than the file
     */
    record Measured(Optional<PartitionMeasures> before, PartitionMeasures after) {}
}
