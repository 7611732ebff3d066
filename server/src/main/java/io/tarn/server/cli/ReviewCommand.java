package io.tarn.server.cli;

import io.tarn.lake.LakeSession;
import io.tarn.lake.table.Contracts;
import io.tarn.loop.gold.ProposedRules;
import io.tarn.loop.review.JudgedBands;
import io.tarn.loop.review.ModelVerdictBook;
import io.tarn.loop.review.ReviewPair;
import io.tarn.loop.review.ReviewPair.Side;
import io.tarn.loop.review.ReviewQueue;
import io.tarn.loop.review.Splitting;
import io.tarn.loop.review.VerdictBook;
import io.tarn.loop.review.VerdictBook.Seen;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.RecordName;
import io.tarn.server.CommandAudit;
import io.tarn.server.House;
import io.tarn.server.cli.Judging.Found;
import io.tarn.server.config.Project;
import io.tarn.server.report.Disclosure;
import io.tarn.unify.verdict.RecordVerdict.Finding;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets a person look at the pairs that runs and live matching could not settle. */
@Command(
        name = "review",
        mixinStandardHelpOptions = true,
        header = "Look at pairs of records that may be one person, and say what they are.",
        description = {
            "Least certain and most consequential first. At a terminal each pair is shown side by side, with its",
            "evidence; elsewhere, or with --list, all are listed, to be answered by --accept and the like.",
            "Answers are kept in identity.verdicts; the next 'tarn unify' keeps to them."
        })
final class ReviewCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @ArgGroup(exclusive = true)
    private @Nullable Action action;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "So many pairs (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Option(names = "--reveal", description = "Show personal values.")
    private boolean reveal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What to do instead of asking. */
    static final class Action {
        @Option(names = "--list", description = "List the pairs, one a line.")
        private boolean list;

        @Option(names = "--json", description = "List the pairs with values and evidence as JSON.")
        private boolean json;

        @Option(
                names = "--propose-rules",
                description = "Print match rules that verdicts suggest, and what each would do. Applies none.")
        private boolean proposeRules;

        @Option(names = "--show", paramLabel = "PAIR", description = "Show one pair.")
        private @Nullable String show;

        @Option(names = "--accept", paramLabel = "PAIR", description = "The two are one person.")
        private @Nullable String accept;

        @Option(names = "--reject", paramLabel = "PAIR", description = "The two are two persons.")
        private @Nullable String reject;

        @Option(names = "--skip", paramLabel = "PAIR", description = "Do not ask again before there is a new model.")
        private @Nullable String skip;

        @Option(names = "--undo", paramLabel = "VERDICT", description = "Take a verdict back.")
        private @Nullable String undo;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (House house = House.open(home.home().existing());
                Judging judging = new Judging(house)) {
            ReviewQueue queue = new ReviewQueue(house.lake());
            if (action != null && action.proposeRules) {
                out.println(proposed(house));
            } else if (action == null && ConsoleProgress.isTerminal()) {
                talk(house, queue, judging);
            } else if (action == null || action.list || action.json || action.show != null) {
                show(house, queue);
            } else {
                out.println(answer(queue, judging, action));
            }
            out.flush();
        }
        return ExitCode.DONE.number();
    }

    private static String answer(ReviewQueue queue, Judging judging, Action action) {
        if (action.undo != null) {
            return judging.takeBack(action.undo);
        }
        Answering answers = new Answering(queue, judging);
        String verdict = "";
        String said = "";
        if (action.accept != null) {
            verdict = answers.accept(queue.find(action.accept));
            said = "one person";
        } else if (action.reject != null) {
            verdict = answers.reject(queue.find(action.reject));
            said = "two persons";
        } else if (action.skip != null) {
            verdict = answers.skip(queue.find(action.skip));
            said = "not asked again before there is a new model";
        }
        return "Verdict " + verdict + ": " + said + ". Take it back with: tarn review --undo " + verdict;
    }

    private static String proposed(House house) {
        try (LakeSession session = house.lake().open(house.runs().readPoint(Contracts.OWNED_BY_RUNS))) {
            return ProposedRulesText.of(ProposedRules.of(
                    session,
                    new Project(house.home().project()).matching(),
                    new VerdictBook(house.lake()).verdicts(),
                    house.clock()));
        }
    }

    private void show(House house, ReviewQueue queue) {
        PrintWriter out = spec.commandLine().getOut();
        ReviewText text = new ReviewText(out, reveal, false, new ModelVerdictBook(house.lake()).byPair());
        List<ReviewPair> pairs =
                action != null && action.show != null ? List.of(queue.find(action.show)) : queue.pairs(limit);
        read(house, pairs);
        try (LakeSession session = house.lake().open(house.runs().readPoint(Contracts.OWNED_BY_RUNS))) {
            if (action != null && action.json) {
                out.println(ReviewJson.write(pairs, text, pair -> PairValues.read(session, pair, disclosure())));
            } else if (action != null && action.show != null) {
                pairs.forEach(pair -> text.pair(pair, PairValues.read(session, pair, disclosure())));
            } else {
                pairs.forEach(text::line);
                out.println(
                        pairs.isEmpty()
                                ? "No pair waits for a look."
                                : "Look closer with: tarn review --show PAIR; answer with --accept, --reject or --skip"
                                        + " PAIR.");
                if (VerdictBook.isKept(house.lake())) {
                    JudgedBands.read(session).forEach(text::band);
                }
            }
        }
    }

    private void talk(House house, ReviewQueue queue, Judging judging) {
        PrintWriter out = spec.commandLine().getOut();
        List<ReviewPair> pairs = queue.pairs(limit);
        read(house, pairs);
        ReviewText text = new ReviewText(out, reveal, true, new ModelVerdictBook(house.lake()).byPair());
        try (LakeSession session = house.lake().open(house.runs().readPoint(Contracts.OWNED_BY_RUNS));
                Keys keys = Keys.ofTerminal()) {
            int given = new ReviewTalk(out, keys, new Answering(queue, judging))
                    .run(pairs, pair -> text.pair(pair, PairValues.read(session, pair, disclosure())));
            out.println(
                    given == 0
                            ? "Nothing was decided."
                            : given + (given == 1 ? " verdict" : " verdicts") + " kept. 'tarn unify' keeps to them.");
        }
    }

    private Disclosure disclosure() {
        return reveal ? Disclosure.REVEALED : Disclosure.MASKED;
    }

    /** Before anything is shown, so that nothing is shown that is not written down. */
    private void read(House house, List<ReviewPair> pairs) {
        if (reveal) {
            pairs.stream()
                    .flatMap(pair -> List.of(pair.left().profile(), pair.right().profile()).stream())
                    .distinct()
                    .sorted()
                    .forEach(profile -> CommandAudit.record(
                            house,
                            new CommandAudit.Done("review.reveal", Optional.of(new ProfileId(profile)), "", "plain")));
        }
    }

    /** Answers as verdicts. */
    private record Answering(ReviewQueue queue, Judging judging) implements ReviewTalk.Answers {
        @Override
        public String accept(ReviewPair pair) {
            return give(pair, Finding.SAME);
        }

        @Override
        public String reject(ReviewPair pair) {
            return give(pair, Finding.DIFFERENT);
        }

        @Override
        public String skip(ReviewPair pair) {
            return give(pair, Finding.SKIPPED);
        }

        @Override
        public String split(Side side) {
            RecordName record = side.record();
            Splitting.Sides sides = queue.split(side.profile(), record);
            return judging.give(
                            new Found(Finding.DIFFERENT, "split", sides.left(), sides.right()),
                            Seen.NOTHING,
                            Optional.of(new ProfileId(side.profile())))
                    .id();
        }

        @Override
        public void undo(String verdict) {
            judging.withdraw(verdict);
        }

        private String give(ReviewPair pair, Finding finding) {
            return judging.give(
                            new Found(
                                    finding,
                                    "review",
                                    Set.of(pair.left().record()),
                                    Set.of(pair.right().record())),
                            new Seen(pair.modelVersion(), pair.weight(), queue.states(pair)),
                            Optional.of(new ProfileId(pair.left().profile())))
                    .id();
        }
    }
}
