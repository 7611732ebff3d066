package io.tarn.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The texts by which profiles are kept and persons written to, by the name of their file in a project's folder. */
public final class LiveTexts {
    private static final List<String> FOLDERS = List.of("traits", "audiences", "campaigns", "templates");
    private static final String GUARDRAILS = "guardrails.yaml";

    private LiveTexts() {}

    public static Map<String, String> read(Path project) {
        List<Path> files = new ArrayList<>();
        FOLDERS.forEach(name -> files.addAll(DefinitionFiles.in(project.resolve(name))));
        if (Files.exists(project.resolve(GUARDRAILS))) {
            files.add(project.resolve(GUARDRAILS));
        }
        Map<String, String> texts = new TreeMap<>();
        files.forEach(file -> texts.put(project.relativize(file).toString(), DefinitionFiles.text(file)));
        return texts;
    }

    /** Writes them into the folder of another project. */
    public static void write(Path project, Map<String, String> texts) {
        texts.forEach((file, text) -> DefinitionFiles.write(project.resolve(file), text));
    }
}
