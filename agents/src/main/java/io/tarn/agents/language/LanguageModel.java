package io.tarn.agents.language;

import java.util.Optional;

/**
 * Something that answers questions in words. What it says is text and no more: it passes the same parser, checks and
 * errors as a person's input before it means anything.
 */
@FunctionalInterface
public interface LanguageModel {
    /** The answer, or empty when there is none to give. */
    Optional<String> answer(Question question);

    /**
     * A question to a model.
     *
     * @param prompt the name of the prompt it was made from, with its version
     * @param text what is asked; holds no personal data
     */
    record Question(String prompt, String text) {}
}
