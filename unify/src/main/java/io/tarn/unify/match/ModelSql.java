package io.tarn.unify.match;

import io.tarn.lake.dialect.ScalarFunction;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.MatchRule;
import io.tarn.model.policy.MatchRule.Agreement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A model and the rules beside it as SQL that scores pairs of records to the same bits as {@link MatchScorer}.
 *
 * <p>What the model learned and what the rules ask for stand in the text as whole numbers: the prior, a weight for each
 * level, the thresholds, the levels that a rule accepts. Only comparing two values, and the rarity of those they share,
 * are {@link #functions} that the session must know; they are made of the code that matching runs. Sums are of whole
 * millionths of a bit, so no order of adding matters.
 *
 * <p>The text holds no value of any record. Immutable.
 */
public final class ModelSql {
    /** What the names of all functions begin with. */
    public static final String PREFIX = "tarn_match_";

    private final MatchModel model;
    private final IdentityRules rules;
    private final Weights weights;

    public ModelSql(MatchModel model, IdentityRules rules) {
        this.model = model;
        this.rules = rules;
        this.weights = new Weights(model);
    }

    /** The functions that the query calls. */
    public List<ScalarFunction> functions() {
        return new PairFunctions(model).all();
    }

    /**
     * A query of {@code left_key, right_key, decided_by, band, weight, micros, pattern}, a row a pair, where weight is
     * in bits and micros in millionths of one.
     *
     * @param records a query of {@code record_key} and the canonical columns
     * @param pairs a query of {@code left_key, right_key}
     */
    public String query(String records, String pairs) {
        return "WITH records AS (\n  " + records + "\n),\npairs AS (\n  " + pairs
                + "\n),\ncompared AS (\n  SELECT p.left_key, p.right_key,\n    " + each(",\n    ", ModelSql::calls)
                + "\n"
                + "  FROM pairs p\n"
                + "  JOIN records l ON l.record_key = p.left_key\n"
                + "  JOIN records r ON r.record_key = p.right_key\n"
                + "),\n"
                + "added AS (\n"
                + "  SELECT left_key, right_key,\n"
                + "    "
                + sum(model.prior(), "rarity_", weights::level) + " AS one_person,\n    "
                + sum(model.householdPrior(), "household_rarity_", weights::householdLevel) + " AS one_household,\n    "
                + moving() + " AS moving,\n    "
                + each(" + ", ModelSql::place) + " AS pattern,\n    " + decision()
                + " AS decided_by\n"
                + "  FROM compared\n"
                + "),\n"
                + "weighed AS (\n"
                + "  SELECT left_key, right_key, decided_by, pattern,\n"
                + "    one_person + moving - " + onePlus("one_household") + " AS micros\n"
                + "  FROM added\n"
                + ")\n"
                + "SELECT left_key, right_key, decided_by,\n"
                + "  CASE WHEN decided_by <> 'model' OR micros >= "
                + model.automatic() + " THEN 'automatic' WHEN micros >= " + model.review()
                + " THEN 'review' ELSE 'rejected' END AS band,\n"
                + "  CAST(micros AS DOUBLE) / 1000000 AS weight, micros, pattern\nFROM weighed";
    }

    private static String each(String between, IntFunction<String> text) {
        return Comparers.ofRecords().mapToObj(text).collect(Collectors.joining(between));
    }

    private static String calls(int comparison) {
        Comparer<?> comparer = Comparers.ALL.get(comparison);
        ComparisonKind kind = comparer.kind();
        String arguments = Stream.of("l", "r")
                .flatMap(side -> comparer.fields().stream().map(field -> argument(side, field)))
                .collect(Collectors.joining(", ", "(", ")"));
        String word = PairFunctions.word(kind);
        return PairFunctions.level(kind) + arguments + " AS level_" + word + ",\n    " + PairFunctions.rarity(kind)
                + arguments + " AS rarity_" + word + ",\n    " + PairFunctions.householdRarity(kind) + arguments
                + " AS household_rarity_" + word;
    }

    private static String argument(String side, MatchField field) {
        return "CAST(" + side + "." + field.column() + " AS STRING)";
    }

    private static String level(ComparisonKind kind) {
        return "level_" + PairFunctions.word(kind);
    }

    /** The levels packed into one number: each has bits of its own. */
    private static String place(int comparison) {
        return level(Comparers.ALL.get(comparison).kind()) + " * CAST(" + Pattern.with(comparison, 1) + " AS BIGINT)";
    }

    /** The weight of a level. */
    @FunctionalInterface
    private interface LevelWeights {
        long of(int comparison, int level);
    }

    private static String sum(long prior, String rarity, LevelWeights weights) {
        return "CAST(" + prior + " AS BIGINT)\n      + " + each("\n      + ", i -> added(i, rarity, weights));
    }

    private static String added(int comparison, String rarity, LevelWeights weights) {
        String word = PairFunctions.word(Comparers.ALL.get(comparison).kind());
        String cases = IntStream.range(1, Pattern.LEVELS[comparison])
                .mapToObj(level -> " WHEN " + level + " THEN " + weights.of(comparison, level))
                .collect(Collectors.joining());
        return "CASE level_" + word + cases + " ELSE 0 END + " + rarity + word;
    }

    /** What the chance that somebody moved adds. */
    private String moving() {
        return model.moved()
                .map(odds -> {
                    String home = homes(" + ", i -> added(i, "rarity_", weights::level));
                    String isKnown =
                            homes(" OR ", i -> level(Comparers.ALL.get(i).kind()) + " > 0");
                    return "CASE WHEN " + level(ComparisonKind.NAME) + " > 0 AND (" + isKnown + ") THEN "
                            + weights.stayed() + " + " + onePlus("(" + odds + " - (" + home + "))") + " ELSE 0 END";
                })
                .orElse("0");
    }

    private static String homes(String between, IntFunction<String> text) {
        return Comparers.ofRecords()
                .filter(i ->
                        HouseholdShares.MOVING.contains(Comparers.ALL.get(i).kind()))
                .mapToObj(text)
                .collect(Collectors.joining(between));
    }

    private static String onePlus(String odds) {
        return "CASE WHEN " + odds + " > " + Weights.LARGE + " THEN " + odds + " WHEN " + odds + " < " + Weights.SMALL
                + " THEN 0\n      ELSE " + PairFunctions.ONE_PLUS + "(CAST(" + odds + " AS INTEGER)) END";
    }

    private String decision() {
        List<String> whens = new ArrayList<>();
        rules.conflicts().stream()
                .sorted()
                .map(kind -> among(kind, Agreement.DIFFERENT::equals))
                .forEach(contradicts -> whens.add(" WHEN " + contradicts + " THEN 'model'"));
        for (MatchRule rule : rules.rules()) {
            String all = rule.all().stream()
                    .map(condition ->
                            among(condition.comparison(), agreement -> agreement.compareTo(condition.atLeast()) >= 0))
                    .collect(Collectors.joining(" AND "));
            whens.add(" WHEN " + all + " THEN 'rule:" + rule.name() + "'");
        }
        return whens.isEmpty() ? "'model'" : "CASE" + String.join("", whens) + " ELSE 'model' END";
    }

    /** That the level of a comparison is one of those whose meaning is wanted. */
    @SuppressWarnings("EnumOrdinal") // levels by ordinal, as patterns hold them
    private static String among(ComparisonKind kind, Predicate<Agreement> wanted) {
        if (Comparers.ALL.get(kind.ordinal()).fields().isEmpty()) {
            return wanted.test(Rules.agreementOf(kind, 0)) ? "TRUE" : "FALSE";
        }
        String levels = IntStream.range(0, Pattern.LEVELS[kind.ordinal()])
                .filter(level -> wanted.test(Rules.agreementOf(kind, level)))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
        return levels.isEmpty() ? "FALSE" : level(kind) + " IN (" + levels + ")";
    }
}
