package io.tarn.loop.plan;

import io.tarn.loop.gold.TestResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the next gold run would change.
 *
 * @param lastRun the run that it is compared with; empty where there is none yet
 * @param traits how many profiles that live on would get another value, by column of the customer table
 * @param columns what would come to the customer table, or leave it
 * @param guards what keeps records apart in the run
 * @param examples of each kind of change, the largest first
 * @param grown profiles that would grow and may not be one person, the largest first
 * @param grownTotal how many there are in all
 * @param sources the sources that no run has unified yet
 * @param tests what becomes of the identity tests
 */
public record Plan(
        Optional<String> lastRun,
        People people,
        Map<String, Long> traits,
        List<String> columns,
        Guards guards,
        List<PlannedChange> examples,
        List<GrownProfile> grown,
        long grownTotal,
        List<PlannedSource> sources,
        List<PlannedTest> tests) {
    public Plan {
        traits = Collections.unmodifiableMap(new LinkedHashMap<>(traits));
        columns = List.copyOf(columns);
        examples = List.copyOf(examples);
        grown = List.copyOf(grown);
        sources = List.copyOf(sources);
        tests = List.copyOf(tests);
    }

    /** Whether anything that people can see would be other than it is. */
    public boolean changes() {
        return people.changes() || traits.values().stream().anyMatch(count -> count > 0) || !columns.isEmpty();
    }

    /**
     * The change in people.
     *
     * @param merged profiles that would become part of another
     * @param mergedInto the profiles that would take those in
     * @param split profiles that would come out of another
     * @param splitFrom the profiles that would lose those
     * @param created profiles of records that no run has seen
     * @param retired profiles whose records are gone
     * @param moved records that would be of another profile than they are
     * @param recordsNew records that no run has seen
     * @param recordsGone records of the last run that are gone
     */
    public record People(
            long profilesBefore,
            long profilesAfter,
            long recordsBefore,
            long recordsAfter,
            long merged,
            long mergedInto,
            long split,
            long splitFrom,
            long created,
            long retired,
            long moved,
            long recordsNew,
            long recordsGone) {
        boolean changes() {
            return merged + split + created + retired + moved + recordsNew + recordsGone > 0;
        }
    }

    /**
     * What keeps records apart that links would join.
     *
     * @param split components taken apart, for too few links or for a contradiction
     * @param conflicts components in which two records contradict each other
     * @param oversized components above the size limit
     * @param bridges links that alone held two parts together and were cut
     * @param quarantined identifiers that too many different names share, by what they are
     * @param quarantinedBefore the same in the last run
     */
    public record Guards(
            long split,
            long conflicts,
            long oversized,
            long bridges,
            Map<String, Long> quarantined,
            Map<String, Long> quarantinedBefore) {
        public Guards {
            quarantined = Collections.unmodifiableMap(new LinkedHashMap<>(quarantined));
            quarantinedBefore = Collections.unmodifiableMap(new LinkedHashMap<>(quarantinedBefore));
        }
    }

    /** An identity test as it would end, and how it ends by the last run. */
    public record PlannedTest(TestResult after, Optional<TestResult.Verdict> before) {}
}
