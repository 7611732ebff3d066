package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.MatchRule;
import io.tarn.model.policy.MatchRule.Agreement;
import io.tarn.model.policy.MatchRule.Condition;
import io.tarn.testing.TestingRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** No rule waits for pairs that nothing compares. */
final class RuleKeysTest {
    private static final IdentityRules DEFAULTS = IdentityRules.defaults();

    /** Keys of what is of one person, of a town. */
    private static final List<Key> ALONE = List.of(Key.of(Atom.EMAIL), Key.of(Atom.PHONE), Key.of(Atom.DEVICE_ID));

    private static final MatchRule EMAIL_ALONE = rule("email_alone", Agreement.EQUAL, ComparisonKind.EMAIL);
    private static final List<MatchRule> OTHERS = List.of(
            MatchRule.of("email_and_name", ComparisonKind.EMAIL, ComparisonKind.NAME),
            rule("phone_alone", Agreement.EQUAL, ComparisonKind.PHONE),
            rule("device_and_name", Agreement.EQUAL, ComparisonKind.DEVICE_ID, ComparisonKind.NAME),
            rule("name_and_birth_date", Agreement.EQUAL, ComparisonKind.NAME, ComparisonKind.BIRTH_DATE),
            rule("home", Agreement.EQUAL, ComparisonKind.STREET, ComparisonKind.CITY, ComparisonKind.NAME),
            rule("town_and_birth_date", Agreement.EQUAL, ComparisonKind.CITY, ComparisonKind.BIRTH_DATE));

    @Property(tries = 40)
    void everyPairThatARuleJoinsIsComparedUnlessTooManyShareItsValues(
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed,
            @ForAll("someRules") List<MatchRule> declared,
            @ForAll @IntRange(min = 3, max = 300) int blockMax,
            @ForAll @IntRange(min = 1, max = 20) int candidatesMax) {
        IdentityRules rules = new TestingRules()
                .rules(declared)
                .blockRecordsMax(blockMax)
                .candidatesMax(candidatesMax)
                .build();
        Matcher matcher = Matcher.of(new TestingTown(seed, 60).table(), rules);
        RecordTable table = matcher.table();
        Set<Long> compared = compared(matcher.block());
        Rules decided = new Rules(rules);

        for (int left = 0; left < table.size(); left++) {
            for (int right = left + 1; right < table.size(); right++) {
                boolean isJoined =
                        decided.decide(Pattern.of(table, left, right)).isPresent();
                boolean follows =
                        matcher.alike().isFollowing(left) || matcher.alike().isFollowing(right);
                if (isJoined && !follows && !compared.contains(pair(left, right))) {
                    assertThat(sharing(table, declared, left, right))
                            .as("records that share what the rule asks for, of which %s may", blockMax)
                            .isGreaterThan(blockMax);
                }
            }
        }
    }

    @Test
    void aRuleBringsAKeyThatTheChosenOnesDoNotCover() {
        RecordTable table = new TestingTown(11, 60).table();

        MatchRule rule = rule("home", Agreement.EQUAL, ComparisonKind.CITY);

        assertThat(completed(List.of(Key.of(Atom.NAME_WORD, Atom.BIRTH_DATE)), List.of(rule), table, 300))
                .containsExactly(Key.of(Atom.NAME_WORD, Atom.BIRTH_DATE), Key.of(Atom.CITY));
    }

    @Test
    void aRuleBringsNothingWhereAKeyFindsItsPairsAlready() {
        RecordTable table = new TestingTown(11, 60).table();

        assertThat(RuleKeys.completed(ALONE, List.of(EMAIL_ALONE, OTHERS.getFirst()), table, 300))
                .isEqualTo(ALONE);
    }

    @Test
    void aRuleThatNoRecordCanMeetBringsNothing() {
        RecordTable table = new TestingTown(11, 60).table();

        assertThat(completed(List.of(), DEFAULTS.rules(), table, 300)).isEmpty();
    }

    @Test
    void aRuleThatAsksForNothingEqualBringsNothing() {
        RecordTable table = new TestingTown(11, 60).table();
        MatchRule alike = rule("alike", Agreement.ALIKE, ComparisonKind.NAME, ComparisonKind.BIRTH_DATE);

        assertThat(completed(List.of(), List.of(alike), table, 300)).isEmpty();
    }

    @Test
    void whatIsOfOnePersonAlwaysBringsAKey() {
        RecordTable table = new TestingTown(11, 60).table();

        assertThat(RuleKeys.completed(List.of(), List.of(), table, 300)).isEqualTo(ALONE);
        assertThat(RuleKeys.isCovered(List.of(Key.of(Atom.EMAIL)), List.of(), table))
                .isFalse();
        assertThat(RuleKeys.isCovered(ALONE, List.of(), table)).isTrue();
    }

    @Test
    void twoPartsTogetherServeWhereOneAloneIsSharedByTooMany() {
        RecordTable table = new TestingTown(11, 200).table();
        MatchRule rule = rule("home", Agreement.EQUAL, ComparisonKind.CITY, ComparisonKind.BIRTH_DATE);

        assertThat(completed(List.of(Key.of(Atom.CITY)), List.of(rule), table, 8))
                .containsExactly(Key.of(Atom.CITY), Key.of(Atom.BIRTH_DATE, Atom.CITY));
    }

    /** Without what identifiers bring. */
    private static List<Key> completed(List<Key> chosen, List<MatchRule> rules, RecordTable table, int blockMax) {
        List<Key> keys = new ArrayList<>(RuleKeys.completed(chosen, rules, table, blockMax));
        keys.removeAll(ALONE);
        return keys;
    }

    @Provide
    Arbitrary<List<MatchRule>> someRules() {
        return Arbitraries.of(OTHERS).set().ofMinSize(0).ofMaxSize(3).map(some -> {
            List<MatchRule> all = new ArrayList<>(List.of(EMAIL_ALONE));
            all.addAll(some);
            return all;
        });
    }

    /** How many records are equal to both in all that a rule which holds for them asks to be equal: the fewest of any. */
    private static long sharing(RecordTable table, List<MatchRule> declared, int left, int right) {
        long pattern = Pattern.of(table, left, right);
        return declared.stream()
                .filter(rule -> meets(rule, pattern))
                .mapToLong(rule -> sharing(table, rule, left))
                .min()
                .orElse(0);
    }

    private static long sharing(RecordTable table, MatchRule rule, int record) {
        long count = 1;
        for (int other = 0; other < table.size(); other++) {
            long pattern = Pattern.of(table, record, other);
            boolean isEqual = rule.all().stream()
                    .filter(condition -> condition.atLeast() == Agreement.EQUAL)
                    .allMatch(condition -> Rules.agreement(condition.comparison(), pattern) == Agreement.EQUAL);
            count += other != record && isEqual ? 1 : 0;
        }
        return count;
    }

    private static boolean meets(MatchRule rule, long pattern) {
        return rule.all().stream()
                .allMatch(condition ->
                        Rules.agreement(condition.comparison(), pattern).compareTo(condition.atLeast()) >= 0);
    }

    private static Set<Long> compared(Matcher.Blocking blocking) {
        Set<Long> compared = new HashSet<>();
        blocking.candidates
                .forEach(Pairs::new)
                .forEach(pieces -> pieces.forEach(piece -> compared.addAll(piece.found)));
        return compared;
    }

    /** The pairs of one piece of the work. */
    private static final class Pairs implements Candidates.PairSink {
        private final Set<Long> found = new HashSet<>();

        @Override
        public void pair(int left, int right) {
            found.add(RuleKeysTest.pair(left, right));
        }
    }

    private static long pair(int left, int right) {
        return (long) Math.min(left, right) << 32 | Math.max(left, right);
    }

    private static MatchRule rule(String name, Agreement atLeast, ComparisonKind... kinds) {
        List<Condition> all = new ArrayList<>();
        for (ComparisonKind kind : kinds) {
            all.add(new Condition(kind, atLeast));
        }
        return new MatchRule(name, all);
    }
}
