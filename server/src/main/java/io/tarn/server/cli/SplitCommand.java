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
import picocli.CommandLine.Option;
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
    private HomeOption home = new HomeOption();

    @Parameters(index = "0", arity = "0..1", paramLabel = "PROFILE", description = "The profile's id.")
    private @Nullable String profile;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "RECORD", description = "Records of somebody else.")
    private @Nullable List<String> records;

    @Option(names = "--undo", paramLabel = "VERDICT", description = "Take a verdict back instead.")
    private @Nullable String undo;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (House house = House.open(home.home().existing());
                Judging judging = new Judging(house)) {
            if (undo != null) {
                judging.withdraw(undo);
                out.println("Verdict " + undo + " is taken back; 'tarn unify' brings it into gold.");
            } else {
                split(house, judging, out);
            }
            out.flush();
        }
        return ExitCode.DONE.number();
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
