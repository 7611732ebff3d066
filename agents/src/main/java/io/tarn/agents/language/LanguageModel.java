package io.tarn.agents.language;

import java.time.Duration;
import java.util.Optional;

/**
 * Something that answers questions in words. What it says is text and no more: it passes the same parser, checks and
 * errors as a person's input before it means anything. It may be asked by several threads at once.
 */
@FunctionalInterface
public interface LanguageModel {
    /** One attempt to have an answer; does not throw for what the other side does. */
    Answer answer(Question question);

    /** The words of an answer, or empty when there is none to give. */
    default Optional<String> words(Question question) {
        return answer(question) instanceof Said said ? Optional.of(said.text()) : Optional.empty();
    }

    /**
     * A question to a model.
     *
     * @param prompt the name of the prompt it was made from, with its version
     * @param instruction what the model is to do; ours alone
     * @param text what it is to do it with; may hold values of persons where an operator has switched that on
     * @param form what the answer must look like; empty for free words
     * @param answerTokensMax how long the answer may become
     */
    record Question(String prompt, String instruction, String text, Optional<Form> form, int answerTokensMax) {
        private static final int WORDS_TOKENS_MAX = 50;

        /** A question in free words, without values of persons. */
        public static Question of(String prompt, String text) {
            return new Question(prompt, "", text, Optional.empty(), WORDS_TOKENS_MAX);
        }
    }

    /**
     * What an answer must look like.
     *
     * @param schema a JSON schema
     */
    record Form(String name, String schema) {}

    /** What became of a question. */
    sealed interface Answer {}

    /**
     * Words.
     *
     * @param inputTokens how many tokens the model read; -1 where it does not say
     * @param outputTokens how many it wrote; -1 where it does not say
     */
    record Said(String text, long inputTokens, long outputTokens) implements Answer {}

    /**
     * No words.
     *
     * @param why in words for people, without anything of the question
     * @param retryAfter how long the other side asks us to wait before we try again
     */
    record Silent(String why, Silence silence, Duration retryAfter) implements Answer {}

    /** How a model fails to answer. */
    enum Silence {
        /** It did not take the question, and may take it later. */
        NOT_TAKEN,
        /** It may have worked on the question; the answer did not come. */
        LOST,
        /** It will not answer this, however often it is asked. */
        REFUSED
    }
}
