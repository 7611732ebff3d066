package io.tarn.server;

import io.tarn.lake.run.Run;
import io.tarn.loop.gold.GoldOutcome;
import io.tarn.loop.gold.TestResult;
import io.tarn.server.report.RunReport;
import java.nio.file.Path;
import java.util.List;

/** What {@code tarn unify} came to. */
public sealed interface Unified {
    /**
     * A new complete run.
     *
     * @param page the report as a file
     * @param applied the definitions that the profile agent's proposals became
     */
    record Completed(GoldOutcome.Completed outcome, RunReport report, Path page, List<Path> applied)
            implements Unified {
        public Completed {
            applied = List.copyOf(applied);
        }
    }

    /** Neither sources nor definitions have changed: the last run stands, and so do the tests that it ends with. */
    record Unchanged(Run last, List<TestResult> tests) implements Unified {
        public Unchanged {
            tests = List.copyOf(tests);
        }
    }

    /**
     * An identity test fails and the home says that it must not: the last run stands.
     *
     * @param applied the definitions that the profile agent's proposals became
     */
    record Refused(List<TestResult> tests, List<Path> applied) implements Unified {
        public Refused {
            tests = List.copyOf(tests);
            applied = List.copyOf(applied);
        }
    }

    /** Proposals wait in these files. */
    record AwaitingApproval(List<Path> proposals) implements Unified {
        public AwaitingApproval {
            proposals = List.copyOf(proposals);
        }
    }
}
