package io.tarn.loop.testing;

import io.tarn.agents.language.RuleBook;
import io.tarn.agents.profile.ProfileAgent;
import io.tarn.connectors.source.DeclaredSources;
import io.tarn.lake.Lake;
import io.tarn.loop.Progress;
import io.tarn.loop.gold.GoldOrder;
import io.tarn.loop.gold.GoldOutcome;
import io.tarn.loop.gold.GoldRun;
import io.tarn.loop.gold.LandStage;
import io.tarn.loop.gold.PrepareStage;
import io.tarn.loop.gold.Prepared;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.model.policy.SurvivorshipRules;
import io.tarn.unify.identity.IdentifierLimits;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Gold runs by a clock that goes on by a second whenever it is read. Confined to one thread at a time. */
public final class TestingRuns {
    private Instant now = Instant.parse("2026-06-01T08:00:00Z");

    public Instant tick() {
        now = now.plusSeconds(1);
        return now;
    }

    /**
     * Does what an order says, with a profile agent that knows no language model.
     *
     * @param home where the run may keep files
     */
    public GoldOutcome run(Lake lake, Path home, GoldOrder order) {
        LandStage landing = new LandStage(
                lake, new DeclaredSources(Map.of()), home.resolve("landing"), this::tick, Progress.SILENT);
        return new GoldRun(
                        lake, landing, new PrepareStage(new ProfileAgent(new RuleBook())), this::tick, Progress.SILENT)
                .run(order);
    }

    /** All of a run's work, by definitions that nobody keeps. */
    public static GoldOrder order(List<SourceDefinition> sources, IdentityRules rules) {
        return order(sources, rules, GoldOrder.Rerun.ALWAYS, new Undefined());
    }

    static GoldOrder order(
            List<SourceDefinition> sources,
            IdentityRules rules,
            GoldOrder.Rerun rerun,
            GoldOrder.Definitions definitions) {
        return new GoldOrder(
                sources,
                rules,
                SurvivorshipRules.defaults(),
                IdentifierLimits.defaults(),
                GoldOrder.Approval.NOT_NEEDED,
                rerun,
                definitions,
                GoldOrder.Tests.NONE,
                GoldOrder.Asked.NOBODY,
                "test");
    }

    /** Definitions that nobody keeps: what the profile agent proposes, it proposes in each run anew. */
    private static final class Undefined implements GoldOrder.Definitions {
        @Override
        public String hash() {
            return "none";
        }

        @Override
        public String settle(Prepared prepared) {
            return "none";
        }
    }
}
