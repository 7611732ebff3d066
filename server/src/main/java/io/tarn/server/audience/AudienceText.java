package io.tarn.server.audience;

import io.tarn.audience.Expression;
import io.tarn.audience.Problem;
import io.tarn.audience.eval.Explanation;
import io.tarn.audience.parse.ExpressionPrinter;
import io.tarn.loop.audience.Member;
import io.tarn.loop.audience.MemberPage;
import io.tarn.loop.audience.Reach;
import io.tarn.wire.view.Disclosure;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Answers about audiences for people, line by line. */
public final class AudienceText {
    private static final int MARKED_MAX = 100;

    private final PrintWriter out;
    private final Disclosure disclosure;

    public AudienceText(PrintWriter out, Disclosure disclosure) {
        this.out = out;
        this.disclosure = disclosure;
    }

    public void list(List<ListedAudience> audiences) {
        if (audiences.isEmpty()) {
            out.println("No audience is declared. Declare one in the project: audiences/NAME.yaml");
        }
        for (ListedAudience one : audiences) {
            String members = one.members()
                    .map(count -> String.format(Locale.ROOT, "%,d", count))
                    .orElse("-");
            out.printf(
                    Locale.ROOT,
                    "%-24s %14s  %-9s  %-20s  %s%n",
                    one.definition().name(),
                    members,
                    one.standing().word(),
                    one.since().map(Object::toString).orElse(""),
                    one.definition().description());
            one.problems().forEach(problem -> out.println("  " + problem.sentence()));
        }
    }

    public void members(MemberPage page) {
        for (Member member : page.members()) {
            out.println(member.profile() + "  "
                    + member.identifiers().stream()
                            .map(one -> one.type() + ":" + disclosure.identifier(one))
                            .collect(Collectors.joining("  ")));
        }
        page.next().ifPresent(next -> out.println("There are more: --after " + next));
    }

    /** What is left at each step, and how many fell away. */
    public void reach(Reach reach) {
        step("matched", reach.matched(), reach.matched());
        step("reachable", reach.reachable(), reach.matched());
        step("contactable", reach.contactable(), reach.reachable());
        step("consented", reach.consented(), reach.contactable());
        step("uncapped", reach.uncapped(), reach.consented());
        step("after control group", reach.reached(), reach.uncapped());
    }

    private void step(String name, long left, long before) {
        out.printf(
                Locale.ROOT,
                "%-20s %,14d%s%n",
                name,
                left,
                before == left ? "" : String.format(Locale.ROOT, "  (%,d fewer)", before - left));
    }

    public void explained(ExplainedMembership explained) {
        out.println(explained.profile()
                + (explained.why().membership().member() ? " belongs to '" : " does not belong to '")
                + explained.audience() + "' as of " + explained.asOf()
                + explained
                        .why()
                        .membership()
                        .changesAt()
                        .map(at -> ", and time alone may change that at " + at)
                        .orElse("")
                + ".");
        why(explained.why(), "  ");
    }

    private void why(Explanation one, String indent) {
        String head = indent + (one.membership().member() ? "yes  " : "no   ");
        switch (one) {
            case Explanation.Single single -> {
                String found = ShownFinding.of(single, disclosure);
                out.println(
                        head + ExpressionPrinter.print(single.condition()) + (found.isEmpty() ? "" : "  <- " + found));
            }
            case Explanation.Joined joined -> {
                out.println(head + word(joined));
                joined.parts().forEach(part -> why(part, indent + "  "));
            }
            case Explanation.Referred referred -> {
                out.println(head + ExpressionPrinter.print(referred.condition()));
                why(referred.inner(), indent + "  ");
            }
        }
    }

    private static String word(Explanation.Joined joined) {
        if (joined.condition() instanceof Expression.Not) {
            return "not";
        }
        return joined.condition() instanceof Expression.And ? "all of" : "any of";
    }

    /** What is wrong with each file, with a mark under the character; then how many are sound. */
    public void checked(List<CheckedAudience> files) {
        for (CheckedAudience one : files) {
            if (!one.unreadable().isEmpty()) {
                out.println(one.unreadable());
            }
            one.faults().forEach(problem -> problem(one, problem, ""));
            one.notes().forEach(problem -> problem(one, problem, "lake only: "));
        }
        long sound = files.stream().filter(CheckedAudience::isSound).count();
        out.println(
                sound + " of " + files.size() + (files.size() == 1 ? " audience is sound." : " audiences are sound."));
    }

    private void problem(CheckedAudience file, Problem problem, String remark) {
        out.println(file.file() + ": " + remark + problem.sentence());
        out.print(marked(file.where(), problem));
    }

    /** The line of a text in which a problem stands, with a mark under its character; empty without a place. */
    public static String marked(String text, Problem problem) {
        int line = problem.place().line();
        List<String> lines = text.lines().toList();
        if (line < 1 || line > lines.size()) {
            return "";
        }
        int[] shown = lines.get(line - 1).codePoints().toArray();
        int column = Math.min(problem.place().column() - 1, shown.length);
        int begin = Math.max(0, column - MARKED_MAX / 2);
        int end = Math.min(shown.length, begin + MARKED_MAX);
        return "    " + new String(shown, begin, end - begin) + "\n    " + " ".repeat(column - begin) + "^\n";
    }
}
