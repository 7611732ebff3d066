package io.tarn.server.cli;

import io.tarn.loop.gold.Landed;
import io.tarn.loop.gold.TestResult;
import io.tarn.loop.plan.GrownProfile;
import io.tarn.loop.plan.Plan;
import io.tarn.loop.plan.PlannedChange;
import io.tarn.server.Planned;
import io.tarn.server.figures.Figures;
import io.tarn.unify.measure.PartitionMeasures;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan as lines for people; values are masked unless revealed. */
final class PlanText {
    private static final int TRAITS_MAX = 8;

    private final PrintWriter out;
    private final PlannedChangeText examples;
    private final PlannedSourceText sources;
    private final TestText tests;

    PlanText(PrintWriter out, boolean revealed) {
        this.out = out;
        this.examples = new PlannedChangeText(out, new EvidenceText(out, revealed));
        this.sources = new PlannedSourceText(out);
        this.tests = new TestText(out, revealed);
    }

    void print(Planned planned) {
        switch (planned) {
            case Planned.Unchanged unchanged -> {
                out.println("Nothing would change: neither sources nor definitions are other than in run "
                        + unchanged.last().id() + " of " + unchanged.last().finishedAt() + ".");
                if (!unchanged.tests().isEmpty()) {
                    tests.print(unchanged.tests());
                }
            }
            case Planned.Changes changes -> changes(changes);
        }
    }

    private void changes(Planned.Changes changes) {
        Plan plan = changes.plan();
        out.println(plan.lastRun()
                .map(run -> "Compared with run " + run + because(changes) + ":")
                .orElse("There is no run yet; the first one would make this:"));
        if (!plan.changes()) {
            out.println("No profile would change: no one merges, splits, is new or vanishes, and no trait is another.");
        }
        people(plan);
        traits(plan);
        changes.audiences().stream().filter(one -> one.before() != one.after()).forEach(this::audience);
        changes.measures().ifPresent(this::measures);
        guards(plan);
        if (!plan.tests().isEmpty()) {
            tests(plan);
        }
        plan.sources().forEach(sources::print);
        grown(plan);
        plan.examples().forEach(examples::print);
        out.println();
        out.println("Nothing was written. 'tarn unify' does it.");
    }

    private static String because(Planned.Changes changes) {
        List<String> causes = new ArrayList<>();
        if (changes.definitionsChanged()) {
            causes.add("definitions changed");
        }
        for (Landed landed : changes.landed()) {
            if (landed.filesNew() > 0 && landed.inPlace().isEmpty()) {
                causes.add(Figures.count(landed.rows(), "new row", "new rows") + " of " + landed.source());
            }
        }
        return causes.isEmpty() ? "" : " (" + String.join(", ", causes) + ")";
    }

    private void people(Plan plan) {
        Plan.People people = plan.people();
        line("Profiles", arrow(people.profilesBefore(), people.profilesAfter()));
        line(
                "  merge",
                Figures.count(people.merged(), "profile", "profiles") + " into "
                        + Figures.count(people.mergedInto(), "other", "others"),
                people.merged());
        line(
                "  split",
                Figures.count(people.split(), "profile", "profiles") + " out of "
                        + Figures.count(people.splitFrom(), "other", "others"),
                people.split());
        line("  new", Figures.count(people.created(), "profile", "profiles"), people.created());
        line("  vanish", Figures.count(people.retired(), "profile", "profiles"), people.retired());
        line("Records", arrow(people.recordsBefore(), people.recordsAfter()));
        line("  move", Figures.count(people.moved(), "record", "records") + " to another profile", people.moved());
        line("  new", Figures.count(people.recordsNew(), "record", "records"), people.recordsNew());
        line("  gone", Figures.count(people.recordsGone(), "record", "records"), people.recordsGone());
    }

    private static String arrow(long before, long after) {
        return String.format(Locale.ROOT, "%,d -> %,d (%+,d)", before, after, after - before);
    }

    private void line(String name, String text, long... unlessNone) {
        if (unlessNone.length == 0 || unlessNone[0] > 0) {
            out.printf(Locale.ROOT, "%-12s%s%n", name, text);
        }
    }

    private void traits(Plan plan) {
        if (!plan.traits().isEmpty()) {
            String first = plan.traits().entrySet().stream()
                    .limit(TRAITS_MAX)
                    .map(trait -> String.format(Locale.ROOT, "%s %,d", trait.getKey(), trait.getValue()))
                    .collect(Collectors.joining(", "));
            int more = plan.traits().size() - TRAITS_MAX;
            line(
                    "Traits",
                    "other values in profiles that live on: " + first + (more > 0 ? " and " + more + " more" : ""));
        }
        if (!plan.columns().isEmpty()) {
            line("Columns", String.join(", ", plan.columns()));
        }
    }

    private void audience(Planned.AudienceChange audience) {
        long difference = audience.after() - audience.before();
        String share = audience.before() == 0
                ? ""
                : String.format(Locale.ROOT, ", %+.1f %%", 100.0 * difference / audience.before());
        line(
                "Audience",
                String.format(
                        Locale.ROOT,
                        "%s %,d -> %,d (%+,d%s)",
                        audience.name(),
                        audience.before(),
                        audience.after(),
                        difference,
                        share));
    }

    private void measures(Planned.Measured measured) {
        PartitionMeasures.Score after = measured.after().pairwise();
        String was = measured.before()
                .map(PartitionMeasures::pairwise)
                .map(before -> String.format(
                        Locale.ROOT, " (now %.4f, %.4f, %.4f)", before.precision(), before.recall(), before.f1()))
                .orElse("");
        line(
                "Truth",
                String.format(
                                Locale.ROOT,
                                "precision %.4f, recall %.4f, F1 %.4f",
                                after.precision(),
                                after.recall(),
                                after.f1())
                        + was);
    }

    private void guards(Plan plan) {
        Plan.Guards guards = plan.guards();
        List<String> said = new ArrayList<>();
        add(said, guards.split(), "group of records taken apart", "groups of records taken apart");
        add(said, guards.conflicts(), "that contradicts itself", "that contradict themselves");
        add(said, guards.oversized(), "above the size limit", "above the size limit");
        add(said, guards.bridges(), "single link cut", "single links cut");
        guards.quarantined().forEach((kind, count) -> {
            long before = guards.quarantinedBefore().getOrDefault(kind, 0L);
            said.add(kind + " values quarantined: " + count + (before == count ? "" : " (now " + before + ")"));
        });
        if (!said.isEmpty()) {
            line("Guards", String.join(", ", said));
        }
    }

    private static void add(List<String> said, long count, String one, String many) {
        if (count > 0) {
            said.add(Figures.count(count, one, many));
        }
    }

    private void tests(Plan plan) {
        tests.print(plan.tests().stream().map(Plan.PlannedTest::after).toList());
        for (Plan.PlannedTest test : plan.tests()) {
            TestResult.Verdict after = test.after().verdict();
            test.before()
                    .filter(before -> before != after)
                    .ifPresent(before -> out.println("  " + test.after().test().place() + ": " + word(before)
                            + " now, would be: " + word(after)));
        }
    }

    private static String word(TestResult.Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> "holds";
            case FAILS -> "fails";
            case UNKNOWN -> "cannot be told";
        };
    }

    private void grown(Plan plan) {
        if (plan.grownTotal() == 0) {
            return;
        }
        out.println();
        out.println(Figures.count(plan.grownTotal(), "profile", "profiles") + " would grow beyond sense"
                + (plan.grown().isEmpty() ? "." : ", the largest first:"));
        for (GrownProfile one : plan.grown()) {
            PlannedChange.Side side = one.side();
            out.println("  " + side.profileId() + ": " + one.recordsBefore() + " -> " + side.recordCount()
                    + " records, new ones from " + String.join(", ", one.sources()));
            examples.traits(side, "    ");
            out.println("    doubts: " + String.join("; ", one.doubts()));
        }
    }

    /** Counts as words, in the order of the map. */
    static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(one -> String.format(Locale.ROOT, "%,d %s", one.getValue(), one.getKey()))
                .collect(Collectors.joining(", "));
    }
}
