package io.tarn.loop.gold;

import io.tarn.lake.TableState;
import io.tarn.lake.run.Run;
import java.util.List;
import java.util.Optional;

/** How a gold run ended. */
public sealed interface GoldOutcome {
    /**
     * A new complete run.
     *
     * @param previous the run that it followed; empty for a home's first
     * @param tablesBefore the tables as they were when it began
     * @param extent how much it worked on, and why
     * @param resolved what matching and clustering found
     * @param tests what came of the identity tests
     * @param reviewed what a language model made of pairs; empty where none was asked
     */
    record Completed(
            Run run,
            Optional<Run> previous,
            List<TableState> tablesBefore,
            List<Landed> landed,
            Prepared prepared,
            Extent extent,
            Resolved resolved,
            GoldBuilt built,
            List<TestResult> tests,
            Optional<ModelReviewed> reviewed)
            implements GoldOutcome {
        public Completed {
            tablesBefore = List.copyOf(tablesBefore);
            tests = List.copyOf(tests);
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

    /** An identity test failed and was meant to hold: the last complete run stands, and what was landed stays. */
    record Refused(List<TestResult> tests) implements GoldOutcome {
        public Refused {
            tests = List.copyOf(tests);
        }
    }
}
