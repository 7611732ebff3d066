package io.tarn.wire.identity;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The faults of identity forms. */
final class WireErrors {
    private WireErrors() {}

    static TarnException unreadableModel(@Nullable Throwable cause) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "A match model cannot be read: its JSON is broken or of another form. Run 'tarn unify' to train a new one.",
                cause);
    }

    static TarnException unreadableRules(String where, String what) {
        return new TarnException(
                ErrorCode.INVALID_DEFINITION, "Identity rules cannot be read: " + what + " at " + where + ".");
    }

    /** All that is wrong with a text, each fault a sentence. */
    static TarnException unreadableRules(List<String> faults) {
        return new TarnException(
                ErrorCode.INVALID_DEFINITION,
                faults.size() == 1
                        ? "Identity rules cannot be read: " + faults.getFirst()
                        : "Identity rules cannot be read, for " + faults.size() + " faults:\n  - "
                                + String.join("\n  - ", faults));
    }

    static String unknownWord(String where, String word, Collection<String> known) {
        String nearest = known.stream()
                .min((a, b) -> {
                    int order = Integer.compare(distance(word, a), distance(word, b));
                    return order != 0 ? order : a.compareTo(b);
                })
                .map(name -> " Did you mean '" + name + "'?")
                .orElse("");
        return "unknown word '" + word + "' at " + where + "." + nearest + " Known: "
                + known.stream().sorted().collect(Collectors.joining(", ")) + ".";
    }

    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int same = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(same, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}
