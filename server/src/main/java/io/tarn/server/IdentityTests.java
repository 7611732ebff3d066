package io.tarn.server;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.run.Runs;
import io.tarn.lake.table.Contracts;
import io.tarn.loop.gold.Explainer;
import io.tarn.loop.gold.IdentityTesting;
import io.tarn.loop.gold.PairScoring;
import io.tarn.loop.gold.TestResult;
import io.tarn.loop.review.VerdictBook;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.policy.IdentityTest;
import io.tarn.server.config.Project;
import java.util.List;

/** The identity tests of a home's project, checked against its newest complete run. */
public final class IdentityTests {
    private final Lake lake;
    private final Project project;

    public IdentityTests(House house) {
        this(house.lake(), new Project(house.home().project()));
    }

    IdentityTests(Lake lake, Project project) {
        this.lake = lake;
        this.project = project;
    }

    /** What came of each; nothing where there are no tests. */
    public List<TestResult> run() {
        List<IdentityTest> tests = project.identityTests();
        if (tests.isEmpty()) {
            return List.of();
        }
        Runs runs = new Runs(lake);
        if (runs.newestComplete(Runs.GOLD).isEmpty()) {
            throw new TarnException(
                    ErrorCode.NOT_FOUND, "No run is complete yet that could be tested. Start one with: tarn unify");
        }
        try (LakeSession session = lake.open(runs.readPoint(Contracts.OWNED_BY_RUNS))) {
            Explainer explainer = new Explainer(
                    session, new VerdictBook(lake).verdicts(), PairScoring.of(session, project.matching()));
            return new IdentityTesting(session, explainer).run(tests);
        }
    }
}
