package io.tarn.model.policy;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a person declares about identifiers of live events: which count for more, how many of each a profile may have,
 * and which values mean nobody.
 *
 * @param rules by priority, the highest first
 * @param others what holds for a type that no rule names; its type is ignored
 * @param blocked values, in lower case, that stand for nobody whatever their type
 * @param conflictsMax how many profiles, about, an identifier may try to join that a limit keeps apart before it joins
 *     nothing more; at most 24
 */
public record IdentifierRules(
        List<IdentifierRule> rules, IdentifierRule others, Set<String> blocked, int conflictsMax) {
    private static final int CONFLICTS_MAX = 24;
    private static final String PADDING = "0-_ .x*?";

    /** By priority of the type, then by type and value: the order in which identifiers are taken. */
    public Comparator<Identifier> byPriority() {
        Map<IdentifierType, Integer> places = new HashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            places.put(rules.get(i).type(), i);
        }
        int last = rules.size();
        return Comparator.<Identifier>comparingInt(one -> places.getOrDefault(one.type(), last))
                .thenComparing(Comparator.naturalOrder());
    }

    public IdentifierRules {
        rules = List.copyOf(rules);
        blocked = Set.copyOf(blocked);
        Set<IdentifierType> types = new HashSet<>();
        for (IdentifierRule rule : rules) {
            if (!types.add(rule.type())) {
                throw new TarnException(
                        ErrorCode.INVALID_DEFINITION,
                        "Identifier rules cannot be used: type '" + rule.type() + "' stands there twice; keep one.");
            }
        }
        if (conflictsMax < 1 || conflictsMax > CONFLICTS_MAX) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "Identifier rules cannot be used: conflicts_max is " + conflictsMax + "; use 1 to " + CONFLICTS_MAX
                            + ".");
        }
    }

    /** What holds when nothing is declared. */
    public static IdentifierRules defaults() {
        return new IdentifierRules(
                List.of(
                        new IdentifierRule(IdentifierType.USER_ID, 1),
                        new IdentifierRule(IdentifierType.EXTERNAL_ID, 5),
                        new IdentifierRule(IdentifierType.EMAIL, 5),
                        new IdentifierRule(IdentifierType.PHONE, 5),
                        new IdentifierRule(IdentifierType.DEVICE_ID, 20),
                        new IdentifierRule(IdentifierType.ANONYMOUS_ID, 30)),
                new IdentifierRule(new IdentifierType("other"), 5),
                Set.of(
                        "null",
                        "undefined",
                        "none",
                        "nil",
                        "nan",
                        "n/a",
                        "na",
                        "true",
                        "false",
                        "anonymous",
                        "guest",
                        "unknown",
                        "user",
                        "test",
                        "empty",
                        "not set",
                        "(not set)",
                        "[object object]",
                        "{}",
                        "[]"),
                10);
    }

    /** What holds for a type. */
    public IdentifierRule rule(IdentifierType type) {
        for (IdentifierRule rule : rules) {
            if (rule.type().equals(type)) {
                return rule;
            }
        }
        return others;
    }

    /** Whether a value stands for nobody, such as {@code null}, {@code 0} or a row of noughts. */
    public boolean blocks(Identifier identifier) {
        String value = identifier.value();
        return blocked.contains(value.toLowerCase(Locale.ROOT).strip()) || isPadding(value) || value.equals("-1");
    }

    /** Whether there is nothing in a value but what fills a form. */
    private static boolean isPadding(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (PADDING.indexOf(value.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * What holds for one type.
     *
     * @param profileMax how many of the type one profile may have
     */
    public record IdentifierRule(IdentifierType type, int profileMax) {
        public IdentifierRule {
            if (profileMax < 1) {
                throw new TarnException(
                        ErrorCode.INVALID_DEFINITION,
                        "Identifier rule '" + type + "' cannot be used: profile_max is " + profileMax
                                + "; use 1 or more.");
            }
        }
    }
}
