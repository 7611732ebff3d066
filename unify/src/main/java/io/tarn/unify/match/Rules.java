package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.MatchRule;
import io.tarn.model.policy.MatchRule.Agreement;
import java.util.List;
import java.util.Optional;

/** The declared rules, decided on the levels of a pattern alone. Immutable. */
@SuppressWarnings("EnumOrdinal") // arrays by ordinal and in private records: the hot loops need them
final class Rules {
    private final IdentityRules declared;

    Rules(IdentityRules declared) {
        this.declared = declared;
    }

    /** The name of the first rule that holds, unless the two contradict each other. */
    Optional<String> decide(long pattern) {
        return first(pattern).filter(name -> !conflicts(pattern));
    }

    /** The name of the first rule that asks for no more than is there, whatever contradicts it. */
    Optional<String> first(long pattern) {
        for (MatchRule rule : declared.rules()) {
            if (holds(rule, pattern)) {
                return Optional.of(rule.name());
            }
        }
        return Optional.empty();
    }

    /** Whether the two contradict each other in something of which a person has but one. */
    boolean conflicts(long pattern) {
        return contradiction(pattern).isPresent();
    }

    /** In what the two contradict each other of which a person has but one. */
    Optional<ComparisonKind> contradiction(long pattern) {
        for (ComparisonKind kind : declared.conflicts()) {
            if (agreement(kind, pattern) == Agreement.DIFFERENT) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Whether a pair agrees in all that a rule asks for, whatever contradicts it. */
    static boolean holds(MatchRule rule, long pattern) {
        for (MatchRule.Condition condition : rule.all()) {
            if (agreement(condition.comparison(), pattern).compareTo(condition.atLeast()) < 0) {
                return false;
            }
        }
        return true;
    }

    static Agreement agreement(ComparisonKind kind, long pattern) {
        return agreementOf(kind, Pattern.level(pattern, kind.ordinal()));
    }

    /** What a level of a comparison means. */
    static Agreement agreementOf(ComparisonKind kind, int level) {
        List<Comparer.LevelDefault> levels = Pattern.DEFAULTS.get(kind.ordinal());
        return level == 0 ? Agreement.UNKNOWN : levels.get(level - 1).agreement();
    }
}
