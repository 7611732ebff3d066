package io.tarn.agents.language;

import java.time.Duration;

/** The model that is always there: it adds nothing to what the agents' own rules say, the same every time. */
public final class RuleBook implements LanguageModel {
    private static final Silent NOTHING = new Silent("there is no language model", Silence.REFUSED, Duration.ZERO);

    @Override
    public Answer answer(Question question) {
        return NOTHING;
    }
}
