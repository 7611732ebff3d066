package io.tarn.server.cli;

import io.tarn.loop.review.Splitting;
import io.tarn.loop.review.Splitting.Sides;
import io.tarn.loop.review.VerdictBook.Seen;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ProfileId;
import io.tarn.server.House;
import io.tarn.unify.verdict.RecordVerdict;
import io.tarn.unify.verdict.RecordVerdict.Finding;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says that a profile holds two persons. */
@Command(
        name = "split",
        mixinStandardHelpOptions = true,
        header = "Say that a profile holds two persons: records are somebody else's, or its last merge was wrong.",
        description = {
            "With records, as key or source:key: these are another person than the rest of the profile.",
            "Without: the newest merge is taken back, and both get their records, traits and ids again.",
            "Runs keep to it whatever the model says. Kept in identity.verdicts."
        })
final class SplitCommand implements Callable<Integer> {
    @Mixin
    private JudgingOptions options = new JudgingOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "PROFILE", description = "The profile's id.")
    private @Nullable String profile;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "RECORD", description = "Records of somebody else.")
    private @Nullable List<String> records;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return options.judge(spec.commandLine().getOut(), this::split);
    }

    private void split(House house, Judging judging, PrintWriter out) {
        if (profile == null || !ProfileId.isForm(profile)) {
            throw new TarnException(
                    ErrorCode.WRONG_USAGE,
                    "Name the profile by its id, as in identity.profiles: tarn split PROFILE [RECORD …]; or take a"
                            + " verdict back: tarn split --undo VERDICT.");
        }
        Splitting splitting = new Splitting(house.lake());
        boolean named = records != null && !records.isEmpty();
        Sides sides = named
                ? splitting.records(profile, List.copyOf(records))
                : splitting.merge(profile, judging.book().verdicts());
        RecordVerdict verdict = judging.give(
                new Judging.Found(Finding.DIFFERENT, named ? "split" : "unmerge", sides.left(), sides.right()),
                Seen.NOTHING,
                Optional.of(new ProfileId(sides.profile())));
        out.println("Verdict " + verdict.id() + ": " + counted(sides.left().size()) + " of profile " + sides.profile()
                + (sides.left().size() == 1 ? " is" : " are") + " another person than "
                + counted(sides.right().size()) + " of it. They part with the next 'tarn unify'.");
        out.println("Take it back with: tarn split --undo " + verdict.id());
    }

    private static String counted(int records) {
        return records + (records == 1 ? " record" : " records");
    }
}
