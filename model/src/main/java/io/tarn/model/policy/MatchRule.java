package io.tarn.model.policy;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ComparisonKind;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A rule that links two records when all that it asks for agrees.
 *
 * @param name a lower-case word that the link's evidence names
 */
public record MatchRule(String name, List<Condition> all) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    public MatchRule {
        all = List.copyOf(all);
        if (!FORM.matcher(name).matches()) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "'" + name + "' cannot name a match rule: use 1 to 63 lower-case letters, digits and underscores,"
                            + " starting with a letter.");
        }
        if (all.isEmpty()) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION, "Match rule '" + name + "' asks for nothing; name what must agree.");
        }
    }

    /** An identifier that is equal beside something that is alike. */
    public static MatchRule of(String name, ComparisonKind identifier, ComparisonKind alike) {
        return new MatchRule(
                name, List.of(new Condition(identifier, Agreement.EQUAL), new Condition(alike, Agreement.ALIKE)));
    }

    /** Two things that are equal. */
    public static MatchRule equal(String name, ComparisonKind one, ComparisonKind other) {
        return new MatchRule(name, List.of(new Condition(one, Agreement.EQUAL), new Condition(other, Agreement.EQUAL)));
    }

    /** What must agree, and how far at least. */
    public record Condition(ComparisonKind comparison, Agreement atLeast) {}

    /** How far two values agree, from nothing known to equal. */
    public enum Agreement {
        /** A side says nothing. */
        UNKNOWN,
        /** They contradict each other. */
        DIFFERENT,
        /** Neither equal nor a contradiction. */
        VAGUE,
        /** A misspelling, a short form or a part. */
        ALIKE,
        /** The same. */
        EQUAL
    }
}
