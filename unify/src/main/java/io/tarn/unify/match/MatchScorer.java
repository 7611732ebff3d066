package io.tarn.unify.match;

import io.tarn.model.identity.Band;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.Evidence;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.OwnMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Scores and explains one pair of records by a model, to the same bits as a whole table is scored. Immutable; safe for
 * several threads.
 */
@SuppressWarnings("EnumOrdinal") // patterns hold comparisons by ordinal
public final class MatchScorer {
    private final MatchModel model;
    private final Weights weights;
    private final Rules rules;
    private final Preparer preparer;
    private final boolean replaced;

    public MatchScorer(MatchModel model, IdentityRules rules) {
        this.model = model;
        this.weights = new Weights(model);
        this.rules = new Rules(rules);
        this.preparer = new Preparer(model);
        this.replaced = rules.matcher()
                .filter(own -> own.mode() == OwnMatcher.Mode.SCORE)
                .isPresent();
    }

    /** The weight of a pair in millionths of a bit. */
    public long weight(RecordValues left, RecordValues right) {
        Two pair = pair(left, right);
        return weights.weight(pair, Pattern.of(pair), weights.new Tally());
    }

    /** The levels of all comparisons, packed. */
    public long pattern(RecordValues left, RecordValues right) {
        return Pattern.of(pair(left, right));
    }

    /** Why two records are, or are not, held for one person. */
    public Evidence explain(RecordValues left, RecordValues right) {
        Two pair = pair(left, right);
        long pattern = Pattern.of(pair);
        long weight = weights.weight(pair, pattern, weights.new Tally());
        Optional<String> rule = rules.decide(pattern);
        Band band = rule.isPresent() ? Band.AUTOMATIC : model.band(weight);
        return new Evidence(
                rule.map(name -> "rule:" + name).orElse("model"),
                band,
                steps(pair, pattern, weight),
                MatchModel.bits(weight),
                MatchModel.probability(weight),
                pattern);
    }

    /** A rule that asks for no more than a pair agrees in, and what contradicts it all the same. */
    public record Overruled(String rule, String contradiction) {}

    /** The first rule that would hold, were there no contradiction; empty where none would, or nothing contradicts. */
    public Optional<Overruled> overruled(long pattern) {
        return rules.contradiction(pattern)
                .flatMap(kind -> rules.first(pattern).map(name -> new Overruled(name, kind.label())));
    }

    /** The steps that a pattern alone tells: the prior and each comparison, without the rarity of values. */
    public List<Evidence.Step> steps(long pattern) {
        List<Compared> compared = compared(pattern);
        if (isReplaced(pattern)) {
            Compared own = compared.getFirst();
            double bits = MatchModel.bits(OwnScores.micros(OwnComparer.middle(own.level())));
            return List.of(new Evidence.Step(own.kind().label(), own.words(), bits));
        }
        List<Evidence.Step> steps = new ArrayList<>();
        steps.add(new Evidence.Step("prior", "", MatchModel.bits(weights.prior())));
        compared.forEach(one -> steps.add(new Evidence.Step(
                one.kind().label(),
                one.words(),
                MatchModel.bits(weights.level(one.kind().ordinal(), one.level())))));
        if (weights.mayHaveMoved(pattern)) {
            steps.add(moving(weights.moving(weights.home(pattern))));
        }
        return steps;
    }

    /** How far a pair agrees, as far as it counts: where a person's own matcher has the last word, what that says. */
    public List<Compared> compared(long pattern) {
        List<Compared> all = Compared.of(pattern);
        if (!isReplaced(pattern)) {
            return all;
        }
        Compared own = all.getLast();
        return List.of(new Compared(own.kind(), own.level(), "scores " + own.words()));
    }

    /** The words for whether a person may have moved between the two; empty where nothing tells. */
    public Optional<String> moved(long pattern) {
        return isReplaced(pattern) || !weights.mayHaveMoved(pattern)
                ? Optional.empty()
                : Optional.of(moving(weights.moving(weights.home(pattern))).level());
    }

    /** Whether a person's own matcher said what stands in the place of the model's weight. */
    private boolean isReplaced(long pattern) {
        return replaced && Pattern.level(pattern, ComparisonKind.OWN_MATCHER.ordinal()) > 0;
    }

    private static Evidence.Step moving(long micros) {
        return new Evidence.Step("moved", micros > 0 ? "may have moved" : "stayed", MatchModel.bits(micros));
    }

    private List<Evidence.Step> steps(Two pair, long pattern, long weight) {
        List<Evidence.Step> steps = new ArrayList<>();
        long sum = weights.prior();
        long home = weights.home(pattern);
        steps.add(new Evidence.Step("prior", "", MatchModel.bits(sum)));
        for (int i = 0; i < Pattern.COMPARISONS; i++) {
            int level = Pattern.level(pattern, i);
            if (level == 0) {
                continue;
            }
            String label = Comparers.ALL.get(i).kind().label();
            String name = Pattern.DEFAULTS.get(i).get(level - 1).name();
            steps.add(new Evidence.Step(label, name, MatchModel.bits(weights.level(i, level))));
            sum += weights.level(i, level);
            Weights.Tally tally = weights.new Tally();
            weights.rarity(i, pair, level, tally);
            home += tally.home;
            if (tally.same != 0) {
                String how = tally.same > 0 ? "rare value" : "common value";
                steps.add(new Evidence.Step(label, how, MatchModel.bits(tally.same)));
                sum += tally.same;
            }
        }
        if (weights.mayHaveMoved(pattern)) {
            long moving = weights.moving(home);
            steps.add(moving(moving));
            sum += moving;
        }
        if (sum != weight) {
            steps.add(new Evidence.Step("household", "may be two of one household", MatchModel.bits(weight - sum)));
        }
        return steps;
    }

    private Two pair(RecordValues left, RecordValues right) {
        return new Two(preparer.prepare(left), preparer.prepare(right));
    }

    private static final class Two implements Weights.Pair {
        private final @Nullable Object[] left;
        private final @Nullable Object[] right;

        Two(@Nullable Object[] left, @Nullable Object[] right) {
            this.left = left;
            this.right = right;
        }

        @Override
        public @Nullable Object left(int comparison) {
            return left[comparison];
        }

        @Override
        public @Nullable Object right(int comparison) {
            return right[comparison];
        }
    }
}
