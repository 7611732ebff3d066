package io.tarn.agents.language;

import java.util.Optional;

/** The model that is always there: it adds nothing to what the agents' own rules say, the same every time. */
public final class RuleBook implements LanguageModel {
    @Override
    public Optional<String> answer(Question question) {
        return Optional.empty();
    }
}
