package io.tarn.wire.yaml;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** The faults of one YAML text, gathered so that all are told at once. Confined to one thread. */
public final class YamlFaults {
    private static final int NEAR_MAX = 3;

    private final String file;
    private final List<String> faults = new ArrayList<>();

    public YamlFaults(String file) {
        this.file = file;
    }

    public void add(Node node, String path, String what) {
        String where = path.isEmpty() ? "" : ", " + path;
        faults.add("line " + (node.getStartMark().getLine() + 1) + where + ": " + what);
    }

    public void addAtLine(int line, String what) {
        faults.add("line " + line + ": " + what);
    }

    public void unknown(Node node, String path, String kind, String word, Collection<String> known) {
        add(node, path, unknownText(kind, word, known));
    }

    public static String unknownText(String kind, String word, Collection<String> known) {
        Optional<String> near = nearest(word, known);
        return "unknown " + kind + " '" + word + "'. "
                + near.map(name -> "Did you mean '" + name + "'?")
                        .orElseGet(() -> "Known are: " + String.join(", ", known) + ".");
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }

    public void throwIfAny() {
        if (!faults.isEmpty()) {
            throw thrown();
        }
    }

    /** The error that tells them all. */
    public TarnException thrown() {
        String many = faults.size() == 1 ? "a fault" : faults.size() + " faults";
        return new TarnException(
                ErrorCode.INVALID_DEFINITION, file + " has " + many + ":\n  " + String.join("\n  ", faults));
    }

    private static Optional<String> nearest(String word, Collection<String> known) {
        String best = "";
        int least = NEAR_MAX + 1;
        for (String name : known) {
            int distance = distance(word.toLowerCase(java.util.Locale.ROOT), name);
            if (distance < least && distance < Math.max(2, name.length())) {
                least = distance;
                best = name;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
