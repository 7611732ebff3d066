package io.tarn.server.config;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A folder of definitions of one kind, each in a file that is named as the definition inside. */
final class DefinitionFolder<T> {
    private final Path folder;
    private final Form<T> form;

    /**
     * How definitions of a kind are read and written.
     *
     * @param kind in words, for messages
     * @param read makes one of its text and its place
     */
    record Form<T>(
            String kind, BiFunction<String, String, T> read, Function<T, String> write, Function<T, String> name) {}

    DefinitionFolder(Path folder, Form<T> form) {
        this.folder = folder;
        this.form = form;
    }

    Path file(String name) {
        return folder.resolve(name + DefinitionFiles.YAML);
    }

    /**
     * All of them, by name.
     *
     * @throws TarnException INVALID_DEFINITION, telling the faults of all files at once
     */
    List<T> all() {
        List<T> all = new ArrayList<>();
        List<TarnException> faults = new ArrayList<>();
        for (DefinitionFile<T> file : files()) {
            switch (file) {
                case DefinitionFile.Sound<T> sound -> all.add(sound.definition());
                case DefinitionFile.Faulty<T> faulty -> faults.add(faulty.fault());
            }
        }
        if (faults.size() == 1) {
            throw faults.getFirst();
        }
        if (!faults.isEmpty()) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    String.join(
                            "\n", faults.stream().map(TarnException::getMessage).toList()));
        }
        return List.copyOf(all);
    }

    /** Every file, by name. */
    List<DefinitionFile<T>> files() {
        return DefinitionFiles.in(folder).stream().map(this::read).toList();
    }

    private DefinitionFile<T> read(Path file) {
        String text = "";
        try {
            text = DefinitionFiles.text(file);
            return new DefinitionFile.Sound<>(file, text, read(file, text));
        } catch (TarnException fault) {
            return new DefinitionFile.Faulty<>(file, text, fault);
        }
    }

    private T read(Path file, String text) {
        T definition = form.read().apply(text, file.toString());
        String name = form.name().apply(definition);
        if (!file.equals(file(name))) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "'" + file + "' defines " + form.kind() + " '" + name + "': name the file " + name
                            + DefinitionFiles.YAML + ", or change the name inside.");
        }
        return definition;
    }

    void save(T definition) {
        DefinitionFiles.write(file(form.name().apply(definition)), form.write().apply(definition));
    }
}
