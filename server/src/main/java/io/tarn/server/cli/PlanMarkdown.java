package io.tarn.server.cli;

import io.tarn.loop.gold.TestResult;
import io.tarn.loop.plan.Plan;
import io.tarn.server.Planned;
import io.tarn.server.figures.Figures;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A plan as Markdown, such as a comment of a pull request: one line that says it all, a table of figures, and all that
 * the text says, folded. Values are masked always: a comment stays, and is mailed about.
 */
final class PlanMarkdown {
    /** By which a pipeline finds the comment that it wrote before. */
    private static final String MARK = "<!-- tarn plan -->";

    private static final String FENCE = "~~~~";

    private final List<String> lines = new ArrayList<>();

    /** The whole text, each line ended. */
    static String of(Planned planned) {
        PlanMarkdown markdown = new PlanMarkdown();
        markdown.lines.add(MARK);
        switch (planned) {
            case Planned.Unchanged unchanged -> markdown.unchanged(unchanged);
            case Planned.Changes changes -> markdown.changes(changes);
        }
        markdown.folded(planned);
        return String.join("\n", markdown.lines);
    }

    private void unchanged(Planned.Unchanged unchanged) {
        add("### Tarn: nothing would change" + failures(unchanged.tests()), "");
        add(
                "Neither sources nor definitions are other than in run `"
                        + unchanged.last().id() + "`.",
                "");
    }

    private void changes(Planned.Changes changes) {
        Plan plan = changes.plan();
        add("### Tarn: " + headline(changes), "");
        add(
                plan.lastRun()
                        .map(run -> "Compared with run `" + run + "`.")
                        .orElse("There is no run yet; the first one would make this."),
                "");
        add("| | now | then | |", "|---|---:|---:|---:|");
        Plan.People people = plan.people();
        compared("Profiles", people.profilesBefore(), people.profilesAfter());
        counted("merge into others", people.merged());
        counted("split out of others", people.split());
        counted("new", people.created());
        counted("vanish", people.retired());
        compared("Records", people.recordsBefore(), people.recordsAfter());
        counted("move to another profile", people.moved());
        for (Planned.AudienceChange audience : changes.audiences()) {
            if (audience.before() != audience.after()) {
                compared("Audience `" + audience.name() + "`", audience.before(), audience.after());
            }
        }
        plan.traits().forEach((trait, profiles) -> counted("profiles with another `" + trait + "`", profiles));
        add("");
    }

    private void add(String... more) {
        lines.addAll(List.of(more));
    }

    private void compared(String name, long before, long after) {
        add(String.format(Locale.ROOT, "| %s | %,d | %,d | %s |", name, before, after, difference(before, after)));
    }

    private void counted(String name, long count) {
        if (count > 0) {
            add(String.format(Locale.ROOT, "| &emsp;%s | | %,d | |", name, count));
        }
    }

    private static String difference(long before, long after) {
        String share = before == 0 ? "" : String.format(Locale.ROOT, " (%+.1f %%)", 100.0 * (after - before) / before);
        return String.format(Locale.ROOT, "%+,d", after - before) + share;
    }

    private static String headline(Planned.Changes changes) {
        Plan plan = changes.plan();
        Plan.People people = plan.people();
        List<String> said = new ArrayList<>();
        say(said, people.merged(), "merge", "merges");
        say(said, people.split(), "split", "splits");
        say(said, people.created(), "new profile", "new profiles");
        say(said, people.retired(), "profile vanishes", "profiles vanish");
        for (Planned.AudienceChange one : changes.audiences()) {
            if (one.before() != one.after()) {
                said.add("`" + one.name() + "` " + difference(one.before(), one.after()));
            }
        }
        say(said, plan.grownTotal(), "profile grows beyond sense", "profiles grow beyond sense");
        String all = said.isEmpty() ? "no profile would change" : String.join(", ", said);
        return all + failures(plan.tests().stream().map(Plan.PlannedTest::after).toList());
    }

    private static void say(List<String> said, long count, String one, String many) {
        if (count > 0) {
            said.add(Figures.count(count, one, many));
        }
    }

    private static String failures(List<TestResult> tests) {
        long failed = tests.stream()
                .filter(test -> test.verdict() == TestResult.Verdict.FAILS)
                .count();
        return failed == 0 ? "" : ", **" + Figures.count(failed, "identity test fails", "identity tests fail") + "**";
    }

    /** What a terminal would show, masked. */
    private void folded(Planned planned) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        new PlanText(out, false).print(planned);
        out.flush();
        add("<details><summary>All of it, with masked examples</summary>", "", FENCE + "text");
        add(text.toString().strip().replace(FENCE, "~~~"));
        add(FENCE, "", "</details>");
    }
}
