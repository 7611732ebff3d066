package io.tarn.server.config;

import io.tarn.model.error.TarnException;
import java.nio.file.Path;

/** One file of a folder of definitions, read: its definition, or what is wrong with it. */
public sealed interface DefinitionFile<T> {
    Path path();

    /** What stands in it; empty where that cannot be read. */
    String text();

    /** One that holds a definition. */
    record Sound<T>(Path path, String text, T definition) implements DefinitionFile<T> {}

    /** One that holds none, with all that is wrong with it. */
    record Faulty<T>(Path path, String text, TarnException fault) implements DefinitionFile<T> {}
}
