package io.tarn.server.cli;

import io.tarn.lake.LakeSession;
import io.tarn.lake.table.Contracts;
import io.tarn.loop.review.RecordFinder;
import io.tarn.loop.review.RecordFinder.Placed;
import io.tarn.loop.review.VerdictBook.Seen;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ProfileId;
import io.tarn.server.House;
import io.tarn.unify.verdict.RecordVerdict;
import io.tarn.unify.verdict.RecordVerdict.Finding;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says that two records are one person. */
@Command(
        name = "link",
        mixinStandardHelpOptions = true,
        header = "Say that two records, or two profiles, are one person.",
        description = {
            "Records are named as key or source:key, as 'tarn explain' does; a profile id stands for its first record.",
            "Runs keep to it whatever the model says; live profiles become one at once. Kept in identity.verdicts."
        })
final class LinkCommand implements Callable<Integer> {
    @Mixin
    private JudgingOptions options = new JudgingOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "RECORD|PROFILE", description = "The first.")
    private @Nullable String first;

    @Parameters(index = "1", arity = "0..1", paramLabel = "RECORD|PROFILE", description = "The second.")
    private @Nullable String second;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return options.judge(spec.commandLine().getOut(), this::link);
    }

    private void link(House house, Judging judging, PrintWriter out) {
        if (first == null || second == null) {
            throw new TarnException(
                    ErrorCode.WRONG_USAGE,
                    "Name the two: tarn link RECORD RECORD, each as key, source:key or profile id; or take one back:"
                            + " tarn link --undo VERDICT.");
        }
        Placed one;
        Placed other;
        try (LakeSession session = house.lake().open(house.runs().readPoint(Contracts.OWNED_BY_RUNS))) {
            RecordFinder finder = new RecordFinder(session);
            one = finder.recordOrProfile(first);
            other = finder.recordOrProfile(second);
        }
        if (one.record().equals(other.record())) {
            throw new TarnException(
                    ErrorCode.INVALID_INPUT,
                    "Both name the same record: name two of which you know that they are one.");
        }
        RecordVerdict verdict = judging.give(
                new Judging.Found(Finding.SAME, "link", Set.of(one.record()), Set.of(other.record())),
                Seen.NOTHING,
                Optional.of(new ProfileId(one.profile())));
        out.println("Verdict " + verdict.id() + ": one person. "
                + (one.profile().equals(other.profile())
                        ? "They are in profile " + one.profile() + " already, and stay together."
                        : "Profiles " + one.profile() + " and " + other.profile()
                                + " become one with the next 'tarn unify'."));
        out.println("Take it back with: tarn link --undo " + verdict.id());
    }
}
