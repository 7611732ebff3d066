package io.tarn.model.decision;

import io.tarn.model.policy.AlternativeName;
import io.tarn.model.profile.NamedValues;
import java.util.Map;
import java.util.Optional;

/**
 * One check of a decision: what it is about, what it came to, and the facts that it rests on.
 *
 * @param alternative the alternative of the step that it is about, where there are several and it is about one
 * @param facts by name, as texts; nothing that identifies a person
 */
public record Reason(
        ReasonCode code, Finding finding, Optional<AlternativeName> alternative, Map<String, String> facts) {
    public Reason {
        facts = NamedValues.copyOf(facts);
    }

    /** One with its facts: names and values in turn, in the order of the names. */
    public static Reason of(ReasonCode code, Finding finding, String... namesAndValues) {
        NamedValues.Builder<String> facts = new NamedValues.Builder<>(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            facts.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Reason(code, finding, Optional.empty(), facts.build());
    }

    /** The same about one alternative. */
    public Reason about(Optional<AlternativeName> one) {
        return new Reason(code, finding, one, facts);
    }

    /** In plain words: a clause without a capital letter or a full stop. */
    public String sentence() {
        return ReasonWords.of(this);
    }
}
