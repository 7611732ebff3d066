package io.tarn.model.decision;

import io.tarn.model.profile.NamedValues;
import java.util.Map;

/**
 * One check of a decision: what it is about, what it came to, and the facts that it rests on.
 *
 * @param facts by name, as texts; nothing that identifies a person
 */
public record Reason(ReasonCode code, Finding finding, Map<String, String> facts) {
    public Reason {
        facts = NamedValues.copyOf(facts);
    }

    /** One with its facts: names and values in turn, in the order of the names. */
    public static Reason of(ReasonCode code, Finding finding, String... namesAndValues) {
        NamedValues.Builder<String> facts = new NamedValues.Builder<>(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            facts.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Reason(code, finding, facts.build());
    }

    /** With one fact more. */
    public Reason with(String name, String value) {
        return new Reason(code, finding, NamedValues.<String>copyOf(facts).with(name, value));
    }

    /** In plain words: a clause without a capital letter or a full stop. */
    public String sentence() {
        return ReasonWords.of(this);
    }
}
