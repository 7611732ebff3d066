package io.tarn.collect.normalize;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The lists of words that stand beside the classes: one entry a line, lines that begin with # left out. */
public final class WordLists {
    private WordLists() {}

    public static List<String> lines(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new TarnException(ErrorCode.INVARIANT_BROKEN, "The list of words '" + name + "' is missing.");
            }
            List<String> lines = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    lines.add(line.strip());
                }
            }
            return List.copyOf(lines);
        } catch (IOException e) {
            throw new TarnException(ErrorCode.INVARIANT_BROKEN, "The list of words '" + name + "' is unreadable.", e);
        }
    }
}
