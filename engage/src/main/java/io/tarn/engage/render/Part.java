package io.tarn.engage.render;

/** A piece of a template's source. */
sealed interface Part {
    /** As written, delimiters included. */
    String source();

    /** Where it begins, from 1. */
    int line();

    /** What is copied. */
    record Literal(String source, int line) implements Part {}

    /**
     * {@code {{ … }}}.
     *
     * @param body between the delimiters
     */
    record Output(String source, int line, String body) implements Part {}

    /**
     * <code>{% … %}</code>.
     *
     * @param name its first word
     * @param body what follows the name
     */
    record Tag(String source, int line, String name, String body) implements Part {}
}
