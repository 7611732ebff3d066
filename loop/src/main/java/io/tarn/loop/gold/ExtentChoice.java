package io.tarn.loop.gold;

import io.tarn.lake.run.Run;
import io.tarn.model.identity.MatchModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Decides how much a run works on. It looks at nothing but what it is given.
 *
 * <p>A model serves while the definitions and the version of Tarn are those of the last run and the records that came,
 * changed or went since it was trained are at most {@value #CHANGED_PERCENT_MAX} % of those that it was trained on. Where
 * it serves and it is known which records changed, only what they reach is worked on. A model of which a person's own
 * matcher is part never serves: nobody but the matcher knows whether it would say the same again.
 *
 * <p>What verdicts teach is part of a model and stands like its weights, so that what a run does not work on stays as it
 * would be formed. It is learned with the weights, and again by a run on all records once {@value #FINDINGS_MIN} verdicts
 * more were given or taken back. What a verdict says of its own pair holds at once.
 */
public final class ExtentChoice {
    /** Beyond this share of changed records a model is trained anew. */
    static final int CHANGED_PERCENT_MAX = 20;

    /** The counts of a run's row that say how old its model is: records trained on, and changed since. */
    static final String TRAINED_ON = "trained_records";

    static final String CHANGED_SINCE = "changed_records";

    /** The count that says of how many findings of people its model knows. */
    static final String TAUGHT_BY = "taught_verdicts";

    /** So many findings more, given or taken back, teach a model anew. */
    static final int FINDINGS_MIN = 20;

    private static final double HUNDRED = 100.0;

    private ExtentChoice() {}

    /**
     * What a choice is made of.
     *
     * @param last the last complete run and the model that it used; empty before the first
     * @param definitionsHash as it is now, proposals of this run included
     * @param asksOwnMatcher whether the rules name a person's own matcher
     * @param records how many there are now
     * @param changes what changed since the last run; empty when that was not looked at
     * @param keys those of the blocks that the last run kept; empty when these do not tell whom changed records may be
     * @param findings how many verdicts people gave, and how many they took back, together
     */
    record Facts(
            GoldOrder.Rerun rerun,
            String tarnVersion,
            String definitionsHash,
            boolean asksOwnMatcher,
            Optional<LastRun> last,
            long records,
            Optional<RecordChanges> changes,
            Optional<List<String>> keys,
            long findings) {
        /** Findings that the last model does not know of. */
        private long untaught() {
            return findings - last.map(run -> run.count(TAUGHT_BY)).orElse(0L);
        }
    }

    /** A complete run and its model. */
    record LastRun(Run run, MatchModel model) {
        long count(String name) {
            return run.counts().getOrDefault(name, 0L);
        }

        /** Records that changed since its model was trained, with those of a run that follows. */
        private long changed(RecordChanges now) {
            return count(CHANGED_SINCE) + now.size();
        }
    }

    /**
     * Which records have to be prepared: only changes, where all else stands as a run by these definitions left it.
     *
     * @param records how many there were when this run began
     */
    static PrepareStage.Preparing preparing(GoldOrder order, Optional<Run> last, long records) {
        boolean stands = last.filter(
                        run -> run.definitionsHash().equals(order.definitions().hash())
                                && run.tarnVersion().equals(order.tarnVersion())
                                && run.counts().getOrDefault("accepted", -1L) == records)
                .isPresent();
        if (!stands) {
            return PrepareStage.Preparing.ALL;
        }
        return switch (order.rerun()) {
            case WHEN_CHANGED -> PrepareStage.Preparing.CHANGED;
            case ALWAYS -> PrepareStage.Preparing.COMPARED;
            case RETRAINED -> PrepareStage.Preparing.ALL;
        };
    }

    static Extent choose(Facts facts) {
        if (facts.last().isEmpty()) {
            return new Extent.Whole(Optional.empty(), "no earlier run");
        }
        LastRun last = facts.last().get();
        if (facts.rerun() == GoldOrder.Rerun.RETRAINED) {
            return new Extent.Whole(Optional.empty(), "--retrain was asked for");
        }
        if (facts.asksOwnMatcher()) {
            return new Extent.Whole(
                    Optional.empty(), "your own matcher may score pairs otherwise than it did in the last run");
        }
        if (!last.run().tarnVersion().equals(facts.tarnVersion())) {
            return new Extent.Whole(
                    Optional.empty(),
                    "the last run was made by Tarn " + last.run().tarnVersion());
        }
        if (!last.run().definitionsHash().equals(facts.definitionsHash())) {
            return new Extent.Whole(Optional.empty(), "definitions have changed since the last run");
        }
        if (facts.changes().isEmpty()) {
            return new Extent.Whole(Optional.empty(), "it is not known which records have changed since the last run");
        }
        RecordChanges changes = facts.changes().get();
        long trainedOn = last.count(TRAINED_ON);
        long changed = last.changed(changes);
        if (changed * HUNDRED > (double) trainedOn * CHANGED_PERCENT_MAX) {
            return new Extent.Whole(
                    Optional.empty(),
                    number(changed) + " records are new, changed or gone since the last model was trained on "
                            + number(trainedOn) + ", more than " + CHANGED_PERCENT_MAX + " %");
        }
        if (teaches(facts)) {
            return new Extent.Whole(
                    Optional.of(last.model()),
                    number(facts.untaught()) + " verdicts were given or taken back since it was taught");
        }
        String age = number(changed) + " of " + number(trainedOn) + " records changed since it was trained";
        if (facts.rerun() == GoldOrder.Rerun.ALWAYS) {
            return new Extent.Whole(Optional.of(last.model()), age);
        }
        return facts.keys()
                .<Extent>map(keys -> new Extent.Part(last.model(), changes, keys, age))
                .orElseGet(() -> new Extent.Whole(
                        Optional.of(last.model()),
                        "a rule looks at what no record said before, or no blocks were kept"));
    }

    private static boolean teaches(Facts facts) {
        return facts.untaught() >= FINDINGS_MIN;
    }

    /** Whether verdicts teach the run's model: one that is trained, or one that does not know of many. */
    static boolean teaches(Facts facts, Extent extent) {
        return extent.kept().isEmpty() || teaches(facts);
    }

    /** The counts that the run's row keeps of its model. */
    static Map<String, Long> counts(Facts facts, Extent extent) {
        Map<String, Long> counts = new LinkedHashMap<>();
        if (extent.kept().isEmpty()) {
            counts.put(TRAINED_ON, facts.records());
            counts.put(CHANGED_SINCE, 0L);
        } else {
            LastRun last = facts.last().orElseThrow();
            counts.put(TRAINED_ON, last.count(TRAINED_ON));
            counts.put(CHANGED_SINCE, last.changed(facts.changes().orElseThrow()));
        }
        long known = teaches(facts, extent) ? facts.findings() : facts.findings() - facts.untaught();
        if (known > 0) {
            counts.put(TAUGHT_BY, known);
        }
        return counts;
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
